import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepNewest } from '../../worker/core/keep-newest.ts';

describe('keepNewest', () => {
  it('keeps the entries that were set last, each once, with their last values', () => {
    const keys = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 40 });
    fc.assert(
      fc.property(keys, fc.integer({ min: 0, max: 6 }), (order, most) => {
        const map = new Map<number, number>();
        for (const [at, key] of order.entries()) keepNewest(map, key, at, most);
        const last = [...new Set(order.toReversed())].slice(0, most).toReversed();
        expect([...map]).toEqual(last.map((key) => [key, order.lastIndexOf(key)]));
      }),
    );
  });
});
