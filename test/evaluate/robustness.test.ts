import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../evaluate/metrics.ts';
import { PERTURBATIONS, perturb } from '../../evaluate/perturbations.ts';
import { rankCorrelation } from '../../evaluate/rank-correlation.ts';
import { sampleOf } from '../../evaluate/starter-titles.ts';
import { fold } from '../../worker/core/fold.ts';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { cleanTitle } from '../../worker/domain/title-cleaning/index.ts';

/** What many seeds make of a text. */
function written(perturbation: (typeof PERTURBATIONS)[number], text: string, language: string): (string | undefined)[] {
  return Array.from({ length: 50 }, (_, seed) => perturb(perturbation, text, language, randomNumbers(seed)));
}

describe('a title otherwise written', () => {
  it('is the same for the same random numbers', () => {
    for (const perturbation of PERTURBATIONS)
      expect(written(perturbation, 'Bäckereifachverkäufer', 'de')).toEqual(
        written(perturbation, 'Bäckereifachverkäufer', 'de'),
      );
  });

  it('is in the capitals of its language', () => {
    expect(perturb('upperCase', 'diş hekimi', 'tr', Math.random)).toBe('DİŞ HEKİMİ');
    expect(perturb('upperCase', 'IT', 'en', Math.random)).toBeUndefined();
    expect(perturb('upperCase', '护士', 'zh', Math.random)).toBeUndefined();
  });

  it('loses the marks of Latin and Greek letters, and no letter of another script', () => {
    expect(perturb('noDiacritics', 'Bäcker für Straßen', 'de', Math.random)).toBe('Backer fur Strassen');
    expect(perturb('noDiacritics', 'điều dưỡng', 'vi', Math.random)).toBe('dieu duong');
    expect(perturb('noDiacritics', 'νοσοκόμος', 'el', Math.random)).toBe('νοσοκομος');
    expect(perturb('noDiacritics', 'швейный', 'ru', Math.random)).toBeUndefined();
    expect(perturb('noDiacritics', 'nurse', 'en', Math.random)).toBeUndefined();
  });

  it('has one typo inside a word of five letters or more', () => {
    for (const text of written('typo', 'IT network nurse', 'en')) {
      const [before, word = '', after] = text!.split(' ');
      expect([before, word.length === 0 ? '' : word[0], word.at(-1)]).toEqual(['IT', 'n', 'k']);
      // Either the third word or the second is as it was, never both.
      expect((word === 'network') !== (after === 'nurse')).toBe(true);
      expect(Math.abs(text!.length - 'IT network nurse'.length)).toBeLessThanOrEqual(1);
    }
  });

  it('has no typo in short words, nor in scripts without letters', () => {
    for (const [text, language] of [
      ['chef', 'en'],
      ['소프트웨어개발자', 'ko'],
      ['ソフトウェア開発者', 'ja'],
      ['सॉफ्टवेयर', 'hi'],
    ] as const)
      expect(written('typo', text, language).every((changed) => changed === undefined)).toBe(true);
  });

  it('stands in an advert between what cleaning takes away', () => {
    for (const [text, language] of [
      ['Bäcker', 'de'],
      ['plombier', 'fr'],
      ['carpenter', 'en'],
    ] as const) {
      const all = written('advert', text, language);
      expect(all.every((advert) => advert!.includes(` ${text} (`))).toBe(true);
      const cleaned = all.filter(
        (advert) => fold(cleanTitle(advert!, language, BUILT_IN_LEXICON).cleaned) === fold(text),
      );
      expect(cleaned.length).toBeGreaterThan(all.length * 0.8);
    }
  });
});

describe('a sample of texts', () => {
  it('is the same in any order, and keeps its members when others come', () => {
    const texts = Array.from({ length: 40 }, (_, index) => `title ${index}`);
    const sample = sampleOf('en', texts, 10);
    expect(sampleOf('en', texts.toReversed(), 10)).toEqual(sample);
    expect(sampleOf('en', [...texts, ...texts], 10)).toEqual(sample);
    const fewer = texts.filter((text) => text !== texts.find((other) => !sample.includes(other)));
    expect(sampleOf('en', fewer, 10)).toEqual(sample);
    expect(sampleOf('de', texts, 10)).not.toEqual(sample);
  });
});

describe('rank correlation', () => {
  it('is 1 or -1 for the same or the opposite order', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8];
    const squares = values.map((value) => value ** 2);
    expect(rankCorrelation(values, squares).value).toBeCloseTo(1);
    expect(rankCorrelation(values, squares.toReversed()).value).toBeCloseTo(-1);
    expect(rankCorrelation(values, squares).probability).toBeLessThan(0.01);
  });

  it('gives equal values one rank, and a constant no correlation', () => {
    // Ranks 0.5 0.5 2 3 and 0 1 2 3: covariance 4.5, variances 4.5 and 5.
    expect(rankCorrelation([1, 1, 2, 3], [1, 2, 3, 4]).value).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5));
    expect(rankCorrelation([1, 1, 1], [1, 2, 3]).value).toBe(0);
    expect(rankCorrelation([1, 2, 3, 4], [2, 4, 1, 3]).probability).toBeGreaterThan(0.5);
  });
});
