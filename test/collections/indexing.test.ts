/** What the queue and the clock do, step by step. What they withstand together is tested in test/faults. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CollectionDomain, createCollectionDomain } from '../../worker/domain/collection-domain.ts';
import { type CollectionTask, NotYet } from '../../worker/domain/collection-tasks.ts';
import type { TitleHits } from '../../worker/domain/collection-search.ts';
import { createNames } from '../../worker/domain/names.ts';
import { type TitleNormalizer, createTitleNormalizer } from '../../worker/domain/normalize-title.ts';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { type QueueMessage, createConsumer } from '../../worker/queues/consumer.ts';
import type { SnapshotStore } from '../../worker/stores/snapshot.ts';
import { type VectorStore, VectorStoreError } from '../../worker/stores/vector-store.ts';
import { type TestCollectionStores, createTestCollectionStores, drain } from '../support/collections.ts';
import { type TestD1, createTestD1 } from '../support/d1.ts';
import { createHashingEncoder } from '../support/hashing-encoder.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';
import { createTestVectorStore } from '../support/vector-store.ts';

const WRITER = { tenant: 'acme', actor: 'test', requestId: 'test' };
const MINUTE_MS = 60_000;

let snapshot: SnapshotStore;
let normalizer: TitleNormalizer;
let d1: TestD1;
let stores: TestCollectionStores;
let domain: CollectionDomain;
let collection: string;
/** Put in front of the vector store's methods. */
let intercept: Partial<VectorStore>;

beforeAll(() => {
  ({ snapshot } = createStoresOf([taxonomyOf(CONTENTS)]));
  normalizer = createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON });
});

beforeEach(async () => {
  d1 = createTestD1();
  stores = createTestCollectionStores(d1);
  intercept = {};
  domain = createCollectionDomain({
    ...stores,
    clock: () => stores.clock(),
    openVectors: (encoder) => {
      const store = stores.openVectors(encoder);
      return {
        encoder,
        upsert: (...values) => (intercept.upsert ?? store.upsert)(...values),
        query: (...values) => (intercept.query ?? store.query)(...values),
        getByIds: (...values) => store.getByIds(...values),
        deleteByIds: (...values) => (intercept.deleteByIds ?? store.deleteByIds)(...values),
        describe: (namespace) => (intercept.describe ?? store.describe)(namespace),
      };
    },
    snapshot,
    lexicon: BUILT_IN_LEXICON,
    names: createNames(snapshot),
    normalizer,
  });
  collection = (await domain.collections.create(WRITER, 'Jobs')).id;
});

const write = (...titles: readonly (readonly [id: string, title: string])[]): Promise<unknown> =>
  domain.titles.upsert(
    WRITER,
    collection,
    titles.map(([id, title]) => ({ id, title, skills: [], attributes: [{ name: 'id', value: id }] })),
  );
const run = (task: CollectionTask): Promise<void> => domain.indexing.run(task);
const work = (): Promise<void> => drain(stores, run);
/** The next task that was sent. */
const next = (): CollectionTask => stores.sent.shift()!;

const search = (query: string): Promise<TitleHits> =>
  domain.search.search({
    tenant: 'acme',
    collection,
    for: { query, language: undefined },
    filter: {},
    first: 10,
  });
const states = (): string[] =>
  d1.sqlite
    .prepare('SELECT external_id, version, state FROM title ORDER BY key')
    .all()
    .map((row) => `${String(row['external_id'])} ${String(row['version'])} ${String(row['state'])}`);
/** Which of the possible vectors of the first titles an encoder's store holds. */
async function vectors(encoder = stores.deployed[0]!): Promise<string[]> {
  const ids = [1, 2, 3].flatMap((key) => [1, 2, 3, 4].map((version) => `${key}-${version}`));
  const found = await stores.openVectors(encoder.identity).getByIds(collection, ids);
  return found.map(({ id }) => id);
}

const failing = (): Promise<never> =>
  Promise.reject(new VectorStoreError({ kind: 'unavailable', reason: 'it is being mended' }));

