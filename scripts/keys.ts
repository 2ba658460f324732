/**
 * `npm run keys -- create|list|revoke`: who may use the API. Works on the local D1, whether the server runs or not, and
 * with `--remote` on the deployed one. A key is shown once, when it is created; nothing can show it again.
 */
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { SCOPES, type Scope } from '../worker/domain/caller.ts';
import { issueKey } from '../worker/domain/keys.ts';
import { type KeyDatabase, type Row, openLocal, openRemote } from './key-database.ts';
import { auditSql, insertKeySql, literal } from './key-rows.ts';
import { ensurePepper, localEnvironmentFile, productionEnvironmentFile, readPepper } from './peppers.ts';

const PROJECT = join(import.meta.dirname, '..');
const DAY_MS = 86_400_000;
const MAXIMUM_RATE = 1_000_000;

function parseTenant(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(text))
    throw new InvalidArgumentError('a tenant is 1 to 63 of a-z, 0-9 and "-", and does not begin with "-".');
  return text;
}

function parseScopes(text: string): Scope[] {
  return text.split(',').map((name) => {
    const scope = SCOPES.find((known) => known === name.trim());
    if (scope === undefined) throw new InvalidArgumentError(`scopes are ${SCOPES.join(', ')}.`);
    return scope;
  });
}

function parseOrigin(text: string, before: readonly string[] = []): string[] {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (origin === 'null' || origin !== text)
    throw new InvalidArgumentError('an origin is scheme, host and port alone, such as "https://jobs.example".');
  return [...before, origin];
}

function parseExpiry(text: string): Date {
  const [, days] = /^(\d{1,4})d$/.exec(text) ?? [];
  const expiresAt = days === undefined ? new Date(text) : new Date(Date.now() + Number(days) * DAY_MS);
  if (Number.isNaN(expiresAt.getTime()) || expiresAt.getTime() <= Date.now())
    throw new InvalidArgumentError('an expiry is "90d" or a moment to come, such as "2027-01-31T00:00:00Z".');
  return expiresAt;
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (!Number.isInteger(rate) || rate < 1 || rate > MAXIMUM_RATE)
    throw new InvalidArgumentError(`a rate is a whole number of requests a minute, 1 to ${MAXIMUM_RATE}.`);
  return rate;
}

function parseId(text: string): string {
  const [, id] = /^(?:cwk_(?:live|pub)_)?([0-9a-f]{16})$/.exec(text) ?? [];
  if (id === undefined) throw new InvalidArgumentError('an id is the 16 hexadecimal digits that "list" shows.');
  return id;
}

const program = new Command('npm run keys --')
  .description('Who may use the API: keys, their scopes and their ends.')
  .option('--root <folder>', 'folder that holds .crosswalk', PROJECT);
const root = (): string => resolve(program.opts<{ root: string }>().root);

interface Place {
  readonly remote?: true;
}

function inDatabase(place: Place, work: (database: KeyDatabase) => void): void {
  const database = place.remote === true ? openRemote(PROJECT) : openLocal(root());
  try {
    work(database);
  } finally {
    database.close();
  }
}

function pepperOf({ remote }: Place): string {
  if (remote !== true) return ensurePepper(localEnvironmentFile(root()));
  const pepper = process.env['KEY_PEPPER'] ?? readPepper(productionEnvironmentFile(PROJECT));
  if (pepper === undefined)
    throw new Error("Set KEY_PEPPER to the deployment's; a secret cannot be read back from it.");
  return pepper;
}

interface CreateOptions extends Place {
  readonly tenant: string;
  readonly name: string;
  readonly scopes?: Scope[];
  readonly publishable?: true;
  readonly origin?: string[];
  readonly expires?: Date;
  readonly rate?: number;
}

