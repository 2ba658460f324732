/** Skills of titles, skills that speak for occupations, and occupations that need the same. */
import { describe, expect, it } from 'vitest';
import { parseLanguageTag } from '../../worker/core/language.ts';
import { openTaxonomy } from '../../worker/domain/concepts.ts';
import { createTitleNormalizer } from '../../worker/domain/normalize-title.ts';
import { similarOccupations } from '../../worker/domain/similar-occupations.ts';
import { skillNeeds } from '../../worker/domain/skill-needs.ts';
import { createTitleSkills } from '../../worker/domain/skills-for-title.ts';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';

const { snapshot } = createStoresOf([taxonomyOf(CONTENTS)]);
const taxonomy = await openTaxonomy(snapshot);
const { table } = taxonomy;
const at = (id: string): number => table.findId(id)!;
const english = parseLanguageTag('en');

describe('what occupations need', () => {
  const needs = skillNeeds(table);

  it('counts an essential skill in full and an optional one by half', () => {
    const developer = needs.of(at('occupation:software-developer'));
    expect(developer.get(at('skill:java'))).toEqual({ relation: 'ESSENTIAL', weight: 1 });
    expect(developer.get(at('skill:teamwork'))).toEqual({ relation: 'OPTIONAL', weight: 0.5 });
    expect(developer.size).toBe(3);
  });

  it('knows which skills say much, deprecated occupations aside', () => {
    // Six occupations: one needs Java (another is deprecated), two can do with teamwork.
    expect(needs.rarity(at('skill:java'))).toBe(1);
    expect(needs.rarity(at('skill:teamwork'))).toBeCloseTo(Math.log(1 + 6 / 2) / Math.log(1 + 6), 12);
  });

  it('tells how much two occupations need alike', () => {
    const [developer, embedded] = [at('occupation:software-developer'), at('occupation:embedded-developer')];
    const shared = needs.shared(developer);
    // Debugging is the only skill of the one, and one of three of the other: rarities 1, r, r/2 with r for two of six.
    const r = Math.log(4) / Math.log(7);
    expect(shared.get(embedded)).toBeCloseTo((r * r) / (Math.hypot(1, r, r / 2) * r), 12);
    expect(needs.shared(embedded).get(developer)).toBeCloseTo(shared.get(embedded)!, 12);
    expect(shared.get(developer)).toBeCloseTo(1, 12);
    expect(shared.get(at('occupation:midwife'))).toBeUndefined();
  });
});

describe('similar occupations', () => {
  const similarTo = async (id: string, limit = 10): Promise<readonly (readonly [string, number])[]> =>
    (await similarOccupations(snapshot, { index: at(id) }, limit)).map(({ occupation, score }) => [
      occupation.id,
      score,
    ]);

  it('are those of the same trade, most alike first, neither the occupation itself nor deprecated ones', async () => {
    const similar = await similarTo('occupation:software-developer');
    const ids = similar.map(([id]) => id);
    expect(ids[0]).toBe('occupation:embedded-developer');
    expect(ids).not.toContain('occupation:software-developer');
    expect(ids).not.toContain('occupation:applications-programmer');
    const scores = similar.map(([, score]) => score);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    expect(await similarTo('occupation:software-developer', 1)).toEqual(similar.slice(0, 1));
  });

  it('score the same from either side', async () => {
    const score = new Map(await similarTo('occupation:nurse')).get('occupation:nurse-manager');
    expect(score).toBeGreaterThan(0);
    expect(new Map(await similarTo('occupation:nurse-manager')).get('occupation:nurse')).toBeCloseTo(score!, 6);
  });

  it('are none of an occupation that the served version does not hold', async () => {
    expect(await similarOccupations(snapshot, { index: undefined }, 10)).toEqual([]);
  });
});

describe('skills for a title', () => {
  const skills = createTitleSkills({ snapshot, lexicon: BUILT_IN_LEXICON });

  it('are those that the nearest occupation needs, essential ones first, with the reason', async () => {
    const found = await skills.forTitle('Senior software developer (m/f/d)', english, 20);
    expect(
      found
        .slice(0, 2)
        .map(({ skill }) => table.id(skill))
        .toSorted(),
    ).toEqual(['skill:debug', 'skill:java']);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a));
    const java = found.find(({ skill }) => skill === at('skill:java'));
    expect(java?.relation).toBe('ESSENTIAL');
    expect(java?.evidence.find(({ source }) => source === 'occupations')?.detail).toMatch(/^software developer/);
    expect(found.find(({ skill }) => skill === at('skill:teamwork'))?.relation).toBe('OPTIONAL');
  });

  it('take a skill that the title names, though no occupation states it, and leave groups out', async () => {
    const found = await skills.forTitle('French', english, 20);
    expect(found[0]).toMatchObject({ skill: at('skill:french'), relation: undefined });
    expect(found[0]?.evidence.map(({ source }) => source)).toEqual(['meaning']);
    expect(found.map(({ skill }) => table.id(skill))).not.toContain('skill:S5');
  });

  it('keep to the limit and to 0..1, and are none where nothing is near', async () => {
    const found = await skills.forTitle('software developer', undefined, 1);
    expect(found).toHaveLength(1);
    expect(found[0]?.score).toBeGreaterThan(0);
    expect(found[0]?.score).toBeLessThanOrEqual(1);
    expect(await skills.forTitle('', english, 20)).toEqual([]);
    expect(await skills.forTitle('🚀', english, 20)).toEqual([]);
  });
});

describe('skills that are sent along', () => {
  const normalizer = createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON });

  it('speak for an occupation in words that the taxonomy does not have', async () => {
    const developer = at('occupation:software-developer');
    const confidence = async (skills: readonly string[]): Promise<number> => {
      const input = { title: 'software nurse', language: english, skills };
      const { matches } = await normalizer.normalize(input, { limit: 10, minConfidence: 0 });
      return matches.find(({ occupation }) => occupation === developer)?.confidence ?? 0;
    };
    expect(await confidence(['debugging of programs'])).toBeGreaterThan(await confidence([]));
  });
});
