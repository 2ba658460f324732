/**
 * How one term begins with a typed word: with how many typos, how long the beginning is, and whether it is all of the
 * term. Answers are remembered for the length of a query, since the same few terms come again and again.
 */
import type { Dictionary } from './dictionary.ts';
import type { Typed } from './typed.ts';
import { MAXIMUM_TYPOS, TypoAutomaton } from './typo-automaton.ts';

/** A packed answer: letters << 3 | whole << 2 | typos. */
export type Beginning = number;
export const NO_BEGINNING: Beginning = MAXIMUM_TYPOS + 1;

export const typosOf = (beginning: Beginning): number => beginning & 3;
export const isWhole = (beginning: Beginning): boolean => (beginning & 4) !== 0;
/** Letters of the term: the longest of its beginnings that have the fewest typos. */
export const lettersOf = (beginning: Beginning): number => beginning >> 3;

/** Answers remembered; a later one takes the place of an earlier that falls together with it. A power of two. */
const REMEMBERED = 4096;
const MIXER = 0x9e3779b1;

export class Beginnings {
  readonly #dictionary: Dictionary;
  readonly #typed: Typed;
  readonly #automaton = new TypoAutomaton();
  readonly #asked = new Int32Array(REMEMBERED).fill(-1);
  readonly #answers = new Uint16Array(REMEMBERED);
  #loadedWord = -1;
  #dirty = false;

  constructor(dictionary: Dictionary, typed: Typed) {
    this.#dictionary = dictionary;
    this.#typed = typed;
  }

  /** Before each query: what is remembered belongs to the words of the one before. */
  forget(): void {
    this.#loadedWord = -1;
    if (!this.#dirty) return;
    this.#asked.fill(-1);
    this.#dirty = false;
  }

  /** How `term` begins with a typed word. */
  of(word: number, term: number): Beginning {
    const question = word * 0x1000000 + term;
    const slot = Math.imul(question, MIXER) >>> 20;
    if (this.#asked[slot] === question) return this.#answers[slot]!;
    const answer = this.#compare(word, term);
    this.#asked[slot] = question;
    this.#answers[slot] = answer;
    this.#dirty = true;
    return answer;
  }

  #compare(word: number, term: number): Beginning {
    const { letters, offsets } = this.#dictionary;
    const automaton = this.#automaton;
    if (this.#loadedWord !== word || !automaton.active) {
      automaton.load(this.#typed.letters[word]!, this.#typed.length[word]!);
      this.#loadedWord = word;
    }
    const start = offsets[term]!;
    const length = offsets[term + 1]! - start;
    const allowed = this.#typed.allowed[word]!;
    let best = allowed + 1;
    let longest = 0;
    for (let depth = 0; depth < length; depth++) {
      const level = Math.min(best, allowed);
      if (!automaton.step(depth, letters[start + depth]!, level)) break;
      const typos = automaton.typosAt(depth + 1, level);
      if (typos > level) continue;
      best = typos;
      longest = depth + 1;
    }
    if (longest === 0) return NO_BEGINNING;
    return (longest << 3) | (longest === length ? 4 : 0) | best;
  }
}
