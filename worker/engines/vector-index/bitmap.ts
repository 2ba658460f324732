/** Sets of owners as bits: which a search may answer with. Number n is bit n % 32 of word n / 32. */
export type Bitmap = Uint32Array;

/** The numbers below `size` that a test accepts. */
export function bitmapOf(size: number, accepts: (number: number) => boolean): Bitmap {
  const bits = new Uint32Array(Math.ceil(size / 32));
  for (let number = 0; number < size; number++) {
    if (accepts(number)) bits[number >>> 5]! |= 1 << (number & 31);
  }
  return bits;
}

/** What lies beyond the bitmap is not in it. */
export function isIn(bits: Bitmap, number: number): boolean {
  return ((bits[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
}
