/**
 * Makes what a deployment needs and puts the Worker there. Each step looks first and makes only what is missing, so
 * that running it again changes nothing but the Worker. Cloudflare is reached through wrangler alone.
 */
import { parseEnv } from 'node:util';
import type { Production, Resources, VectorIndex } from './production-config.ts';
import { withDatabaseIds } from './production-config.ts';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs wrangler with these arguments. */
export type Wrangler = (...parameters: string[]) => Outcome;

export interface DeploymentServices {
  readonly wrangler: Wrangler;
  readonly log: (line: string) => void;
  /** Writes the configuration and gives its path. */
  writeConfig(config: object): string;
  /** A file of secrets for wrangler, with those of these names that are at hand, made where need be. */
  secretsFile(names: readonly string[]): string;
  /** Static assets and the taxonomy, in place. */
  prepareAssets(): Promise<void>;
  /** SQL files that fill the versions which the deployed D1, as it says, does not hold yet. */
  taxonomyFiles(deployed: readonly DeployedVersion[]): readonly string[];
}

export interface DeployedVersion {
  readonly id: string;
  readonly importedAt: string;
}

/** Files of bulk jobs are there to be fetched, not to be kept. */
const EXPIRY = 'crosswalk-expiry';
const expiryOf = (bucket: string): readonly string[] => [
  'r2',
  'bucket',
  'lifecycle',
  'add',
  bucket,
  EXPIRY,
  'bulk/',
  '--expire-days=7',
  '--force',
];

function ensureExpiry({ buckets }: Resources, { wrangler, log }: DeploymentServices): void {
  for (const name of buckets) {
    const rules = succeed(wrangler('r2', 'bucket', 'lifecycle', 'list', name), `Listing the rules of ${name}`);
    if (rules.includes(EXPIRY)) continue;
    succeed(wrangler(...expiryOf(name)), `Setting the expiry of ${name}`);
    log(`R2 bucket ${name}: files expire after seven days`);
  }
}

/** What will be done, a line a step, in the words of wrangler. */
export function planOf({ resources }: Production): readonly string[] {
  const { worker, databases, vectorIndexes, queues, buckets, secrets } = resources;
  return [
    'compile the taxonomy and write the static assets, where they changed',
    ...databases.map((name) => `wrangler d1 create ${name}, unless it exists`),
    ...vectorIndexes.flatMap(({ name, dimensions, metadata }) => [
      `wrangler vectorize create ${name} --dimensions=${dimensions} --metric=cosine, unless it exists`,
      ...metadata.map(
        ({ property, type }) =>
          `wrangler vectorize create-metadata-index ${name} --propertyName=${property} --type=${type}, unless it exists`,
      ),
    ]),
    ...queues.map((name) => `wrangler queues create ${name}, unless it exists`),
    ...buckets.flatMap((name) => [
      `wrangler r2 bucket create ${name}, unless it exists`,
      `wrangler ${expiryOf(name).join(' ')}, unless it exists`,
    ]),
    'write wrangler.production.json: [env.production] of wrangler.toml with the id of the database',
    ...databases.map((name) => `wrangler d1 migrations apply ${name} --remote`),
    ...databases.map((name) => `wrangler d1 execute ${name} --remote --file, for taxonomy versions that it lacks`),
    `wrangler deploy, with the secret ${secrets.join(', ')} where ${worker} has none yet`,
  ];
}

function succeed(outcome: Outcome, what: string): string {
  if (outcome.status !== 0) throw new Error(`${what} failed:\n${outcome.stdout}\n${outcome.stderr}`.trim());
  return outcome.stdout;
}

/** The JSON in what wrangler wrote, which may begin with notes. */
function parseList(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  const start = stdout.indexOf('[');
  if (start < 0) return [];
  const parsed: unknown = JSON.parse(stdout.slice(start));
  return Array.isArray(parsed) ? parsed : [];
}

function ensureDatabases({ databases }: Resources, { wrangler, log }: DeploymentServices): Map<string, string> {
  const list = (): Map<string, string> => {
    const rows = parseList(succeed(wrangler('d1', 'list', '--json'), 'Listing the databases'));
    return new Map(rows.map(({ name, uuid }) => [String(name), String(uuid)]));
  };
  let ids = list();
  for (const name of databases) {
    if (ids.has(name)) continue;
    succeed(wrangler('d1', 'create', name), `Creating the database ${name}`);
    log(`D1 database ${name}: created`);
    ids = list();
    if (!ids.has(name)) throw new Error(`The database ${name} was created, but is not in the list; run it again.`);
  }
  return ids;
}

