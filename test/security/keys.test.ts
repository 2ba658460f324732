/** Keys against the real Worker: made and ended by the command line while it runs. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, startServer } from '../server.ts';

const PROGRAM = join(import.meta.dirname, '../../scripts/keys.ts');
const ORIGIN = 'https://jobs.example';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function keys(...parameters: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const command = [PROGRAM, '--root', server.root, ...parameters];
    execFile(process.execPath, command, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

async function create(...parameters: string[]): Promise<{ key: string; id: string }> {
  const { stdout, stderr } = await keys('create', '--tenant', 'acme', '--name', "it's a test", ...parameters);
  const [key = ''] = stdout.split('\n');
  const [, id = ''] = /^cwk_(?:live|pub)_([0-9a-f]{16})_[0-9a-f]{64}$/.exec(key) ?? [];
  if (id === '') throw new Error(`No key was created: ${stderr}`);
  return { key, id };
}

async function ask(headers: Record<string, string>): Promise<{ status: number; code: unknown }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ taxonomy { name } }' }),
  });
  return { status: response.status, code: JSON.parse(await response.text()).errors?.[0]?.extensions.code };
}

const bearing = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

describe('npm run keys', () => {
  it('creates a key that works at once, lists it, and ends it', async () => {
    const { key, id } = await create('--scopes', 'read', '--expires', '1d');
    expect(await ask(bearing(key))).toEqual({ status: 200, code: undefined });
    const listed = (await keys('list', '--tenant', 'acme')).stdout;
    expect(listed).toMatch(new RegExp(`^${id}  acme  SECRET  valid  read  until .*  it's a test$`, 'm'));
    expect(listed).not.toContain(key.slice(-64));
    expect((await keys('list', '--tenant', 'other')).stdout).toBe('No keys.\n');

    const second = await create();
    expect(await keys('revoke', second.id)).toMatchObject({ status: 0, stdout: expect.stringMatching(/is revoked/) });
    expect(await keys('revoke', second.id)).toMatchObject({ status: 0, stdout: expect.stringMatching(/already/) });
    expect(await ask(bearing(second.key))).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    expect((await keys('list')).stdout).toMatch(new RegExp(`^${second.id}  acme  SECRET  revoked`, 'm'));
  });

  it('creates publishable keys for pages', async () => {
    const { key } = await create('--publishable', '--origin', ORIGIN, '--rate', '100');
    expect(key).toMatch(/^cwk_pub_/);
    expect(await ask({ ...bearing(key), origin: ORIGIN })).toEqual({ status: 200, code: undefined });
    expect(await ask({ ...bearing(key), origin: 'https://evil.example' })).toEqual({
      status: 403,
      code: 'FORBIDDEN',
    });
  });

  it.each([
    [['create', '--tenant', 'a', '--name', 'x', '--scopes', 'read,root'], /scopes are read, write, admin/],
    [['create', '--tenant', 'a', '--name', 'x', '--publishable'], /--origin/],
    [['create', '--tenant', 'a', '--name', 'x', '--publishable', '--origin', 'https://a.example/path'], /an origin is/],
    [
      ['create', '--tenant', 'a', '--name', 'x', '--publishable', '--origin', ORIGIN, '--scopes', 'write'],
      /only scope/,
    ],
    [['revoke', '0123456789abcdef'], /No key has the id/],
  ])('refuses %j', async (parameters, message) => {
    expect(await keys(...parameters)).toMatchObject({ status: 1, stderr: expect.stringMatching(message) });
  });
});
