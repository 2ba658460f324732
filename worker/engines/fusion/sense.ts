/** A text as scoring takes it: where the encoder puts it, and its letters and words. */
import type { StaticEncoder } from '../encoder/static/index.ts';
import { type WeightedFeatures, weightFeatures } from './weighted-features.ts';

export interface Sense {
  /** Unit vector of the encoder; all zero for a text without letters. */
  readonly vector: Float32Array;
  readonly features: WeightedFeatures;
}

/** Costs about ten microseconds for a title. */
export function senseOf(encoder: StaticEncoder, text: string): Sense {
  const vector = new Float32Array(encoder.identity.dimensions);
  const rows = encoder.encodeWithRows(text, vector);
  return { vector, features: weightFeatures(rows, encoder.storedRows) };
}

/** Of two vectors of one encoder. */
export function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < left.length; d++) sum += left[d]! * right[d]!;
  return sum;
}
