/**
 * The taxonomy that an evaluation works with: compiled from its sources in memory, by the importer's own code, and
 * opened by the store that the Worker uses. What is served at the moment plays no part.
 */
import { committedStatic, compileKernel } from '../taxonomy/encoders.ts';
import type { LanguageTag } from '../worker/core/language.ts';
import type { StaticEncoder } from '../worker/engines/encoder/static/index.ts';
import { type SnapshotStore, createSnapshotStore } from '../worker/stores/snapshot.ts';
import { compileSnapshot } from '../taxonomy/compile.ts';
import type { Taxonomy } from '../taxonomy/model.ts';
import { Problems } from '../taxonomy/problems.ts';
import { readTaxonomies } from '../taxonomy/read-taxonomies.ts';

export interface EvaluatedTaxonomy {
  /** As it was read, all languages. */
  readonly taxonomy: Taxonomy;
  readonly snapshot: SnapshotStore;
}

/** Everything stays in memory: there is no isolate to be kept small. */
const BUDGET_BYTES = 1024 * 1024 * 1024;

/** Compiles a taxonomy and opens what was compiled. */
export function openInMemory(taxonomy: Taxonomy, encoder: StaticEncoder = committedStatic()): SnapshotStore {
  const compiled = compileSnapshot(taxonomy, new Date(0).toISOString(), () => undefined, encoder);
  const manifest = new TextEncoder().encode(JSON.stringify(compiled.manifest));
  return createSnapshotStore({
    encoder: () => Promise.resolve(encoder),
    kernel: compileKernel(),
    budgetBytes: BUDGET_BYTES,
    fetchFile: (name) => {
      const bytes = name === 'manifest.json' ? manifest : compiled.files.get(name);
      return Promise.resolve(
        bytes === undefined ? new Response(null, { status: 404 }) : new Response(new Uint8Array(bytes)),
      );
    },
  });
}

/** Reads sources as `npm run taxonomy -- import` takes them: the last version in them. */
export async function readSources(files: readonly string[], report: (line: string) => void): Promise<Taxonomy> {
  const taxonomies = await readTaxonomies(files, {
    problems: new Problems(),
    report,
    latestEsco: () => Promise.resolve(undefined),
  });
  const taxonomy = taxonomies.at(-1);
  if (taxonomy === undefined) throw new Error(`${files.join(', ')}: no taxonomy was found`);
  return taxonomy;
}

/** Reads sources and compiles the last version in them, in the languages that `isWanted`. */
export async function readTaxonomy(
  files: readonly string[],
  report: (line: string) => void,
  isWanted: (language: LanguageTag) => boolean = () => true,
): Promise<EvaluatedTaxonomy> {
  const taxonomy = await readSources(files, report);
  const labels = new Map([...taxonomy.labels].filter(([language]) => isWanted(language)));
  return { taxonomy, snapshot: openInMemory({ ...taxonomy, labels }) };
}
