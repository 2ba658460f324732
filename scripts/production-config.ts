/**
 * What is deployed: [env.production] of wrangler.toml as a configuration of its own, with the id of the account's
 * database filled in, and the list of what it needs to exist. wrangler.toml stays the one place that names them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { entryFor } from './entries.ts';
import { VECTORIZE_METADATA_INDEXES } from '../worker/stores/vectorize-store.ts';

/** Git-ignored; written by `npm run deploy`, at the root, for its paths are relative to it. */
export const PRODUCTION_CONFIG = 'wrangler.production.json';

/** What wrangler lets an environment inherit and this project uses. */
const INHERITED = ['name', 'compatibility_date', 'compatibility_flags', 'send_metrics', 'migrations', 'rules'] as const;

type Section = Readonly<Record<string, unknown>>;

export interface VectorIndex {
  readonly name: string;
  readonly dimensions: number;
  readonly metadata: readonly { readonly property: string; readonly type: string }[];
}

/** What must exist before the Worker can run. */
export interface Resources {
  readonly worker: string;
  readonly databases: readonly string[];
  readonly vectorIndexes: readonly VectorIndex[];
  readonly queues: readonly string[];
  readonly buckets: readonly string[];
  readonly secrets: readonly string[];
}

export interface Production {
  readonly config: Section;
  readonly resources: Resources;
}

const isSection = (value: unknown): value is Section =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const section = (value: unknown): Section => (isSection(value) ? value : {});
const sections = (value: unknown): readonly Section[] => (Array.isArray(value) ? value.filter(isSection) : []);

/** The texts under a name in a list of sections, each once. */
function named(list: readonly Section[], name: string): readonly string[] {
  return [...new Set(list.map((entry) => entry[name]).filter((value) => typeof value === 'string'))];
}

/** The length of the vectors that an index holds: the static encoder's, or that of the model on Workers AI. */
function dimensionsOf(binding: unknown, staticDimensions: number, vars: Section): number {
  return binding === 'LONG_TEXT_VECTORS' ? Number(vars['WORKERS_AI_DIMENSIONS']) : staticDimensions;
}

export function readProduction(root: string): Production {
  const whole = section(parse(readFileSync(join(root, 'wrangler.toml'), 'utf8')));
  const production = section(section(whole['env'])['production']);
  const inherited = INHERITED.filter((name) => name in whole).map((name) => [name, whole[name]]);
  const main = entryFor(String(production['main']), section(production['vars'])['ENCODER_TIER']);
  const config: Section = { ...Object.fromEntries(inherited), ...production, main };
  const encoder = section(JSON.parse(readFileSync(join(root, 'models/weights/static.json'), 'utf8')));
  const queues = section(config['queues']);
  const consumers = sections(queues['consumers']);
  return {
    config,
    resources: {
      worker: String(config['name']),
      databases: named(sections(config['d1_databases']), 'database_name'),
      vectorIndexes: sections(config['vectorize']).map((index) => ({
        name: String(index['index_name']),
        dimensions: dimensionsOf(index['binding'], Number(encoder['dimensions']), section(config['vars'])),
        metadata: VECTORIZE_METADATA_INDEXES,
      })),
      queues: [
        ...new Set([
          ...named(sections(queues['producers']), 'queue'),
          ...named(consumers, 'queue'),
          ...named(consumers, 'dead_letter_queue'),
        ]),
      ],
      buckets: named(sections(config['r2_buckets']), 'bucket_name'),
      secrets: Array.isArray(section(config['secrets'])['required'])
        ? [section(config['secrets'])['required']].flat().map(String)
        : [],
    },
  };
}

/** The configuration with the ids of this account's databases. */
export function withDatabaseIds(config: Section, ids: ReadonlyMap<string, string>): Section {
  const databases = sections(config['d1_databases']).map((database) => ({
    ...database,
    database_id: ids.get(String(database['database_name'])),
  }));
  return { ...config, d1_databases: databases };
}
