/** What every home of a vector store must do, run against each: the contract of worker/stores/vector-store.ts as tests. */
import { expect, it } from 'vitest';
import type { EncoderIdentity } from '../../worker/engines/encoder/encoder.ts';
import {
  dayOf,
  isVisible,
  type Mutation,
  type OpenVectorStore,
  type StoredVector,
  VECTOR_LIMITS,
  type VectorMetadata,
  type VectorStore,
  type VectorStoreDescription,
  VectorStoreError,
  type VectorStoreProblem,
} from '../../worker/stores/vector-store.ts';

export const DIMENSIONS = 16;
export const ENCODER: EncoderIdentity = {
  tier: 'STATIC',
  name: 'test-encoder',
  hash: '0123456789abcdef',
  dimensions: DIMENSIONS,
};
const SUCCESSOR: EncoderIdentity = { ...ENCODER, name: 'test-encoder-2', hash: 'fedcba9876543210' };
const UNKNOWN: VectorMetadata = { language: '', group: '', postedDay: 0 };

let namespaces = 0;
export function newNamespace(): string {
  namespaces += 1;
  return `ns-${namespaces}-${crypto.randomUUID().slice(0, 8)}`;
}

/** Points of a circle: their cosine is that of the angle between them. */
export function at(degrees: number): Float32Array {
  const values = new Float32Array(DIMENSIONS);
  values[0] = Math.cos((degrees * Math.PI) / 180);
  values[1] = Math.sin((degrees * Math.PI) / 180);
  return values;
}

export function vector(id: string, degrees: number, metadata: Partial<VectorMetadata> = {}): StoredVector {
  return { id, values: at(degrees), metadata: { ...UNKNOWN, ...metadata } };
}

/** Waits until queries see a write. */
export async function seen(store: VectorStore, namespace: string, mutation: Mutation): Promise<VectorStoreDescription> {
  for (;;) {
    const description = await store.describe(namespace);
    if (isVisible(mutation, description)) return description;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function problemOf(call: Promise<unknown>): Promise<VectorStoreProblem> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VectorStoreError)) throw new Error(`Expected a VectorStoreError, not ${String(error)}`);
  return error.problem;
}

