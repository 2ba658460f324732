import { describe, expect, it } from 'vitest';
import { createTitleNormalizer } from '../../worker/domain/normalize-title.ts';
import { createTitleRanker } from '../../worker/domain/rank-titles.ts';
import { createTitleSkills } from '../../worker/domain/skills-for-title.ts';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { committedStatic } from '../../taxonomy/encoders.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';

const OPTIONS = { limit: 3, minConfidence: 0 };

/** The taxonomy behind an encoder of queries that takes every title for another one. */
function setUp(meaning: (text: string) => string) {
  const asked: (readonly string[])[] = [];
  const { snapshot } = createStoresOf([taxonomyOf(CONTENTS)], {
    encode: async (texts) => {
      asked.push(texts);
      const vectors = await committedStatic().encode(texts.map(meaning));
      return { encoder: { ...committedStatic().identity, tier: 'TRANSFORMER' }, vectors };
    },
  });
  return { asked, parts: { snapshot, lexicon: BUILT_IN_LEXICON } };
}

describe('the encoder of queries', () => {
  it('reads the titles that are normalised, all of a call at once, and is named in the answer', async () => {
    const { asked, parts } = setUp((text) => (text === 'zzz' ? 'Softwareentwickler' : text));
    const normalized = await createTitleNormalizer(parts).normalizeAll(
      [{ title: 'zzz' }, { title: 'Senior Softwareentwickler (m/w/d)' }, { title: 'zzz' }],
      OPTIONS,
    );
    expect(asked).toEqual([['zzz', 'Softwareentwickler']]);
    expect(new Set(normalized.map(({ encoder }) => encoder))).toEqual(new Set(['TRANSFORMER']));
    const concepts = await parts.snapshot.concepts();
    const first = normalized.map(({ matches }) => concepts.id(matches[0]!.occupation));
    expect(first).toEqual(Array(3).fill('occupation:software-developer'));
  });

  it('reads the title with which others are compared, and not those', async () => {
    const { asked, parts } = setUp((text) => (text === 'zzz' ? 'nurse' : text));
    const ranked = await createTitleRanker(parts).rank('zzz', ['cook', 'nurse'], 2);
    expect(ranked[0]).toMatchObject({ title: 'nurse' });
    expect(asked).toEqual([['zzz']]);
  });

  it('reads the title whose skills are asked for', async () => {
    const { asked, parts } = setUp((text) => (text === 'zzz' ? 'software developer' : text));
    const skills = createTitleSkills(parts);
    const ids = async (title: string): Promise<number[]> =>
      (await skills.forTitle(title, undefined, 3)).map(({ skill }) => skill);
    expect(await ids('zzz')).toEqual(await ids('software developer'));
    expect(asked).toEqual([['zzz'], ['software developer']]);
  });
});
