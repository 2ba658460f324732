/**
 * One typed word: the postings of its range of terms, block by block. A block is skipped when its best label could not
 * enter the list, so a single letter that a third of all labels have costs a few microseconds.
 */
import type { Best } from './best.ts';
import type { Expansion } from './expansion.ts';
import type { IndexFile } from './format.ts';
import { INNER, SAME_SLOT } from './packed-tokens.ts';
import { BLOCK, RANK_BITS } from './postings.ts';
import { PLACEMENT, keyOf, quality } from './ranking.ts';
import type { Typed } from './typed.ts';

export class OneWord {
  readonly #file: IndexFile;
  readonly #typed: Typed;
  readonly #best: Best;
  readonly #expansion: Expansion;

  constructor(file: IndexFile, typed: Typed, best: Best, expansion: Expansion) {
    this.#file = file;
    this.#typed = typed;
    this.#best = best;
    this.#expansion = expansion;
  }

  /** Adds the labels that the word matches as it is. */
  search(): void {
    const whole = this.#typed.whole[0]!;
    if (whole >= 0) this.#scan(whole, whole + 1, 0, true);
    this.#scan(this.#typed.start[0]!, this.#typed.end[0]!, 0, false);
  }

  /** Adds the labels that the word matches with at most so many typos. */
  searchWithTypos(typos: number): void {
    const found = this.#expansion;
    found.find(this.#typed, 0, Math.min(typos, this.#typed.allowed[0]!));
    for (let index = 0; index < found.count; index++) {
      this.#scan(found.start[index]!, found.end[index]!, found.typos[index]!, found.whole[index] === 1);
    }
  }

  #scan(firstTerm: number, endTerm: number, typos: number, whole: boolean): void {
    const { postings, postingOffsets, blockBest } = this.#file;
    const best = this.#best;
    const partial = whole || !this.#typed.complete ? 0 : 1;
    const begins = typos === 0 && (whole || !this.#typed.complete);
    // A posting is a place and a rank, as the last steps of a key are: the key is their sum with one of these.
    const elsewhere = keyOf(quality(typos, PLACEMENT.IN_ORDER, partial, 0), 0);
    const first = begins ? keyOf(quality(typos, PLACEMENT.LABEL_PREFIX, partial, 0), 0) : elsewhere;
    const exact = begins && whole ? keyOf(quality(0, PLACEMENT.EXACT_LABEL, 0, 0), 0) : first;
    const end = postingOffsets[endTerm]!;
    let at = postingOffsets[firstTerm]!;
    while (at < end) {
      const block = Math.floor(at / BLOCK);
      const blockEnd = Math.min((block + 1) * BLOCK, end);
      const promised = blockBest[block]!;
      if ((promised > RANK_BITS ? elsewhere : exact) + promised >= best.worst) {
        at = blockEnd;
        continue;
      }
      for (; at < blockEnd; at++) {
        const posting = postings[at]!;
        let key = elsewhere + posting;
        if (posting <= RANK_BITS) key = (exact !== first && this.#isOneWord(posting) ? exact : first) + posting;
        if (key < best.worst) best.add(key);
      }
    }
  }

  #isOneWord(rank: number): boolean {
    const { tokens, tokenOffsets } = this.#file;
    for (let token = tokenOffsets[rank]! + 1; token < tokenOffsets[rank + 1]!; token++) {
      if ((tokens[token]! & (SAME_SLOT | INNER)) === 0) return false;
    }
    return true;
  }
}
