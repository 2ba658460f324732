/** Reads files as an import does, without writing anything. */
import type { TaxonomyDraft } from '../../taxonomy/draft.ts';
import type { Taxonomy } from '../../taxonomy/model.ts';
import { Problems, TaxonomyRefused } from '../../taxonomy/problems.ts';
import { readTaxonomies } from '../../taxonomy/read-taxonomies.ts';
import { parseLanguageTag } from '../../worker/core/language.ts';

export interface ReadResult {
  readonly taxonomies: readonly Taxonomy[];
  /** The last of them. */
  readonly taxonomy: Taxonomy;
  readonly notes: readonly string[];
}

export async function read(files: readonly string[], latest?: TaxonomyDraft): Promise<ReadResult> {
  const problems = new Problems();
  const taxonomies = await readTaxonomies(files, {
    problems,
    report: () => undefined,
    latestEsco: () => Promise.resolve(latest),
  });
  return { taxonomies, taxonomy: taxonomies.at(-1)!, notes: problems.notes() };
}

/** The errors with which reading is refused; empty where it is not. */
export async function refusal(files: readonly string[]): Promise<readonly string[]> {
  try {
    await read(files);
    return [];
  } catch (error) {
    if (error instanceof TaxonomyRefused) return error.errors;
    throw error;
  }
}

/** "PREFERRED text" lines of one concept in one language. */
export function labelsOf({ concepts, labels }: Taxonomy, id: string, language = 'en'): string[] {
  const concept = concepts.findIndex((record) => record.id === id);
  const tag = parseLanguageTag(language);
  const pool = (tag === undefined ? undefined : labels.get(tag)) ?? [];
  return pool.filter((label) => label.concept === concept).map(({ kind, text }) => `${kind} ${text}`);
}

/** "from KIND to" lines of all relations that begin at a concept. */
export function relationsOf({ concepts, relations }: Taxonomy, id: string): string[] {
  return relations.filter(({ from }) => concepts[from]?.id === id).map(({ kind, to }) => `${kind} ${concepts[to]?.id}`);
}
