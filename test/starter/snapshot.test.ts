/** The snapshot that is embedded: small, and every file of it opens and answers. */
import { beforeAll, expect, it } from 'vitest';
import { filesOf } from '../../taxonomy/snapshot-folder.ts';
import { dot } from '../../worker/engines/fusion/sense.ts';
import { INDEXED_KINDS } from '../../worker/engines/snapshot/manifest.ts';
import { type Starter, openStarter } from './starter.ts';

let starter: Starter;
beforeAll(async () => {
  starter = await openStarter();
});

it('holds under 24 MB', async () => {
  const files = filesOf(await starter.snapshot.manifest());
  expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(starter.bytes);
  expect(starter.bytes).toBeLessThan(24_000_000);
});

it('opens every file, and each finds a label that it holds', async () => {
  const { snapshot } = starter;
  const manifest = await snapshot.manifest();
  const table = await snapshot.concepts();
  const vectors = await snapshot.conceptVectors();
  expect(vectors.rows).toBe(table.size);
  expect((await snapshot.surroundings()).rows).toBe(table.range.OCCUPATION.end);
  let opened = 3;
  for (const language of manifest.languages) {
    const pool = await snapshot.labels(language);
    if (pool === undefined) throw new Error(`${language} has no labels`);
    opened += 1;
    for (const kind of INDEXED_KINDS) {
      const [prefix, search] = [await snapshot.prefixIndex(kind, language), await snapshot.labelSearch(kind, language)];
      expect(prefix === undefined, `${kind} ${language}`).toBe(search === undefined);
      if (prefix === undefined || search === undefined) continue;
      opened += 2;
      const { start, end } = table.range[kind];
      const label = pool.first(Math.floor((start + end) / 2));
      const [found] = prefix.complete(pool.text(label), { limit: 10 });
      expect(found, `${kind} ${language}`).toBeDefined();
      expect(pool.text(found!.label).toLowerCase(), `${kind} ${language}`).toBe(pool.text(label).toLowerCase());
    }
  }
  expect(opened).toBe(filesOf(manifest).length);
});

it('puts what lies around a concept where the five occupations nearest to it are', async () => {
  const { snapshot } = starter;
  const [table, vectors, surroundings] = [
    await snapshot.concepts(),
    await snapshot.conceptVectors(),
    await snapshot.surroundings(),
  ];
  const { start, end } = table.range.OCCUPATION;
  const read = (concept: number): Float32Array => {
    const vector = new Float32Array(vectors.dimensions);
    vectors.read(concept, vector);
    return vector;
  };
  const occupations = Array.from({ length: end - start }, (_, place) => read(start + place));
  for (const concept of [0, start, Math.floor((start + end) / 2), end - 1]) {
    const own = read(concept);
    const near = occupations
      .map((vector) => ({ vector, cosine: dot(own, vector) }))
      .sort((left, right) => right.cosine - left.cosine)
      .slice(0, 5);
    const mean = own.map((_, d) =>
      near.reduce((sum, { vector, cosine }) => sum + Math.exp((cosine - 1) / 0.5) * vector[d]!, 0),
    );
    const around = new Float32Array(vectors.dimensions);
    expect(surroundings.read(concept, around)).toBe(true);
    expect(dot(mean, around) / Math.sqrt(dot(mean, mean) * dot(around, around))).toBeGreaterThan(0.999);
  }
});
