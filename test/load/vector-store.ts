/**
 * `node test/load/vector-store.ts [--vectors 200000]`: the embedded vector store under its full load, in workerd.
 *
 * Writes the vectors in batches of 500, asks, ends the process without warning, starts it again, and asks the same:
 * prints rates, times, the memory of the process and the size on disk; fails where an answer is lost or changed.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from '../../scripts/wrangler.ts';
import type { LoadAnswer, LoadRequest } from './vector-store-worker.ts';

const BATCH = 500;
const QUERIES = 200;
const START_TIMEOUT_MS = 120_000;

const { vectors } = new Command('vector-store')
  .option('--vectors <count>', 'how many to write', (text) => Number(text), 200_000)
  .parse()
  .opts<{ vectors: number }>();

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-load-'));
const SETTINGS = {
  name: 'vector-store-load',
  compatibility_date: '2026-10-01',
  durable_objects: { bindings: [{ name: 'VECTOR_OBJECT', class_name: 'VectorObject' }] },
  migrations: [{ tag: 'vectors-1', new_sqlite_classes: ['VectorObject'] }],
};

function writeConfiguration(name: string, settings: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ ...SETTINGS, ...settings }));
  return path;
}

/** Bundles the Worker once: `wrangler dev` on the sources would start it anew whenever one of them is edited. */
function build(): string {
  const sources = writeConfiguration('sources.json', { main: join(import.meta.dirname, 'vector-store-worker.ts') });
  const options = ['deploy', '--dry-run', `--config=${sources}`, `--outdir=${join(folder, 'built')}`];
  execFileSync(process.execPath, [WRANGLER_PROGRAM, ...options], {
    cwd: folder,
    env: { ...process.env, ...WRANGLER_ENVIRONMENT },
    stdio: 'ignore',
  });
  return writeConfiguration('built.json', {
    main: 'built/vector-store-worker.js',
    no_bundle: true,
    rules: [{ type: 'CompiledWasm', globs: ['**/*.wasm'] }],
  });
}

const configuration = build();

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

interface Running {
  readonly process: ChildProcess;
  ask(request: LoadRequest): Promise<LoadAnswer>;
}

async function start(): Promise<Running> {
  const [port, inspectorPort] = [await freePort(), await freePort()];
  const options = [
    `--config=${configuration}`,
    `--port=${port}`,
    `--inspector-port=${inspectorPort}`,
    '--ip=127.0.0.1',
  ];
  const server = spawn(
    process.execPath,
    [
      WRANGLER_PROGRAM,
      'dev',
      ...options,
      `--persist-to=${folder}/state`,
      '--log-level=error',
      '--show-interactive-dev-session=false',
    ],
    { cwd: folder, env: { ...process.env, ...WRANGLER_ENVIRONMENT }, stdio: 'ignore', detached: true },
  );
  const ask = async (request: LoadRequest): Promise<LoadAnswer> => {
    const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: JSON.stringify(request) });
    if (!response.ok) throw new Error(`The Worker answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as LoadAnswer;
  };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await ask({ query: { seeds: [] } }).catch(() => false))) {
    if (Date.now() > deadline) throw new Error('The Worker did not start');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { process: server, ask };
}

/** Of workerd below this process group, in MB. */
function memory({ process: { pid } }: Running): number {
  const lines = execFileSync('ps', ['-eo', 'pgid,rss,comm'], { encoding: 'utf8' }).split('\n');
  const workerds = lines
    .map((line) => line.trim().split(/\s+/u))
    .filter(([group, , name]) => group === String(pid) && name === 'workerd');
  return Math.round(workerds.reduce((sum, [, rss]) => sum + Number(rss), 0) / 1_024);
}

function bytesOnDisk(): number {
  return globSync('state/**/*.sqlite*', { cwd: folder }).reduce(
    (sum, file) => sum + statSync(join(folder, file)).size,
    0,
  );
}

/** Without warning: nothing is written any more. */
async function kill({ process: server }: Running): Promise<void> {
  const exited = new Promise((resolve) => server.on('exit', resolve));
  process.kill(-server.pid!, 'SIGKILL');
  await exited;
}

function percentile(ms: readonly number[], part: number): string {
  return ms.toSorted((a, b) => a - b)[Math.min(ms.length - 1, Math.floor(ms.length * part))]!.toFixed(1);
}

const spread = (ms: readonly number[]): string =>
  `p10 ${percentile(ms, 0.1)} ms, p50 ${percentile(ms, 0.5)} ms, p99 ${percentile(ms, 0.99)} ms`;

const report = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<void> {
  let running = await start();
  const began = performance.now();
  const writes: number[] = [];
  for (let first = 0; first < vectors; first += BATCH) {
    writes.push(...(await running.ask({ upsert: { first, count: Math.min(BATCH, vectors - first) } })).ms);
  }
  const seconds = (performance.now() - began) / 1_000;
  report(`load average ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}; ${vectors} vectors of 256 numbers`);
  report(`upsert: ${Math.round(vectors / seconds)} a second; a batch of ${BATCH}: ${spread(writes)}`);

  const seeds = Array.from({ length: QUERIES }, (_, n) => Math.floor((n * vectors) / QUERIES));
  const filter = { languages: ['de', 'pl'], groups: ['2', '35'], postedFrom: 100 };
  const plain = await running.ask({ query: { seeds } });
  const filtered = await running.ask({ query: { seeds, filter } });
  report(`query: ${spread(plain.ms)}`);
  report(`query with a filter: ${spread(filtered.ms)}`);
  report(`memory of workerd: ${memory(running)} MB; on disk: ${Math.round(bytesOnDisk() / 1e6)} MB`);

  await kill(running);
  running = await start();
  const first = await running.ask({ query: { seeds: seeds.slice(0, 1) } });
  const again = await running.ask({ query: { seeds } });
  const { found: count } = await running.ask({ count: true });
  report(`after a restart: first query ${percentile(first.ms, 0.5)} ms; memory of workerd: ${memory(running)} MB`);
  await kill(running);

  if (count !== vectors) throw new Error(`${String(count)} of ${vectors} vectors are there`);
  if (seeds.some((seed, n) => (plain.found as string[])[n] !== `v${seed}`))
    throw new Error('A vector is not its own nearest');
  if (JSON.stringify(again.found) !== JSON.stringify(plain.found)) throw new Error('The restart changed an answer');
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
