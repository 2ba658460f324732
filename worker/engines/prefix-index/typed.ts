/**
 * What was typed, taken apart: its words, what each may stand for, and which terms begin with each.
 *
 * One object serves all queries of an index, so that nothing is allocated for them. Bounds: the first 256 UTF-16 code
 * units are read, of these 16 words, of each word 30 letters; what is beyond them is not compared.
 */
import { endsWord, fold } from '../../core/fold.ts';
import { LIMITS } from '../../core/limits.ts';
import type { TermRange } from './dictionary.ts';
import { findPrefix } from './dictionary.ts';
import type { IndexFile } from './format.ts';
import { ARABIC_ARTICLE_LENGTH, MAXIMUM_LETTERS, allowedTypos, hasArabicArticle, wordRanges } from './words.ts';

export const MAXIMUM_WORDS = 16;

/** A typed word: its letters, how many typos it may have, and the terms that begin with it as it is. */
export interface TypedWord extends TermRange {
  /** Which of the typed words it is. */
  readonly index: number;
  readonly letters: Uint16Array;
  length: number;
  typos: number;
  /** Postings of the terms that begin with it. */
  postings: number;
}

export class Typed {
  readonly words: readonly TypedWord[];
  count = 0;
  /** A separator follows the last word: it is not being typed any more. */
  complete = false;

  constructor() {
    this.words = Array.from({ length: MAXIMUM_WORDS }, (_, index) => ({
      index,
      letters: new Uint16Array(MAXIMUM_LETTERS),
      length: 0,
      typos: 0,
      start: 0,
      end: 0,
      whole: -1,
      postings: 0,
    }));
  }

  read(file: IndexFile, text: string): void {
    const considered = text.slice(0, LIMITS.autocompleteTextLength).toWellFormed();
    const folded = fold(considered);
    const ranges = wordRanges(folded);
    this.count = Math.min(ranges.length, MAXIMUM_WORDS);
    this.complete = ranges.length > MAXIMUM_WORDS || endsWord(considered);
    for (let index = 0; index < this.count; index++) {
      const { start, end } = ranges[index]!;
      this.#readWord(file, this.words[index]!, folded.slice(start, end));
    }
  }

  #readWord(file: IndexFile, word: TypedWord, typed: string): void {
    // Labels are indexed with and without the article, so that without it finds them all.
    const text = hasArabicArticle(typed) ? typed.slice(ARABIC_ARTICLE_LENGTH) : typed;
    word.length = Math.min(text.length, MAXIMUM_LETTERS);
    word.typos = allowedTypos(word.length);
    for (let letter = 0; letter < word.length; letter++) word.letters[letter] = text.charCodeAt(letter);
    findPrefix(file.dictionary, word.letters, word.length, word);
    word.postings = file.postingOffsets[word.end]! - file.postingOffsets[word.start]!;
  }

  /** Typos that all words together may have. */
  get typos(): number {
    let typos = 0;
    for (let index = 0; index < this.count; index++) typos += this.words[index]!.typos;
    return typos;
  }
}
