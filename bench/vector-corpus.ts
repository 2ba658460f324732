/** Vectors to search: directions around some thousand centres, as labels lie around their concepts. Seeded. */
import { randomNumbers } from './random.ts';

export interface VectorCorpus {
  readonly dimensions: number;
  readonly rows: number;
  /** Row-major, each of length 1. */
  readonly vectors: Float32Array;
  readonly queries: readonly Float32Array[];
}

const ROWS_A_CENTRE = 10;
/** How far rows lie from their centre, beside the centre's length of 1; chosen so that a cosine within it is about .6. */
const SPREAD = 0.8;

export function syntheticVectors(rows: number, dimensions: number, queries: number): VectorCorpus {
  const random = randomNumbers(20_260_102);
  // A sum of uniform numbers is normal enough.
  const normal = (): number => (random() + random() + random() + random() - 2) * Math.sqrt(3);
  const direction = (around: Float32Array | undefined, into: Float32Array): void => {
    let length = 0;
    for (let d = 0; d < dimensions; d++) {
      const number = normal() / Math.sqrt(dimensions);
      into[d] = around === undefined ? number : around[d]! + SPREAD * number;
      length += into[d]! ** 2;
    }
    for (let d = 0; d < dimensions; d++) into[d]! /= Math.sqrt(length);
  };
  const centres = Array.from({ length: Math.ceil(rows / ROWS_A_CENTRE) }, () => {
    const centre = new Float32Array(dimensions);
    direction(undefined, centre);
    return centre;
  });
  const vectors = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++) {
    direction(centres[row % centres.length], vectors.subarray(row * dimensions, (row + 1) * dimensions));
  }
  return {
    dimensions,
    rows,
    vectors,
    queries: Array.from({ length: queries }, () => {
      const query = new Float32Array(dimensions);
      direction(centres[Math.floor(random() * centres.length)], query);
      return query;
    }),
  };
}
