/** The languages in which a title is read. */
import { CrosswalkFailure } from '../core/failures.ts';
import type { LanguageTag } from '../core/language.ts';
import { type LanguageGuess, rankLanguages } from '../engines/language-detection/index.ts';
import { heldLanguage } from './languages.ts';

/** Second languages that a detected title may be in are searched from this probability. */
const SECOND_LANGUAGE = 0.25;

/** The one that is given, else those detected, likeliest first; at least one, at most two. */
export function languagesToRead(
  title: string,
  given: LanguageTag | undefined,
  held: readonly LanguageTag[],
): LanguageTag[] {
  if (given !== undefined) {
    const language = heldLanguage(given, held);
    if (language === undefined)
      throw new CrosswalkFailure({ code: 'INVALID_LANGUAGE', argument: 'language', tag: given });
    return [language];
  }
  const guesses: readonly LanguageGuess[] = rankLanguages(title, held);
  const likely = guesses.filter(({ probability }, place) => place === 0 || probability >= SECOND_LANGUAGE);
  const fallback = held.find((language) => language === 'en') ?? held[0];
  if (likely.length === 0 && fallback === undefined)
    throw new CrosswalkFailure({ code: 'UNAVAILABLE', part: 'taxonomy' });
  return likely.length === 0 ? [fallback!] : likely.slice(0, 2).map(({ language }) => language);
}
