/**
 * How one label answers what was typed: which slots each typed word can have, with the fewest typos, and from that the
 * quality of the match.
 *
 * A typed word that a slot begins with exactly is never looked for with typos in the same label. Cost: a comparison
 * of two numbers for each token and word; a remembered look-up for each token and word with typos.
 */
import { type Beginnings, NO_BEGINNING, isWhole, typosOf } from './beginning.ts';
import type { IndexFile } from './format.ts';
import { INNER, SAME_SLOT, TERM_SHIFT } from './packed-tokens.ts';
import { PLACE, PLACEMENT, PLACES_FROM_FIRST, quality } from './ranking.ts';
import { assign, assignInOrder } from './slots.ts';
import type { Typed } from './typed.ts';
import { MAXIMUM_SLOTS, MAXIMUM_WORDS } from './words.ts';

/** No quality: the label does not answer. */
export const NO_MATCH = -1;

/** Tokens of a slot: as folded, joined, each spelled out, and without an article. */
const FORMS = 6;
const MAXIMUM_TOKENS = MAXIMUM_SLOTS * FORMS;

export class Match {
  /** For each typed word the slots that begin with it, with its fewest typos in this label, as bits. */
  readonly slots = new Int32Array(MAXIMUM_WORDS);
  /** Those of them that are the word as a whole. */
  readonly wholeSlots = new Int32Array(MAXIMUM_WORDS);
  readonly #file: IndexFile;
  readonly #typed: Typed;
  readonly #beginnings: Beginnings;
  readonly #assigned = new Int8Array(MAXIMUM_WORDS);
  /** For each typed word its best slot: 0 to 3 for a place, and 4 more where a finished word is only a beginning. */
  readonly #nearest = new Uint8Array(MAXIMUM_WORDS);
  /** The label's tokens taken apart: their terms, their slots as bits, their places. */
  readonly #terms = new Int32Array(MAXIMUM_TOKENS);
  readonly #bits = new Int32Array(MAXIMUM_TOKENS);
  readonly #places = new Uint8Array(MAXIMUM_TOKENS);
  #tokens = 0;
  /** The slot with which each of the label's first words begins, as a bit. */
  readonly #wordSlots = new Int32Array(MAXIMUM_SLOTS);
  #labelWords = 0;

  constructor(file: IndexFile, typed: Typed, beginnings: Beginnings) {
    this.#file = file;
    this.#typed = typed;
    this.#beginnings = beginnings;
  }

