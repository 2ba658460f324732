/** What `npm run deploy` would upload, as wrangler bundles it: the real bindings, and no stand-in. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from '../../scripts/wrangler.ts';

const ROOT = join(import.meta.dirname, '../..');
const MAXIMUM_GZIP_BYTES = 4_000_000;

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bundle-'));
let said = '';
let script = '';
let bytes = 0;

beforeAll(() => {
  mkdirSync(join(ROOT, '.crosswalk/assets'), { recursive: true });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [WRANGLER_PROGRAM, 'deploy', '--dry-run', '--env', 'production', '--outdir', folder],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...WRANGLER_ENVIRONMENT, CI: 'true' } },
  );
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  said = stdout;
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.map') || name === 'README.md') continue;
    const content = readFileSync(join(folder, name));
    bytes += gzipSync(content).length;
    if (name.endsWith('.js')) script += content.toString('utf8');
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the production bundle', () => {
  it.each([
    ['DB', 'D1 Database'],
    ['TITLE_VECTORS', 'Vectorize Index'],
    ['LONG_TEXT_VECTORS', 'Vectorize Index'],
    ['AI', 'AI'],
    ['COLLECTION_QUEUE', 'Queue'],
    ['BULK_QUEUE', 'Queue'],
    ['BULK_FILES', 'R2 Bucket'],
    ['ADDRESS_LIMITER', 'Rate Limit'],
    ['METRICS', 'Analytics Engine Dataset'],
    ['ASSETS', 'Assets'],
  ])('binds %s, a real %s', (name, kind) => {
    const line = said.split('\n').find((one) => one.includes(`env.${name} `)) ?? '';
    expect(line).toContain(kind);
  });

  it('holds no stand-in', () => {
    expect(script).toContain('VectorObject');
    expect(script).not.toMatch(/LocalWorkersAi|@local\/|stand-in/);
    expect(said).not.toMatch(/LocalWorkersAi|@local\//);
  });

  it('fits', () => {
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(MAXIMUM_GZIP_BYTES);
  });
});
