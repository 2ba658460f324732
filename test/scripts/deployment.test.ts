/**
 * A deployment against an account of Cloudflare that is kept in memory and answers as wrangler does: what is missing
 * is made, once, and nothing else.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DeploymentServices, type Outcome, deploy, planOf } from '../../scripts/deployment.ts';
import { type Production, readProduction } from '../../scripts/production-config.ts';
import { writeTaxonomyFiles } from '../../scripts/taxonomy-rows.ts';
import { VERSIONED_TABLES } from '../../taxonomy/store.ts';
import { getTableName } from 'drizzle-orm';
import { createTestD1 } from '../support/d1.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';

const ROOT = join(import.meta.dirname, '../..');
const PRODUCTION: Production = {
  config: { name: 'crosswalk', d1_databases: [{ binding: 'DB', database_name: 'crosswalk' }] },
  resources: {
    worker: 'crosswalk',
    databases: ['crosswalk'],
    vectorIndexes: [
      {
        name: 'titles',
        dimensions: 256,
        metadata: [
          { property: 'language', type: 'string' },
          { property: 'postedDay', type: 'number' },
        ],
      },
    ],
    queues: ['work', 'work-dead'],
    buckets: ['files'],
    secrets: ['KEY_PEPPER'],
  },
};

const fine = (answer: unknown = ''): Outcome => ({
  status: 0,
  stdout: typeof answer === 'string' ? answer : JSON.stringify(answer),
  stderr: '',
});
const wrong = (stderr: string): Outcome => ({ status: 1, stdout: '', stderr });

/** An empty account. */
function createAccount() {
  const databases = new Map<string, string>();
  const indexes = new Map<string, { dimensions: number; properties: string[] }>();
  const named = new Set<string>();
  const commands: string[] = [];
  let configs: object[] = [];
  let secrets: string[] | undefined;
  let isReachable = true;

  function answer([command = '', verb = '', ...rest]: readonly string[]): Outcome {
    const [name = ''] = rest;
    const option = (text: string): string => rest.find((part) => part.startsWith(`--${text}=`))?.split('=')[1] ?? '';
    switch (`${command} ${verb}`) {
      case 'd1 list':
        return fine([...databases].map(([database, uuid]) => ({ name: database, uuid })));
      case 'd1 create':
        if (databases.has(name)) return wrong('A database with that name already exists');
        databases.set(name, `id-of-${name}`);
        return fine('Created your new D1 database.');
      case 'd1 migrations':
        return fine();
      case 'd1 execute':
        return fine([{ results: [{ id: 'test-1', imported_at: '2026-01-01T00:00:00.000Z' }], success: true }]);
      case 'vectorize list':
        return fine([...indexes].map(([index, { dimensions }]) => ({ name: index, config: { dimensions } })));
      case 'vectorize create':
        if (indexes.has(name)) return wrong('vectorize.index.duplicate_name');
        indexes.set(name, { dimensions: Number(option('dimensions')), properties: [] });
        return fine();
      case 'vectorize list-metadata-index':
        return fine((indexes.get(name)?.properties ?? []).map((propertyName) => ({ propertyName })));
      case 'vectorize create-metadata-index':
        indexes.get(name)?.properties.push(option('propertyName'));
        return fine();
      case 'queues info':
        return named.has(`queue ${name}`) ? fine() : wrong('Queue does not exist');
      case 'queues create':
        named.add(`queue ${name}`);
        return fine();
      case 'r2 bucket':
        if (rest[0] === 'lifecycle') {
          if (rest[1] === 'list') return fine(named.has(`rule ${rest[2]}`) ? 'name: crosswalk-expiry' : 'no rules');
          named.add(`rule ${rest[2]}`);
          return fine();
        }
        if (rest[0] === 'info') return named.has(`bucket ${rest[1]}`) ? fine() : wrong('not found');
        named.add(`bucket ${rest[1]}`);
        return fine();
      case 'secret list':
        if (!isReachable) return wrong('fetch failed');
        return secrets === undefined
          ? wrong('This Worker does not exist on your account. [code: 10007]')
          : fine(secrets.map((secret) => ({ name: secret })));
      case 'deploy --config':
        secrets ??= [];
        if (rest.includes('--secrets-file')) secrets.push('KEY_PEPPER');
        return fine('Deployed crosswalk: https://crosswalk.example.workers.dev');
      default:
        return wrong(`What is ${command} ${verb}?`);
    }
  }

  const services: DeploymentServices = {
    wrangler: (...parameters) => {
      commands.push(parameters.join(' '));
      return answer(parameters);
    },
    log: () => undefined,
    writeConfig: (config) => {
      configs = [...configs, config];
      return 'config.json';
    },
    secretsFile: () => 'secrets.env',
    prepareAssets: async () => undefined,
    taxonomyFiles: (deployed) => (deployed.some(({ id }) => id === 'test-1') ? [] : ['test-1.sql']),
  };
  return {
    services,
    commands,
    configs: () => configs,
    made: () => ({ databases, indexes, named, secrets }),
    loseConnection: () => (isReachable = false),
  };
}

