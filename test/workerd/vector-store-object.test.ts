/** The vector store in Durable Objects, in workerd itself. */
/// <reference types="@cloudflare/vitest-plugin/types" />
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { VectorStore } from '../../worker/stores/vector-store.ts';
import { openVectorStores } from '../../worker/stores/vector-stores.ts';
import { at, ENCODER, newNamespace, vector, vectorStoreCases } from '../stores/vector-store-cases.ts';

const open = openVectorStores(env);
const store: VectorStore = open(ENCODER);

function objectOf(namespace: string) {
  const objects = env.VECTOR_OBJECT!;
  return objects.get(objects.idFromName(`${ENCODER.hash}.${namespace}`));
}

/** Ends the object as a deployment or idleness does; the next call starts it anew. */
const restart = (namespace: string): Promise<void> => evictDurableObject(objectOf(namespace));

// The first call loads the Worker around the object.
beforeAll(async () => {
  await objectOf('first').count(ENCODER.dimensions);
}, 300_000);

describe('the contract', () => {
  vectorStoreCases(() => open);
});

describe('a Durable Object', () => {
  it('shows a write at once', async () => {
    const namespace = newNamespace();
    await store.upsert(namespace, [vector('a', 0)]);
    expect(await store.query(namespace, at(0), { topK: 1 })).toHaveLength(1);
    expect(await store.describe(namespace)).toMatchObject({ count: 1, processedUpTo: Number.POSITIVE_INFINITY });
    await store.deleteByIds(namespace, ['a']);
    expect(await store.query(namespace, at(0), { topK: 1 })).toEqual([]);
  });

  it('keeps what was acknowledged when it is restarted', async () => {
    const namespace = newNamespace();
    const metadata = { language: 'de', group: '2512', postedDay: 7 };
    await store.upsert(
      namespace,
      Array.from({ length: 300 }, (_, n) => vector(`v${n}`, n / 2, metadata)),
    );
    await store.deleteByIds(namespace, ['v0', 'v299']);
    const before = await store.query(namespace, at(0), { topK: 100, filter: { languages: ['de'], groups: ['25'] } });
    await restart(namespace);
    expect(await store.query(namespace, at(0), { topK: 100, filter: { languages: ['de'], groups: ['25'] } })).toEqual(
      before,
    );
    expect((await store.describe(namespace)).count).toBe(298);
    expect(before[0]).toMatchObject({ id: 'v1', metadata });
  });

  it('takes writes that overlap, without losing one', async () => {
    const namespace = newNamespace();
    const batches = Array.from({ length: 12 }, (_, batch) =>
      Array.from({ length: 40 }, (_, n) => vector(`v${batch}-${n}`, batch * 10 + n / 10)),
    );
    await Promise.all(batches.map((batch) => store.upsert(namespace, batch)));
    await Promise.all(
      batches.slice(0, 6).map((batch) =>
        store.deleteByIds(
          namespace,
          batch.map(({ id }) => id),
        ),
      ),
    );
    expect((await store.describe(namespace)).count).toBe(6 * 40);
    await restart(namespace);
    expect((await store.describe(namespace)).count).toBe(6 * 40);
    const [first] = await store.query(namespace, at(0), { topK: 1 });
    expect(first!.id).toMatch(/^v6-/u);
  });

  it('changes nothing, on disk or in memory, where a write fails half-way', async () => {
    const namespace = newNamespace();
    await store.upsert(namespace, [vector('a', 0), vector('b', 45)]);
    await runInDurableObject(objectOf(namespace), async (_, state) => {
      state.storage.sql.exec(
        'CREATE TRIGGER refuse BEFORE INSERT ON chunks BEGIN SELECT RAISE(ABORT, "disk full"); END',
      );
    });
    await expect(store.upsert(namespace, [vector('a', 90), vector('c', 0)])).rejects.toMatchObject({
      problem: { kind: 'unavailable' },
    });
    await runInDurableObject(objectOf(namespace), async (_, state) => {
      state.storage.sql.exec('DROP TRIGGER refuse');
    });
    const found = await store.query(namespace, at(0), { topK: 5 });
    expect(found.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(found[0]!.score).toBeCloseTo(1, 2);
    await store.upsert(namespace, [vector('c', 0)]);
    expect((await store.describe(namespace)).count).toBe(3);
  });

  it('takes no space for a namespace that nothing was written to, or whose last vector went', async () => {
    const namespace = newNamespace();
    await store.query(namespace, at(0), { topK: 1 });
    const tables = (): Promise<unknown[]> =>
      runInDurableObject(objectOf(namespace), async (_, state) =>
        state.storage.sql
          .exec("SELECT name FROM sqlite_master WHERE name IN ('vectors', 'chunks', 'languages')")
          .toArray(),
      );
    expect(await tables()).toEqual([]);
    await store.upsert(namespace, [vector('a', 0)]);
    expect(await tables()).toHaveLength(3);
    await store.deleteByIds(namespace, ['a']);
    expect(await tables()).toEqual([]);
    await store.upsert(namespace, [vector('b', 0, { language: 'en' })]);
    expect((await store.query(namespace, at(0), { topK: 1, filter: { languages: ['en'] } }))[0]!.id).toBe('b');
  });
});
