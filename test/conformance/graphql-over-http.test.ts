/** The audits of graphql-http against the real Worker, and what they do not look at. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, startServer } from '../server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => `${server.url}/graphql` });

  it('is audited in full', () => {
    expect(audits.length).toBeGreaterThan(55);
  });

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_, __, audit) => {
    const result = await audit.fn();
    expect(result.status, 'reason' in result ? result.reason : '').toBe('ok');
  });
});

describe('docs/api.md', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8');
  const commands = [...guide.matchAll(/```sh\n(curl [\s\S]*?)```/g)].map(([, command = '']) => command);

  it('has commands', () => {
    expect(commands.length).toBeGreaterThanOrEqual(3);
  });

  it.each(commands)('%s', async (command) => {
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      command.replace('curl ', 'curl -sS --fail ').replaceAll('http://localhost:8787', server.url),
    ]);
    const { data, errors } = JSON.parse(stdout);
    expect(errors).toBeUndefined();
    expect(Object.values(data)[0]).not.toEqual([]);
  });
});

describe('the Worker in workerd', () => {
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(server.url + path, { headers });
  const QUERY = new URLSearchParams({ query: '{ autocomplete(text: "softw", language: "en") { text } }' }).toString();

  it('answers from the snapshot and from D1', async () => {
    const query =
      '{ autocomplete(text: "krankens") { text } occupation(code: "2512.4") { description(language: "de") codes { scheme } } }';
    const response = await get(`/graphql?${new URLSearchParams({ query })}`);
    expect(await response.json()).toEqual({
      data: {
        autocomplete: [{ text: 'Krankenschwester' }],
        occupation: { description: 'Entwickelt Software.', codes: [{ scheme: 'ISCO' }, { scheme: 'O*NET-SOC' }] },
      },
      extensions: { cost: 29 },
    });
  });

  it('answers a known ETag with 304', async () => {
    const first = await get(`/graphql?${QUERY}`);
    const tag = first.headers.get('etag') ?? '';
    expect((await get(`/graphql?${QUERY}`, { 'if-none-match': tag })).status).toBe(304);
  });

  it('serves GraphiQL and the landing page without another host', async () => {
    for (const path of ['/graphql', '/']) {
      const page = await (await get(path, { accept: 'text/html' })).text();
      expect(page).toContain('<!doctype html>');
      expect(page.match(/<(?:script|link|img)[^>]+(?:src|href)="?https?:/g)).toBeNull();
    }
  });

  it('writes one JSON line a request', async () => {
    await fetch(`${server.url}/graphql?${QUERY}`, { headers: { 'x-request-id': 'line-of-the-log' } });
    await expect.poll(() => server.output()).toContain('line-of-the-log');
    const lines = server
      .output()
      .split('\n')
      .filter((line) => line.includes('line-of-the-log'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: 'request',
      request: 'line-of-the-log',
      status: 200,
      method: 'GET',
    });
  });
});
