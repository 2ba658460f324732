/**
 * Numbers as integers. A vector of the index keeps 8 bits a number and one scale: number = value * scale, wrong by at
 * most half a scale, that is 1/254 of its largest number. A query keeps up to 16 bits, so that the error of a score is
 * the stored vector's: at most half its scale times the sum of the query's absolute numbers.
 */

export interface QuantisedVector {
  /** From -127 to 127. */
  readonly values: Int8Array;
  readonly scale: number;
}

const INT8_MAXIMUM = 127;
const INT16_MAXIMUM = 32_767;
const INT32_MAXIMUM = 2_147_483_647;

function largestOf(vector: Float32Array): number {
  let largest = 0;
  for (const number of vector) {
    if (!Number.isFinite(number)) throw new RangeError('a vector holds only finite numbers');
    largest = Math.max(largest, Math.abs(number));
  }
  return largest;
}

export function quantise(vector: Float32Array): QuantisedVector {
  const values = new Int8Array(vector.length);
  const scale = Math.fround(largestOf(vector) / INT8_MAXIMUM);
  if (scale === 0) return { values, scale: 0 };
  for (let d = 0; d < vector.length; d++) {
    values[d] = Math.max(-INT8_MAXIMUM, Math.min(INT8_MAXIMUM, Math.round(vector[d]! / scale)));
  }
  return { values, scale };
}

/** Writes a query's values and returns its scale: as fine as its dot products with any row fit 32 bits. */
export function quantiseQuery(query: Float32Array, into: Int16Array): number {
  const maximum = Math.min(INT16_MAXIMUM, Math.floor(INT32_MAXIMUM / (INT8_MAXIMUM * query.length)));
  const scale = largestOf(query) / maximum;
  for (let d = 0; d < query.length; d++) into[d] = scale === 0 ? 0 : Math.round(query[d]! / scale);
  return scale;
}
