/**
 * Words: how a folded text, typed or of a label, falls into the pieces that are compared.
 *
 * A word ends at a space, and where Han or kana meet another script: a run of Han or kana is one word, in which any
 * character may begin a match.
 */
import { isUnspacedScript } from '../../core/fold.ts';

/** A word's place in its folded text; `end` is exclusive. */
export interface WordRange {
  readonly start: number;
  readonly end: number;
}

/** Letters (UTF-16 code units) of a word that are compared; what is longer is compared by its beginning. */
export const MAXIMUM_LETTERS = 30;
/** Typed words that are compared; what is typed after them is not. */
export const MAXIMUM_WORDS = 16;
/** Slots (tokens.ts) of a label that are indexed: a set of them is the bits of one number. */
export const MAXIMUM_SLOTS = 31;

export function wordRanges(folded: string): WordRange[] {
  const ranges: WordRange[] = [];
  let start = 0;
  for (let index = 0; index <= folded.length; index++) {
    const space = index === folded.length || folded[index] === ' ';
    if (!space && (index === start || !scriptChanges(folded, index))) continue;
    if (index > start) ranges.push({ start, end: index });
    start = space ? index + 1 : index;
  }
  return ranges;
}

function scriptChanges(folded: string, index: number): boolean {
  return isUnspacedScript(folded.charCodeAt(index)) !== isUnspacedScript(folded.charCodeAt(index - 1));
}

/** Typos that a typed word may have: none up to three letters, one up to seven, two from eight. */
export function allowedTypos(letters: number): number {
  return letters >= 8 ? 2 : letters >= 4 ? 1 : 0;
}

const ARABIC_ARTICLE = 'ال';

/** True for a word that begins with the Arabic article and is still worth looking for without it. */
export function hasArabicArticle(word: string): boolean {
  return word.startsWith(ARABIC_ARTICLE) && word.length >= ARABIC_ARTICLE.length + 3;
}

export const ARABIC_ARTICLE_LENGTH = ARABIC_ARTICLE.length;
