/** Whole numbers in few bytes come back as they were. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContainer, writeContainer } from '../../../worker/engines/snapshot/container.ts';
import { narrow, offsetsOf, widened, widened16 } from '../../../worker/engines/snapshot/numbers.ts';

const numbers = fc.array(fc.oneof(fc.nat(300), fc.nat(0xffff_ffff)));

describe('numbers', () => {
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

  it('of 16 bits are read alike, whichever type they are stored in', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(300), fc.nat(0xffff))), (list) => {
        const container = readContainer(writeContainer({ list: narrow(list) }));
        if (!container.ok) throw new Error(container.failure.reason);
        const read = widened16(container.value, 'list');
        expect(read).toBeInstanceOf(Uint16Array);
        expect([...read]).toEqual(list);
      }),
    );
  });

  it('become offsets', () => {
    expect([...offsetsOf([2, 0, 3])]).toEqual([0, 2, 2, 5]);
  });
});
