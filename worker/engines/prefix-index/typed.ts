/**
 * What was typed, taken apart: its words, and for each the terms that begin with it.
 *
 * One object serves all queries of an index, and a word's facts stand in one array each, so that nothing is allocated
 * for a query and the loops over labels read numbers only. Bounds: the first 256 UTF-16 code units are read, of these
 * 16 words, of each word 30 letters; what is beyond them is not compared.
 */
import { endsWord, fold } from '../../core/fold.ts';
import { LIMITS } from '../../core/limits.ts';
import { type Dictionary, type TermRange, findPrefix } from './dictionary.ts';
import type { IndexFile } from './format.ts';
import {
  ARABIC_ARTICLE_LENGTH,
  MAXIMUM_LETTERS,
  MAXIMUM_WORDS,
  allowedTypos,
  hasArabicArticle,
  wordRanges,
} from './words.ts';

export class Typed {
  /** As they were typed, folded. */
  words: readonly string[] = [];
  count = 0;
  /** A separator follows the last word: it is not being typed any more. */
  complete = false;
  /** Words that are not being typed any more: all, or all but the last. */
  finished = 0;
  /** Typos that all words together may have. */
  typos = 0;
  /** For each word its letters, and how many of them count. */
  readonly letters = Array.from({ length: MAXIMUM_WORDS }, () => new Uint16Array(MAXIMUM_LETTERS));
  readonly length = new Uint8Array(MAXIMUM_WORDS);
  /** For each word how many typos it may have. */
  readonly allowed = new Uint8Array(MAXIMUM_WORDS);
  /** For each word the range of terms that begin with it, and the term that it is itself, -1 where there is none. */
  readonly start = new Int32Array(MAXIMUM_WORDS);
  readonly end = new Int32Array(MAXIMUM_WORDS);
  readonly whole = new Int32Array(MAXIMUM_WORDS);
  /** For each word how many of the words have their ranges within its range: "manager manager" needs two such slots. */
  readonly times = new Uint8Array(MAXIMUM_WORDS);
  /** For each word the postings of its range. */
  readonly postings = new Int32Array(MAXIMUM_WORDS);
  /** The words by their number of postings, ascending; of equals the longer first. */
  readonly rarest = new Uint8Array(MAXIMUM_WORDS);
  /** Words with which no term begins. */
  unknown = 0;
  readonly #dictionary: Dictionary;
  readonly #postingOffsets: Uint32Array;
  readonly #range: TermRange = { start: 0, end: 0, whole: -1 };

  constructor(file: IndexFile) {
    this.#dictionary = file.dictionary;
    this.#postingOffsets = file.postingOffsets;
  }

  read(text: string): void {
    const considered = text.slice(0, LIMITS.autocompleteTextLength).toWellFormed();
    const folded = fold(considered);
    const words = wordRanges(folded).map(({ start, end }) => folded.slice(start, end));
    this.readWords(words, words.length > MAXIMUM_WORDS || endsWord(considered));
  }

  /** The same with words that are folded and taken apart; see {@link respaced}. */
  readWords(words: readonly string[], complete: boolean): void {
    this.words = words;
    this.count = Math.min(words.length, MAXIMUM_WORDS);
    this.complete = complete;
    this.finished = complete ? this.count : this.count - 1;
    this.typos = 0;
    this.unknown = 0;
    for (let word = 0; word < this.count; word++) {
      this.#readWord(word, words[word]!);
      this.#rank(word);
    }
    for (let word = 0; word < this.count; word++) this.times[word] = this.#countWithin(word);
  }

  #countWithin(word: number): number {
    let times = 0;
    for (let other = 0; other < this.count; other++) {
      if (this.postings[other] === 0) continue;
      if (this.start[other]! >= this.start[word]! && this.end[other]! <= this.end[word]!) times += 1;
    }
    return times;
  }

  #readWord(word: number, typed: string): void {
    // Labels are indexed with and without the article, so that without it finds them all.
    const text = hasArabicArticle(typed) ? typed.slice(ARABIC_ARTICLE_LENGTH) : typed;
    const length = Math.min(text.length, MAXIMUM_LETTERS);
    const letters = this.letters[word]!;
    for (let letter = 0; letter < length; letter++) letters[letter] = text.charCodeAt(letter);
    const range = this.#range;
    findPrefix(this.#dictionary, letters, length, range);
    this.length[word] = length;
    this.allowed[word] = allowedTypos(length);
    this.typos += this.allowed[word];
    this.start[word] = range.start;
    this.end[word] = range.end;
    this.whole[word] = range.whole;
    this.postings[word] = this.#postingOffsets[range.end]! - this.#postingOffsets[range.start]!;
    if (this.postings[word] === 0) this.unknown += 1;
  }

  /** Puts a word into its place among the words before it. */
  #rank(word: number): void {
    let place = word;
    while (place > 0 && this.#isRarer(word, this.rarest[place - 1]!)) {
      this.rarest[place] = this.rarest[place - 1]!;
      place -= 1;
    }
    this.rarest[place] = word;
  }

  #isRarer(word: number, than: number): boolean {
    const fewer = this.postings[word]! - this.postings[than]!;
    return fewer < 0 || (fewer === 0 && this.length[word]! > this.length[than]!);
  }
}