describe('a deployment', () => {
  it('makes what is missing, and with the second run nothing', async () => {
    const account = createAccount();
    expect(await deploy(PRODUCTION, account.services)).toContain('https://crosswalk.example.workers.dev');
    expect(account.made()).toEqual({
      databases: new Map([['crosswalk', 'id-of-crosswalk']]),
      indexes: new Map([['titles', { dimensions: 256, properties: ['language', 'postedDay'] }]]),
      named: new Set(['queue work', 'queue work-dead', 'bucket files', 'rule files']),
      secrets: ['KEY_PEPPER'],
    });
    expect(account.configs()[0]).toMatchObject({ d1_databases: [{ database_id: 'id-of-crosswalk' }] });

    account.commands.length = 0;
    await deploy(PRODUCTION, account.services);
    expect(account.commands.filter((command) => /create|lifecycle add|secrets-file/.test(command))).toEqual([]);
    expect(account.commands.at(-1)).toBe('deploy --config config.json');
  });

  it('goes on where it was stopped', async () => {
    const account = createAccount();
    const stopping: DeploymentServices = {
      ...account.services,
      wrangler: (...parameters) =>
        parameters.includes('--propertyName=postedDay') ? wrong('gone') : account.services.wrangler(...parameters),
    };
    await expect(deploy(PRODUCTION, stopping)).rejects.toThrow(/Indexing postedDay of titles failed/);
    await deploy(PRODUCTION, account.services);
    expect(account.made().indexes.get('titles')?.properties).toEqual(['language', 'postedDay']);
  });

  it('never makes a new pepper because it could not ask for the old one', async () => {
    const account = createAccount();
    await deploy(PRODUCTION, account.services);
    account.loseConnection();
    await expect(deploy(PRODUCTION, account.services)).rejects.toThrow(/Listing the secrets failed/);
  });

  it('does not put vectors of another length into an index', async () => {
    const account = createAccount();
    account.made().indexes.set('titles', { dimensions: 1_024, properties: [] });
    await expect(deploy(PRODUCTION, account.services)).rejects.toThrow(/1024 dimensions, the encoder makes 256/);
  });

  it('does what its plan says', async () => {
    const account = createAccount();
    await deploy(PRODUCTION, account.services);
    const planned = planOf(PRODUCTION).flatMap(
      (step) => /^wrangler (.*), unless it exists$/.exec(step)?.slice(1) ?? [],
    );
    expect(planned.length).toBe(8);
    for (const command of planned) expect(account.commands).toContain(command);
  });
});

describe("wrangler.toml's production", () => {
  it('names everything that the Worker is bound to', () => {
    const { config, resources } = readProduction(ROOT);
    expect(config).toMatchObject({
      name: 'crosswalk',
      main: 'worker/index.ts',
      compatibility_date: expect.any(String),
    });
    expect(resources.databases).toEqual(['crosswalk']);
    expect(resources.secrets).toContain('KEY_PEPPER');
    for (const { dimensions } of resources.vectorIndexes) expect(dimensions).toBeGreaterThan(0);
    expect(resources.vectorIndexes.length).toBeGreaterThan(0);
    expect(resources.queues).toEqual(expect.arrayContaining(['crosswalk-bulk', 'crosswalk-bulk-dead']));
    expect(resources.buckets).toEqual(['crosswalk-bulk']);
  });

  it('limits at the location what it limits in the isolate', () => {
    const { config } = readProduction(ROOT);
    const { vars, ratelimits } = config as {
      vars: Record<string, string>;
      ratelimits: readonly { name: string; simple: object }[];
    };
    const limits = Object.fromEntries(ratelimits.map(({ name, simple }) => [name, simple]));
    expect(limits).toEqual({
      ADDRESS_LIMITER: { limit: Number(vars['RATE_PER_ADDRESS']), period: 60 },
      PUBLISHABLE_KEY_LIMITER: { limit: Number(vars['RATE_PER_PUBLISHABLE_KEY']), period: 60 },
      SECRET_KEY_LIMITER: { limit: Number(vars['RATE_PER_SECRET_KEY']), period: 60 },
    });
  });
});

describe('the rows of a taxonomy', () => {
  it('are the same after the way through a file of SQL, the second time as well', () => {
    const { d1 } = createStoresOf([taxonomyOf(CONTENTS), taxonomyOf({ ...CONTENTS, version: '2' })]);
    const folder = mkdtempSync(join(tmpdir(), 'crosswalk-rows-'));
    try {
      const files = writeTaxonomyFiles(d1.sqlite, [], folder);
      expect(files).toEqual([join(folder, 'test-1.sql'), join(folder, 'test-2.sql')]);
      const deployed = createTestD1();
      for (const file of [...files, ...files]) deployed.sqlite.exec(readFileSync(file, 'utf8'));
      for (const table of [...VERSIONED_TABLES.map(getTableName), 'taxonomy_version']) {
        const rows = ({ sqlite }: typeof d1): unknown[] =>
          sqlite
            .prepare(`SELECT * FROM ${table}`)
            .all()
            .map((row) => JSON.stringify(row))
            .toSorted();
        expect(rows(deployed).length).toBeGreaterThan(0);
        expect(rows(deployed)).toEqual(rows(d1));
      }
      const held = d1.sqlite.prepare('SELECT id, imported_at FROM taxonomy_version').all();
      const known = held.map((row) => ({ id: String(row['id']), importedAt: String(row['imported_at']) }));
      expect(writeTaxonomyFiles(d1.sqlite, known.slice(1), folder)).toHaveLength(1);
      expect(writeTaxonomyFiles(d1.sqlite, known, folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
