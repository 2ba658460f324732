/**
 * Postings: for each term the labels that it leads to, best first, made from the labels' tokens when an index is built.
 * A term that a label has several times leads to the best of its places.
 */
import type { Container, Sections } from '../snapshot/container.ts';
import { narrow, widened } from '../snapshot/numbers.ts';
import { INNER, SAME_SLOT, TERM_SHIFT } from './packed-tokens.ts';
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

/** In the file, where ranks have at most so many bits, a posting takes two bytes: the place stands above these. */
const SHORT_RANK_BITS = 14;

/**
 * ```
 * postings          per term, one after another: place << 14 | rank in two bytes, else place << 24 | rank in four
 * postings.best     the smallest of each BLOCK of them, alike
 * postings.offsets  where each term's begin
 * ```
 */
export function postingSections(tokens: Uint32Array, tokenOffsets: Uint32Array, terms: number): Sections {
  const { postings, postingOffsets, blockBest } = invertTokens(tokens, tokenOffsets, terms);
  const labels = tokenOffsets.length - 1;
  const stored = (numbers: Uint32Array): Uint16Array | Uint32Array =>
    labels > 1 << SHORT_RANK_BITS
      ? numbers
      : Uint16Array.from(numbers, (number) => ((number >>> PLACE_SHIFT) << SHORT_RANK_BITS) | (number & RANK_BITS));
  return {
    postings: stored(postings),
    'postings.best': stored(blockBest),
    'postings.offsets': narrow(postingOffsets),
  };
}

export function openPostings(container: Container): Postings {
  return {
    postings: openPlaces(container.unsigned('postings')),
    postingOffsets: widened(container, 'postings.offsets'),
    blockBest: openPlaces(container.unsigned('postings.best')),
  };
}

/** Costs a nanosecond a posting where they are short, and nothing else. */
function openPlaces(stored: Uint8Array | Uint16Array | Uint32Array): Uint32Array {
  const numbers = new Uint32Array(stored);
  if (stored instanceof Uint32Array) return numbers;
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at]!;
    if (number >= 1 << SHORT_RANK_BITS) {
      numbers[at] = ((number >>> SHORT_RANK_BITS) << PLACE_SHIFT) | (number & ((1 << SHORT_RANK_BITS) - 1));
    }
  }
  return numbers;
}

const PLACES = PLACE.INNER + 1;
/** The token's term stands at a better place of the label, or at the same one before. */
const REPEATED = PLACES;

function invertTokens(tokens: Uint32Array, tokenOffsets: Uint32Array, terms: number): Postings {
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
      const list = (tokens[at]! >>> TERM_SHIFT) * PLACES + place;
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
      const term = token >>> TERM_SHIFT;
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
