/** Free search over the names of concepts: what completes the text first, then what means or is written much the same. */
import { LIKENESS_WEIGHT, labelValue } from '../engines/fusion/label-search.ts';
import { senseOf } from '../engines/fusion/sense.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { type SearchedKind, type SearchedLanguage, completeInLanguages } from './completions.ts';

/** The most concepts that a search finds: so many can be paged through. */
const SEARCH_DEPTH = 500;

/** How alike names must be in meaning and letters; below it, what all names have in common is enough. */
const ALIKE = 0.35;
/** Labels of a language that are compared exactly. */
const ALIKE_DEPTH = 100;

export interface SearchRequest {
  readonly text: string;
  readonly kind: SearchedKind;
  readonly languages: readonly SearchedLanguage[];
  readonly accept?: ((concept: number) => boolean) | undefined;
}

/** Indices of concepts, best first, each once. */
export async function searchConcepts(snapshot: SnapshotStore, request: SearchRequest): Promise<readonly number[]> {
  const { text, kind, languages, accept } = request;
  const completions = await completeInLanguages(snapshot, {
    text,
    kinds: [kind],
    languages,
    limit: SEARCH_DEPTH,
    accept,
  });
  const found = new Set(completions.map(({ concept }) => concept));
  const alike = new Map<number, number>();
  const concepts = await snapshot.concepts();
  const sense = senseOf(await snapshot.encoder(), text);
  const isWanted = (concept: number): boolean => concepts.kind(concept) === kind && accept?.(concept) !== false;
  for (const { language, share } of languages) {
    const labels = await snapshot.labelSearch(kind, language);
    for (const match of labels?.search(sense, { depth: ALIKE_DEPTH, accept: isWanted }) ?? []) {
      const value = (share * labelValue(match)) / (1 + LIKENESS_WEIGHT);
      if (value >= ALIKE && value > (alike.get(match.concept) ?? 0)) alike.set(match.concept, value);
    }
  }
  for (const [concept] of [...alike].sort((left, right) => right[1] - left[1])) found.add(concept);
  return [...found].slice(0, SEARCH_DEPTH);
}
