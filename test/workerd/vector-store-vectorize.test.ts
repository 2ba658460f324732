/** The vector store in Vectorize: our adapter, workerd's own client, and a server on the wire (test/support/vectorize-service.ts). */
import { beforeEach, describe, expect, it } from 'vitest';
import { isVisible, type VectorStore, type VectorStoreProblem } from '../../worker/stores/vector-store.ts';
import { filtersOf, openVectorizeStore } from '../../worker/stores/vectorize-store.ts';
import {
  at,
  DIMENSIONS,
  ENCODER,
  newNamespace,
  problemOf,
  seen,
  vector,
  vectorStoreCases,
} from '../stores/vector-store-cases.ts';
import { callsOf, holdMutations, setFaults, wire } from '../support/wire-client.ts';

const POLICY = { attempts: 3, timeoutMs: 20_000, pauseMs: 1 };
const open = openVectorizeStore(() => wire.WIRE_VECTORIZE, { read: POLICY, write: POLICY });
const store: VectorStore = open(ENCODER);

beforeEach(() => setFaults('WIRE_VECTORIZE'));

describe('the contract', () => {
  vectorStoreCases(() => open);
});

describe('eventual consistency', () => {
  it('tells whether queries see a write yet', async () => {
    const namespace = newNamespace();
    const first = await store.upsert(namespace, [vector('first', 0)]);
    await seen(store, namespace, first);
    await holdMutations('WIRE_VECTORIZE');
    const second = await store.upsert(namespace, [vector('second', 10)]);
    // Vectorize tells up to which moment it has processed: two mutations of one millisecond cannot be told apart.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const third = await store.deleteByIds(namespace, ['first']);
    const before = await store.describe(namespace);
    expect([first, second, third].map((mutation) => isVisible(mutation, before))).toEqual([true, false, false]);
    expect((await store.query(namespace, at(0), { topK: 5 })).map(({ id }) => id)).toEqual(['first']);

    await setFaults('WIRE_VECTORIZE');
    const after = await seen(store, namespace, third);
    expect([first, second, third].map((mutation) => isVisible(mutation, after))).toEqual([true, true, true]);
    expect((await store.query(namespace, at(0), { topK: 5 })).map(({ id }) => id)).toEqual(['second']);
  });
});

describe('what Vectorize is asked', () => {
  it('deletes by 100 ids and reads by 20, as it takes no more', async () => {
    const namespace = newNamespace();
    const ids = Array.from({ length: 450 }, (_, n) => `v${n}`);
    await store.deleteByIds(namespace, ids);
    await store.getByIds(namespace, ids.slice(0, 100));
    const calls = await callsOf('WIRE_VECTORIZE');
    const sizes = calls.map(({ operation, body }) => [operation, (JSON.parse(body) as { ids: string[] }).ids.length]);
    expect(sizes.filter(([operation]) => operation === 'deleteByIds')).toEqual(
      [100, 100, 100, 100, 50].map((n) => ['deleteByIds', n]),
    );
    expect(sizes.filter(([operation]) => operation === 'getByIds')).toEqual(
      [20, 20, 20, 20, 20].map((n) => ['getByIds', n]),
    );
  });

  it('asks once for groups of one length, and once for each of several lengths', () => {
    expect(filtersOf(undefined)).toEqual([undefined]);
    expect(filtersOf({})).toEqual([undefined]);
    expect(filtersOf({ languages: ['de', 'en', 'de'], postedFrom: 5 })).toEqual([
      { language: { $in: ['de', 'en'] }, postedDay: { $gte: 5 } },
    ]);
    expect(filtersOf({ groups: ['25', '2512', '24', '25'], postedTo: 9 })).toEqual([
      { postedDay: { $gte: 0, $lte: 9 }, group2: { $in: ['25', '24'] } },
      { postedDay: { $gte: 0, $lte: 9 }, group4: { $in: ['2512'] } },
    ]);
  });
});

