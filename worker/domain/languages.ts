/** Which of the taxonomy's languages a client means, and in which order it wants them. */
import { type LanguageTag, languageChain } from '../core/language.ts';

/** The taxonomy's language for a tag: itself or the nearest more general one ("en-gb" is "en"); undefined where there is none. */
export function heldLanguage(tag: LanguageTag, held: readonly LanguageTag[]): LanguageTag | undefined {
  return languageChain(tag).find((candidate) => held.includes(candidate));
}

/** Languages held, most wanted first: the tag's own chain, what the client accepts, then English. */
export function languagePreference(
  tag: LanguageTag | undefined,
  accepted: readonly LanguageTag[],
  held: readonly LanguageTag[],
): readonly LanguageTag[] {
  const wanted = tag === undefined ? accepted : [tag, ...accepted];
  const chain = wanted.flatMap(languageChain);
  const english = held.filter((candidate) => candidate === 'en');
  return [...new Set([...chain.filter((candidate) => held.includes(candidate)), ...english])];
}

/** The first of the languages in which something is said; undefined where it is said in none. */
export function firstByLanguage<Said extends { readonly language: string }>(
  said: readonly Said[],
  languages: readonly LanguageTag[],
): Said | undefined {
  for (const language of languages) {
    const found = said.find((candidate) => candidate.language === language);
    if (found !== undefined) return found;
  }
  return undefined;
}
