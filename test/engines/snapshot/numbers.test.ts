/** Whole numbers in few bytes come back as they were. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContainer, writeContainer } from '../../../worker/engines/snapshot/container.ts';
import {
  differences,
  fromSigned,
  narrow,
  offsetsOf,
  packNumbers,
  toSigned,
  unpackNumbers,
  widened,
} from '../../../worker/engines/snapshot/numbers.ts';

const numbers = fc.array(fc.oneof(fc.nat(300), fc.nat(0xffff_ffff)));

describe('numbers', () => {
  it('unpack as they were packed', () => {
    fc.assert(
      fc.property(numbers, (list) => {
        expect([...unpackNumbers(packNumbers(list))]).toEqual(list);
      }),
    );
  });

  it('take one byte below 128, two below 16,384', () => {
    expect(packNumbers([0, 127])).toHaveLength(2);
    expect(packNumbers([128, 16_383])).toHaveLength(4);
    expect(packNumbers([0xffff_ffff])).toHaveLength(5);
  });

  it('are stored in the smallest type that holds all of them, and read alike', () => {
    expect(narrow([1, 255])).toBeInstanceOf(Uint8Array);
    expect(narrow([1, 256])).toBeInstanceOf(Uint16Array);
    expect(narrow([1, 65_536])).toBeInstanceOf(Uint32Array);
    fc.assert(
      fc.property(numbers, (list) => {
        const container = readContainer(writeContainer({ list: narrow(list) }));
        if (!container.ok) throw new Error(container.failure.reason);
        expect([...widened(container.value, 'list')]).toEqual(list);
      }),
    );
  });

  it('become differences, signs and offsets', () => {
    expect(differences([3, 5, 5, 9])).toEqual([3, 2, 0, 4]);
    expect([0, -1, 1, -2, 2].map(fromSigned)).toEqual([0, 1, 2, 3, 4]);
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), (number) => toSigned(fromSigned(number)) === number));
    expect([...offsetsOf([2, 0, 3])]).toEqual([0, 2, 2, 5]);
  });
});
