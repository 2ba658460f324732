/**
 * Sections of whole numbers in few bytes: each takes as many as the largest of its section needs, and a section is
 * widened at a stroke. Reading one number after another would cost more than all else in a process that has just
 * started, whose code is still interpreted.
 */
import type { Container } from './container.ts';

/** An array of the smallest unsigned type that holds all numbers; see {@link Container.unsigned}. */
export function narrow(numbers: readonly number[] | Uint32Array): Uint8Array | Uint16Array | Uint32Array {
  let largest = 0;
  for (const number of numbers) largest = Math.max(largest, number);
  if (largest <= 0xff) return Uint8Array.from(numbers);
  return largest <= 0xffff ? Uint16Array.from(numbers) : Uint32Array.from(numbers);
}

/** A section of {@link narrow} with 32 bits a number, so that code that reads it is always over the same type. */
export function widened(container: Container, name: string): Uint32Array {
  return new Uint32Array(container.unsigned(name));
}

/** The same with 16 bits a number. The section must hold no larger ones. */
export function widened16(container: Container, name: string): Uint16Array {
  return new Uint16Array(container.unsigned(name));
}

/** From how many there are of each to where each begins; one more entry holds the end. */
export function offsetsOf(counts: ArrayLike<number>): Uint32Array {
  const offsets = new Uint32Array(counts.length + 1);
  for (let index = 0; index < counts.length; index++) offsets[index + 1] = offsets[index]! + counts[index]!;
  return offsets;
}
