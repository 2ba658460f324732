/**
 * `npm start [-- --taxonomy FILE...] [-- --port PORT]`: the product on this machine.
 *
 * The first start compiles the embedded starter taxonomy and fills the local D1; later ones find both in place. What
 * an import made stays served until another import, or until the starter taxonomy it came from has changed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { importTaxonomy } from '../taxonomy/import.ts';
import { writeAssets } from './assets.ts';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from './wrangler.ts';

const ROOT = join(import.meta.dirname, '..');
const STATE = join(ROOT, '.crosswalk');
const STARTER = join(ROOT, 'taxonomy/starter');

/** Changes when the starter taxonomy or the compiler does. */
function starterHash(): string {
  const hash = createHash('sha256');
  const files = globSync(['taxonomy/**/*.{tsv,ts}', 'worker/{core,engines}/**/*.ts', 'worker/stores/tables.ts'], { cwd: ROOT });
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

async function prepareTaxonomy(files: readonly string[]): Promise<void> {
  const marker = join(STATE, 'starter-hash');
  const manifest = join(STATE, 'assets/snapshot/manifest.json');
  const report = (line: string): void => console.log(line);
  if (files.length > 0) {
    await importTaxonomy({ files, root: ROOT, onProgress: report });
    writeFileSync(marker, 'imported');
    return;
  }
  const known = existsSync(marker) && existsSync(manifest) ? readFileSync(marker, 'utf8') : undefined;
  // An imported taxonomy stays; no marker beside a manifest means that `npm run taxonomy -- import` made it.
  if (known === 'imported' || (known === undefined && existsSync(manifest))) return;
  const hash = starterHash();
  if (known === hash) return;
  await importTaxonomy({ files: [STARTER], root: ROOT, onProgress: report });
  writeFileSync(marker, hash);
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ready`)).ok;
  } catch {
    return false;
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError('a port is a whole number from 1 to 65535.');
  return port;
}

const options = new Command('npm start --')
  .description('Serves Crosswalk on this machine.')
  .option('--taxonomy <files...>', 'import these taxonomy files and serve them instead of the starter taxonomy')
  .option('--port <port>', 'port to listen on', parsePort, parsePort(process.env['PORT'] ?? '8787'))
  .parse()
  .opts<{ taxonomy?: string[]; port: number }>();

mkdirSync(join(STATE, 'assets'), { recursive: true });
await prepareTaxonomy(options.taxonomy ?? []);
writeAssets(join(STATE, 'assets'));

const server = spawn(
  process.execPath,
  [WRANGLER_PROGRAM, 'dev', '--port', String(options.port), '--persist-to', join(STATE, 'state'), '--log-level', 'warn', '--show-interactive-dev-session', 'false'],
  { cwd: ROOT, env: { ...process.env, ...WRANGLER_ENVIRONMENT }, stdio: ['ignore', 'inherit', 'inherit'] },
);
server.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));

const url = `http://localhost:${options.port}`;
while (!(await isReady(url))) await new Promise((resolve) => setTimeout(resolve, 150));
console.log(`Crosswalk is ready. Open ${url} and type a job title.`);
console.log(`Ask GraphQL in the browser at ${url}/graphql`);
console.log(`Or here: curl -G ${url}/graphql --data-urlencode 'query={autocomplete(text:"softw",language:"en",limit:5){text}}'`);
