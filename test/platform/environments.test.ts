/** Both environments of wrangler.toml: what one binds the other binds as well, or has something in its place. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unstable_readConfig as readConfig } from 'wrangler';

const ROOT = join(import.meta.dirname, '../..');
const CONFIG = join(ROOT, 'wrangler.toml');

/** What of wrangler's configuration is compared; its own types leave it open. */
interface Configuration {
  readonly main: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly compatibility_date: string;
  readonly compatibility_flags: readonly string[];
  readonly migrations: unknown;
  readonly triggers: unknown;
  readonly queues: { readonly consumers: unknown; readonly producers: readonly Bound[] };
  readonly durable_objects: { readonly bindings: readonly Bound[] };
  readonly [kind: string]: unknown;
}

/** Wrangler calls a binding's name now one, now the other. */
interface Bound {
  readonly binding?: string;
  readonly name?: string;
}

function read(env?: string): Configuration {
  return readConfig({ config: CONFIG, ...(env === undefined ? {} : { env }) }, { hideWarnings: true });
}

const development = read();
const production = read('production');

/** The kinds of bindings by the names that the Worker knows them by. */
function bindingsOf(config: Configuration): Record<string, string> {
  const kinds = ['d1_databases', 'assets', 'version_metadata', 'services', 'vectorize', 'ai', 'ratelimits'];
  kinds.push('analytics_engine_datasets', 'r2_buckets', 'kv_namespaces');
  const all = kinds.map((kind) => [kind, [config[kind] ?? []].flat()] as [string, Bound[]]);
  all.push(['durable_objects', [...config.durable_objects.bindings]], ['queues', [...config.queues.producers]]);
  return Object.fromEntries(all.flatMap(([kind, bound]) => bound.map((one) => [one.binding ?? one.name, kind])));
}

/** What stands in development for what in production. Everything else is bound, by the same kind, in both. */
const DEVELOPMENT_ONLY = { VECTOR_OBJECT: 'durable_objects', AI: 'services' };
const PRODUCTION_ONLY = {
  TITLE_VECTORS: 'vectorize',
  LONG_TEXT_VECTORS: 'vectorize',
  AI: 'ai',
  ADDRESS_LIMITER: 'ratelimits',
  PUBLISHABLE_KEY_LIMITER: 'ratelimits',
  SECRET_KEY_LIMITER: 'ratelimits',
  METRICS: 'analytics_engine_datasets',
};

describe('both environments', () => {
  it('bind the same, but for what stands in for something', () => {
    const [here, there] = [bindingsOf(development), bindingsOf(production)];
    expect(here).toMatchObject(DEVELOPMENT_ONLY);
    expect(there).toMatchObject(PRODUCTION_ONLY);
    for (const name of Object.keys(DEVELOPMENT_ONLY)) delete here[name];
    for (const name of Object.keys(PRODUCTION_ONLY)) delete there[name];
    expect(there).toEqual(here);
    expect(Object.keys(here)).toEqual(expect.arrayContaining(['DB', 'ASSETS', 'VERSION']));
  });

  it('set the same variables, run the same runtime and take the same messages', () => {
    expect(Object.keys(production.vars)).toEqual(Object.keys(development.vars));
    expect(production.compatibility_date).toBe(development.compatibility_date);
    expect(production.compatibility_flags).toEqual(development.compatibility_flags);
    expect(production.queues.consumers).toEqual(development.queues.consumers);
    expect(production.triggers).toEqual(development.triggers);
    expect(production.migrations).toEqual(development.migrations);
  });
});

describe('production', () => {
  it('names the real model; development a stand-in that cannot be taken for it', () => {
    expect(production.vars).toMatchObject({ WORKERS_AI_MODEL: '@cf/baai/bge-m3', WORKERS_AI_DIMENSIONS: '1024' });
    expect(development.vars).toMatchObject({ WORKERS_AI_MODEL: '@local/static-encoder' });
  });

  it('starts from the entry without stand-ins: nothing but the local entries imports one', () => {
    expect(production.main).toBe(join(ROOT, 'worker/index.ts'));
    expect(development.main).toBe(join(ROOT, 'worker/local.ts'));
    const importing = globSync('worker/**/*.ts', { cwd: ROOT }).filter((file) =>
      /from '[^']*(?:platform\/local\/|\/local\.ts)/u.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(importing.toSorted()).toEqual(['local-transformer.ts', 'local.ts'].map((name) => join('worker', name)));
  });
});
