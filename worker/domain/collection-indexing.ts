/**
 * What the queue does: brings vectors to where the rows in D1 say that they shall be.
 *
 * A task points at states of titles, "<key>-<version>"; each state has a vector id of its own. The row is read, and
 * - still in that state and not indexed: encoded, matched with an occupation, its vector stored, earlier ones removed,
 *   the row marked, provided that it has not changed meanwhile;
 * - in another state, or gone: a vector of this state, should one have been stored, is removed;
 * - deleted: its vectors are removed, then the row.
 * Every step can be repeated, and a step that comes late meets a row that has moved on and cleans up after itself.
 *
 * Cost: a round trip to D1 to read, one to the vector store, one to mark; 2 to 4 ms of computing a title.
 */
import { keepNewest } from '../core/keep-newest.ts';
import { type LanguageTag, parseLanguageTag } from '../core/language.ts';
import type { EncoderIdentity } from '../engines/encoder/encoder.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import type { CollectionRow, CollectionStore } from '../stores/collections.ts';
import type { CollectionTitleStore, SettledTitle, TitleRow, TitleVersion } from '../stores/collection-titles.ts';
import {
  type Mutation,
  VECTOR_LIMITS,
  type OpenVectorStore,
  type VectorMetadata,
  type VectorStore,
  VectorStoreError,
  dayOf,
  isVisible,
} from '../stores/vector-store.ts';
import { rounded } from './rounded.ts';
import { type CollectionEncoders, type VectorHome, homesOf, storesOf } from './collection-encoders.ts';
import { type CollectionTask, NotYet, type TaskQueue } from './collection-tasks.ts';
import type { TitleNormalizer } from './normalize-title.ts';
import { subjectsOf } from './title-scoring.ts';
import { writeSubjects } from './title-subjects.ts';

