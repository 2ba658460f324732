import { describe, expect, it } from 'vitest';
import { createDocumentCache } from '../../worker/api/document-cache.ts';

const text = (index: number, length = 1_000): string => String(index).padEnd(length);

describe('the cache of documents', () => {
  it('holds 100,000 code units and drops what was used least recently', () => {
    const cache = createDocumentCache<number>();
    for (let index = 0; index < 100; index++) cache.set(text(index), index);
    expect(cache.get(text(0))).toBe(0);
    cache.set(text(100), 100);
    expect(cache.get(text(1))).toBeUndefined();
    expect(cache.get(text(0))).toBe(0);
    expect(cache.get(text(100))).toBe(100);
  });

  it('makes room for a long text by dropping several', () => {
    const cache = createDocumentCache<number>();
    for (let index = 0; index < 100; index++) cache.set(text(index), index);
    cache.set(text(100, 5_000), 100);
    expect([0, 1, 2, 3, 4, 5].map((index) => cache.get(text(index)))).toEqual([...Array(5).fill(undefined), 5]);
  });

  it('counts a text once, however often it is set', () => {
    const cache = createDocumentCache<number>();
    for (let index = 0; index < 100; index++) cache.set(text(index), index);
    for (let times = 0; times < 10; times++) cache.set(text(99), times);
    expect(cache.get(text(0))).toBe(0);
    expect(cache.get(text(99))).toBe(9);
  });

  it('does not hold long texts', () => {
    const cache = createDocumentCache<number>();
    cache.set(text(0, 5_001), 0);
    expect(cache.get(text(0, 5_001))).toBeUndefined();
  });
});
