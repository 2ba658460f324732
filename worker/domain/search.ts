/** Free search over the names of concepts: what completes the text first, then what is written much like it. */
import type { SnapshotStore } from '../stores/snapshot.ts';
import { type SearchedKind, type SearchedLanguage, completeInLanguages } from './completions.ts';

/** The most concepts that a search finds: so many can be paged through. */
const SEARCH_DEPTH = 500;

/** Cosine from which names count as written alike; below it, common word endings alone are enough. */
const ALIKE = 0.3;

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
  for (const { language, share } of languages) {
    const index = await snapshot.lexicalIndex(kind, language);
    for (const { concept, score } of index?.search(text, { limit: SEARCH_DEPTH, accept }) ?? []) {
      if (score >= ALIKE && share * score > (alike.get(concept) ?? 0)) alike.set(concept, share * score);
    }
  }
  for (const [concept] of [...alike].sort((left, right) => right[1] - left[1])) found.add(concept);
  return [...found].slice(0, SEARCH_DEPTH);
}
