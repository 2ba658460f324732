/**
 * Typos: an automaton that reads a term letter by letter and knows how few insertions, deletions, substitutions and
 * transpositions of neighbours (optimal string alignment) lead from a typed word to what it has read.
 *
 * It is the bit-parallel simulation of Wu and Manber, with transpositions: for 0, 1 and 2 typos one number, whose bit
 * j says that the first j typed letters can be what was read. A step is some twenty operations on integers. States
 * are kept by depth, so that a walk through the trie goes back without computing anything again.
 */
import { MAXIMUM_LETTERS } from './words.ts';

export const MAXIMUM_TYPOS = 2;
const LEVELS = MAXIMUM_TYPOS + 1;
/** Terms have at most MAXIMUM_LETTERS letters; depth 0 is before the first. */
const DEPTHS = MAXIMUM_LETTERS + 1;

/** For every UTF-16 code unit, the places at which the loaded word has it. Shared: one word is loaded at a time. */
const places = new Int32Array(0x10000);
/** The letters with places, and which automaton has loaded them. */
const loadedLetters = new Uint16Array(MAXIMUM_LETTERS);
let loadedLength = 0;
let loadedBy: symbol | undefined;

export class TypoAutomaton {
  readonly #states = new Int32Array(DEPTHS * LEVELS);
  /** For each depth the places of the letter that led there. */
  readonly #read = new Int32Array(DEPTHS);
  readonly #name = Symbol('automaton');
  #accepting = 0;
  #kept = 0;

  /** Starts with a word of 1 to MAXIMUM_LETTERS letters. */
  load(letters: Uint16Array, length: number): void {
    for (let letter = 0; letter < loadedLength; letter++) places[loadedLetters[letter]!] = 0;
    for (let letter = 0; letter < length; letter++) {
      const code = letters[letter]!;
      loadedLetters[letter] = code;
      places[code]! |= 1 << letter;
    }
    loadedLength = length;
    loadedBy = this.#name;
    this.#accepting = 1 << length;
    this.#kept = (2 << length) - 1;
    // Before anything is read: as many of the first letters as there may be typos can have been deleted.
    for (let level = 0; level < LEVELS; level++) this.#states[level] = ((2 << level) - 1) & this.#kept;
    this.#read[0] = 0;
  }

  /** False once another automaton has been loaded. */
  get active(): boolean {
    return loadedBy === this.#name;
  }

  /** Reads one letter at a depth; the state of the next depth is then known. False when `level` typos are not enough. */
  step(depth: number, code: number, level: number): boolean {
    const states = this.#states;
    const now = depth * LEVELS;
    const next = now + LEVELS;
    const kept = this.#kept;
    const match = places[code]!;
    this.#read[depth + 1] = match;
    const exact = states[now]!;
    let fewer = ((exact & match) << 1) & kept;
    states[next] = fewer;
    if (level === 0) return fewer !== 0;
    // The last two letters read, the other way round.
    const swapped = depth > 0 ? match & (this.#read[depth]! >> 1) : 0;
    let before = exact;
    for (let typos = 1; typos <= level; typos++) {
      const same = states[now + typos]!;
      fewer =
        (((same & match) << 1) |
          before | // the letter read was inserted
          (before << 1) | // or stands for another
          (fewer << 1)) & // or a typed letter was left out
        kept;
      if (swapped !== 0) fewer |= ((states[now - LEVELS + typos - 1]! & swapped) << 2) & kept;
      states[next + typos] = fewer;
      before = same;
    }
    return fewer !== 0;
  }

  /** The fewest typos, up to `level`, with which all typed letters are what was read; level + 1 when there are more. */
  typosAt(depth: number, level: number): number {
    const at = depth * LEVELS;
    if ((this.#states[at + level]! & this.#accepting) === 0) return level + 1;
    let typos = 0;
    while ((this.#states[at + typos]! & this.#accepting) === 0) typos += 1;
    return typos;
  }

  /** True while, with at most `level` typos, one more could be made at this depth: any letter may follow. */
  isOpen(depth: number, level: number): boolean {
    return level > 0 && this.#states[depth * LEVELS + level - 1] !== 0;
  }

  /** Where no more typos can be made: the places of the typed letters that may follow, as bits. */
  following(depth: number, level: number): number {
    const at = depth * LEVELS;
    const swapped = depth > 0 && level > 0 ? this.#states[at - LEVELS + level - 1]! & (this.#read[depth]! >> 1) : 0;
    return (this.#states[at + level]! | swapped) & ~this.#accepting;
  }

  /** The typed letter at a place of {@link following}; -1 when it stands at an earlier place of them too. */
  letterAt(place: number, following: number): number {
    const code = loadedLetters[place]!;
    return (places[code]! & following & ((1 << place) - 1)) === 0 ? code : -1;
  }
}
