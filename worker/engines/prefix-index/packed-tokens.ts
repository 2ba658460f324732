/**
 * Tokens as numbers: a term with flags, and where its source begins in the label.
 *
 * In the file that is told as the difference from where one would look for it (a word one place behind the end of the
 * last, everything else at the slot before), beside the flags: one byte for almost every token.
 */
import { toSigned } from '../snapshot/numbers.ts';
import type { Dictionary } from './dictionary.ts';

/** The low bits of a token are its term. */
export const TERM_BITS = 0xffffff;
export const FLAG_SHIFT = 24;
/** The token leads to the slot of the token before it. */
export const SAME_SLOT = 1 << 24;
/** The slot is not the beginning of a word. */
export const INNER = 1 << 25;
/** The token's letters are not its source's code units one by one ("ß", a joined hyphen). */
export const IRREGULAR = 1 << 26;
/** Flags of a packed token, below where its source begins. */
export const FLAG_COUNT = 3;

/** Adds to the tokens their flags, and returns where their sources begin. */
export function placeTokens(
  tokens: Uint32Array,
  places: Uint32Array,
  tokenOffsets: Uint32Array,
  { offsets }: Pick<Dictionary, 'offsets'>,
): Uint16Array {
  const starts = new Uint16Array(tokens.length);
  const expected = new ExpectedStart();
  for (let rank = 0; rank + 1 < tokenOffsets.length; rank++) {
    expected.reset();
    for (let at = tokenOffsets[rank]!; at < tokenOffsets[rank + 1]!; at++) {
      const term = tokens[at]!;
      const flags = (places[at]! & ((1 << FLAG_COUNT) - 1)) << FLAG_SHIFT;
      const start = expected.of(flags) + toSigned(places[at]! >>> FLAG_COUNT);
      expected.note(flags, start, offsets[term + 1]! - offsets[term]!);
      tokens[at] = term | flags;
      starts[at] = start;
    }
  }
  return starts;
}

/** Where in a label the next token is looked for. */
export class ExpectedStart {
  #slot = 0;
  #wordEnd = -1;

  /** Before each label. */
  reset(): void {
    this.#slot = 0;
    this.#wordEnd = -1;
  }

  of(flags: number): number {
    return (flags & (SAME_SLOT | INNER)) === 0 ? this.#wordEnd + 1 : this.#slot;
  }

  note(flags: number, start: number, letters: number): void {
    if ((flags & SAME_SLOT) !== 0) return;
    this.#slot = start;
    if ((flags & INNER) === 0) this.#wordEnd = start + letters;
  }
}
