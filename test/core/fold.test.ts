import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsWord, fold, foldWithOffsets } from '../../worker/core/fold.ts';

describe('fold', () => {
  it.each([
    ['Ärztin (m/w/d)', 'arztin m w d'],
    ['C++ / C# .NET Dev.', 'c++ c# .net dev'],
    ['node.js', 'node.js'],
    ['İstanbul', 'istanbul'],
    ['ΣΊΣΥΦΟΣ', 'σισυφοσ'],
    ['Ёлка', 'елка'],
    ['Straße', 'strasse'],
    ['ﬁn', 'fin'],
    ['R&D', 'r&d'],
    ['driver’s', 'drivers'],
    ["agent d'entretien", 'agent d entretien'],
    ["комп'ютер", 'компютер'],
    ['نَجَّار', 'نجار'],
    ['ممرضة', 'ممرضه'],
    ['नर्स', 'नर्स'],
    ['간호사', '간호사'],
    ['軟件工程師', '软件工程师'],
    ['ガイド', 'ガイド'],
    ['ｶﾞｲﾄﾞ', 'ガイド'],
    ['간호사'.normalize('NFD'), '간호사'],
    ['  a\u0000\tb  ', 'a b'],
    ['—', ''],
  ])('folds %j to %j', (source, folded) => {
    expect(fold(source)).toBe(folded);
  });

  it('is idempotent and agrees with the version that keeps offsets, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (source) => {
        const folded = fold(source);
        expect(fold(folded)).toBe(folded);
        expect(foldWithOffsets(source).text).toBe(folded);
      }),
      { numRuns: 5_000 },
    );
  });

  it('keeps for every folded unit the place it came from, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (source) => {
        const { text, offsets } = foldWithOffsets(source);
        expect(offsets).toHaveLength(text.length + 1);
        for (let index = 0; index < text.length; index++) {
          expect(offsets[index]).toBeLessThan(source.length);
          expect(offsets[index + 1]).toBeGreaterThanOrEqual(offsets[index] ?? 0);
        }
      }),
    );
  });
});

describe('endsWord', () => {
  it.each([
    ['softw', false],
    ['software ', true],
    ['software-', true],
    ['', false],
  ])('of %j is %j', (typed, ends) => {
    expect(endsWord(typed)).toBe(ends);
  });
});
