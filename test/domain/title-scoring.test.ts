import { describe, expect, it } from 'vitest';
import { type WholeTitle, compareTitles, createTitleReader, scoreTitles } from '../../worker/domain/title-scoring.ts';
import { parseLanguageTag } from '../../worker/core/language.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';

const { snapshot } = createStoresOf([taxonomyOf(CONTENTS)]);

function title(text: string, tag: string): WholeTitle {
  return { text, uncleaned: text, language: parseLanguageTag(tag)! };
}

const TITLES = [
  title('registered nurse', 'en'),
  title('Senior software developer', 'en'),
  title('Krankenschwester', 'de'),
  title('infirmière', 'fr'),
  title('', 'en'),
];

describe('scoreTitles', () => {
  it('gives what compareTitles gives, in the language of most titles and in another', async () => {
    const compared = await compareTitles(snapshot, TITLES);
    const understand = await createTitleReader(snapshot);
    const understood = await Promise.all(TITLES.map(understand));
    for (const query of [title('staff nurse', 'en'), title('Softwareentwickler', 'de')]) {
      const scores = scoreTitles(await understand(query), understood);
      const expected = await compared.scores(query);
      expect(Math.max(...expected)).toBeGreaterThan(0.2);
      for (const [place, score] of scores.entries()) expect(score).toBeCloseTo(expected[place]!, 6);
    }
  });
});
