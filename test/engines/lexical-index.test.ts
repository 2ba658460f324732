import { describe, expect, it } from 'vitest';
import { parseLanguageTag } from '../../worker/core/language.ts';
import {
  alignWords,
  buildLexicalIndex,
  compileTitles,
  openLexicalIndex,
} from '../../worker/engines/lexical-index/index.ts';
import type { LexicalIndex } from '../../worker/engines/lexical-index/index.ts';
import { readContainer } from '../../worker/engines/snapshot/container.ts';

function indexOf(texts: readonly string[], concept = (label: number): number => label): LexicalIndex {
  const bytes = buildLexicalIndex(
    parseLanguageTag('en')!,
    texts.map((text, label) => ({ label, text, concept: concept(label) })),
  );
  const container = readContainer(bytes);
  if (!container.ok) throw new Error(container.failure.reason);
  return openLexicalIndex(container.value);
}

const TITLES = [
  'software developer',
  'registered nurse',
  'Krankenpfleger',
  'C++ developer',
  '软件工程师',
  'データ分析者',
];

describe('lexical index', () => {
  const index = indexOf(TITLES);
  const best = (text: string): string | undefined => {
    const match = index.search(text, { limit: 1 })[0];
    return match && TITLES[match.label];
  };

  it('finds labels through typos, inflections, case and word order', () => {
    expect(best('Softwre Developer')).toBe('software developer');
    expect(best('developer, software')).toBe('software developer');
    expect(best('nurses')).toBe('registered nurse');
    expect(best('KRANKENPFLEGERIN')).toBe('Krankenpfleger');
    expect(best('c++')).toBe('C++ developer');
    expect(best('资深软件开发工程师')).toBe('软件工程师');
    expect(best('データ分析')).toBe('データ分析者');
  });

  it('scores the same words 1 and nothing in common not at all', () => {
    expect(index.search('Software-Developer', { limit: 1 })[0]?.score).toBeCloseTo(1, 5);
    expect(index.search('xyz', { limit: 5 })).toEqual([]);
    expect(index.search('', { limit: 5 })).toEqual([]);
  });

  it('gives the cosines that a set of the same titles gives', () => {
    const set = compileTitles(index, TITLES);
    for (const text of ['softwre developer', 'nurses registered', '软件 开发', 'developer']) {
      const matches = index.search(text, { limit: 10 });
      const scores = set.scores(text);
      for (const { label, score } of matches) expect(score).toBeCloseTo(scores[label]!, 5);
      expect(scores.filter((score) => score > 0)).toHaveLength(matches.length);
    }
  });

  it('tells a concept whose labels all fit from one that shares a label', () => {
    const shared = indexOf(['nurse', 'night nurse', 'nurse', 'gardener'], (label) => Math.floor(label / 2));
    const [first, second] = shared.search('nurse', { limit: 2 });
    expect(first).toMatchObject({ concept: 0, label: 0 });
    expect(first!.score).toBeCloseTo(second!.score, 5);
    expect(first!.support).toBeGreaterThan(second!.support);
  });

  it('answers every search alike, whatever was searched before', () => {
    const before = index.search('developer', { limit: 10 });
    index.search('nurse developer 软件', { limit: 10 });
    expect(index.search('developer', { limit: 10 })).toEqual(before);
  });

  it('keeps the best label of a concept and leaves out concepts that are not accepted', () => {
    const grouped = indexOf(['software developer', 'software engineer', 'nurse'], (label) => (label < 2 ? 7 : 8));
    expect(grouped.search('software engineer', { limit: 5 }).map(({ label, concept }) => [label, concept])).toEqual([
      [1, 7],
    ]);
    expect(grouped.search('software engineer', { limit: 5, accept: (concept) => concept === 8 })).toEqual([]);
  });
});

describe('titles that are not labels', () => {
  it('weigh by their own rarity what the index does not know', () => {
    const set = compileTitles(indexOf(['nurse']), ['кухар ресторану', 'кухар їдальні', 'бухгалтер їдальні', '']);
    const [same, other, none, empty] = set.scores('кухар ресторану');
    expect(same).toBeCloseTo(1, 5);
    expect(other).toBeGreaterThan(none!);
    expect(empty).toBe(0);
    expect([...set.scores('')]).toEqual([0, 0, 0, 0]);
  });

  it('are aligned with a label word by word', () => {
    const index = indexOf(TITLES);
    const { words, coverage } = alignWords(index, 'software gardener', 'softwares developer');
    expect(words.map(({ word }) => word)).toEqual(['software', 'gardener']);
    expect(words[0]!.likeness).toBeGreaterThan(0.6);
    expect(words[1]!.likeness).toBeLessThan(0.3);
    expect(coverage).toBeGreaterThan(0);
    expect(coverage).toBeLessThan(1);
    expect(alignWords(index, '', 'nurse')).toEqual({ words: [], coverage: 0 });
  });
});