  /**
   * How few typos the typed words need in the label at `rank`, each by itself; more than `allowed` where these do not
   * do. A quick look, which most labels do not pass.
   */
  typos(rank: number, allowed: number): number {
    const { count, rarest, start, end, times } = this.#typed;
    let typos = 0;
    for (let index = 0; index < count; index++) {
      const word = rarest[index]!;
      // Without typos, words that begin alike need as many slots as there are of them.
      if (this.#hasTerms(rank, start[word]!, end[word]!, allowed === 0 ? times[word]! : 1)) continue;
      if (typos === allowed || this.#typed.allowed[word] === 0) return allowed + 1;
      typos += this.#typosOf(rank, word);
      if (typos > allowed) return typos;
    }
    return typos;
  }

  #typosOf(rank: number, word: number): number {
    const { tokens, tokenOffsets } = this.#file;
    let fewest = Number.POSITIVE_INFINITY;
    for (let at = tokenOffsets[rank]!; at < tokenOffsets[rank + 1]! && fewest > 1; at++) {
      const typos = typosOf(this.#beginnings.of(word, tokens[at]! >>> TERM_SHIFT));
      if (typos !== NO_BEGINNING) fewest = Math.min(fewest, typos);
    }
    return fewest;
  }

  /** True where all typed words but one are words of the label as they are. */
  hasBesides(rank: number, besides: number): boolean {
    const { count, rarest, start, end } = this.#typed;
    for (let index = 0; index < count; index++) {
      const word = rarest[index]!;
      if (word !== besides && !this.#hasTerms(rank, start[word]!, end[word]!, 1)) return false;
    }
    return true;
  }

  /** True where all finished words are whole words of the label, and the last is the beginning of one. */
  hasWhole(rank: number): boolean {
    const { count, finished, rarest, whole, start, end, times } = this.#typed;
    for (let index = 0; index < count; index++) {
      const word = rarest[index]!;
      if (word < finished) {
        if (!this.#hasTerms(rank, whole[word]!, whole[word]! + 1, 1)) return false;
      } else if (!this.#hasTerms(rank, start[word]!, end[word]!, times[word]!)) return false;
    }
    return true;
  }

  #hasTerms(rank: number, start: number, end: number, times: number): boolean {
    const { tokens, tokenOffsets } = this.#file;
    for (let at = tokenOffsets[rank]!; at < tokenOffsets[rank + 1]!; at++) {
      const term = tokens[at]! >>> TERM_SHIFT;
      if (term < start || term >= end) continue;
      times -= 1;
      if (times === 0) return true;
    }
    return false;
  }

  /** The quality with which the label at `rank` answers, with at most `allowed` typos in all. */
  quality(rank: number, allowed: number): number {
    const { count } = this.#typed;
    this.#takeApart(rank);
    let typos = 0;
    for (let word = 0; word < count; word++) {
      if (this.#findExact(word)) continue;
      typos += this.#findWithTypos(word);
      if (typos > allowed) return NO_MATCH;
    }
    const inOrder = assignInOrder(this.slots, count, this.#assigned);
    if (!inOrder && !assign(this.slots, count, this.#assigned)) return NO_MATCH;
    if (typos === 0 && this.#beginsLabel(count)) {
      const last = count - 1;
      const whole = (this.wholeSlots[last]! & this.#wordSlots[last]!) !== 0;
      const placement = whole && count === this.#labelWords ? PLACEMENT.EXACT_LABEL : PLACEMENT.LABEL_PREFIX;
      return quality(0, placement, 0, PLACES_FROM_FIRST[count]!);
    }
    let partial = 0;
    let places = 0;
    for (let word = 0; word < count; word++) {
      partial += this.#nearest[word]! >> 2;
      places += this.#nearest[word]! & 3;
    }
    return quality(typos, inOrder ? PLACEMENT.IN_ORDER : PLACEMENT.ANY_ORDER, partial, places);
  }

  #takeApart(rank: number): void {
    const { tokens, tokenOffsets } = this.#file;
    const from = tokenOffsets[rank]!;
    const count = tokenOffsets[rank + 1]! - from;
    let slot = 0;
    let bit = 0;
    let place = 0;
    let labelWords = 0;
    for (let at = 0; at < count; at++) {
      const token = tokens[from + at]!;
      if ((token & SAME_SLOT) === 0) {
        bit = 1 << slot;
        slot += 1;
        if ((token & INNER) === 0) {
          place = Math.min(labelWords, PLACE.LATER);
          this.#wordSlots[labelWords] = bit;
          labelWords += 1;
        } else {
          place = PLACE.INNER;
        }
      }
      this.#terms[at] = token >>> TERM_SHIFT;
      this.#bits[at] = bit;
      this.#places[at] = place;
    }
    this.#tokens = count;
    this.#labelWords = labelWords;
  }

  /** Notes the slots that begin with a typed word as it is; false when there are none. */
  #findExact(word: number): boolean {
    const terms = this.#terms;
    const start = this.#typed.start[word]!;
    const end = this.#typed.end[word]!;
    const whole = this.#typed.whole[word]!;
    const beginning = word < this.#typed.finished ? 4 : 0;
    let slots = 0;
    let wholeSlots = 0;
    let nearest = 7;
    for (let at = 0; at < this.#tokens; at++) {
      const term = terms[at]!;
      if (term < start || term >= end) continue;
      const bit = this.#bits[at]!;
      slots |= bit;
      if (term === whole) wholeSlots |= bit;
      nearest = Math.min(nearest, (term === whole ? 0 : beginning) | this.#places[at]!);
    }
    this.slots[word] = slots;
    this.wholeSlots[word] = wholeSlots;
    this.#nearest[word] = nearest;
    return slots !== 0;
  }

  /** Notes the slots that begin with a typed word with the fewest typos, and returns how many these are. */
  #findWithTypos(word: number): number {
    if (this.#typed.allowed[word] === 0) return Number.POSITIVE_INFINITY;
    const begun = word < this.#typed.finished ? 4 : 0;
    let fewest = NO_BEGINNING;
    let slots = 0;
    let wholeSlots = 0;
    let nearest = 7;
    for (let at = 0; at < this.#tokens; at++) {
      const beginning = this.#beginnings.of(word, this.#terms[at]!);
      const typos = typosOf(beginning);
      if (typos > fewest || typos === NO_BEGINNING) continue;
      if (typos < fewest) {
        fewest = typos;
        slots = 0;
        wholeSlots = 0;
        nearest = 7;
      }
      const bit = this.#bits[at]!;
      const whole = isWhole(beginning);
      slots |= bit;
      if (whole) wholeSlots |= bit;
      nearest = Math.min(nearest, (whole ? 0 : begun) | this.#places[at]!);
    }
    this.slots[word] = slots;
    this.wholeSlots[word] = wholeSlots;
    this.#nearest[word] = nearest;
    return fewest === NO_BEGINNING ? Number.POSITIVE_INFINITY : fewest;
  }

  /** True where the label's first words are the typed ones, the finished whole. */
  #beginsLabel(count: number): boolean {
    if (this.#labelWords < count) return false;
    for (let word = 0; word < count; word++) {
      const slots = word < this.#typed.finished ? this.wholeSlots[word]! : this.slots[word]!;
      if ((slots & this.#wordSlots[word]!) === 0) return false;
    }
    return true;
  }
}
