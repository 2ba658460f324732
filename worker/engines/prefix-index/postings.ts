/**
 * Postings: for each term the labels that it leads to, best first, made from the labels' tokens when an index is
 * opened. A term that a label has several times leads to the best of its places.
 */
import { INNER, SAME_SLOT, TERM_BITS } from './packed-tokens.ts';
import { PLACE } from './ranking.ts';

export const PLACE_SHIFT = 24;
export const RANK_BITS = 0xffffff;

/** Postings summed up by one entry of `blockBest`. */
export const BLOCK = 32;

export interface Postings {
  /** place << PLACE_SHIFT | rank, ascending within a term. */
  readonly postings: Uint32Array;
  /** Where each term's postings begin. */
  readonly postingOffsets: Uint32Array;
  /** The smallest of each BLOCK postings. */
  readonly blockBest: Uint32Array;
}

const PLACES = PLACE.INNER + 1;
/** The token's term stands at a better place of the label, or at the same one before. */
const REPEATED = PLACES;

export function invertTokens(tokens: Uint32Array, tokenOffsets: Uint32Array, terms: number): Postings {
  // Terms and, within each, places: one list each, which takes the labels in the order of their ranks.
  const next = new Uint32Array(terms * PLACES + 1);
  const places = placeTerms(tokens, tokenOffsets, terms, next);
  let sum = 0;
  const postingOffsets = new Uint32Array(terms + 1);
  for (let list = 0; list < next.length; list++) {
    if (list % PLACES === 0) postingOffsets[list / PLACES] = sum;
    const count = next[list]!;
    next[list] = sum;
    sum += count;
  }
  const postings = new Uint32Array(sum);
  for (let rank = 0; rank + 1 < tokenOffsets.length; rank++) {
    const end = tokenOffsets[rank + 1]!;
    for (let at = tokenOffsets[rank]!; at < end; at++) {
      const place = places[at]!;
      if (place === REPEATED) continue;
      const list = (tokens[at]! & TERM_BITS) * PLACES + place;
      const to = next[list]!;
      next[list] = to + 1;
      postings[to] = (place << PLACE_SHIFT) | rank;
    }
  }
  const blockBest = new Uint32Array(Math.ceil(sum / BLOCK));
  for (let block = 0, at = 0; block < blockBest.length; block++) {
    let best = 0xffffffff;
    for (const end = Math.min(at + BLOCK, sum); at < end; at++) if (postings[at]! < best) best = postings[at]!;
    blockBest[block] = best;
  }
  return { postings, postingOffsets, blockBest };
}

/** For each token the place at which its term leads to the label, or REPEATED; counts them by term and place. */
function placeTerms(tokens: Uint32Array, tokenOffsets: Uint32Array, terms: number, counts: Uint32Array): Uint8Array {
  const places = new Uint8Array(tokens.length);
  /** Per term, one more than the token that has led to the present label so far; what is not above `from` is of another. */
  const holder = new Uint32Array(terms);
  for (let rank = 0; rank + 1 < tokenOffsets.length; rank++) {
    const from = tokenOffsets[rank]!;
    const end = tokenOffsets[rank + 1]!;
    let word = -1;
    for (let at = from; at < end; at++) {
      const token = tokens[at]!;
      const term = token & TERM_BITS;
      const inner = (token & INNER) !== 0;
      if (!inner && (token & SAME_SLOT) === 0) word += 1;
      const place = inner ? PLACE.INNER : Math.min(word, PLACE.LATER);
      const other = holder[term]! - 1;
      if (other >= from) {
        const held = places[other]!;
        if (held <= place) {
          places[at] = REPEATED;
          continue;
        }
        places[other] = REPEATED;
        counts[term * PLACES + held]! -= 1;
      }
      places[at] = place;
      counts[term * PLACES + place]! += 1;
      holder[term] = at + 1;
    }
  }
  return places;
}
