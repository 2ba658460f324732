/** What outlives the processes of the server: they are killed without warning, right after a write was acknowledged. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLocal } from '../../scripts/key-database.ts';
import { type TestServer, startServer } from '../server.ts';

const KEYS = join(import.meta.dirname, '../../scripts/keys.ts');
let server: TestServer;
let key = '';

beforeAll(async () => {
  server = await startServer();
  const order = ['--root', server.root, 'create', '--tenant', 'acme', '--name', 'restart'];
  [key = ''] = execFileSync(process.execPath, [KEYS, ...order], { encoding: 'utf8' }).split('\n');
});
afterAll(() => server.stop());

async function ask<Data>(query: string): Promise<Data> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = JSON.parse(await response.text());
  expect(errors).toBeUndefined();
  return data;
}

interface Hits {
  readonly partial: boolean;
  readonly nodes: readonly {
    readonly title: { readonly id: string };
    readonly evidence: readonly { readonly source: string }[];
  }[];
}

it('keeps keys, collections, titles and vectors, and takes up what was only acknowledged', async () => {
  const created = await ask<{ createCollection: { id: string } }>('mutation { createCollection(name: "Jobs") { id } }');
  const { id } = created.createCollection;
  const write = (...titles: readonly string[]): Promise<unknown> => {
    const inputs = titles.map((title) => `{ id: "${title}", title: "${title}" }`).join(' ');
    return ask(`mutation { upsertTitles(collection: "${id}", titles: [${inputs}]) { changed } }`);
  };
  const search = async (query: string): Promise<Hits> => {
    const hits = 'partial nodes { score title { id } evidence { source weight } }';
    const found = await ask<{ searchTitles: Hits }>(
      `{ searchTitles(collection: "${id}", query: "${query}") { ${hits} } }`,
    );
    return found.searchTitles;
  };
  const counts = (): Promise<unknown> => ask(`{ collection(id: "${id}") { counts { pending indexed failed } } }`);
  const allIndexed = (indexed: number): unknown => ({ collection: { counts: { pending: 0, indexed, failed: 0 } } });

  await write('registered nurse', 'Krankenschwester', 'software developer');
  await expect.poll(counts, { timeout: 30_000 }).toEqual(allIndexed(3));
  const before = await search('staff nurse');
  expect(before.nodes[0]?.title.id).toBe('registered nurse');
  expect(before.nodes[0]?.evidence.map(({ source }) => source)).toContain('vector');

  await write('bus driver');
  await server.crash();

  const after = await search('staff nurse');
  expect(after.nodes.filter(({ title }) => title.id !== 'bus driver')).toEqual(before.nodes);
  expect((await search('bus driver')).nodes[0]?.title.id).toBe('bus driver');
  // The queue of one machine forgets. After two minutes, which pass here, the clock sends the message again.
  const database = openLocal(server.root);
  database.write([`UPDATE title SET queued_at = 0 WHERE state = 'PENDING';`]);
  database.close();
  await fetch(`${server.url}/cdn-cgi/local/scheduled`);
  await expect.poll(counts, { timeout: 30_000 }).toEqual(allIndexed(4));
});
