/**
 * A title's features, as their CRC-32 checksums: words, and the character n-grams of words. The same in
 * models/crosswalk_models/features.py. Of "java developer" (folded):
 *
 * ```
 * java developer   whole words, marked with a leading space: " java", " developer"
 * <ja jav ava va>  3-grams of "<java>";  <jav java ava>  4-grams;  likewise "<developer>"
 * ```
 * Of "软件工程师": the run itself (" 软件工程师") and its 1- to 3-grams.
 *
 * A feature is never made as a string: checksums grow along the UTF-8 bytes of the code points, and a longer n-gram's
 * goes on from the shorter one's. Costs about 10 ns a feature.
 */
import { isUnspacedScript } from '../../../core/fold.ts';

const MAXIMUM_WORDS = 16;
export const MAXIMUM_FEATURES = 160;

const SPACE = 0x20;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;

/** CRC-32 as zlib has it (reflected, polynomial 0xedb88320), one entry a byte. */
const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum & 1) === 0 ? sum >>> 1 : (sum >>> 1) ^ 0xedb88320;
  return sum;
});

const addByte = (sum: number, byte: number): number => (sum >>> 8) ^ CRC_TABLE[(sum ^ byte) & 0xff]!;

/** The checksum after one more code point; a surrogate alone counts as the three bytes that its number would have. */
function addPoint(sum: number, point: number): number {
  if (point < 0x80) return addByte(sum, point);
  if (point < 0x800) return addByte(addByte(sum, 0xc0 | (point >>> 6)), 0x80 | (point & 0x3f));
  const third = 0x80 | (point & 0x3f);
  const second = 0x80 | ((point >>> 6) & 0x3f);
  if (point < 0x10000) return addByte(addByte(addByte(sum, 0xe0 | (point >>> 12)), second), third);
  const first = addByte(addByte(sum, 0xf0 | (point >>> 18)), 0x80 | ((point >>> 12) & 0x3f));
  return addByte(addByte(first, second), third);
}

/** Every checksum starts and ends inverted. */
const NOTHING = -1;
const AFTER_SPACE = addPoint(NOTHING, SPACE);

export const isUnspaced = (point: number): boolean => isUnspacedScript(point) || (point >= 0xac00 && point <= 0xd7a3);

/** Of a longer word no n-gram beyond these code points is among the first features. */
const KEPT_POINTS = MAXIMUM_FEATURES + 4;

/** Finds features; holds the arrays that it writes into, which the next text overwrites. */
export class FeatureScanner {
  /** The checksums found, in order, with repetitions. */
  readonly checksums: Uint32Array = new Uint32Array(MAXIMUM_FEATURES);
  /** For word i, the number of features up to its end. */
  readonly wordEnds: Uint32Array = new Uint32Array(MAXIMUM_WORDS);
  /** Words found. Those that the maximum of features leaves without any are not counted. */
  words = 0;
  /** Features found. */
  count = 0;
  /** The word at hand, between "<" and ">". */
  readonly #points: Uint32Array = new Uint32Array(KEPT_POINTS + 2);

  /** Reads a folded text: words between single spaces. */
  scan(folded: string): void {
    this.count = 0;
    this.words = 0;
    let start = 0;
    while (start < folded.length && this.words < MAXIMUM_WORDS && this.count < MAXIMUM_FEATURES) {
      start = this.#scanWord(folded, start) + 1;
      this.wordEnds[this.words++] = this.count;
    }
  }

  /** Adds the features of the word that begins at `start`; returns where it ends. */
  #scanWord(folded: string, start: number): number {
    const points = this.#points;
    points[0] = LESS_THAN;
    let length = 0;
    let whole = AFTER_SPACE;
    let unspaced = false;
    let index = start;
    for (; index < folded.length; index++) {
      let point = folded.charCodeAt(index);
      if (point === SPACE) break;
      if (point >= 0xd800 && point <= 0xdbff) {
        point = folded.codePointAt(index)!;
        if (point > 0xffff) index += 1;
      }
      whole = addPoint(whole, point);
      unspaced ||= isUnspaced(point);
      if (length < KEPT_POINTS) points[++length] = point;
    }
    this.#add(whole);
    if (unspaced) {
      this.#addGrams(1, length, 1);
      this.#addGrams(1, length, 2);
      this.#addGrams(1, length, 3);
    } else {
      points[length + 1] = GREATER_THAN;
      this.#addTrigramsAndFourGrams(length + 2);
    }
    return index;
  }

  #add(sum: number): void {
    if (this.count < MAXIMUM_FEATURES) this.checksums[this.count++] = ~sum;
  }

  /** The n-grams of some code points, from `first` on. */
  #addGrams(first: number, length: number, size: number): void {
    for (let start = first; start + size <= first + length; start++) {
      let sum = NOTHING;
      for (let index = start; index < start + size; index++) sum = addPoint(sum, this.#points[index]!);
      this.#add(sum);
    }
  }

  /** In one pass, for a 4-gram goes on where a 3-gram ends; the 4-grams stand behind all 3-grams. */
  #addTrigramsAndFourGrams(length: number): void {
    const points = this.#points;
    const checksums = this.checksums;
    const trigrams = this.count;
    const fourGrams = trigrams + length - 2;
    for (let start = 0; start + 3 <= length; start++) {
      const three = addPoint(addPoint(addPoint(NOTHING, points[start]!), points[start + 1]!), points[start + 2]!);
      if (trigrams + start < MAXIMUM_FEATURES) checksums[trigrams + start] = ~three;
      if (start + 4 <= length && fourGrams + start < MAXIMUM_FEATURES)
        checksums[fourGrams + start] = ~addPoint(three, points[start + 3]!);
    }
    this.count = Math.min(MAXIMUM_FEATURES, fourGrams + Math.max(0, length - 3));
  }
}
