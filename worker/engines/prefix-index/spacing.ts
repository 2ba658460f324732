/**
 * Spaces that were forgotten or typed too often: "projectmanager", "soft ware". One of them a text, as one typo.
 */
import { type Dictionary, type TermRange, findPrefix } from './dictionary.ts';
import { MAXIMUM_LETTERS } from './words.ts';

/** A part shorter than this is more likely a coincidence than a word. */
const PART_LETTERS = 2;

const letters = new Uint16Array(MAXIMUM_LETTERS);
const range: TermRange = { start: 0, end: 0, whole: -1 };

/** The words with two neighbours joined, then with one that no term begins with split; terms exist for the parts. */
export function* respaced(dictionary: Dictionary, words: readonly string[]): Generator<readonly string[]> {
  for (let word = 0; word + 1 < words.length; word++) {
    const joined = words[word]! + words[word + 1]!;
    if (hasTerms(dictionary, joined)) yield words.toSpliced(word, 2, joined);
  }
  for (const [index, word] of words.entries()) {
    if (hasTerms(dictionary, word)) continue;
    for (let cut = Math.min(word.length, MAXIMUM_LETTERS) - PART_LETTERS; cut >= PART_LETTERS; cut--) {
      const [left, right] = [word.slice(0, cut), word.slice(cut)];
      if (isTerm(dictionary, left) && hasTerms(dictionary, right)) yield words.toSpliced(index, 1, left, right);
    }
  }
}

function hasTerms(dictionary: Dictionary, prefix: string): boolean {
  look(dictionary, prefix);
  return range.end > range.start;
}

function isTerm(dictionary: Dictionary, word: string): boolean {
  look(dictionary, word);
  return range.whole >= 0;
}

function look(dictionary: Dictionary, prefix: string): void {
  const length = Math.min(prefix.length, MAXIMUM_LETTERS);
  for (let letter = 0; letter < length; letter++) letters[letter] = prefix.charCodeAt(letter);
  findPrefix(dictionary, letters, length, range);
}
