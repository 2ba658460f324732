/**
 * Sources that only name what a taxonomy already holds: labels in more languages, or more of them.
 *
 * Rows about concepts that the taxonomy lacks are counted and said, not refused: label tables seldom have the version
 * of the classification that they are put on.
 */
import type { TaxonomyDraft } from '../draft.ts';
import type { Problems } from '../problems.ts';

export interface LabelSource {
  readonly file: string;
  /** Adds labels to the concepts of the draft. */
  add(draft: TaxonomyDraft, problems: Problems): Promise<void>;
}

/** How a warning names a row whose concept is not there. */
export function unknownConcept(file: string, draft: TaxonomyDraft): string {
  return `a row of ${file} about a concept that ${draft.identity.id} lacks, which was left out`;
}
