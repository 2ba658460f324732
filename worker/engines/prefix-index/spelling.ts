/**
 * Spelling: is a word one of the labels', and if not, which of their words is it with a typo?
 *
 * Cost: a look-up in the dictionary for a word that is known; a walk over some hundred nodes of it for one that is not.
 */
import { isUnspacedScript } from '../../core/fold.ts';
import type { Expansion } from './expansion.ts';
import type { IndexFile } from './format.ts';
import type { Typed } from './typed.ts';
import { MAXIMUM_LETTERS, allowedTypos } from './words.ts';

/** Letters of the words that are offered: among shorter ones almost any word has a neighbour. */
const SHORTEST = 5;

export class Spelling {
  readonly #file: IndexFile;
  readonly #typed: Typed;
  readonly #expansion: Expansion;

  constructor(file: IndexFile, typed: Typed, expansion: Expansion) {
    this.#file = file;
    this.#typed = typed;
    this.#expansion = expansion;
  }

  knows(word: string): boolean {
    this.#typed.readWords([word], true);
    return this.#typed.postings[0]! > 0;
  }

  /** Of the words with one typo less, of the same first letter, the one that leads to the most labels. */
  respell(word: string): string | undefined {
    const typed = this.#typed;
    const found = this.#expansion;
    if (allowedTypos(word.length) === 0 || word.length > MAXIMUM_LETTERS || isUnspacedScript(word.charCodeAt(0))) {
      return undefined;
    }
    typed.readWords([word], true);
    found.find(typed, 0, 1);
    const { postingOffsets, dictionary } = this.#file;
    const { letters, offsets } = dictionary;
    let most = 0;
    let best = -1;
    for (let index = 0; index < found.count; index++) {
      if (found.whole[index] === 0) continue;
      const term = found.start[index]!;
      const start = offsets[term]!;
      if (offsets[term + 1]! - start < SHORTEST || letters[start] !== typed.letters[0]![0]) continue;
      const labels = postingOffsets[term + 1]! - postingOffsets[term]!;
      if (labels <= most) continue;
      most = labels;
      best = term;
    }
    return best < 0 ? undefined : this.#textOf(best);
  }

  #textOf(term: number): string {
    const { letters, offsets } = this.#file.dictionary;
    return String.fromCharCode(...letters.subarray(offsets[term], offsets[term + 1]));
  }
}