describe('a title', () => {
  it('has one vector, that of its present state', async () => {
    await write(['a', 'nurse'], ['b', 'programmer']);
    await work();
    await write(['a', 'midwife']);
    expect(await vectors()).toEqual(['1-1', '2-1']); // the old one serves until the new one is there
    await work();
    expect(await vectors()).toEqual(['1-2', '2-1']);
    expect(states()).toEqual(['a 2 INDEXED', 'b 1 INDEXED']);
  });

  it('without letters is stored without a vector', async () => {
    await write(['a', '???']);
    await work();
    expect(states()).toEqual(['a 1 INDEXED']);
    expect(await vectors()).toEqual([]);
  });

  it('that is deleted while it is being indexed leaves nothing behind', async () => {
    await write(['a', 'nurse']);
    const store = stores.openVectors(stores.deployed[0]!.identity);
    intercept.upsert = async (...values) => {
      await domain.titles.delete(WRITER, collection, ['a']);
      await drain(stores, run);
      return store.upsert(...values); // late: row and vectors are gone by now
    };
    await run(next());
    expect(states()).toEqual([]);
    expect(await vectors()).toEqual([]);
    expect(d1.sqlite.prepare('SELECT * FROM title_attribute').all()).toEqual([]);
  });

  it('that changes while it is being indexed ends in its last state', async () => {
    await write(['a', 'nurse']);
    const first = next();
    const store = stores.openVectors(stores.deployed[0]!.identity);
    intercept.upsert = async (...values) => {
      delete intercept.upsert;
      await write(['a', 'programmer']);
      await work();
      return store.upsert(...values);
    };
    await run(first);
    expect(states()).toEqual(['a 2 INDEXED']);
    expect(await vectors()).toEqual(['1-2']);
    expect((await search('programmer')).nodes[0]?.title.title).toBe('programmer');
  });

  it('takes a message twice, late, or out of order', async () => {
    await write(['a', 'nurse']);
    const first = next();
    await write(['a', 'programmer']);
    const second = next();
    await domain.titles.delete(WRITER, collection, ['a']);
    const deleted = next();
    await write(['a', 'midwife']);
    const last = next();
    for (const task of [last, deleted, first, second, last, first]) await run(task);
    expect(states()).toEqual(['a 4 INDEXED']);
    expect(await vectors()).toEqual(['1-4']);
  });

  it('that was deleted comes back when it is written again', async () => {
    await write(['a', 'nurse']);
    await work();
    await domain.titles.delete(WRITER, collection, ['a']);
    await write(['a', 'nurse']);
    expect((await search('nurse')).nodes).toHaveLength(1);
    await work();
    expect(states()).toEqual(['a 3 INDEXED']);
    expect(await vectors()).toEqual(['1-3']);
  });
});

describe('a failure', () => {
  const message = (body: unknown, attempts: number): QueueMessage & { readonly done: string[] } => {
    const done: string[] = [];
    return {
      id: 'message',
      body,
      attempts,
      done,
      ack: () => void done.push('ack'),
      retry: (options) => void done.push(`retry in ${options?.delaySeconds ?? 0} s`),
    };
  };

  it('is tried again later and later, noted, given up, and taken up again', async () => {
    const told: string[] = [];
    const consume = createConsumer({
      indexing: domain.indexing,
      onFailure: ({ attempts }) => told.push(`failed ${attempts}`),
      onUnknown: (id) => told.push(`unknown ${id}`),
    });
    await write(['a', 'nurse']);
    intercept.upsert = failing;
    const task = next();
    const delivered = [message(task, 1), message(task, 2), message({ kind: 'OTHER' }, 1)];
    await consume({ queue: 'collections', messages: delivered });
    expect(delivered.map(({ done }) => done)).toEqual([['retry in 2 s'], ['retry in 4 s'], ['ack']]);
    expect(told).toEqual(['failed 1', 'failed 2', 'unknown message']);
    expect(await domain.collections.find('acme', collection)).toMatchObject({
      lastError: 'The vector store did not answer: it is being mended.',
      lastErrorAt: expect.any(Number),
    });
    expect(states()).toEqual(['a 1 PENDING']);

    await consume({ queue: 'collections-dead', messages: [message(task, 1)] });
    expect(states()).toEqual(['a 1 FAILED']);
    expect(await domain.titles.find('acme', collection, 'a')).toMatchObject({
      lastError: 'The vector store did not answer: it is being mended.',
    });
    delete intercept.upsert;
    stores.ahead += 31 * MINUTE_MS;
    expect(await domain.repair()).toMatchObject({ titles: 1 });
    await work();
    expect(states()).toEqual(['a 1 INDEXED']);
  });

  it('to send a message loses nothing: the clock sends it', async () => {
    const { send } = stores.queue;
    stores.queue.send = () => Promise.reject(new Error('the queue is down'));
    await write(['a', 'nurse']);
    stores.queue.send = send;
    expect(stores.troubles).toEqual(['titles_not_announced: the queue is down']);
    expect(await domain.repair()).toEqual({ titles: 0, passes: 0, drops: 0 }); // perhaps it is merely late
    stores.ahead += 3 * MINUTE_MS;
    expect(await domain.repair()).toMatchObject({ titles: 1 });
    await work();
    expect(states()).toEqual(['a 1 INDEXED']);
  });

  it('of the vector store leaves searches by text and occupation, and says so', async () => {
    await write(['a', 'Krankenschwester'], ['b', 'programmer']);
    await work();
    intercept.query = failing;
    const hits = await search('registered nurse');
    expect(hits.partial).toBe(true);
    expect(hits.nodes[0]?.title.externalId).toBe('a');
    expect(stores.troubles).toEqual(['vectors_not_searched: The vector store did not answer: it is being mended.']);
  });

  it('that can never end otherwise is not tried again', async () => {
    await write(['a', 'nurse']);
    intercept.upsert = () => Promise.reject(new VectorStoreError({ kind: 'full', capacity: 1 }));
    await work();
    expect(states()).toEqual(['a 1 FAILED']);
  });
});

