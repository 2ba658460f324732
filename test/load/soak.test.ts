import { expect, it } from 'vitest';
import { keystrokes } from './keystrokes.ts';
import { soak } from './soak.ts';

it('typing in any script, with control characters and long texts, gives acceptable answers and no exception', () => {
  const report = soak({ keystrokes: 40_000, seed: 7, languages: ['en', 'de', 'ja', 'ar'] });
  expect(report.faults).toEqual([]);
  expect(report.checked).toBe(40);
});

it('the keystrokes are the same for a seed, and hold what they should', () => {
  const take = (seed: number): string[] => {
    const texts = keystrokes(['truck driver', 'nurse'], seed);
    return Array.from({ length: 60_000 }, () => texts.next().value);
  };
  const texts = take(3);
  expect(take(3)).toEqual(texts);
  expect(take(4)).not.toEqual(texts);
  expect(texts.some((text) => text.length >= 10_000)).toBe(true);
  expect(texts.some((text) => /\p{Cc}/u.test(text))).toBe(true);
  expect(texts.some((text) => !text.isWellFormed())).toBe(true);
  for (const script of ['Arab', 'Hebr', 'Hani', 'Hang', 'Deva', 'Thai', 'Cyrl', 'Grek', 'Geor'])
    expect(texts.some((text) => new RegExp(`\\p{Script=${script}}`, 'u').test(text))).toBe(true);
});
