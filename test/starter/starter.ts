/** The starter taxonomy as the Worker serves it: compiled once a test file, read from memory. */
import { join } from 'node:path';
import { committedStatic, compileKernel } from '../../taxonomy/encoders.ts';
import { compileSnapshot } from '../../taxonomy/compile.ts';
import { Problems } from '../../taxonomy/problems.ts';
import { readTaxonomies } from '../../taxonomy/read-taxonomies.ts';
import { createNames } from '../../worker/domain/names.ts';
import { type Autocomplete, createAutocomplete } from '../../worker/domain/autocomplete.ts';
import { type TitleNormalizer, createTitleNormalizer } from '../../worker/domain/normalize-title.ts';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { type SnapshotStore, createSnapshotStore } from '../../worker/stores/snapshot.ts';

const FOLDER = join(import.meta.dirname, '../../taxonomy/starter');

export interface Starter {
  readonly snapshot: SnapshotStore;
  readonly autocomplete: Autocomplete;
  readonly normalizer: TitleNormalizer;
  /** Bytes of all snapshot files. */
  readonly bytes: number;
}

export async function openStarter(): Promise<Starter> {
  const [taxonomy] = await readTaxonomies([FOLDER], {
    problems: new Problems(),
    report: () => undefined,
    latestEsco: async () => undefined,
  });
  if (taxonomy === undefined) throw new Error('The starter taxonomy was not read');
  const { files, manifest } = compileSnapshot(taxonomy, '2026-01-01T00:00:00.000Z', () => undefined);
  const snapshot = createSnapshotStore({
    encoder: () => Promise.resolve(committedStatic()),
    kernel: compileKernel(),
    fetchFile: async (name) =>
      name === 'manifest.json' ? Response.json(manifest) : new Response(files.get(name)?.slice() ?? null),
  });
  return {
    snapshot,
    autocomplete: createAutocomplete(snapshot, createNames(snapshot)),
    normalizer: createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON }),
    bytes: [...files.values()].reduce((sum, file) => sum + file.length, 0),
  };
}
