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
import { importTaxonomy, recoverImport } from '../taxonomy/import.ts';
import { withImportLock } from '../taxonomy/lock.ts';
import { TaxonomyRefused } from '../taxonomy/problems.ts';
import { type Workspace, workspaceIn } from '../taxonomy/workspace.ts';
import { parseManifest } from '../worker/engines/snapshot/manifest.ts';
import { writeAssets } from './assets.ts';
import { ensurePepper, localEnvironmentFile } from './peppers.ts';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from './wrangler.ts';

const ROOT = join(import.meta.dirname, '..');
const STATE = join(ROOT, '.crosswalk');
const STARTER = join(ROOT, 'taxonomy/starter');

/** Changes when the starter taxonomy or the compiler does. */
function starterHash(): string {
  const hash = createHash('sha256');
  const files = globSync(['taxonomy/**/*.{tsv,ts}', 'worker/{core,engines}/**/*.ts', 'worker/stores/tables.ts'], {
    cwd: ROOT,
  });
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** The id of the taxonomy that would be served now; undefined where there is none, or none that can be read. */
function servedTaxonomy(workspace: Workspace): string | undefined {
  if (!existsSync(workspace.manifest)) return undefined;
  const manifest = parseManifest(readFileSync(workspace.manifest, 'utf8'));
  return manifest.ok ? manifest.value.taxonomy.id : undefined;
}

async function prepareTaxonomy(files: readonly string[]): Promise<void> {
  const onProgress = (line: string): void => console.log(line);
  if (files.length > 0) {
    await importTaxonomy({ files, root: ROOT, onProgress });
    return;
  }
  const workspace = workspaceIn(ROOT);
  const marker = join(workspace.folder, 'starter-hash');
  await withImportLock(workspace, async () => recoverImport(workspace));
  const served = servedTaxonomy(workspace);
  if (served !== undefined && !served.startsWith('starter-')) return;
  const hash = starterHash();
  if (served !== undefined && existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
  console.log('Compiling the starter taxonomy. Later starts find it in place.');
  await importTaxonomy({ files: [STARTER], root: ROOT, onProgress });
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
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('a port is a whole number from 1 to 65535.');
  return port;
}

const options = new Command('npm start --')
  .description('Serves Crosswalk on this machine.')
  .option('--taxonomy <files...>', 'import these taxonomy files and serve them instead of the starter taxonomy')
  .option('--port <port>', 'port to listen on', parsePort, parsePort(process.env['PORT'] ?? '8787'))
  .parse()
  .opts<{ taxonomy?: string[]; port: number }>();

mkdirSync(join(STATE, 'assets'), { recursive: true });
try {
  await prepareTaxonomy(options.taxonomy ?? []);
} catch (error) {
  if (!(error instanceof TaxonomyRefused)) throw error;
  console.error(error.message);
  process.exit(1);
}
writeAssets(join(STATE, 'assets'));
ensurePepper(localEnvironmentFile(ROOT));

const server = spawn(
  process.execPath,
  [
    WRANGLER_PROGRAM,
    'dev',
    '--port',
    String(options.port),
    '--persist-to',
    join(STATE, 'state'),
    '--env-file',
    localEnvironmentFile(ROOT),
    '--log-level',
    'warn',
    '--show-interactive-dev-session',
    'false',
  ],
  { cwd: ROOT, env: { ...process.env, ...WRANGLER_ENVIRONMENT }, stdio: ['ignore', 'inherit', 'inherit'] },
);
server.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));

const url = `http://localhost:${options.port}`;
while (!(await isReady(url))) await new Promise((resolve) => setTimeout(resolve, 150));
console.log(`Crosswalk is ready. Open ${url} and type a job title.`);
console.log(`Ask GraphQL in the browser at ${url}/graphql`);
console.log(
  `Or here: curl -G ${url}/graphql --data-urlencode 'query={autocomplete(text:"softw",language:"en",limit:5){text}}'`,
);