it('titles of a full collection can still be changed, and no more be added', async () => {
  Object.assign(stores, { openVectors: createTestVectorStore(2).open });
  await write(['a', 'nurse'], ['b', 'programmer']);
  await work();
  await write(['a', 'midwife'], ['b', 'zoo keeper']);
  await work();
  await write(['c', 'nurse']);
  await work();
  expect(states()).toEqual(['a 2 INDEXED', 'b 2 INDEXED', 'c 1 FAILED']);
  expect((await search('zoo keeper')).nodes[0]).toMatchObject({ title: { externalId: 'b' }, score: 1 });
});

describe('another encoder', () => {
  const earlier = createHashingEncoder(1);
  const later = createHashingEncoder(2);

  beforeEach(async () => {
    await write(['a', 'nurse'], ['b', 'programmer'], ['c', 'zoo keeper']);
    await work();
  });

  it('takes over when all its vectors are there; until then the earlier one answers', async () => {
    stores.deployed.unshift(later);
    expect(await domain.repair()).toMatchObject({ passes: 1 });
    const seen: string[] = [];
    for (let task = next(); task !== undefined; task = next()) {
      const found = await domain.collections.require('acme', collection);
      const hits = await search('zoo keeper');
      expect([hits.partial, hits.nodes[0]?.title.externalId]).toEqual([false, 'c']);
      seen.push(`${found.encoder.name} ${(await vectors(earlier)).length} ${(await vectors(later)).length}`);
      await run(task);
    }
    expect(seen[0]).toBe('hashing-1 3 0');
    expect(seen).toContain('hashing-1 3 3');
    expect(seen).toContain('hashing-2 3 3');
    expect(await vectors(earlier)).toEqual([]);
    expect(await vectors(later)).toEqual(['1-1', '2-1', '3-1']);
    const { encoder, otherEncoder, passAt } = await domain.collections.require('acme', collection);
    expect([encoder.name, otherEncoder, passAt]).toEqual(['hashing-2', undefined, null]);
    stores.ahead += 3 * MINUTE_MS;
    expect(await domain.repair()).toEqual({ titles: 0, passes: 0, drops: 0 });
  });

  it('waits until queries see its vectors', async () => {
    let processedUpTo = 0;
    intercept.describe = async () => ({ dimensions: 64, count: 3, processedUpTo });
    stores.deployed.unshift(later);
    await domain.repair();
    await expect(work()).rejects.toThrow(NotYet);
    expect((await domain.collections.require('acme', collection)).encoder.name).toBe('hashing-1');
    processedUpTo = Number.MAX_SAFE_INTEGER;
    stores.ahead += 3 * MINUTE_MS;
    await domain.repair();
    await work();
    expect((await domain.collections.require('acme', collection)).encoder.name).toBe('hashing-2');
  });

  it('gets what is written meanwhile, and so does the earlier one', async () => {
    stores.deployed.unshift(later);
    await domain.repair();
    await run(next());
    await write(['a', 'midwife'], ['d', 'nurse']);
    await domain.titles.delete(WRITER, collection, ['b']);
    await work();
    expect(states()).toEqual(['a 2 INDEXED', 'c 1 INDEXED', 'd 1 INDEXED']);
    expect(await vectors(later)).toEqual(['1-2', '3-1']);
    expect(await vectors(earlier)).toEqual([]);
    expect((await search('nurse')).nodes[0]?.title.externalId).toBe('d');
  });

  it('answers by text alone while the earlier one is no longer deployed', async () => {
    stores.deployed.splice(0, 1, later);
    const hits = await search('zoo keeper');
    expect([hits.partial, hits.nodes[0]?.title.externalId]).toEqual([true, 'c']);
    await domain.repair();
    await work();
    expect((await search('zoo keeper')).partial).toBe(false);
  });

  it('is taken up by the clock again where a step was lost', async () => {
    stores.deployed.unshift(later);
    await domain.repair();
    await run(next());
    stores.sent.length = 0;
    expect(await domain.repair()).toMatchObject({ passes: 0 });
    stores.ahead += 3 * MINUTE_MS;
    expect(await domain.repair()).toMatchObject({ passes: 1 });
    await work();
    expect((await domain.collections.require('acme', collection)).encoder.name).toBe('hashing-2');
  });
});

describe('a collection that is deleted', () => {
  it('is seen by nobody, and leaves no row and no vector', async () => {
    await write(['a', 'nurse'], ['b', 'programmer']);
    await work();
    await write(['a', 'midwife']);
    const late = next();
    await domain.collections.delete(WRITER, collection);
    await expect(search('nurse')).rejects.toThrow('names nothing');
    await work();
    await run(late);
    expect(await vectors()).toEqual([]);
    for (const table of ['collection', 'title', 'title_attribute'])
      expect(d1.sqlite.prepare(`SELECT * FROM ${table}`).all()).toEqual([]);
  });

  it('is removed by the clock where the message was lost', async () => {
    await write(['a', 'nurse']);
    await domain.collections.delete(WRITER, collection);
    stores.sent.length = 0;
    expect(await domain.repair()).toMatchObject({ drops: 1 });
    await work();
    expect(d1.sqlite.prepare('SELECT * FROM collection').all()).toEqual([]);
  });
});
