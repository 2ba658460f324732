/**
 * Completion over an opened index.
 *
 * First the labels that have what was typed without typos; when these are fewer than asked for, those with one typo in
 * all; when there are none of these either, those that match with a space more or less, then those with two typos, and
 * so on. Because fewer typos always rank higher, what is not looked for could only have been shown below what is.
 */
import type { Container } from '../snapshot/container.ts';
import { Beginnings } from './beginning.ts';
import { Best } from './best.ts';
import { Expansion } from './expansion.ts';
import { type IndexFile, bytesOf, openIndexFile } from './format.ts';
import { highlightsOf } from './highlights.ts';
import type { Completion, CompletionOptions } from './labels.ts';
import { Match } from './match.ts';
import { OneWord } from './one-word.ts';
import { rankOf, scoreOf, typosOf } from './ranking.ts';
import { SeveralWords } from './several-words.ts';
import { respaced } from './spacing.ts';
import { Spelling } from './spelling.ts';
import { Typed } from './typed.ts';

export interface PrefixIndex {
  /** Bytes that the opened index takes, which are more than the file's. */
  readonly bytes: number;
  /** Best first, one row a concept; an empty text gives the most popular concepts. */
  complete(text: string, options: CompletionOptions): Completion[];
  /** Whether a label has a word that begins like this folded one. */
  knows(word: string): boolean;
  /** The labels' word that a folded one is with at most one typo; undefined where there is none. */
  respell(word: string): string | undefined;
}

export function openPrefixIndex(container: Container): PrefixIndex {
  const file = openIndexFile(container);
  // Scratch space of some 40 kB, which an index that is only loaded does not need.
  let completer: Completer | undefined;
  const ready = (): Completer => (completer ??= new Completer(file));
  return {
    bytes: bytesOf(file),
    complete: (text, options) => ready().complete(text, options),
    knows: (word) => ready().spelling.knows(word),
    respell: (word) => ready().spelling.respell(word),
  };
}

class Completer {
  readonly spelling: Spelling;
  readonly #file: IndexFile;
  readonly #typed: Typed;
  readonly #best: Best;
  readonly #beginnings: Beginnings;
  readonly #match: Match;
  readonly #oneWord: OneWord;
  readonly #severalWords: SeveralWords;

  constructor(file: IndexFile) {
    this.#file = file;
    this.#typed = new Typed(file);
    this.#best = new Best(file.concept);
    const expansion = new Expansion(file.dictionary);
    this.#beginnings = new Beginnings(file.dictionary, this.#typed);
    this.#match = new Match(file, this.#typed, this.#beginnings);
    this.#oneWord = new OneWord(file, this.#typed, this.#best, expansion);
    this.spelling = new Spelling(file, this.#typed, expansion);
    this.#severalWords = new SeveralWords(file, this.#typed, this.#best, expansion, this.#match);
  }

  complete(text: string, { limit, accept }: CompletionOptions): Completion[] {
    const typed = this.#typed;
    const best = this.#best;
    typed.read(text);
    best.clear(limit, accept);
    this.#beginnings.forget();
    if (typed.count === 0) return this.#popular(accept, limit);
    this.#search(0, 0);
    if (!best.full) this.#search(1, 1);
    if (best.size === 0) {
      if (this.#searchRespaced()) return this.#completions(1);
      this.#search(2, 2);
    }
    if (best.size === 0) this.#search(3, typed.typos);
    return this.#completions(0);
  }

  /** With a space more or less than was typed; what was typed stays so where this finds something. */
  #searchRespaced(): boolean {
    const typed = this.#typed;
    const { words, complete } = typed;
    for (const other of respaced(this.#file.dictionary, words.slice(0, typed.count))) {
      typed.readWords(other, complete);
      this.#beginnings.forget();
      this.#search(0, 0);
      if (this.#best.size > 0) return true;
    }
    typed.readWords(words, complete);
    this.#beginnings.forget();
    return false;
  }

  /** Adds the labels that match with `fewest` to `typos` typos. */
  #search(fewest: number, typos: number): void {
    const { count, unknown, rarest } = this.#typed;
    // A word with which no term begins must have a typo.
    if (fewest > this.#typed.typos || unknown > typos) return;
    for (let index = 0; index < unknown; index++) if (this.#typed.allowed[rarest[index]!] === 0) return;
    if (count === 1) {
      if (typos === 0) this.#oneWord.search();
      else this.#oneWord.searchWithTypos(typos);
    } else if (typos === 0) {
      this.#severalWords.search();
    } else if (typos === 1) {
      this.#severalWords.searchWithTypo();
    } else {
      this.#severalWords.searchWithTypos(fewest, typos);
    }
  }

  #popular(accept: ((concept: number) => boolean) | undefined, limit: number): Completion[] {
    const { popular, pool, concept: conceptOf } = this.#file;
    const completions: Completion[] = [];
    for (let index = 0; index < popular.length && completions.length < limit; index++) {
      const rank = popular[index]!;
      const concept = conceptOf[rank]!;
      if (accept !== undefined && !accept(concept)) continue;
      completions.push({ label: pool[rank]!, concept, score: 1, highlights: [] });
    }
    return completions;
  }

  /** The list as it is shown; `typos` were made in the spaces. */
  #completions(typos: number): Completion[] {
    const file = this.#file;
    const best = this.#best;
    const completions: Completion[] = [];
    for (let index = 0; index < best.size; index++) {
      const key = best.key(index);
      const rank = rankOf(key);
      this.#match.quality(rank, typosOf(key)); // leaves the slots of this label
      completions.push({
        label: file.pool[rank]!,
        concept: best.concept(index),
        score: scoreOf(key, file.pool.length) * 2 ** -typos,
        highlights: highlightsOf(file, this.#typed, this.#beginnings, this.#match, rank),
      });
    }
    return completions;
  }
}
