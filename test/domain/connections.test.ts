import { assert, integer, property, string, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edge, decodeCursor, encodeCursor, paginate } from '../../worker/domain/connections.ts';

describe('cursors', () => {
  it('give back their key, and nothing else is one', () => {
    assert(
      property(string({ unit: 'grapheme' }), (key) => {
        const cursor = encodeCursor(key);
        expect(cursor).toMatch(/^[\w-]*$/);
        expect(decodeCursor(cursor)).toBe(key);
      }),
    );
    expect(decodeCursor('%')).toBeUndefined();
    expect(decodeCursor('gICA')).toBeUndefined(); // not UTF-8
  });
});

describe('paginate', () => {
  const page = (items: readonly string[], first: number, after?: string) =>
    paginate<string, string, Edge<string>>(
      items,
      { first, after },
      { key: (item) => item, position: (key) => items.indexOf(key) },
      (node, cursor) => ({ cursor, node }),
    );

  it('walks through any list in pages of any size, once', () => {
    assert(
      property(uniqueArray(string(), { maxLength: 30 }), integer({ min: 1, max: 10 }), (items, first) => {
        const walked: string[] = [];
        let after: string | undefined;
        for (let pages = 0; pages <= items.length; pages++) {
          const { nodes, pageInfo, totalCount } = page(items, first, after);
          expect(totalCount).toBe(items.length);
          walked.push(...nodes);
          if (!pageInfo.hasNextPage) break;
          after = pageInfo.endCursor;
        }
        expect(walked).toEqual(items);
      }),
    );
  });

  it('refuses a cursor of another list', () => {
    expect(() => page(['a', 'b'], 1, encodeCursor('c'))).toThrow('is not a cursor of this list');
  });
});
