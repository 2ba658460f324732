/** `crosswalk normalize` against the real Worker: R2, queue and result, from a terminal. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestServer, startServer } from '../server.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bulk-'));
let server: TestServer;
let key = '';

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, ...parameters: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, program), ...parameters], (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

beforeAll(async () => {
  server = await startServer();
  const { stdout } = await run('scripts/keys.ts', '--root', server.root, 'create', '--tenant', 'acme', '--name', 'cli');
  [key = ''] = stdout.split('\n');
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

it('normalises a file of several parts', async () => {
  const file = join(folder, 'titles.csv');
  const titles = Array.from({ length: 1_200 }, (_, row) =>
    row % 2 === 0 ? `staff nurse ${row}` : `Programmierer ${row}`,
  );
  writeFileSync(file, ['id,title', ...titles.map((title, row) => `${row},${title}`), 'last,'].join('\n'));
  const outcome = await run('bin/crosswalk.ts', 'normalize', file, '--url', server.url, '--key', key);
  expect(outcome).toMatchObject({ status: 0, stdout: expect.stringMatching(/^1201 titles in .*, 1 of them failed/m) });
  const lines = readFileSync(join(folder, 'titles.normalized.csv'), 'utf8').trim().split('\r\n').slice(1);
  expect(lines.map((line) => line.split(',')[2])).toEqual([...titles, '']);
  expect(lines[0]).toContain('occupation:nurse,2221.1,2221,registered nurse');
  expect(lines[1]).toContain('occupation:software-developer,2512.4,2512,software developer');
});

it('says what is wrong', async () => {
  const file = join(folder, 'wrong.csv');
  writeFileSync(file, 'name\nnurse\n');
  const parameters = ['normalize', file, '--url', server.url];
  expect(await run('bin/crosswalk.ts', ...parameters, '--key', key)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/one must be "title"/),
  });
  expect(await run('bin/crosswalk.ts', ...parameters, '--key', 'wrong')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/is not a key/),
  });
});

it('takes one of two uploads that come at once, and tells by server-sent events how it gets on', async () => {
  const ask = (accept: string, query: string): Promise<Response> =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${key}` },
      body: JSON.stringify({ query }),
    });
  const start = 'mutation { startBulkNormalization(format: NDJSON) { uploadUrl job { id } } }';
  const { data } = JSON.parse(await (await ask('application/json', start)).text());
  const { uploadUrl, job } = data.startBulkNormalization;
  const watching = await ask(
    'text/event-stream',
    `subscription { bulkNormalization(id: "${job.id}") { state doneRows } }`,
  );
  expect(watching.headers.get('content-type')).toContain('text/event-stream');
  const body = '{"title":"staff nurse"}\n'.repeat(500);
  const uploads = [1, 2].map(() => fetch(server.url + uploadUrl, { method: 'PUT', body }));
  const statuses = (await Promise.all(uploads)).map(({ status }) => status);
  expect(statuses.toSorted((left, right) => left - right)).toEqual([204, 403]);
  const text = await watching.text();
  expect(text).toMatch(/"state":"AWAITING_UPLOAD"/);
  expect(text).toMatch(/"state":"DONE","doneRows":500/);
  expect(text.endsWith('event: complete\ndata:\n\n')).toBe(true);
});
