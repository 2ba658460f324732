/**
 * The static tier: a text's vector is the sum of its features' rows, brought to length 1.
 *
 * Text -> fold -> features.ts (checksums) -> vocabulary.ts (rows) -> rows.ts (sums) -> vector. All but the last division
 * is done in whole numbers, so that Node, workerd and Python (models/crosswalk_models/static_file.py) agree. Besides the
 * folded text nothing is allocated for a title. Costs a few microseconds (`npm run bench -- encoder`) and holds the file
 * and 1.2 MB.
 */
import { fold, foldWithOffsets } from '../../../core/fold.ts';
import { type Result, success } from '../../../core/result.ts';
import type { SynchronousEncoder } from '../encoder.ts';
import { FeatureScanner, MAXIMUM_FEATURES } from './features.ts';
import { type StaticFileFailure, readStaticFile } from './file.ts';
import { type RowList, addRows, writeSigns } from './rows.ts';
import { openVocabulary } from './vocabulary.ts';

export { describeStaticFileFailure } from './file.ts';

/** What one word of a text adds to the text's vector. */
export interface WordContribution {
  /** The word, folded. */
  readonly text: string;
  /** Where it stands in the text's NFC form: UTF-16 code units, the end not included. */
  readonly start: number;
  readonly end: number;
  /**
   * The sum of the rows of the word's features, over the length of the whole text's sum. The words' vectors therefore
   * add up to the text's vector, and a cosine with it is the sum of their dot products.
   */
  readonly vector: Float32Array;
}

/** Divides the features of a folded text, just scanned, among groups from 0: writes the group of each, returns how many there are. */
export type Grouping = (folded: string, features: FeatureScanner, groups: Uint8Array) => number;

export interface StaticEncoder extends SynchronousEncoder {
  /** Rows that are stored, in order of their features' frequency. */
  readonly storedRows: number;
  /** The row of each feature of a text, in order; rows that are not stored follow the stored ones. For tests and diagnosis. */
  rows(text: string): Uint32Array;
  /** Writes the vector and returns the rows, for the price of the vector alone. */
  encodeWithRows(text: string, into: Float32Array): Uint32Array;
  /** In the order of the words; those beyond the first 16 words or 160 features count nothing and are left out. */
  wordContributions(text: string): WordContribution[];
  /**
   * What each group of features adds to the text's vector, one after another in `into`, as `wordContributions` has it of
   * words; returns how many groups there are, 0 for a text without letters.
   */
  groupContributions(text: string, grouping: Grouping, into: Float32Array): number;
}

const newList = (): RowList => ({
  starts: new Uint32Array(MAXIMUM_FEATURES),
  multipliers: new Uint8Array(MAXIMUM_FEATURES),
  count: 0,
});

function add(list: RowList, start: number, multiplier: number): void {
  list.starts[list.count] = start;
  list.multipliers[list.count] = multiplier;
  list.count += 1;
}

function squares(sums: Int32Array): number {
  let total = 0;
  for (const sum of sums) total += sum * sum;
  return total;
}

/** `hash` is that of the whole file (models/weights/static.json). The bytes are kept and read in place. */
export function openStaticEncoder(bytes: Uint8Array, hash: string): Result<StaticEncoder, StaticFileFailure> {
  const read = readStaticFile(bytes);
  if (!read.ok) return read;
  const { header, checksums, multipliers, steps } = read.value;
  const { name, dimensions, rows: storedRows, fallbackRows, fallbackMultiplier } = header;
  const rowWords = dimensions / 8;
  const vocabulary = openVocabulary(checksums);
  // Scratch space: one text is encoded at a time.
  const scanner = new FeatureScanner();
  const tokens = new Uint32Array(MAXIMUM_FEATURES);
  const groups = new Uint8Array(MAXIMUM_FEATURES);
  const stored = newList();
  const fixed = newList();
  const signs = new Uint32Array(MAXIMUM_FEATURES * rowWords);
  const sums = new Int32Array(dimensions);

  /** Leaves the rows of the text's features in `tokens`. */
  function find(folded: string): void {
    scanner.scan(folded);
    for (let feature = 0; feature < scanner.count; feature++) {
      const checksum = scanner.checksums[feature]!;
      const row = vocabulary.find(checksum);
      tokens[feature] = row === -1 ? storedRows + (checksum % fallbackRows) : row;
    }
  }

  function addFeature(feature: number): void {
    const row = tokens[feature]!;
    if (row < storedRows) {
      add(stored, row * rowWords, multipliers[row]!);
    } else {
      const start = fixed.count * rowWords;
      writeSigns(row - storedRows, signs, start, dimensions);
      add(fixed, start, fallbackMultiplier);
    }
  }

  /** Leaves the sum of the rows of the added features in `sums`, and none added. */
  function sumAdded(): void {
    sums.fill(0);
    addRows(steps, stored, sums);
    addRows(signs, fixed, sums);
    stored.count = 0;
    fixed.count = 0;
  }

  /** Leaves the sum of the rows of some features in `sums`. */
  function sum(from: number, to: number): void {
    for (let feature = from; feature < to; feature++) addFeature(feature);
    sumAdded();
  }

  function write(length: number, into: Float32Array): void {
    const scale = length === 0 ? 0 : 1 / length;
    for (let dimension = 0; dimension < dimensions; dimension++) into[dimension] = sums[dimension]! * scale;
  }

  function encodeInto(text: string, into: Float32Array): void {
    find(fold(text));
    sum(0, scanner.count);
    write(Math.sqrt(squares(sums)), into);
  }

  return success({
    identity: { tier: 'STATIC', name, hash, dimensions },
    storedRows,
    encodeInto,
    encode: (texts) =>
      Promise.resolve(
        texts.map((text) => {
          const vector = new Float32Array(dimensions);
          encodeInto(text, vector);
          return vector;
        }),
      ),
    rows(text) {
      find(fold(text));
      return tokens.slice(0, scanner.count);
    },
    encodeWithRows(text, into) {
      encodeInto(text, into);
      return tokens.slice(0, scanner.count);
    },
    wordContributions(text) {
      const folded = foldWithOffsets(text);
      find(folded.text);
      sum(0, scanner.count);
      const length = Math.sqrt(squares(sums));
      let start = 0;
      let feature = 0;
      const words = folded.text.split(' ').slice(0, scanner.words);
      return words.map((word, index) => {
        const end = start + word.length;
        const to = scanner.wordEnds[index]!;
        sum(feature, to);
        const vector = new Float32Array(dimensions);
        write(length, vector);
        const found = { text: word, start: folded.offsets[start]!, end: folded.offsets[end - 1]! + 1, vector };
        feature = to;
        start = end + 1;
        return found;
      });
    },
    groupContributions(text, grouping, into) {
      const folded = fold(text);
      find(folded);
      const count = grouping(folded, scanner, groups);
      sum(0, scanner.count);
      const length = Math.sqrt(squares(sums));
      for (let group = 0; group < count; group++) {
        for (let feature = 0; feature < scanner.count; feature++) if (groups[feature] === group) addFeature(feature);
        sumAdded();
        write(length, into.subarray(group * dimensions));
      }
      return count;
    },
  });
}
