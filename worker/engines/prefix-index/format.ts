/**
 * The file of a prefix index: its sections, written by `build.ts`, and what they become when it is opened.
 *
 * ```
 * alphabet, terms.*    the terms (dictionary.ts)
 * labels.pool          per rank: index in the label pool
 * labels.concept       per rank: its concept
 * labels.tokens        per rank: how many tokens it has
 * tokens.term          per token: its term
 * tokens.place         per token: its flags, and where its source begins in the label (packed-tokens.ts)
 * irregular            for each letter of each irregular token, how far behind the letter before its source ends
 * popular              one label of each concept, most popular first, as ranks less the rank before
 * forms.alike          1 where the tokens of a slot always begin with one another
 * ```
 * Numbers take as many bytes as they need (../snapshot/numbers.ts). Whatever follows from these is not stored: the trie
 * and the postings are made when the index is opened (dictionary.ts, postings.ts).
 */
import type { Container } from '../snapshot/container.ts';
import { offsetsOf, unpackNumbers, widened } from '../snapshot/numbers.ts';
import { type Dictionary, openDictionary } from './dictionary.ts';
import { IRREGULAR, TERM_BITS, placeTokens } from './packed-tokens.ts';
import { type Postings, invertTokens } from './postings.ts';

export interface IndexFile extends Postings {
  readonly dictionary: Dictionary;
  /** Per rank: index in the label pool. */
  readonly pool: Uint32Array;
  readonly concept: Uint32Array;
  /** Per rank: where its tokens begin. */
  readonly tokenOffsets: Uint32Array;
  /** term | SAME_SLOT | INNER | IRREGULAR */
  readonly tokens: Uint32Array;
  /** Per token: where its source begins in the label, UTF-16 code units. */
  readonly tokenStart: Uint16Array;
  /** The irregular tokens, ascending. */
  readonly irregularToken: Uint32Array;
  readonly irregularOffsets: Uint32Array;
  /** For each letter of an irregular token, how far behind the start its source ends. */
  readonly irregularEnd: Uint16Array;
  /** One label of each concept, most popular first. */
  readonly popular: Uint32Array;
  /** Two typed words that no term begins with both of are never nearest to the same slot. */
  readonly formsAlike: boolean;
}

/** Costs about a quarter of a microsecond a label. */
export function openIndexFile(container: Container): IndexFile {
  const dictionary = openDictionary(container);
  const tokenOffsets = offsetsOf(container.uint8('labels.tokens'));
  const tokens = widened(container, 'tokens.term');
  const tokenStart = placeTokens(tokens, unpackNumbers(container.uint8('tokens.place')), tokenOffsets, dictionary);
  const popular = widened(container, 'popular');
  for (let index = 1; index < popular.length; index++) popular[index]! += popular[index - 1]!;
  return {
    dictionary,
    ...invertTokens(tokens, tokenOffsets, dictionary.offsets.length - 1),
    pool: widened(container, 'labels.pool'),
    concept: widened(container, 'labels.concept'),
    tokenOffsets,
    tokens,
    tokenStart,
    ...openIrregular(tokens, dictionary, new Uint16Array(container.unsigned('irregular'))),
    popular,
    formsAlike: container.uint8('forms.alike')[0] === 1,
  };
}

/** Adds up, for each irregular token, how far its letters' sources reach. */
function openIrregular(
  tokens: Uint32Array,
  { offsets }: Dictionary,
  ends: Uint16Array,
): Pick<IndexFile, 'irregularToken' | 'irregularOffsets' | 'irregularEnd'> {
  const irregularToken: number[] = [];
  const lengths: number[] = [];
  let at = 0;
  for (let index = 0; index < tokens.length; index++) {
    if ((tokens[index]! & IRREGULAR) === 0) continue;
    const term = tokens[index]! & TERM_BITS;
    const length = offsets[term + 1]! - offsets[term]!;
    irregularToken.push(index);
    lengths.push(length);
    for (let letter = 1; letter < length; letter++) ends[at + letter]! += ends[at + letter - 1]!;
    at += length;
  }
  return {
    irregularToken: Uint32Array.from(irregularToken),
    irregularOffsets: offsetsOf(lengths),
    irregularEnd: ends,
  };
}

/** Bytes of all arrays of an opened index. */
export function bytesOf(file: IndexFile): number {
  return [...Object.values(file), ...Object.values(file.dictionary)].reduce<number>(
    (sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0),
    0,
  );
}
