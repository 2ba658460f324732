/**
 * Sections of whole numbers in few bytes. Where all are small, each takes as many bytes as the largest needs, and is
 * read in place or copied at a stroke; where only most are, each takes its own number of bytes, at a few nanoseconds to
 * read one.
 */
import type { Container } from './container.ts';

/** An array of the smallest unsigned type that holds all numbers; see {@link Container.unsigned}. */
export function narrow(numbers: readonly number[]): Uint8Array | Uint16Array | Uint32Array {
  let largest = 0;
  for (const number of numbers) largest = Math.max(largest, number);
  if (largest <= 0xff) return Uint8Array.from(numbers);
  return largest <= 0xffff ? Uint16Array.from(numbers) : Uint32Array.from(numbers);
}

/** A section of {@link narrow} with 32 bits a number, so that code that reads it is always over the same type. */
export function widened(container: Container, name: string): Uint32Array {
  return new Uint32Array(container.unsigned(name));
}

/** LEB128: seven bits a byte, low bits first, and a high bit where more follow. The numbers are below 2^32. */
export function packNumbers(numbers: Iterable<number>): Uint8Array {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

export function unpackNumbers(bytes: Uint8Array): Uint32Array {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) count += bytes[at]! < 0x80 ? 1 : 0;
  const numbers = new Uint32Array(count);
  let at = 0;
  for (let index = 0; index < count; index++) {
    let byte = bytes[at++]!;
    let number = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[at++]!;
      number |= (byte & 0x7f) << shift;
    }
    numbers[index] = number;
  }
  return numbers;
}

/** What each number adds to the one before. */
export function differences(numbers: readonly number[]): number[] {
  return numbers.map((number, index) => number - (numbers[index - 1] ?? 0));
}

/** Makes small numbers of small differences: 0, -1, 1, -2, 2, ... become 0, 1, 2, 3, 4, ... */
export const fromSigned = (number: number): number => (number < 0 ? -2 * number - 1 : 2 * number);
export const toSigned = (number: number): number => (number >>> 1) ^ -(number & 1);

/** From how many there are of each to where each begins; one more entry holds the end. */
export function offsetsOf(counts: ArrayLike<number>): Uint32Array {
  const offsets = new Uint32Array(counts.length + 1);
  for (let index = 0; index < counts.length; index++) offsets[index + 1] = offsets[index]! + counts[index]!;
  return offsets;
}
