/**
 * The file of a prefix index: its sections, written by `build.ts` and read in place.
 *
 * ```
 * terms.*, nodes.*     the dictionary (dictionary.ts)
 * postings             per term: the labels it leads to, as place << 24 | rank, ascending
 * postings.offsets     where each term's postings begin
 * postings.best        the smallest of each 32 postings
 * labels.pool          per rank: index in the label pool
 * labels.concept       per rank: its concept
 * labels.tokens        per rank: where its tokens begin
 * tokens               per token: term | SAME_SLOT | INNER | IRREGULAR
 * tokens.start         per token: where its source begins in the label, UTF-16 code units
 * irregular.*          tokens whose letters are not their source's code units one by one ("ß", a joined hyphen):
 *                      for each letter, how far behind the start its source ends
 * popular              one label of each concept, most popular first
 * forms.alike          1 where the tokens of a slot always begin with one another
 * ```
 */
import type { Container } from '../snapshot/container.ts';
import { type Dictionary, openDictionary } from './dictionary.ts';

/** The low bits of a token are its term. */
export const TERM_BITS = 0xffffff;
/** The token leads to the slot of the token before it. */
export const SAME_SLOT = 1 << 24;
/** The slot is not the beginning of a word. */
export const INNER = 1 << 25;
export const IRREGULAR = 1 << 26;

export const PLACE_SHIFT = 24;
export const RANK_BITS = 0xffffff;

/** Postings summed up by one entry of `postings.best`. */
export const BLOCK = 32;

export interface IndexFile {
  readonly dictionary: Dictionary;
  readonly postings: Uint32Array;
  readonly postingOffsets: Uint32Array;
  readonly blockBest: Uint32Array;
  readonly pool: Uint32Array;
  readonly concept: Uint32Array;
  readonly tokenOffsets: Uint32Array;
  readonly tokens: Uint32Array;
  readonly tokenStart: Uint16Array;
  readonly irregularToken: Uint32Array;
  readonly irregularOffsets: Uint32Array;
  readonly irregularEnd: Uint16Array;
  readonly popular: Uint32Array;
  /** Two typed words that no term begins with both of are never nearest to the same slot. */
  readonly formsAlike: boolean;
}

export function openIndexFile(container: Container): IndexFile {
  return {
    dictionary: openDictionary(container),
    postings: container.uint32('postings'),
    postingOffsets: container.uint32('postings.offsets'),
    blockBest: container.uint32('postings.best'),
    pool: container.uint32('labels.pool'),
    concept: container.uint32('labels.concept'),
    tokenOffsets: container.uint32('labels.tokens'),
    tokens: container.uint32('tokens'),
    tokenStart: container.uint16('tokens.start'),
    irregularToken: container.uint32('irregular.token'),
    irregularOffsets: container.uint32('irregular.offsets'),
    irregularEnd: container.uint16('irregular.end'),
    popular: container.uint32('popular'),
    formsAlike: container.uint8('forms.alike')[0] === 1,
  };
}
