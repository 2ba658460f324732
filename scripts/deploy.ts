/**
 * `npm run deploy [-- --dry-run]`: the product on Cloudflare. Makes the database, the vector indexes, the queues, the
 * bucket and the secret that it needs, migrates, writes the taxonomy and deploys. May be run again at any time.
 * `--dry-run` says what it would do, and asks nobody.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { openStore } from '../taxonomy/store.ts';
import { workspaceIn } from '../taxonomy/workspace.ts';
import { writeAssets } from './assets.ts';
import { type Outcome, type Wrangler, deploy, planOf, secretNames } from './deployment.ts';
import { ensurePepper, productionEnvironmentFile } from './peppers.ts';
import { prepareTaxonomy } from './prepare-taxonomy.ts';
import { PRODUCTION_CONFIG, readProduction } from './production-config.ts';
import { writeTaxonomyFiles } from './taxonomy-rows.ts';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from './wrangler.ts';

const ROOT = join(import.meta.dirname, '..');
const MAXIMUM_OUTPUT_BYTES = 64 * 1_048_576;

const wrangler: Wrangler = (...parameters): Outcome => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [WRANGLER_PROGRAM, ...parameters], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: MAXIMUM_OUTPUT_BYTES,
    // Without a terminal wrangler asks nothing and takes its own defaults.
    env: { ...process.env, ...WRANGLER_ENVIRONMENT, CI: 'true' },
  });
  return { status: status ?? 1, stdout, stderr };
};

/** The deployment's pepper: the one that is given, the one that this machine made before, or a new one. */
function secretsFile(names: readonly string[]): string {
  const file = productionEnvironmentFile(ROOT);
  const given = process.env['KEY_PEPPER'];
  if (given !== undefined && !existsSync(file)) writeFileSync(file, `KEY_PEPPER=${given}\n`, { mode: 0o600 });
  ensurePepper(file);
  const held = secretNames(readFileSync(file, 'utf8'));
  const missing = names.filter((name) => !held.includes(name));
  if (missing.length > 0) throw new Error(`Add a line ${missing.join('=..., ')}=... to ${file}.`);
  return file;
}

const options = new Command('npm run deploy --')
  .description('Deploys Crosswalk to the Cloudflare account that wrangler is logged in to.')
  .option('--dry-run', 'say what would be done, without the network')
  .option('--taxonomy <files...>', 'import these taxonomy files and serve them instead of the starter taxonomy')
  .parse()
  .opts<{ dryRun?: true; taxonomy?: string[] }>();

try {
  const production = readProduction(ROOT);
  if (options.dryRun === true) {
    for (const [place, step] of planOf(production).entries()) console.log(`${place + 1}. ${step}`);
  } else {
    const workspace = workspaceIn(ROOT);
    const said = await deploy(production, {
      wrangler,
      log: (line) => console.log(line),
      writeConfig(config) {
        const path = join(ROOT, PRODUCTION_CONFIG);
        writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`);
        return path;
      },
      secretsFile,
      async prepareAssets() {
        await prepareTaxonomy(ROOT, options.taxonomy ?? []);
        writeAssets(join(workspace.folder, 'assets'));
      },
      taxonomyFiles(deployed) {
        const store = openStore(workspace);
        if (store === undefined) throw new Error('The taxonomy was not imported');
        try {
          return writeTaxonomyFiles(store, deployed, join(workspace.folder, 'deploy'));
        } finally {
          store.close();
        }
      },
    });
    console.log(said.trim());
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