function ensureVectorIndex(index: VectorIndex, known: ReadonlyMap<string, number>, services: DeploymentServices): void {
  const { wrangler, log } = services;
  const { name, dimensions, metadata } = index;
  const held = known.get(name);
  if (held === undefined) {
    const size = [`--dimensions=${dimensions}`, '--metric=cosine'];
    succeed(wrangler('vectorize', 'create', name, ...size), `Creating the vector index ${name}`);
    log(`Vectorize index ${name}: created`);
  } else if (held !== dimensions) {
    throw new Error(
      `The vector index ${name} holds vectors of ${held} dimensions, the encoder makes ${dimensions}. Name another index in wrangler.toml; titles are encoded anew into it.`,
    );
  }
  const rows = parseList(
    succeed(wrangler('vectorize', 'list-metadata-index', name, '--json'), `Listing the metadata indexes of ${name}`),
  );
  const properties = new Set(rows.map(({ propertyName }) => String(propertyName)));
  for (const { property, type } of metadata) {
    if (properties.has(property)) continue;
    const parameters = [`--propertyName=${property}`, `--type=${type}`];
    succeed(wrangler('vectorize', 'create-metadata-index', name, ...parameters), `Indexing ${property} of ${name}`);
    log(`Vectorize index ${name}: metadata index ${property} created`);
  }
}

function ensureVectorIndexes({ vectorIndexes }: Resources, services: DeploymentServices): void {
  if (vectorIndexes.length === 0) return;
  const rows = parseList(succeed(services.wrangler('vectorize', 'list', '--json'), 'Listing the vector indexes'));
  const known = new Map(
    rows.map(({ name, config }) => {
      const isConfig = typeof config === 'object' && config !== null && 'dimensions' in config;
      return [String(name), isConfig ? Number(config.dimensions) : Number.NaN];
    }),
  );
  for (const index of vectorIndexes) ensureVectorIndex(index, known, services);
}

/** Things that wrangler can look at by name: what it cannot see it makes. */
function ensureNamed(
  names: readonly string[],
  command: readonly string[],
  what: string,
  services: DeploymentServices,
): void {
  for (const name of names) {
    if (services.wrangler(...command, 'info', name).status === 0) continue;
    succeed(services.wrangler(...command, 'create', name), `Creating the ${what} ${name}`);
    services.log(`${what} ${name}: created`);
  }
}

/** Secrets that the Worker lacks. That it cannot be asked is an error: a new pepper would end every key. */
function missingSecrets({ worker, secrets }: Resources, { wrangler }: DeploymentServices): readonly string[] {
  const outcome = wrangler('secret', 'list', '--name', worker, '--format', 'json');
  const text = `${outcome.stdout}\n${outcome.stderr}`;
  if (outcome.status !== 0 && /\b10007\b|does not exist|not found/i.test(text)) return secrets;
  const held = new Set(parseList(succeed(outcome, 'Listing the secrets')).map(({ name }) => String(name)));
  return secrets.filter((name) => !held.has(name));
}

function deployedVersions(config: string, { wrangler }: DeploymentServices): readonly DeployedVersion[] {
  const command = 'SELECT id, imported_at FROM taxonomy_version;';
  const read = wrangler('d1', 'execute', 'DB', '--remote', '--json', '--config', config, '--command', command);
  const [answer] = parseList(succeed(read, 'Reading the deployed taxonomy versions'));
  const rows = Array.isArray(answer?.['results']) ? answer['results'] : [];
  return rows.map((row: Readonly<Record<string, unknown>>) => ({
    id: String(row['id']),
    importedAt: String(row['imported_at']),
  }));
}

/** Gives what wrangler said of the deployment, its address among it. */
export async function deploy({ config, resources }: Production, services: DeploymentServices): Promise<string> {
  const { wrangler, log } = services;
  await services.prepareAssets();
  const ids = ensureDatabases(resources, services);
  ensureVectorIndexes(resources, services);
  ensureNamed(resources.queues, ['queues'], 'Queue', services);
  ensureNamed(resources.buckets, ['r2', 'bucket'], 'R2 bucket', services);
  ensureExpiry(resources, services);
  const path = services.writeConfig(withDatabaseIds(config, ids));
  // Migrations only add, so that the Worker that still runs is not disturbed.
  succeed(wrangler('d1', 'migrations', 'apply', 'DB', '--remote', '--config', path), 'Migrating the database');
  for (const file of services.taxonomyFiles(deployedVersions(path, services))) {
    log(`D1: writing ${file}`);
    succeed(wrangler('d1', 'execute', 'DB', '--remote', '--config', path, '--yes', '--file', file), `Writing ${file}`);
  }
  const missing = missingSecrets(resources, services);
  const secrets = missing.length === 0 ? [] : ['--secrets-file', services.secretsFile(missing)];
  return succeed(wrangler('deploy', '--config', path, ...secrets), 'Deploying the Worker');
}

/** Names of the secrets that a file holds. */
export const secretNames = (text: string): readonly string[] => Object.keys(parseEnv(text));