async function create(options: CreateOptions): Promise<void> {
  const kind = options.publishable === true ? 'PUBLISHABLE' : 'SECRET';
  const origins = options.origin ?? [];
  const scopes = options.scopes ?? (kind === 'SECRET' ? ['read' as const, 'write' as const] : ['read' as const]);
  if (kind === 'PUBLISHABLE' && origins.length === 0)
    throw new Error('A publishable key is bound to the pages that use it: add --origin https://jobs.example.');
  if (kind === 'PUBLISHABLE' && scopes.some((scope) => scope !== 'read'))
    throw new Error('A publishable key stands in a page for all to see; its only scope is read.');
  if (kind === 'SECRET' && origins.length > 0)
    throw new Error('A secret key has no place in a page; --origin belongs to --publishable.');
  const now = new Date();
  const { tenant, name, rate: ratePerMinute, expires: expiresAt } = options;
  const order = { tenant, name, kind, scopes, origins, ratePerMinute, expiresAt } as const;
  const { key, row } = await issueKey(order, pepperOf(options), now);
  inDatabase(options, (database) =>
    database.write([insertKeySql(row), auditSql({ tenant, action: 'createKey', subject: row.id }, now)]),
  );
  console.log(`${key}\n`);
  console.log(`Key ${row.id} of ${tenant}, ${scopes.join(' ')}. It is shown this once; keep it safe.`);
}

/** How a key stands, in one word. */
function stateOf({ revoked_at: revokedAt, expires_at: expiresAt }: Row): string {
  if (revokedAt !== null) return 'revoked';
  return typeof expiresAt === 'string' && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'valid';
}

function list(options: Place & { readonly tenant?: string }): void {
  const where = options.tenant === undefined ? '' : `WHERE tenant = ${literal(options.tenant)}`;
  const columns = 'id, tenant, name, kind, scopes, origins, rate_per_minute, created_at, expires_at, revoked_at';
  inDatabase(options, (database) => {
    const rows = database.read(`SELECT ${columns} FROM api_key ${where} ORDER BY tenant, created_at;`);
    for (const row of rows) {
      const listOf = (text: unknown): string => [JSON.parse(String(text))].flat().join(' ');
      const rate = row['rate_per_minute'] === null ? [] : [`${row['rate_per_minute']}/min`];
      const expiry = row['expires_at'] === null ? [] : [`until ${row['expires_at']}`];
      const facts = [
        row['id'],
        row['tenant'],
        row['kind'],
        stateOf(row),
        listOf(row['scopes']),
        listOf(row['origins']),
      ];
      console.log([...facts.map(String).filter((fact) => fact !== ''), ...rate, ...expiry, row['name']].join('  '));
    }
    console.log(rows.length === 0 ? 'No keys.' : `${rows.length} ${rows.length === 1 ? 'key' : 'keys'}.`);
  });
}

function revoke(id: string, options: Place): void {
  const now = new Date();
  inDatabase(options, (database) => {
    const [row] = database.read(`SELECT tenant, revoked_at FROM api_key WHERE id = ${literal(id)};`);
    if (row === undefined) throw new Error(`No key has the id ${id}; "list" shows them all.`);
    if (row['revoked_at'] !== null) {
      console.log(`Key ${id} was revoked already, at ${row['revoked_at']}.`);
      return;
    }
    database.write([
      `UPDATE api_key SET revoked_at = ${literal(now.toISOString())} WHERE id = ${literal(id)} AND revoked_at IS NULL;`,
      auditSql({ tenant: String(row['tenant']), action: 'revokeKey', subject: id }, now),
    ]);
    console.log(`Key ${id} is revoked; within 60 seconds it works nowhere.`);
  });
}

program
  .command('create')
  .description('issue a key and show it, once')
  .requiredOption('--tenant <tenant>', 'whose data the key opens', parseTenant)
  .requiredOption('--name <name>', 'what the key is for')
  .option('--scopes <scopes>', `of ${SCOPES.join(', ')}; read,write where left out`, parseScopes)
  .option('--publishable', 'for pages: read only, bound to their origins')
  .option('--origin <origin>', 'a page that may use the key; may be repeated', parseOrigin)
  .option('--expires <when>', '"90d", or a moment', parseExpiry)
  .option('--rate <requests>', 'requests a minute, at most what the deployment grants', parseRate)
  .option('--remote', 'in the deployment, rather than on this machine')
  .action(create);
program
  .command('list')
  .description('list keys; never the keys themselves')
  .option('--tenant <tenant>', 'of one tenant', parseTenant)
  .option('--remote', 'of the deployment, rather than of this machine')
  .action(list);
program
  .command('revoke')
  .description('end a key, for good')
  .argument('<id>', 'its id', parseId)
  .option('--remote', 'in the deployment, rather than on this machine')
  .action(revoke);

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
