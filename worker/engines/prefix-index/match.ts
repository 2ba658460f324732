/**
 * How one label answers what was typed: which slots each typed word can have, with the fewest typos, and from that the
 * quality of the match.
 *
 * A typed word that a slot begins with exactly is never looked for with typos in the same label. Cost: a comparison
 * of two numbers for each token and word; a remembered look-up for each token and word with typos.
 */
import { type Beginnings, NO_BEGINNING, isWhole, typosOf } from './beginning.ts';
import { INNER, type IndexFile, SAME_SLOT, TERM_BITS } from './format.ts';
import { PLACE, PLACEMENT, quality } from './ranking.ts';
import { assign, assignInOrder } from './slots.ts';
import { MAXIMUM_WORDS, type Typed } from './typed.ts';

/** No quality: the label does not answer. */
export const NO_MATCH = -1;

export class Match {
  /** For each typed word the slots that begin with it, with its fewest typos in this label, as bits. */
  readonly slots = new Int32Array(MAXIMUM_WORDS);
  /** Those of them that are the word as a whole. */
  readonly wholeSlots = new Int32Array(MAXIMUM_WORDS);
  readonly assigned = new Int8Array(MAXIMUM_WORDS);
  readonly #file: IndexFile;
  readonly #typed: Typed;
  readonly #beginnings: Beginnings;
  /** For each typed word its best slot: 0 to 3 for a whole word at a place, 4 to 7 for a beginning. */
  readonly #nearest = new Uint8Array(MAXIMUM_WORDS);
  /** The slot with which each of the label's first words begins, as a bit. */
  readonly #wordSlots = new Int32Array(MAXIMUM_WORDS);
  #labelWords = 0;

  constructor(file: IndexFile, typed: Typed, beginnings: Beginnings) {
    this.#file = file;
    this.#typed = typed;
    this.#beginnings = beginnings;
  }

  /** The quality with which the label at `rank` answers, with at most `allowed` typos in all. */
  quality(rank: number, allowed: number): number {
    const count = this.#typed.count;
    if (!this.#findExact(rank, count, allowed)) return NO_MATCH;
    const typos = this.#findWithTypos(rank, count, allowed);
    if (typos > allowed) return NO_MATCH;
    const inOrder = assignInOrder(this.slots, count, this.assigned);
    if (!inOrder && !assign(this.slots, count, this.assigned)) return NO_MATCH;
    if (typos === 0 && this.#beginsLabel(count)) {
      const last = count - 1;
      const whole = (this.wholeSlots[last]! & this.#wordSlots[last]!) !== 0;
      const placement = whole && count === this.#labelWords ? PLACEMENT.EXACT_LABEL : PLACEMENT.LABEL_PREFIX;
      return quality(0, placement, whole ? 0 : 1, PLACES_FROM_FIRST[count]!);
    }
    let partial = 0;
    let places = 0;
    for (let word = 0; word < count; word++) {
      partial += this.#nearest[word]! >> 2;
      places += this.#nearest[word]! & 3;
    }
    return quality(typos, inOrder ? PLACEMENT.IN_ORDER : PLACEMENT.ANY_ORDER, partial, places);
  }

  /** Exact beginnings; false when more typed words are left without a slot than there may be typos. */
  #findExact(rank: number, count: number, allowed: number): boolean {
    const { tokens, tokenOffsets } = this.#file;
    const { words } = this.#typed;
    const from = tokenOffsets[rank]!;
    const to = tokenOffsets[rank + 1]!;
    let missing = 0;
    // Most labels of a frequent word lack another: a quick look before anything is noted.
    for (let word = 0; word < count; word++) {
      const { start, end, typos } = words[word]!;
      let at = from;
      while (at < to) {
        const term = tokens[at]! & TERM_BITS;
        if (term >= start && term < end) break;
        at += 1;
      }
      if (at === to) {
        missing += 1;
        if (missing > allowed || typos === 0) return false;
      }
    }
    this.slots.fill(0, 0, count);
    this.wholeSlots.fill(0, 0, count);
    this.#nearest.fill(7, 0, count);
    let slot = 0;
    let bit = 0;
    let labelWords = 0;
    for (let at = from; at < to; at++) {
      const token = tokens[at]!;
      if ((token & SAME_SLOT) === 0) {
        bit = 1 << slot;
        slot += 1;
        if ((token & INNER) === 0) {
          if (labelWords < MAXIMUM_WORDS) this.#wordSlots[labelWords] = bit;
          labelWords += 1;
        }
      }
      const term = token & TERM_BITS;
      const place = (token & INNER) === 0 ? Math.min(labelWords - 1, PLACE.LATER) : PLACE.INNER;
      for (let word = 0; word < count; word++) {
        const { start, end, whole } = words[word]!;
        if (term >= start && term < end) this.#note(word, bit, term === whole, place);
      }
    }
    this.#labelWords = labelWords;
    return true;
  }

  /** The fewest typos that give every word without an exact slot another; more than `allowed` when none do. */
  #findWithTypos(rank: number, count: number, allowed: number): number {
    const { tokens, tokenOffsets } = this.#file;
    let sum = 0;
    for (let word = 0; word < count && sum <= allowed; word++) {
      if (this.slots[word] !== 0) continue;
      const typedWord = this.#typed.words[word]!;
      let fewest = NO_BEGINNING;
      let bit = 0;
      let slot = 0;
      let labelWord = -1;
      for (let at = tokenOffsets[rank]!; at < tokenOffsets[rank + 1]!; at++) {
        const token = tokens[at]!;
        if ((token & SAME_SLOT) === 0) {
          bit = 1 << slot;
          slot += 1;
          if ((token & INNER) === 0) labelWord += 1;
        }
        const beginning = this.#beginnings.of(typedWord, token & TERM_BITS);
        const typos = typosOf(beginning);
        if (typos > fewest || typos === NO_BEGINNING) continue;
        if (typos < fewest) {
          fewest = typos;
          this.slots[word] = 0;
          this.wholeSlots[word] = 0;
          this.#nearest[word] = 7;
        }
        const place = (token & INNER) === 0 ? Math.min(labelWord, PLACE.LATER) : PLACE.INNER;
        this.#note(word, bit, isWhole(beginning), place);
      }
      sum += fewest === NO_BEGINNING ? allowed + 1 : fewest;
    }
    return sum;
  }

  #note(word: number, bit: number, whole: boolean, place: number): void {
    this.slots[word]! |= bit;
    if (whole) this.wholeSlots[word]! |= bit;
    const nearness = (whole ? 0 : 4) | place;
    if (nearness < this.#nearest[word]!) this.#nearest[word] = nearness;
  }

  /** True where the label's first words are the typed ones: all whole but the last, which is too when it is complete. */
  #beginsLabel(count: number): boolean {
    if (this.#labelWords < count) return false;
    const partialFrom = this.#typed.complete ? count : count - 1;
    for (let word = 0; word < count; word++) {
      const slots = word < partialFrom ? this.wholeSlots[word]! : this.slots[word]!;
      if ((slots & this.#wordSlots[word]!) === 0) return false;
    }
    return true;
  }
}

/** For so many typed words, the sum of the places of as many first words of a label. */
const PLACES_FROM_FIRST = Array.from({ length: MAXIMUM_WORDS + 1 }, (_, count) =>
  Array.from({ length: count }, (_, word) => Math.min(word, PLACE.LATER)).reduce<number>(
    (sum, place) => sum + place,
    0,
  ),
);