describe('what goes wrong', () => {
  type Call = [operation: string, call: (namespace: string) => Promise<unknown>];
  const calls: Call[] = [
    ['upsert', (namespace) => store.upsert(namespace, [vector('a', 0)])],
    ['query', (namespace) => store.query(namespace, at(0), { topK: 5 })],
    ['getByIds', (namespace) => store.getByIds(namespace, ['a'])],
    ['deleteByIds', (namespace) => store.deleteByIds(namespace, ['a'])],
    ['info', (namespace) => store.describe(namespace)],
  ];
  const passing: [string, { status: number; body: unknown }, VectorStoreProblem['kind']][] = [
    ['429', { status: 429, body: { code: 40_041, error: 'Too Many Requests' } }, 'rate_limited'],
    ['429 of a server in between', { status: 429, body: '<h1>slow down</h1>' }, 'rate_limited'],
    ['500', { status: 500, body: { code: 10_001, error: 'Internal error' } }, 'unavailable'],
    ['504 of a server in between', { status: 504, body: 'gateway timeout' }, 'unavailable'],
    ['an answer that is no JSON', { status: 200, body: '{"matches": [' }, 'unavailable'],
  ];

  it.each(calls)('%s is tried again, up to three times', async (operation, call) => {
    for (const [, fault, kind] of passing) {
      await setFaults('WIRE_VECTORIZE', { operation, times: 2, ...fault });
      await call(newNamespace());
      expect(await callsOf('WIRE_VECTORIZE')).toHaveLength(3);
      await setFaults('WIRE_VECTORIZE', { operation, times: 3, ...fault });
      expect((await problemOf(call(newNamespace()))).kind).toBe(kind);
      expect(await callsOf('WIRE_VECTORIZE')).toHaveLength(3);
    }
  });

  it.each(calls)('%s is not waited for without end', async (operation, call) => {
    const policy = { attempts: 2, timeoutMs: 30, pauseMs: 1 };
    const hasty = openVectorizeStore(() => wire.WIRE_VECTORIZE, { read: policy, write: policy })(ENCODER);
    const namespace = newNamespace();
    await setFaults('WIRE_VECTORIZE', { operation, times: 9, delayMs: 60_000 });
    const sent: Record<string, () => Promise<unknown>> = {
      upsert: () => hasty.upsert(namespace, [vector('a', 0)]),
      query: () => hasty.query(namespace, at(0), { topK: 5 }),
      getByIds: () => hasty.getByIds(namespace, ['a']),
      deleteByIds: () => hasty.deleteByIds(namespace, ['a']),
      info: () => hasty.describe(namespace),
    };
    expect(await problemOf(sent[operation]!())).toEqual({ kind: 'unavailable', reason: 'no answer within 30 ms' });
    expect(call).toBeTypeOf('function');
  });

  it('an index of another length refuses, and is not asked again', async () => {
    const other = open({ ...ENCODER, dimensions: DIMENSIONS + 1 });
    const values = new Float32Array(DIMENSIONS + 1).fill(1);
    const problem = await problemOf(other.upsert(newNamespace(), [{ ...vector('a', 0), values }]));
    expect(problem).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/expected 16 dimensions/u) });
    expect(await callsOf('WIRE_VECTORIZE')).toHaveLength(1);
  });

  it('a deletion of which a part failed can be repeated', async () => {
    const namespace = newNamespace();
    const vectors = Array.from({ length: 250 }, (_, n) => vector(`v${n}`, n));
    await seen(store, namespace, await store.upsert(namespace, vectors));
    const ids = vectors.map(({ id }) => id);
    await setFaults('WIRE_VECTORIZE', { operation: 'deleteByIds', times: 3, status: 500, body: 'oops' });
    const hasty = openVectorizeStore(() => wire.WIRE_VECTORIZE, { read: POLICY, write: { ...POLICY, attempts: 1 } });
    expect((await problemOf(hasty(ENCODER).deleteByIds(namespace, ids))).kind).toBe('unavailable');
    await seen(store, namespace, await store.deleteByIds(namespace, ids));
    expect(await store.query(namespace, at(0), { topK: 100 })).toEqual([]);
  });

  it('says what happened, and keeps the cause', async () => {
    await setFaults('WIRE_VECTORIZE', {
      operation: 'query',
      times: 9,
      status: 500,
      body: { code: 10_001, error: 'Internal error' },
    });
    await expect(store.query(newNamespace(), at(0), { topK: 5 })).rejects.toMatchObject({
      message: 'The vector store did not answer: VECTOR_QUERY_ERROR (code = 10001): Internal error.',
      retryable: true,
      cause: expect.any(Error),
    });
  });
});

describe('the server on the wire', () => {
  it('does what is documented and the store does not use', async () => {
    const index = wire.WIRE_VECTORIZE;
    const name = newNamespace();
    const row = (id: string, degrees: number, extra: object = {}): VectorizeVector => ({
      id: `${name}.${id}`,
      namespace: name,
      values: at(degrees),
      metadata: { language: 'en', postedDay: degrees, ...extra },
    });
    const visible = async (mutation: VectorizeAsyncMutation): Promise<void> => {
      while (String((await index.describe()).processedUpToMutation) !== mutation.mutationId)
        await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await visible(await index.insert([row('a', 10), row('b', 20, { unindexed: 'x' })]));
    await visible(await index.insert([row('a', 90), row('c', 30, { language: 'de' })]));
    const ids = async (options: VectorizeQueryOptions): Promise<string[]> =>
      (await index.query(at(0), { namespace: name, ...options })).matches.map(({ id }) => id.slice(name.length + 1));
    expect(await ids({ topK: 5 })).toEqual(['a', 'b', 'c']);
    expect(await ids({ topK: 5, filter: { language: 'de' } })).toEqual(['c']);
    expect(await ids({ topK: 5, filter: { language: { $ne: 'de' } } })).toEqual(['a', 'b']);
    expect(await ids({ topK: 5, filter: { language: { $nin: ['de'] } } })).toEqual(['a', 'b']);
    expect(await ids({ topK: 5, filter: { postedDay: { $gt: 10, $lt: 30 } } })).toEqual(['b']);
    expect(await ids({ topK: 5, filter: { unindexed: 'x' } })).toEqual([]);
    const all = await index.query(at(0), { namespace: name, topK: 2, returnMetadata: 'all', returnValues: true });
    expect(all.matches[1]).toMatchObject({
      id: `${name}.b`,
      namespace: name,
      metadata: { unindexed: 'x', postedDay: 20 },
    });
    expect(all.matches[1]!.values).toHaveLength(DIMENSIONS);
    await expect(index.query(at(0), { topK: 51, returnMetadata: 'all' })).rejects.toThrow(/max top K is 50/u);
    await expect(index.query(at(0), { topK: 101 })).rejects.toThrow(/max top K is 100/u);
    await expect(index.upsert([{ id: 'i'.repeat(65), values: at(0) }])).rejects.toThrow(/code = 40008.*id too long/u);
    await expect(index.getByIds(Array.from({ length: 21 }, String))).rejects.toThrow(/code = 40007/u);
    await expect(index.deleteByIds(Array.from({ length: 101 }, String))).rejects.toThrow(/code = 40007/u);
    await expect(index.query(at(0), { filter: { language: 'x'.repeat(2_048) } })).rejects.toThrow(/2048 bytes/u);
  });
});
