/** The embedded vector store in Node, by TypeScript alone: what tests of collections stand on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredVector } from '../../worker/stores/vector-store.ts';
import { createTestVectorStore } from '../support/vector-store.ts';
import { at, ENCODER, newNamespace, problemOf, vector, vectorStoreCases } from './vector-store-cases.ts';

describe('the contract', () => {
  const { open } = createTestVectorStore();
  vectorStoreCases(() => open);
});

describe('a restart', () => {
  it('keeps vectors, free rows and languages', async () => {
    const { open, restart } = createTestVectorStore();
    const [store, namespace] = [open(ENCODER), newNamespace()];
    const languages = ['en', 'de', 'fr'];
    const all = Array.from({ length: 200 }, (_, n) =>
      vector(`v${n}`, n / 2, { language: languages[n % 3]!, group: '2512', postedDay: n }),
    );
    await store.upsert(namespace, all);
    // A whole chunk, the last row, and some between.
    const gone = [...Array.from({ length: 64 }, (_, n) => n + 64), 199, 3, 150];
    await store.deleteByIds(
      namespace,
      gone.map((n) => `v${n}`),
    );
    const before = await store.query(namespace, at(0), { topK: 100, filter: { languages: ['de'] } });
    restart();
    expect(await store.query(namespace, at(0), { topK: 100, filter: { languages: ['de'] } })).toEqual(before);
    expect((await store.describe(namespace)).count).toBe(200 - gone.length);

    await store.upsert(namespace, [vector('new', 1, { language: 'it' }), vector('v0', 90, { language: 'it' })]);
    restart();
    const found = await store.query(namespace, at(1), { topK: 100, filter: { languages: ['it'] } });
    expect(found.map(({ id }) => id)).toEqual(['new', 'v0']);
    expect((await store.describe(namespace)).count).toBe(200 - gone.length + 1);
  });
});

describe('a namespace', () => {
  it('that is full refuses the whole batch, still replaces, and takes more after a deletion', async () => {
    const capacity = 1_500;
    const { open } = createTestVectorStore(capacity);
    const [store, namespace] = [open(ENCODER), newNamespace()];
    const batch = (first: number, count: number): StoredVector[] =>
      Array.from({ length: count }, (_, n) => vector(`v${first + n}`, n));
    await store.upsert(namespace, batch(0, 1_000));
    await store.upsert(namespace, batch(1_000, 498));

    expect(await problemOf(store.upsert(namespace, batch(1_498, 3)))).toEqual({ kind: 'full', capacity });
    expect((await store.describe(namespace)).count).toBe(1_498);
    await store.upsert(namespace, batch(1_498, 2));
    await store.upsert(namespace, batch(0, 5));
    await store.deleteByIds(namespace, ['v7']);
    await store.upsert(namespace, [vector('new', 0)]);
    expect((await store.describe(namespace)).count).toBe(capacity);
  });

  it('answers as a list of vectors would, whatever was written, deleted and restarted', async () => {
    const ids = fc.integer({ min: 0, max: 140 }).map((n) => `v${n}`);
    const vectors = fc
      .tuple(
        ids,
        fc.integer({ min: 0, max: 3_599 }),
        fc.constantFrom('', 'en', 'de'),
        fc.constantFrom('', '25', '2512', '110'),
      )
      .map(([id, tenths, language, group]) => vector(id, tenths / 10, { language, group }));
    const steps = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.record({ upsert: fc.array(vectors, { maxLength: 60 }) }) },
        { weight: 2, arbitrary: fc.record({ remove: fc.array(ids, { maxLength: 60 }) }) },
        { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
      ),
      { maxLength: 12 },
    );
    const filters = fc.option(
      fc.record(
        { languages: fc.constant<string[]>(['de']), groups: fc.subarray(['2', '2512', '11'], { minLength: 1 }) },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 0, max: 359 }), filters, async (taken, degrees, filter) => {
        const { open, restart } = createTestVectorStore();
        const [store, namespace] = [open(ENCODER), newNamespace()];
        const model = new Map<string, StoredVector>();
        for (const step of taken) {
          if ('upsert' in step) {
            await store.upsert(namespace, step.upsert);
            for (const stored of step.upsert) model.set(stored.id, stored);
          } else if ('remove' in step) {
            await store.deleteByIds(namespace, step.remove);
            for (const id of step.remove) model.delete(id);
          } else restart();
        }
        const expected = [...model.values()]
          .filter(({ metadata: { language } }) => filter?.languages?.includes(language) ?? true)
          .filter(({ metadata: { group } }) => filter?.groups?.some((prefix) => group.startsWith(prefix)) ?? true);
        const found = await store.query(
          namespace,
          at(degrees),
          filter === undefined ? { topK: 100 } : { topK: 100, filter },
        );
        expect((await store.describe(namespace)).count).toBe(model.size);
        expect(found).toHaveLength(Math.min(100, expected.length));
        for (const { id, score, metadata } of found) {
          expect(metadata).toEqual(model.get(id)!.metadata);
          expect(Math.abs(score - dot(model.get(id)!.values, at(degrees)))).toBeLessThan(0.01);
        }
        const worst = found.at(-1)?.score ?? 1;
        const missed = expected.filter(({ id }) => found.every((match) => match.id !== id));
        for (const { values } of missed) expect(dot(values, at(degrees))).toBeLessThan(worst + 0.01);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

function dot(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, d) => sum + value * right[d]!, 0);
}
