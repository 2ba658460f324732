/**
 * What the upper halves of a row's numbers (halves.ts) say of its dot product with a query.
 *
 * A row v, in whole numbers, is c + e with c = 16 * upper - 120.5, so that no number of e is beyond 7.5. The query q is
 * close to g times a query q' of 8 bits. Then, by Cauchy and Schwarz,
 *
 *     v . q  <=  g c . q'  +  |c| |q - g q'|  +  |e| |q|
 *
 * of which the kernel computes the first part and the last for every row; in the middle part |c| is that of the
 * longest row. For the static encoder's vectors the last part is .13 of a cosine, so that for a hundred hits among 200,000
 * some hundreds of rows are left, or a few thousand as long as the hits at hand are not the best yet.
 */

/** Largest of a row's numbers that stay below 8 bits, of a query's. */
const INT8_MAXIMUM = 127;
/** What an upper half leaves of a number, at most: 16 * upper - 128 is the least that it may be. */
const MIDDLE = 7.5;
/** 2 * (128 - {@link MIDDLE}): what the kernel takes from twice a number's upper part. */
const TWICE_BELOW = 241;
/** A hundred times the part of a length that float32 may lose on the way. */
const ROUNDING = 1e-5;

export interface RowLengths {
  /** Of c. */
  readonly upper: number;
  /** Of e. */
  readonly rest: number;
}

export function lengthsOf(values: Int8Array): RowLengths {
  let upper = 0;
  let rest = 0;
  for (let d = 0; d < values.length; d++) {
    const value = values[d]!;
    const left = ((value + 128) & 15) - MIDDLE;
    rest += left * left;
    upper += (value - left) * (value - left);
  }
  return { upper: Math.sqrt(upper), rest: Math.sqrt(rest) };
}

/** What the kernel's `near` takes of a query. */
export interface NearQuery {
  readonly offset: number;
  readonly weight: number;
  /** The limit for rows that may have a score above a threshold, where a row's |c| is at most `longest`, both times its scale. */
  limit(threshold: number, longest: number): number;
}

/** Writes the query's numbers of 8 bits. Undefined for a query of zeros. */
export function nearQuery(query: Int16Array, into: Int8Array): NearQuery | undefined {
  let largest = 0;
  for (const number of query) largest = Math.max(largest, Math.abs(number));
  if (largest === 0) return undefined;
  const step = largest / INT8_MAXIMUM;
  let sum = 0;
  let squares = 0;
  let missed = 0;
  for (let d = 0; d < query.length; d++) {
    const number = query[d]!;
    const near = Math.round(number / step);
    into[d] = near;
    sum += near;
    squares += number * number;
    missed += (number - step * near) ** 2;
  }
  const length = Math.sqrt(squares);
  const slack = Math.sqrt(missed) + ROUNDING * length;
  return {
    offset: TWICE_BELOW * sum,
    weight: (2 * length) / step,
    limit: (threshold, longest) => (2 * (threshold - longest * slack)) / step,
  };
}
