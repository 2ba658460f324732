/** What goes on in a process of a fault test, and how it is told what came of it in the end. */
import type { DatabaseSync } from 'node:sqlite';
import { parseLanguageTag } from '../../worker/core/language.ts';
import type { EncoderIdentity } from '../../worker/engines/encoder/encoder.ts';
import type { OpenVectorStore } from '../../worker/stores/vector-store.ts';
import type { Plan } from './plan.ts';
import type { DurableQueue, Process } from './world.ts';

export const WRITER = { tenant: 'acme', actor: 'test', requestId: 'test' };
const CONSUMERS = 3;

export interface Life {
  readonly plan: Plan;
  readonly collection: string;
  readonly sqlite: DatabaseSync;
  readonly queue: DurableQueue;
  /** Calls that the client has seen acknowledged; it repeats the one after. Outlives processes. */
  acknowledged: number;
  /** Lets so much time go by that what is lost is taken for lost. */
  advance(): void;
}

const isSettled = ({ queue, sqlite }: Life): boolean =>
  queue.size === 0 && sqlite.prepare(`SELECT 1 FROM title WHERE state <> 'INDEXED' LIMIT 1`).get() === undefined;

async function beClient({ domain: { titles } }: Process, life: Life): Promise<void> {
  for (let call = life.plan.calls[life.acknowledged]; call !== undefined; call = life.plan.calls[life.acknowledged]) {
    if (call.kind === 'UPSERT') await titles.upsert(WRITER, life.collection, call.titles);
    else await titles.delete(WRITER, life.collection, call.ids);
    life.acknowledged += 1;
  }
}

async function beConsumer(process: Process, life: Life): Promise<void> {
  const isWriting = (): boolean => life.acknowledged < life.plan.calls.length;
  while (isWriting() || !isSettled(life)) {
    if (await process.workOne()) continue;
    if (!isWriting()) {
      life.advance();
      await process.domain.repair();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Until all is written and settled; never, where the process dies before. */
export async function live(process: Process, life: Life): Promise<void> {
  await Promise.all([beClient(process, life), ...Array.from({ length: CONSUMERS }, () => beConsumer(process, life))]);
}

export interface Outcome {
  /** id -> title, of all rows; each row is of one id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly rows: number;
  readonly indexed: number;
  /** Vectors that the rows call for, as "key-version". */
  readonly wanted: readonly string[];
  /** Vectors that are stored. */
  readonly stored: readonly string[];
}

export async function outcomeOf(
  { collection, sqlite }: Life,
  openVectors: OpenVectorStore,
  encoder: EncoderIdentity,
): Promise<Outcome> {
  const rows = sqlite
    .prepare(`SELECT key || '-' || version AS name, version, external_id AS id, title, state FROM title ORDER BY key`)
    .all();
  const keys = Number(sqlite.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'title'`).get()?.['seq'] ?? 0);
  const most = Math.max(...rows.map((row) => Number(row['version']))) + 3;
  const store = openVectors(encoder);
  const stored: string[] = [];
  for (let key = 1; key <= keys; key++) {
    const states = Array.from({ length: most }, (_, version) => `${key}-${version}`);
    stored.push(...(await store.getByIds(collection, states)).map(({ id }) => id));
  }
  return {
    titles: new Map(rows.map((row) => [String(row['id']), String(row['title'])])),
    rows: rows.length,
    indexed: rows.filter((row) => row['state'] === 'INDEXED').length,
    wanted: rows.map((row) => String(row['name'])),
    stored,
  };
}

/** The ids that a search for a text finds first, read in the language that its title is stored in. */
export async function search(
  { domain }: Process,
  { collection, sqlite }: Pick<Life, 'collection' | 'sqlite'>,
  query: string,
): Promise<readonly string[]> {
  const stored = sqlite.prepare('SELECT language FROM title WHERE title = ?').get(query)?.['language'];
  const { nodes } = await domain.search.search({
    tenant: WRITER.tenant,
    collection,
    for: { query, language: parseLanguageTag(String(stored)) },
    filter: {},
    first: 3,
  });
  return nodes.map(({ title }) => title.externalId);
}
