/** Sparse vectors: two compared with each other, or many made ready to be compared with one after another. */

type Numbers = Uint32Array | Int32Array;

/** The dot product of two vectors whose features stand in ascending order. One pass over both. */
export function sharedProduct(
  features: Numbers,
  weights: Float32Array,
  otherFeatures: Numbers,
  otherWeights: Float32Array,
): number {
  let sum = 0;
  let i = 0;
  let j = 0;
  while (i < features.length && j < otherFeatures.length) {
    const difference = features[i]! - otherFeatures[j]!;
    if (difference === 0) sum += weights[i++]! * otherWeights[j++]!;
    else if (difference < 0) i += 1;
    else j += 1;
  }
  return sum;
}

/** Calls back with each feature of a vector and its weight. */
export type Features = (visit: (feature: number, weight: number) => void) => void;

/**
 * The dot products of every vector with one, in their order. Listing costs a map look-up a feature; comparing, a
 * nanosecond or two for each vector that shares a feature.
 */
export function compileSparse(vectors: readonly Features[]): (query: Features) => Float32Array {
  const lists = new Map<number, { places: number[]; weights: number[] }>();
  for (const [place, features] of vectors.entries()) {
    features((feature, weight) => {
      let list = lists.get(feature);
      if (list === undefined) lists.set(feature, (list = { places: [], weights: [] }));
      list.places.push(place);
      list.weights.push(weight);
    });
  }
  return (query) => {
    const products = new Float32Array(vectors.length);
    query((feature, weight) => {
      const list = lists.get(feature);
      if (list === undefined) return;
      const { places, weights } = list;
      for (let at = 0; at < places.length; at++) products[places[at]!]! += weight * weights[at]!;
    });
    return products;
  };
}
