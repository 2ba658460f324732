/**
 * Sums of rows in four bits, in whole numbers and without rounding.
 *
 * A 32-bit word holds eight dimensions, the lowest four bits first; 8 stands for zero. Two of the eight, four apart, are
 * multiplied and added at once in the halves of one 32-bit lane:
 *
 * ```
 * word                    7  6  5  4  3  2  1  0     dimensions of the word
 * word        & 000F000F  .  .  .  4  .  .  .  0     lane 0, times the row's multiplier
 * word >>>  4 & 000F000F  .  .  .  5  .  .  .  1     lane 1, ...
 * ```
 * A half takes 17 rows of at most 15 times 255 before it could run over; then the lanes go to the sums.
 * Costs about 1.5 ns a row and word: 2 us for 45 rows of 256 dimensions.
 */
const HALVES = 0x000f000f;
const ROWS_AT_ONCE = Math.floor(0xffff / (15 * 255));
const ZERO_STEP = 8;

/** Rows to be summed: where each begins in `words`, and what it is multiplied with (1 to 255). */
export interface RowList {
  readonly starts: Uint32Array;
  readonly multipliers: Uint8Array;
  count: number;
}

/** Adds the rows of the list to `sums`, one number a dimension. */
export function addRows(words: Uint32Array, { starts, multipliers, count }: RowList, sums: Int32Array): void {
  for (let begin = 0; begin < count; begin += ROWS_AT_ONCE) {
    const end = Math.min(count, begin + ROWS_AT_ONCE);
    let zero = 0;
    for (let row = begin; row < end; row++) zero += ZERO_STEP * multipliers[row]!;
    for (let dimension = 0; dimension < sums.length; dimension += 8) {
      const place = dimension >>> 3;
      let lane0 = 0;
      let lane1 = 0;
      let lane2 = 0;
      let lane3 = 0;
      for (let row = begin; row < end; row++) {
        const word = words[starts[row]! + place]!;
        const multiplier = multipliers[row]!;
        lane0 = (lane0 + Math.imul(word & HALVES, multiplier)) | 0;
        lane1 = (lane1 + Math.imul((word >>> 4) & HALVES, multiplier)) | 0;
        lane2 = (lane2 + Math.imul((word >>> 8) & HALVES, multiplier)) | 0;
        lane3 = (lane3 + Math.imul((word >>> 12) & HALVES, multiplier)) | 0;
      }
      sums[dimension]! += (lane0 & 0xffff) - zero;
      sums[dimension + 1]! += (lane1 & 0xffff) - zero;
      sums[dimension + 2]! += (lane2 & 0xffff) - zero;
      sums[dimension + 3]! += (lane3 & 0xffff) - zero;
      sums[dimension + 4]! += (lane0 >>> 16) - zero;
      sums[dimension + 5]! += (lane1 >>> 16) - zero;
      sums[dimension + 6]! += (lane2 >>> 16) - zero;
      sums[dimension + 7]! += (lane3 >>> 16) - zero;
    }
  }
}

/** Eight signs, the lowest bit first, as a word of eight dimensions: -1 or 1 each. */
const SIGNS = Uint32Array.from({ length: 256 }, (_, bits) => {
  let word = 0;
  for (let bit = 0; bit < 8; bit++) word |= (ZERO_STEP + ((bits >>> bit) & 1) * 2 - 1) << (bit * 4);
  return word;
});

/** MurmurHash3's finaliser: the bits of one word of signs. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Writes the fixed row of signs of this number (models/crosswalk_models/static_train.py, fallback_rows). */
export function writeSigns(row: number, words: Uint32Array, start: number, dimensions: number): void {
  const seed = Math.imul(row, 0x9e3779b1);
  for (let block = 0; block < dimensions / 32; block++) {
    const bits = mix((seed + Math.imul(block + 1, 0x85ebca6b)) | 0);
    const place = start + block * 4;
    words[place] = SIGNS[bits & 0xff]!;
    words[place + 1] = SIGNS[(bits >>> 8) & 0xff]!;
    words[place + 2] = SIGNS[(bits >>> 16) & 0xff]!;
    words[place + 3] = SIGNS[bits >>> 24]!;
  }
}
