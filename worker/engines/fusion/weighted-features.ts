/**
 * What two texts have in common in letters and words: the cosine of their features, each weighted by how rare it is.
 *
 * Features are the static encoder's own (words and character n-grams, as row numbers). Its rows stand in order of
 * frequency, and frequencies fall about as ranks rise (Zipf's law), so the logarithm of the rank serves as the inverse
 * document frequency: TF-IDF without an index of its own. Where vectors say "the same trade", this says "the same words".
 */
import { type Features, compileSparse, sharedProduct } from './sparse-vectors.ts';

/** Distinct rows, ascending, and their weights, scaled to length 1. */
export interface WeightedFeatures {
  readonly rows: Uint32Array;
  readonly weights: Float32Array;
}

/** Logarithms of counts and ranks, looked up: taking them anew would cost more than the encoding. */
const COUNTS = Float64Array.from({ length: 32 }, (_, count) => Math.log1p(count));
let ranks = new Float32Array(0);

/** What a feature of a rank weighs. */
function rarity(row: number, storedRows: number): number {
  if (ranks.length !== storedRows + 1)
    ranks = Float32Array.from({ length: storedRows + 1 }, (_, rank) => Math.log(2 + rank));
  return ranks[Math.min(row, storedRows)]!;
}

/** `rows` may repeat, and are sorted in place; rows from `storedRows` on are of features too rare to be stored. */
export function weightFeatures(rows: Uint32Array, storedRows: number): WeightedFeatures {
  const sorted = rows.sort();
  const distinct = new Uint32Array(sorted.length);
  const weights = new Float32Array(sorted.length);
  let count = 0;
  let squares = 0;
  for (let place = 0; place < sorted.length;) {
    const row = sorted[place]!;
    let end = place + 1;
    while (end < sorted.length && sorted[end] === row) end++;
    const weight = COUNTS[Math.min(end - place, COUNTS.length - 1)]! * rarity(row, storedRows);
    distinct[count] = row;
    weights[count] = weight;
    squares += weight * weight;
    count += 1;
    place = end;
  }
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  for (let place = 0; place < count; place++) weights[place]! *= scale;
  return { rows: distinct.subarray(0, count), weights: weights.subarray(0, count) };
}

/** 0 to 1. One pass over both lists. */
export function likeness(left: WeightedFeatures, right: WeightedFeatures): number {
  return Math.min(1, sharedProduct(left.rows, left.weights, right.rows, right.weights));
}

/** Texts made ready to be compared with one after another. */
export interface FeatureSet {
  /** The likeness of every text with one, in their order. */
  scores(text: WeightedFeatures): Float32Array;
}

const featuresOf =
  ({ rows, weights }: WeightedFeatures): Features =>
  (visit) => {
    for (let at = 0; at < rows.length; at++) visit(rows[at]!, weights[at]!);
  };

export function compileFeatures(texts: readonly WeightedFeatures[]): FeatureSet {
  const compare = compileSparse(texts.map(featuresOf));
  return { scores: (text) => compare(featuresOf(text)) };
}