export function vectorStoreCases(open: () => OpenVectorStore): void {
  const store = (): VectorStore => open()(ENCODER);
  const put = async (namespace: string, vectors: readonly StoredVector[]): Promise<void> => {
    await seen(store(), namespace, await store().upsert(namespace, vectors));
  };
  const idsFor = async (namespace: string, degrees: number, topK = 10, filter?: object): Promise<string[]> => {
    const query = filter === undefined ? { topK } : { topK, filter };
    return (await store().query(namespace, at(degrees), query)).map(({ id }) => id);
  };

  it('gives the most similar vectors first, with their cosines', async () => {
    const namespace = newNamespace();
    await put(namespace, [vector('far', 170), vector('near', 10), vector('middle', 60)]);
    const matches = await store().query(namespace, at(0), { topK: 10 });
    expect(matches.map(({ id }) => id)).toEqual(['near', 'middle', 'far']);
    expect(matches[0]!.score).toBeCloseTo(Math.cos(Math.PI / 18), 1);
    expect(matches[1]!.score).toBeCloseTo(0.5, 1);
    expect(matches[2]!.score).toBeCloseTo(Math.cos((170 * Math.PI) / 180), 1);
  });

  it('compares directions, whatever the lengths', async () => {
    const namespace = newNamespace();
    const long = { ...vector('long', 20), values: at(20).map((value) => value * 50) };
    await put(namespace, [long, vector('near', 10)]);
    const [first, second] = await store().query(
      namespace,
      at(0).map((value) => value * 7),
      { topK: 2 },
    );
    expect([first!.id, second!.id]).toEqual(['near', 'long']);
    expect(second!.score).toBeCloseTo(Math.cos(Math.PI / 9), 1);
  });

  it('gives at most topK', async () => {
    const namespace = newNamespace();
    await put(
      namespace,
      Array.from({ length: 120 }, (_, n) => vector(`v${n}`, n)),
    );
    expect(await idsFor(namespace, 0, 3)).toEqual(['v0', 'v1', 'v2']);
    expect(await idsFor(namespace, 0, VECTOR_LIMITS.topK)).toHaveLength(VECTOR_LIMITS.topK);
  });

  it('answers an empty namespace with nothing', async () => {
    const namespace = newNamespace();
    expect(await idsFor(namespace, 0)).toEqual([]);
    expect(await store().getByIds(namespace, ['a'])).toEqual([]);
    await seen(store(), namespace, await store().deleteByIds(namespace, ['a']));
  });

  it('keeps metadata', async () => {
    const namespace = newNamespace();
    const metadata: VectorMetadata = { language: 'zh-hant', group: '0110', postedDay: 20_780 };
    await put(namespace, [vector('full', 0, metadata), vector('none', 90)]);
    const [full, none] = await store().query(namespace, at(0), { topK: 2 });
    expect(full!.metadata).toEqual(metadata);
    expect(none!.metadata).toEqual(UNKNOWN);
    expect((await store().getByIds(namespace, ['full']))[0]!.metadata).toEqual(metadata);
  });

  it('replaces a vector whole', async () => {
    const namespace = newNamespace();
    await put(namespace, [vector('a', 0, { language: 'en', group: '2512', postedDay: 5 }), vector('b', 45)]);
    await put(namespace, [vector('a', 90, { language: 'de' })]);
    const matches = await store().query(namespace, at(90), { topK: 5 });
    expect(matches.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(matches[0]!.metadata).toEqual({ ...UNKNOWN, language: 'de' });
    expect(await idsFor(namespace, 90, 5, { languages: ['en'] })).toEqual([]);
  });

  it('counts the later of two vectors with one id in one call', async () => {
    const namespace = newNamespace();
    await put(namespace, [vector('a', 0, { language: 'en' }), vector('a', 90, { language: 'de' })]);
    const matches = await store().query(namespace, at(90), { topK: 5 });
    expect(matches.map(({ id, metadata }) => [id, metadata.language])).toEqual([['a', 'de']]);
    expect(matches[0]!.score).toBeCloseTo(1, 1);
  });

  it('may repeat a write without effect', async () => {
    const namespace = newNamespace();
    await put(namespace, [vector('a', 0), vector('b', 45)]);
    await put(namespace, [vector('a', 0), vector('b', 45)]);
    expect(await idsFor(namespace, 0)).toEqual(['a', 'b']);
    await seen(store(), namespace, await store().deleteByIds(namespace, ['a']));
    await seen(store(), namespace, await store().deleteByIds(namespace, ['a']));
    expect(await idsFor(namespace, 0)).toEqual(['b']);
  });

  it('deletes by id and takes an id again afterwards', async () => {
    const namespace = newNamespace();
    await put(namespace, [vector('a', 0), vector('b', 45), vector('c', 90)]);
    await seen(store(), namespace, await store().deleteByIds(namespace, ['a', 'c', 'unknown']));
    expect(await idsFor(namespace, 0)).toEqual(['b']);
    expect(await store().getByIds(namespace, ['a', 'b'])).toHaveLength(1);
    await put(namespace, [vector('a', 80), vector('d', 85)]);
    expect(await idsFor(namespace, 90)).toEqual(['d', 'a', 'b']);
  });

  it('deletes more ids than Vectorize takes at a time, and the namespace can be used again', async () => {
    const namespace = newNamespace();
    const vectors = Array.from({ length: 250 }, (_, n) => vector(`v${n}`, n));
    await put(namespace, vectors);
    await seen(
      store(),
      namespace,
      await store().deleteByIds(
        namespace,
        vectors.map(({ id }) => id),
      ),
    );
    expect(await idsFor(namespace, 0)).toEqual([]);
    await put(namespace, [vector('again', 0)]);
    expect(await idsFor(namespace, 0)).toEqual(['again']);
  });

  it('gives vectors by id in the order asked for, of length 1', async () => {
    const namespace = newNamespace();
    await put(
      namespace,
      Array.from({ length: 60 }, (_, n) => vector(`v${n}`, n * 3)),
    );
    const ids = Array.from({ length: 60 }, (_, n) => `v${59 - n}`);
    const found = await store().getByIds(namespace, [...ids, 'unknown', 'v0']);
    expect(found.map(({ id }) => id)).toEqual(ids);
    for (const { id, values } of found) {
      const expected = at(Number(id.slice(1)) * 3);
      let dot = 0;
      let squares = 0;
      for (const [d, value] of values.entries()) {
        dot += value * expected[d]!;
        squares += value * value;
      }
      expect(dot).toBeGreaterThan(0.999);
      expect(squares).toBeCloseTo(1, 4);
    }
  });

  it('keeps namespaces apart: nothing is found, read or deleted from another', async () => {
    const [ours, theirs] = [newNamespace(), newNamespace()];
    await put(ours, [vector('same', 0)]);
    await put(theirs, [vector('same', 90), vector('other', 0)]);
    expect(await idsFor(ours, 0)).toEqual(['same']);
    expect((await store().getByIds(ours, ['same', 'other'])).map(({ id }) => id)).toEqual(['same']);
    await seen(store(), ours, await store().deleteByIds(ours, ['same', 'other']));
    expect(await idsFor(ours, 0)).toEqual([]);
    expect(await idsFor(theirs, 0)).toEqual(['other', 'same']);
  });

  it('keeps namespaces apart of which one begins like the other', async () => {
    const short = newNamespace();
    const long = `${short}-`;
    await put(long, [vector('a', 0)]);
    expect(await idsFor(short, 0)).toEqual([]);
    expect(await store().getByIds(short, ['-a', 'a'])).toEqual([]);
  });

  it('keeps encoders apart while one replaces the other', async () => {
    const namespace = newNamespace();
    const next = open()(SUCCESSOR);
    await put(namespace, [vector('a', 0), vector('b', 45)]);
    await seen(next, namespace, await next.upsert(namespace, [vector('a', 90)]));
    expect(await idsFor(namespace, 0)).toEqual(['a', 'b']);
    expect((await next.query(namespace, at(0), { topK: 5 })).map(({ id }) => id)).toEqual(['a']);
    await seen(store(), namespace, await store().deleteByIds(namespace, ['a', 'b']));
    expect((await next.query(namespace, at(0), { topK: 5 })).map(({ id }) => id)).toEqual(['a']);
  });

  it('filters by language', async () => {
    const namespace = newNamespace();
    const languages = ['en', 'de', 'pt-br', 'pt', ''];
    await put(
      namespace,
      languages.map((language, n) => vector(`v-${language}`, n, { language })),
    );
    expect(await idsFor(namespace, 0, 10, { languages: ['de'] })).toEqual(['v-de']);
    expect(await idsFor(namespace, 0, 10, { languages: ['pt', 'en', 'pt'] })).toEqual(['v-en', 'v-pt']);
    expect(await idsFor(namespace, 0, 10, { languages: ['fr'] })).toEqual([]);
  });

  it('filters by occupation group: a code finds all below it, of one or several lengths', async () => {
    const namespace = newNamespace();
    const groups = ['2512', '2513', '2411', '25', '0110', '110', '5120', ''];
    await put(
      namespace,
      groups.map((group, n) => vector(`v-${group}`, n, { group })),
    );
    expect(await idsFor(namespace, 0, 10, { groups: ['25'] })).toEqual(['v-2512', 'v-2513', 'v-25']);
    expect(await idsFor(namespace, 0, 10, { groups: ['2'] })).toEqual(['v-2512', 'v-2513', 'v-2411', 'v-25']);
    expect(await idsFor(namespace, 0, 10, { groups: ['2512'] })).toEqual(['v-2512']);
    expect(await idsFor(namespace, 0, 10, { groups: ['0'] })).toEqual(['v-0110']);
    expect(await idsFor(namespace, 0, 10, { groups: ['2512', '241', '5', '25'] })).toEqual([
      'v-2512',
      'v-2513',
      'v-2411',
      'v-25',
      'v-5120',
    ]);
    expect(await idsFor(namespace, 0, 2, { groups: ['5', '25'] })).toEqual(['v-2512', 'v-2513']);
    expect(await idsFor(namespace, 0, 10, { groups: ['9'] })).toEqual([]);
  });

  it('filters by day, both ends included, and never finds what has none', async () => {
    const namespace = newNamespace();
    const days = [0, 100, 101, 102, 65_535];
    await put(
      namespace,
      days.map((postedDay, n) => vector(`v${postedDay}`, n, { postedDay })),
    );
    expect(await idsFor(namespace, 0, 10, { postedFrom: 101 })).toEqual(['v101', 'v102', 'v65535']);
    expect(await idsFor(namespace, 0, 10, { postedTo: 101 })).toEqual(['v100', 'v101']);
    expect(await idsFor(namespace, 0, 10, { postedFrom: 101, postedTo: 101 })).toEqual(['v101']);
    expect(await idsFor(namespace, 0, 10, { postedFrom: 0 })).not.toContain('v0');
    expect(await idsFor(namespace, 0, 10, { postedFrom: 103, postedTo: 101 })).toEqual([]);
  });

  it('finds nothing by a filter that lets nothing through', async () => {
    const namespace = newNamespace();
    await put(namespace, [vector('a', 0, { language: 'en', group: '2512', postedDay: dayOf(1_700_000_000) })]);
    expect(await idsFor(namespace, 0, 1, { languages: [] })).toEqual([]);
    expect(await idsFor(namespace, 0, 1, { groups: [], languages: ['en'] })).toEqual([]);
    expect(await idsFor(namespace, 0, 1, { postedFrom: dayOf(1_800_000_000), postedTo: dayOf(-1) })).toEqual([]);
    expect(await idsFor(namespace, 0, 1, { postedFrom: dayOf(-1), postedTo: dayOf(9e12) })).toEqual(['a']);
  });

  it('takes the best of what passes all conditions, not what passes of the best', async () => {
    const namespace = newNamespace();
    const many = Array.from({ length: 150 }, (_, n) => vector(`v${n}`, n / 2, { language: 'en', group: '2512' }));
    const wanted = vector('wanted', 170, { language: 'de', group: '2513', postedDay: 9 });
    await put(namespace, [...many, wanted, vector('other', 160, { language: 'de', group: '3513', postedDay: 9 })]);
    const filter = { languages: ['de', 'fr'], groups: ['25'], postedFrom: 9, postedTo: 10 };
    expect(await idsFor(namespace, 0, 1, filter)).toEqual(['wanted']);
  });

  it('answers the largest filter and the largest names', async () => {
    const namespace = 'n'.repeat(VECTOR_LIMITS.namespaceLength);
    const id = 'i'.repeat(VECTOR_LIMITS.idLength);
    const language = 'l'.repeat(VECTOR_LIMITS.languageLength);
    await put(namespace, [vector(id, 0, { language, group: '9629', postedDay: 1 })]);
    const filter = {
      languages: [
        language,
        ...Array.from({ length: VECTOR_LIMITS.filterLanguages - 1 }, (_, n) => `${language.slice(2)}${n + 10}`),
      ],
      groups: Array.from({ length: VECTOR_LIMITS.filterGroups }, (_, n) => String(9_629 - n)),
      postedFrom: 0,
      postedTo: 65_535,
    };
    expect(await idsFor(namespace, 0, 1, filter)).toEqual([id]);
    await seen(store(), namespace, await store().deleteByIds(namespace, [id]));
  });

  it('takes a full batch', async () => {
    const namespace = newNamespace();
    const vectors = Array.from({ length: VECTOR_LIMITS.vectorsPerUpsert }, (_, n) => vector(`v${n}`, n / 6));
    const before = (await store().describe(namespace)).count;
    const description = await seen(store(), namespace, await store().upsert(namespace, vectors));
    expect(description.count - before).toBe(vectors.length);
    expect(description.dimensions).toBe(DIMENSIONS);
    expect(await idsFor(namespace, 180, 1)).toEqual(['v999']);
  });

  it('takes an empty batch', async () => {
    const namespace = newNamespace();
    await seen(store(), namespace, await store().upsert(namespace, []));
    await seen(store(), namespace, await store().deleteByIds(namespace, []));
    expect(await store().getByIds(namespace, [])).toEqual([]);
  });

  it.each<[string, (namespace: string) => Promise<unknown>, RegExp]>([
    [
      'a vector of another length',
      (ns) => store().upsert(ns, [{ ...vector('a', 0), values: new Float32Array(15) }]),
      /has 15 numbers.* have 16/u,
    ],
    [
      'a vector without direction',
      (ns) => store().upsert(ns, [{ ...vector('a', 0), values: new Float32Array(16) }]),
      /all zero/u,
    ],
    [
      'a number that is none',
      (ns) => store().upsert(ns, [{ ...vector('a', 0), values: at(0).fill(Number.NaN) }]),
      /not finite/u,
    ],
    [
      'too many vectors',
      (ns) =>
        store().upsert(
          ns,
          Array.from({ length: 1_001 }, (_, n) => vector(`v${n}`, n)),
        ),
      /1001 vectors.*at most 1000/u,
    ],
    ['a long id', (ns) => store().upsert(ns, [vector('i'.repeat(32), 0)]), /the id .* 1 to 31 characters/u],
    ['an id of other characters', (ns) => store().upsert(ns, [vector('a.b', 0)]), /the id "a\.b"/u],
    ['an empty id', (ns) => store().deleteByIds(ns, ['']), /the id ""/u],
    [
      'a long namespace',
      () => store().upsert('n'.repeat(27), [vector('a', 0)]),
      /the namespace .* 1 to 26 characters/u,
    ],
    ['an empty namespace', () => store().describe(''), /the namespace ""/u],
    [
      'a group that is none',
      (ns) => store().upsert(ns, [vector('a', 0, { group: '25124' })]),
      /group of a is "25124"/u,
    ],
    ['half a day', (ns) => store().upsert(ns, [vector('a', 0, { postedDay: 1.5 })]), /whole number of days/u],
    ['a day in seconds', (ns) => store().upsert(ns, [vector('a', 0, { postedDay: 1_795_000_000 })]), /0 to 65535/u],
    ['too many results', (ns) => store().query(ns, at(0), { topK: 101 }), /topK is 101; it must be from 1 to 100/u],
    ['no results', (ns) => store().query(ns, at(0), { topK: 0 }), /topK is 0/u],
    [
      'a query of another length',
      (ns) => store().query(ns, new Float32Array(3), { topK: 1 }),
      /query vector has 3 numbers/u,
    ],
    ['a query without direction', (ns) => store().query(ns, new Float32Array(16), { topK: 1 }), /all zero/u],
    [
      'a group filter that is none',
      (ns) => store().query(ns, at(0), { topK: 1, filter: { groups: ['x'] } }),
      /not an ISCO-08 code/u,
    ],
    [
      'too many ids',
      (ns) =>
        store().getByIds(
          ns,
          Array.from({ length: 101 }, (_, n) => `v${n}`),
        ),
      /101 ids.*at most 100/u,
    ],
  ])('refuses %s, and says how it should be', async (_, call, reason) => {
    const problem = await problemOf(call(newNamespace()));
    expect(problem.kind).toBe('refused');
    expect(problem.kind === 'refused' && problem.reason).toMatch(reason);
  });

  it('changes nothing where one vector of a batch is refused', async () => {
    const namespace = newNamespace();
    await problemOf(
      store().upsert(namespace, [vector('good', 0), { ...vector('bad', 0), values: new Float32Array(16) }]),
    );
    await put(namespace, [vector('later', 5)]);
    expect(await idsFor(namespace, 0)).toEqual(['later']);
  });
}
