/**
 * Tokens as numbers: a term, with flags in the low bits, so that an index with few terms stores them in two bytes each.
 */

/** A token without its low bits, the flags, is its term. */
export const TERM_SHIFT = 3;
/** The token leads to the slot of the token before it. */
export const SAME_SLOT = 1;
/** The slot is not the beginning of a word. */
export const INNER = 2;
/** The token's letters are not its source's code units one by one ("ß", a joined hyphen). */
export const IRREGULAR = 4;

/** Terms of one index: those of a token and a typed word are one number (beginning.ts). */
export const MAXIMUM_TERMS = 1 << 24;
