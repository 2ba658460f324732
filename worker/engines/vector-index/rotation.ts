/**
 * A rotation that spreads a vector's length evenly over its numbers: fixed random signs, then the Walsh-Hadamard
 * transform. Signs of evenly spread numbers say most about a direction: over the learnt vectors of the static encoder
 * it halves what the codes miss (docs/decisions.md).
 *
 * Cost: d log2 d additions, for 256 numbers 2,048.
 */

/** The next power of two: what the transform works on. Numbers that are missing count as zeros. */
export function rotatedLength(dimensions: number): number {
  return 2 ** Math.ceil(Math.log2(dimensions));
}

/** 1 or -1 for each number, the same everywhere: part of the file format. */
export function rotationSigns(length: number): Float32Array {
  let state = 0x9e3779b9;
  return Float32Array.from({ length }, () => {
    // Marsaglia's xorshift, 32 bits.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state < 0 ? -1 : 1;
  });
}

/** Rotates `vector` into `into`, whose length is {@link rotatedLength}. Lengths and angles stay as they are. */
export function rotate(vector: Float32Array, signs: Float32Array, into: Float32Array): void {
  const length = into.length;
  const scale = 1 / Math.sqrt(length);
  for (let d = 0; d < length; d++) into[d] = d < vector.length ? vector[d]! * signs[d]! * scale : 0;
  for (let half = 1; half < length; half *= 2) {
    for (let start = 0; start < length; start += 2 * half) {
      for (let d = start; d < start + half; d++) {
        const left = into[d]!;
        const right = into[d + half]!;
        into[d] = left + right;
        into[d + half] = left - right;
      }
    }
  }
}
