/**
 * The taxonomy that an evaluation works with: compiled from its sources in memory, by the importer's own code, and
 * opened by the store that the Worker uses. What is served at the moment plays no part.
 */
import type { LanguageTag } from '../worker/core/language.ts';
import { type SnapshotStore, createSnapshotStore } from '../worker/stores/snapshot.ts';
import { compileSnapshot } from '../taxonomy/compile.ts';
import type { Taxonomy } from '../taxonomy/model.ts';
import { Problems } from '../taxonomy/problems.ts';
import { readTaxonomies } from '../taxonomy/read-taxonomies.ts';

export interface EvaluatedTaxonomy {
  readonly taxonomy: Taxonomy;
  readonly snapshot: SnapshotStore;
}

/** Reads sources as `npm run taxonomy -- import` takes them; the last version in them is used. */
export async function readTaxonomy(
  files: readonly string[],
  report: (line: string) => void,
  languages?: readonly LanguageTag[],
): Promise<EvaluatedTaxonomy> {
  const taxonomies = await readTaxonomies(files, {
    problems: new Problems(),
    report,
    latestEsco: () => Promise.resolve(undefined),
  });
  const read = taxonomies.at(-1);
  if (read === undefined) throw new Error(`${files.join(', ')}: no taxonomy was found`);
  const labels = new Map([...read.labels].filter(([language]) => languages?.includes(language) ?? true));
  const taxonomy = { ...read, labels };
  const { manifest, files: snapshot } = compileSnapshot(taxonomy, new Date(0).toISOString(), report);
  return {
    taxonomy,
    snapshot: createSnapshotStore({
      fetchFile: (name) => {
        const content = name === 'manifest.json' ? JSON.stringify(manifest) : snapshot.get(name);
        return Promise.resolve(new Response(content === undefined ? null : new Uint8Array(Buffer.from(content)), { status: content === undefined ? 404 : 200 }));
      },
    }),
  };
}
