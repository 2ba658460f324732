/**
 * Postings: for each term the labels that it leads to, best first, made from the labels' tokens when an index is
 * opened. A term that a label has several times leads to the best of its places.
 */
import { offsetsOf } from '../snapshot/numbers.ts';
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
  const places = placesOf(tokens, tokenOffsets, terms);
  // Terms and, within each, places: one list each, which takes the labels in the order of their ranks.
  const counts = new Uint32Array(terms * PLACES);
  for (let at = 0; at < tokens.length; at++) {
    if (places[at] !== REPEATED) counts[(tokens[at]! & TERM_BITS) * PLACES + places[at]!]! += 1;
  }
  const next = offsetsOf(counts);
  const postingOffsets = new Uint32Array(terms + 1);
  for (let term = 0; term <= terms; term++) postingOffsets[term] = next[term * PLACES]!;
  const postings = new Uint32Array(postingOffsets[terms]!);
  for (let rank = 0; rank + 1 < tokenOffsets.length; rank++) {
    for (let at = tokenOffsets[rank]!; at < tokenOffsets[rank + 1]!; at++) {
      const place = places[at]!;
      if (place === REPEATED) continue;
      const list = (tokens[at]! & TERM_BITS) * PLACES + place;
      postings[next[list]!] = (place << PLACE_SHIFT) | rank;
      next[list]! += 1;
    }
  }
  const blockBest = new Uint32Array(Math.ceil(postings.length / BLOCK)).fill(0xffffffff);
  for (let at = 0; at < postings.length; at++) {
    const block = Math.floor(at / BLOCK);
    if (postings[at]! < blockBest[block]!) blockBest[block] = postings[at]!;
  }
  return { postings, postingOffsets, blockBest };
}

/** For each token the place at which its term leads to the label, or REPEATED. */
function placesOf(tokens: Uint32Array, tokenOffsets: Uint32Array, terms: number): Uint8Array {
  const places = new Uint8Array(tokens.length);
  /** Per term, the token that has led to the present label so far; tokens of other labels are before `from`. */
  const holder = new Int32Array(terms).fill(-1);
  for (let rank = 0; rank + 1 < tokenOffsets.length; rank++) {
    const from = tokenOffsets[rank]!;
    let word = -1;
    for (let at = from; at < tokenOffsets[rank + 1]!; at++) {
      const token = tokens[at]!;
      const inner = (token & INNER) !== 0;
      if (!inner && (token & SAME_SLOT) === 0) word += 1;
      const place = inner ? PLACE.INNER : Math.min(word, PLACE.LATER);
      const other = holder[token & TERM_BITS]!;
      if (other >= from && places[other]! <= place) {
        places[at] = REPEATED;
        continue;
      }
      if (other >= from) places[other] = REPEATED;
      places[at] = place;
      holder[token & TERM_BITS] = at;
    }
  }
  return places;
}
