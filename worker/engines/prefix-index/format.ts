/**
 * The file of a prefix index: its sections, written by `build.ts`, and what they become when it is opened.
 *
 * ```
 * terms.*, trie.*      the terms (dictionary.ts)
 * labels.pool          per rank: index in the label pool
 * labels.concept       per rank: its concept
 * labels.offsets       per rank: where its tokens begin
 * tokens               per token: its term and flags (packed-tokens.ts)
 * tokens.start         per token: where its source begins in the label
 * irregular.*          which tokens are irregular, and where the sources of their letters end
 * postings, ...        for each term the labels that it leads to (postings.ts)
 * popular              one label of each concept, most popular first, as ranks
 * forms.alike          1 where the tokens of a slot always begin with one another
 * ```
 * Everything is stored as it is used, in the smallest type that holds it (../snapshot/numbers.ts), and opened by
 * widening: code that reads it is always over the same types, and no section is gone through number by number but
 * short postings.
 */
import type { Container } from '../snapshot/container.ts';
import { widened, widened16 } from '../snapshot/numbers.ts';
import { type Dictionary, openDictionary } from './dictionary.ts';
import { type Postings, openPostings } from './postings.ts';

export interface IndexFile extends Postings {
  readonly dictionary: Dictionary;
  /** Per rank: index in the label pool. */
  readonly pool: Uint32Array;
  readonly concept: Uint32Array;
  /** Per rank: where its tokens begin. */
  readonly tokenOffsets: Uint32Array;
  /** term << TERM_SHIFT | SAME_SLOT | INNER | IRREGULAR */
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

/** Costs about 0.03 us a label. Copies what it needs; the container's bytes may be dropped afterwards. */
export function openIndexFile(container: Container): IndexFile {
  return {
    dictionary: openDictionary(container),
    ...openPostings(container),
    pool: widened(container, 'labels.pool'),
    concept: widened(container, 'labels.concept'),
    tokenOffsets: widened(container, 'labels.offsets'),
    tokens: widened(container, 'tokens'),
    tokenStart: widened16(container, 'tokens.start'),
    irregularToken: widened(container, 'irregular.token'),
    irregularOffsets: widened(container, 'irregular.offsets'),
    irregularEnd: widened16(container, 'irregular.end'),
    popular: widened(container, 'popular'),
    formsAlike: container.uint8('forms.alike')[0] === 1,
  };
}

/** Bytes of all arrays of an opened index. */
export function bytesOf(file: IndexFile): number {
  return [...Object.values(file), ...Object.values(file.dictionary)].reduce<number>(
    (sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0),
    0,
  );
}
