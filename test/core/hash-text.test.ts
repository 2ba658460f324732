import { expect, it } from 'vitest';
import { hashText } from '../../worker/core/hash-text.ts';

it('is 16 hex digits, the same for the same text alone', () => {
  expect(hashText('')).toMatch(/^[0-9a-f]{16}$/);
  const texts = Array.from({ length: 20_000 }, (_, number) => `?query={taxonomy{version}}&variables={"n":${number}}`);
  const hashes = new Set([...texts, '', '\0', '\0\0', 'ab', 'ba'].map(hashText));
  expect(hashes.size).toBe(texts.length + 5);
  expect(hashText(texts[7]!)).toBe(hashText(texts[7]!));
});

it('changes about half of its bits with any bit of the text', () => {
  const bits = (text: string): string =>
    BigInt(`0x${hashText(text)}`)
      .toString(2)
      .padStart(64, '0');
  for (const [left, right] of [
    ['a', 'b'],
    ['snapshot 1', 'snapshot 2'],
    ['the same beginning, x', 'the same beginning, y'],
  ] as const) {
    const [before, after] = [bits(left), bits(right)];
    const changed = Array.from(before, (bit, at) => bit !== after[at]).filter(Boolean).length;
    expect(changed).toBeGreaterThan(16);
    expect(changed).toBeLessThan(48);
  }
});
