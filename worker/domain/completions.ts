/** Completions of one text in several languages and kinds, merged: one a concept, best first. */
import type { LanguageTag } from '../core/language.ts';
import type { Completion } from '../engines/prefix-index/index.ts';
import type { NameSnapshot, OpenTaxonomy } from './concepts.ts';

export type SearchedKind = 'OCCUPATION' | 'SKILL';

/** A language to search, and what its hits count for beside those of the others. */
export interface SearchedLanguage {
  readonly language: LanguageTag;
  readonly share: number;
}

export interface CompletionRequest {
  readonly text: string;
  readonly kinds: readonly SearchedKind[];
  /** In order of preference: the earlier one wins where two names fit equally well. */
  readonly languages: readonly SearchedLanguage[];
  readonly limit: number;
  readonly accept?: ((concept: number) => boolean) | undefined;
}

export interface LanguageCompletion extends Completion {
  readonly language: LanguageTag;
}

/** What hits count for in languages that the client did not ask for: a clearly better one still wins. */
const FOREIGN_SHARE = 0.9;

/** The languages to search: the one given, else all, those that the client prefers first. */
export function searchedLanguages(
  { manifest }: OpenTaxonomy,
  language: LanguageTag | undefined,
  preferred: readonly LanguageTag[],
): readonly SearchedLanguage[] {
  if (language !== undefined) return [{ language, share: 1 }];
  const others = manifest.languages.filter((held) => !preferred.includes(held));
  return [
    ...preferred.map((held) => ({ language: held, share: 1 })),
    ...others.map((held) => ({ language: held, share: FOREIGN_SHARE })),
  ];
}

/**
 * One index a language and kind is held at a time: searching all languages of a large taxonomy reads those that are
 * not held from static assets, and never needs them in memory together.
 */
export async function completeInLanguages(
  snapshot: NameSnapshot,
  { text, kinds, languages, limit, accept }: CompletionRequest,
): Promise<readonly LanguageCompletion[]> {
  const best = new Map<number, LanguageCompletion>();
  for (const { language, share } of languages) {
    for (const kind of kinds) {
      const index = await snapshot.prefixIndex(kind, language);
      if (index === undefined) continue;
      const options = accept === undefined ? { limit } : { limit, accept };
      for (const completion of index.complete(text, options)) {
        const known = best.get(completion.concept);
        const score = share * completion.score;
        if (known === undefined || score > known.score)
          best.set(completion.concept, { ...completion, score, language });
      }
    }
  }
  return [...best.values()].sort((left, right) => right.score - left.score).slice(0, limit);
}
