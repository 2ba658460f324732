/**
 * Numbers of 8 bits in two halves of 4: v + 128 = 16 * upper + lower. The upper halves alone, half as much to read, say
 * what a dot product is at most (near.ts); the lower ones are read for the rows that this leaves.
 *
 * A byte holds two halves. Byte b of 16 has those of numbers b, in its low bits, and b + 16 of 32, in its high ones.
 */

/** Where a row stands in a memory. */
export interface HalvedRow {
  /** The first byte of its upper halves. */
  readonly upper: number;
  /** The first byte of its lower halves. */
  readonly lower: number;
  /** Of either. */
  readonly bytes: number;
}

/** A row has a multiple of these numbers. */
export const GROUP = 32;
/** From the first number of a byte to the other. */
export const OTHER = 16;
/** The first number of a byte. */
export const firstOf = (byte: number): number => byte + (byte & ~(OTHER - 1));

/** Numbers that the row does not have, up to the next multiple of {@link GROUP}, become zeros. */
export function writeHalves(values: Int8Array, memory: Uint8Array, { upper, lower, bytes }: HalvedRow): void {
  for (let byte = 0; byte < bytes; byte++) {
    const d = firstOf(byte);
    const first = d < values.length ? values[d]! + 128 : 128;
    const other = d + OTHER < values.length ? values[d + OTHER]! + 128 : 128;
    memory[upper + byte] = (first >> 4) | (other & 0xf0);
    memory[lower + byte] = (first & 15) | ((other & 15) << 4);
  }
}

/** Calls back with each number, in the order of the bytes. */
export function eachNumber(
  memory: Uint8Array,
  { upper, lower, bytes }: HalvedRow,
  visit: (number: number, d: number) => void,
): void {
  for (let byte = 0; byte < bytes; byte++) {
    const [high, low] = [memory[upper + byte]!, memory[lower + byte]!];
    const d = firstOf(byte);
    visit((((high & 15) << 4) | (low & 15)) - 128, d);
    visit(((high & 0xf0) | (low >> 4)) - 128, d + OTHER);
  }
}
