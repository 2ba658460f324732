import { describe, expect, it } from 'vitest';
import { createTitleRanker } from '../../worker/domain/rank-titles.ts';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';

const { snapshot } = createStoresOf([taxonomyOf(CONTENTS)]);
const ranker = createTitleRanker({ snapshot, lexicon: BUILT_IN_LEXICON });
const order = async (title: string, candidates: readonly string[], limit = 10): Promise<string[]> =>
  (await ranker.rank(title, candidates, limit)).map((ranked) => ranked.title);

describe('rankTitles', () => {
  it('puts what is written alike first', async () => {
    const candidates = ['registered nurse', 'bus driver', 'software developer', 'embedded software developer'];
    expect((await order('Senior Software Developer', candidates)).slice(0, 2)).toEqual([
      'software developer',
      'embedded software developer',
    ]);
  });

  it('finds titles in other languages by what they are about', async () => {
    const candidates = ['Krankenschwester', 'Softwareentwickler', 'infirmière', 'développeur de logiciels'];
    const nurses = await order('staff nurse', candidates);
    expect(nurses.slice(0, 2).toSorted()).toEqual(['Krankenschwester', 'infirmière']);
    const [first] = await ranker.rank('programmer', candidates, 1);
    expect(first?.score).toBeGreaterThan(0.2);
  });

  it('prefers the same level among candidates that are otherwise the same', async () => {
    expect(await order('Senior nurse', ['Junior nurse', 'Senior nurse', 'nurse'])).toEqual([
      'Senior nurse',
      expect.any(String),
      expect.any(String),
    ]);
  });

  it('keeps index, order of equals and limit, with scores from 0 to 1', async () => {
    const candidates = ['bus driver', 'nurse', 'bus driver', 'nurse'];
    const ranked = await ranker.rank('nurse', candidates, 3);
    expect(ranked.map(({ index }) => index)).toEqual([1, 3, 0]);
    for (const { score } of await ranker.rank('registered nurse', ['registered nurse', 'x', ''], 10)) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
    expect(await ranker.rank('nurse', [], 10)).toEqual([]);
  });

  it('refuses too many candidates, and candidates that are no text', async () => {
    await expect(
      ranker.rank(
        'nurse',
        Array.from({ length: 1_001 }, () => 'x'),
        10,
      ),
    ).rejects.toMatchObject({
      failure: { code: 'LIST_TOO_LONG', maximum: 1_000 },
    });
    await expect(ranker.rank('nurse', ['ok', 'a\u0001b'], 10)).rejects.toMatchObject({
      failure: { code: 'BAD_USER_INPUT', argument: 'candidates[1]' },
    });
  });
});
