/** The snapshot that is embedded: small, and every file of it opens and answers. */
import { beforeAll, expect, it } from 'vitest';
import { filesOf } from '../../taxonomy/snapshot-folder.ts';
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
  let opened = 2;
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