export interface IndexingParts {
  readonly collections: CollectionStore;
  readonly titles: CollectionTitleStore;
  readonly encoders: CollectionEncoders;
  readonly openVectors: OpenVectorStore;
  readonly snapshot: SnapshotStore;
  readonly normalizer: TitleNormalizer;
  readonly queue: TaskQueue;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export interface CollectionIndexing {
  /** Does what a task points at. Throws where a store fails: the task is then to be repeated. */
  run(task: CollectionTask): Promise<void>;
  /** Notes at the collection why a task failed. */
  noteFailure(task: CollectionTask, reason: string): Promise<void>;
  /** Gives a task up for now: its titles are FAILED, with the failure noted last, until the repair takes them up again. */
  giveUp(task: CollectionTask): Promise<void>;
}

/** What the taxonomy says of a title. */
type Matched = Pick<SettledTitle, 'snapshot' | 'occupation' | 'confidence' | 'groupCode' | 'subjects'>;

/** A title's occupation counts for filters from this confidence. */
const LEAST_CONFIDENCE = 0.2;
/** Titles whose occupations are remembered: many advertisements have one title. About 300 bytes each. */
const KNOWN_TITLES = 4_000;
/** An id that no vector has: keys begin with 1. */
const NO_VECTOR = '0-0';
/** Titles of one step of a pass. */
const STEP_TITLES = 200;
/** Earlier states whose vectors are removed with one title at most. */
const EARLIER_STATES = 50;

const vectorId = ({ key, version }: TitleVersion): string => `${key}-${version}`;
/** The key of the title that a vector belongs to. */
export const keyOf = (id: string): number => Number(id.slice(0, id.indexOf('-')));

/** What stands in the way of one title only, however often it is tried. */
const isFinal = (error: unknown): error is VectorStoreError => error instanceof VectorStoreError && !error.retryable;

const isFull = (error: unknown): boolean => error instanceof VectorStoreError && error.problem.kind === 'full';

/** States before this one that may have left a vector. */
function earlierStates({ key, version, vectorVersion }: TitleRow): readonly TitleVersion[] {
  const first = Math.max(vectorVersion ?? 1, version - EARLIER_STATES);
  return Array.from({ length: Math.max(0, version - first) }, (_, place) => ({ key, version: first + place }));
}

async function removeVectors(
  stores: readonly VectorStore[],
  collection: string,
  versions: readonly TitleVersion[],
): Promise<void> {
  const ids = versions.map(vectorId);
  for (let start = 0; start < ids.length; start += VECTOR_LIMITS.idsPerDelete) {
    const part = ids.slice(start, start + VECTOR_LIMITS.idsPerDelete);
    await Promise.all(stores.map((store) => store.deleteByIds(collection, part)));
  }
}

export function createCollectionIndexing(parts: IndexingParts): CollectionIndexing {
  const { collections, titles, encoders, openVectors, snapshot, normalizer, queue, clock } = parts;

  async function match(row: TitleRow, language: LanguageTag): Promise<Matched> {
    const { snapshot: name } = await snapshot.manifest();
    const { matches } = await normalizer.normalize(
      { title: row.title, language },
      { limit: 1, minConfidence: LEAST_CONFIDENCE },
    );
    const subjects = await subjectsOf(snapshot, { text: row.cleaned, language });
    const [best] = matches;
    const table = await snapshot.concepts();
    return {
      snapshot: name,
      occupation: best === undefined ? null : table.id(best.occupation),
      confidence: best === undefined ? null : rounded(best.confidence),
      groupCode: best === undefined ? '' : table.isco(best.occupation),
      subjects: writeSubjects(subjects),
    };
  }

  // An isolate keeps one snapshot, so what was found stays true.
  const known = new Map<string, Matched>();

  async function matchOnce(row: TitleRow, language: LanguageTag): Promise<Matched> {
    const text = `${language} ${row.title}`;
    const found = known.get(text) ?? (await match(row, language));
    keepNewest(known, text, found, KNOWN_TITLES);
    return found;
  }

  async function storeVectors(
    { encoder, store }: VectorHome,
    collection: string,
    rows: readonly TitleRow[],
    metadata: readonly VectorMetadata[],
  ): Promise<ReadonlySet<number>> {
    const values = await encoder.encode(rows.map(({ cleaned }) => cleaned));
    const vectors = rows.flatMap((row, place) =>
      values[place]?.some((value) => value !== 0) === true
        ? [{ id: vectorId(row), values: values[place], metadata: metadata[place]! }]
        : [],
    );
    await store.upsert(collection, vectors);
    return new Set(vectors.map(({ id }) => keyOf(id)));
  }

  /** Gives rows of one collection their vectors and occupations, and marks them. */
  async function index(collection: CollectionRow, rows: readonly TitleRow[]): Promise<void> {
    if (rows.length === 0) return;
    const homes = await homesOf(collection, encoders, openVectors);
    const [{ encoder }] = homes;
    const { languages } = await snapshot.manifest();
    const matched: Matched[] = [];
    for (const row of rows) {
      const language = languages.find((held) => held === row.language) ?? parseLanguageTag('en')!;
      matched.push(await matchOnce(row, language));
    }
    const metadata = rows.map((row, place): VectorMetadata => ({
      language: row.language,
      group: matched[place]!.groupCode,
      postedDay: dayOf(row.postedAt ?? 0),
    }));
    const earlier = rows.flatMap(earlierStates);
    const storeAll = () => Promise.all(homes.map((home) => storeVectors(home, collection.id, rows, metadata)));
    const removeEarlier = () =>
      removeVectors(storesOf(collection, encoder.identity, openVectors), collection.id, earlier);
    let stored: readonly ReadonlySet<number>[];
    try {
      stored = await storeAll();
    } catch (error) {
      if (earlier.length === 0 || !isFull(error)) throw error;
      // Titles that change take no more room, once their earlier states have given theirs.
      await removeEarlier();
      stored = await storeAll();
    }
    const [withVector] = stored;
    await removeEarlier();
    const settled = rows.map(({ key, version }, place) => ({
      ...matched[place]!,
      key,
      version,
      vectorVersion: withVector!.has(key) ? version : null,
      encoder: encoder.identity.hash,
    }));
    const marked = await titles.settle(settled);
    await cleanUp(
      collection,
      settled.filter(({ key }) => !marked.has(key)),
    );
  }

  /** Removes vectors of states that are past. */
  async function cleanUp(collection: CollectionRow, versions: readonly TitleVersion[]): Promise<void> {
    if (versions.length === 0) return;
    const { identity } = await encoders.current();
    await removeVectors(storesOf(collection, identity, openVectors), collection.id, versions);
  }

  async function runTitles(
    collection: CollectionRow | undefined,
    id: string,
    versions: readonly TitleVersion[],
  ): Promise<void> {
    if (collection === undefined || collection.deletedAt !== null) return runDeleted(collection, id, versions);
    const rows = new Map(
      (
        await titles.byKeys(
          id,
          versions.map(({ key }) => key),
        )
      ).map((row) => [row.key, row]),
    );
    const isNow = ({ key, version }: TitleVersion): boolean => rows.get(key)?.version === version;
    // The vector of the last indexed state serves until the present one is indexed.
    const serves = ({ key, version }: TitleVersion): boolean => rows.get(key)?.vectorVersion === version;
    const due = versions.filter(isNow).flatMap(({ key }) => rows.get(key) ?? []);
    const deleted = due.filter(({ state }) => state === 'DELETED');
    await cleanUp(collection, [
      ...versions.filter((version) => !isNow(version) && !serves(version)),
      ...deleted.flatMap((row) => [...earlierStates(row), row]),
    ]);
    if (deleted.length > 0) await titles.purge(deleted);
    await index(
      collection,
      due.filter(({ state }) => state === 'PENDING' || state === 'FAILED'),
    );
  }

  /** What arrives for a collection that is gone leaves no vector behind. */
  async function runDeleted(
    collection: CollectionRow | undefined,
    id: string,
    versions: readonly TitleVersion[],
  ): Promise<void> {
    const { identity } = await encoders.current();
    const stores = collection === undefined ? [openVectors(identity)] : storesOf(collection, identity, openVectors);
    await removeVectors(stores, id, versions);
  }

  /** One step of bringing all titles to the present encoder and taxonomy. */
  async function runPass(collection: CollectionRow, after: number, mutation: Mutation | undefined): Promise<void> {
    const { id, encoder: serving, otherEncoder: other } = collection;
    const { identity } = await encoders.current();
    const { snapshot: name } = await snapshot.manifest();
    await collections.notePass(id, identity, clock());
    if (other !== undefined && other.hash !== identity.hash && other.hash !== serving.hash) {
      await retire(id, other, after);
      return;
    }
    const rows = await titles.outdated(id, identity.hash, name, after, STEP_TITLES);
    const last = rows.at(-1);
    if (last !== undefined) {
      await index(collection, rows);
      await queue.send([{ kind: 'PASS', collection: id, after: last.key }]);
    } else if (after > 0) {
      // Some may have been indexed meanwhile by an isolate that still had the earlier encoder: look from the start.
      await queue.send([{ kind: 'PASS', collection: id, after: 0 }]);
    } else if (serving.hash !== identity.hash || collection.snapshot !== name) {
      const store = openVectors(identity);
      if (mutation === undefined) {
        // Changes are seen in their order: once this one is, which changes nothing, so are all vectors.
        const last = await store.deleteByIds(id, [NO_VECTOR]);
        return queue.send([{ kind: 'PASS', collection: id, after: 0, mutation: last }]);
      }
      if (!isVisible(mutation, await store.describe(id))) throw new NotYet();
      await collections.switchTo(id, identity, name);
      await queue.send([{ kind: 'PASS', collection: id, after: 0 }]);
    } else {
      await collections.endPass(id);
    }
  }

  /** One step of removing all vectors of an encoder that no longer serves. */
  async function retire(collection: string, encoder: EncoderIdentity, after: number): Promise<void> {
    const rows = await titles.page(collection, after, VECTOR_LIMITS.idsPerDelete);
    const states = rows.flatMap((row) => [...earlierStates(row), row]);
    await removeVectors([openVectors(encoder)], collection, states);
    const last = rows.at(-1);
    if (last === undefined) await collections.dropOther(collection, encoder);
    await queue.send([{ kind: 'PASS', collection, after: last?.key ?? 0 }]);
  }

  async function runDrop(collection: CollectionRow): Promise<void> {
    const { identity } = await encoders.current();
    await collections.noteProgress(collection.id, clock());
    const rows = await titles.page(collection.id, 0, VECTOR_LIMITS.idsPerDelete);
    if (rows.length === 0) return collections.forget(collection.id);
    const stores = storesOf(collection, identity, openVectors);
    await removeVectors(
      stores,
      collection.id,
      rows.flatMap((row) => [...earlierStates(row), row]),
    );
    await titles.remove(rows.map(({ key }) => key));
    await queue.send([{ kind: 'DROP', collection: collection.id }]);
  }

  return {
    async run(task) {
      const collection = await collections.read(task.collection);
      switch (task.kind) {
        case 'TITLES': {
          const versions = task.titles.map(([key, version]) => ({ key, version }));
          try {
            await runTitles(collection, task.collection, versions);
          } catch (error) {
            if (!isFinal(error)) throw error;
            await noteFailure(task, error.message);
            await giveUp(task);
          }
          return;
        }
        case 'PASS':
          if (collection !== undefined && collection.deletedAt === null)
            await runPass(collection, task.after, task.mutation);
          return;
        case 'DROP':
          if (collection !== undefined && collection.deletedAt !== null) await runDrop(collection);
      }
    },
    noteFailure,
    giveUp,
  };

  async function noteFailure({ collection }: CollectionTask, reason: string): Promise<void> {
    await collections.noteError(collection, reason, clock());
  }

  async function giveUp(task: CollectionTask): Promise<void> {
    if (task.kind !== 'TITLES') return;
    const collection = await collections.read(task.collection);
    const versions = task.titles.map(([key, version]) => ({ key, version }));
    await titles.fail(versions, collection?.lastError ?? 'Indexing failed too often.');
  }
}
