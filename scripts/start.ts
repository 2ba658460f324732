/**
 * `npm start [-- --taxonomy FILE...] [-- --port PORT] [-- --encoder TIER]`: the product on this machine.
 *
 * The first start compiles the embedded starter taxonomy and fills the local D1; later ones find both in place. What
 * an import made stays served until another import, or until the starter taxonomy it came from has changed.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { TaxonomyRefused } from '../taxonomy/problems.ts';
import { ENCODER_TIERS } from '../worker/platform/bindings.ts';
import { writeAssets } from './assets.ts';
import { entryFor } from './entries.ts';
import { ensurePepper, localEnvironmentFile } from './peppers.ts';
import { prepareTaxonomy } from './prepare-taxonomy.ts';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from './wrangler.ts';

const ROOT = join(import.meta.dirname, '..');
const STATE = join(ROOT, '.crosswalk');

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
  .addOption(
    new Option('--encoder <tier>', 'what reads the titles asked about').choices(ENCODER_TIERS).default('static'),
  )
  .parse()
  .opts<{ taxonomy?: string[]; port: number; encoder: string }>();

mkdirSync(join(STATE, 'assets'), { recursive: true });
try {
  await prepareTaxonomy(ROOT, options.taxonomy ?? []);
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
    entryFor('worker/local.ts', options.encoder),
    '--var',
    `ENCODER_TIER:${options.encoder}`,
    // What is logged below this is not shown either, but costs every request a millisecond on its way to wrangler.
    '--var',
    'LOG_LEVEL:warn',
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

/** What Cloudflare's clock does every minute: takes up what was acknowledged and not done. */
const tick = (): void => void fetch(`${url}/cdn-cgi/local/scheduled`).catch(() => undefined);
tick(); // what the last run left behind
setInterval(tick, 60_000).unref();

console.log(`Crosswalk is ready. Open ${url} and type a job title.`);
console.log(`Ask GraphQL in the browser at ${url}/graphql`);
console.log(
  `Or here: curl -G ${url}/graphql --data-urlencode 'query={autocomplete(text:"softw",language:"en",limit:5){text}}'`,
);
