import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LEXICON_FILE, compileLexicon, serialise } from '../../scripts/title-lexicon.ts';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { createTitleLexicon } from '../../worker/domain/title-cleaning/index.ts';

describe('the built-in lexicon', () => {
  it('is what its script makes of the starter taxonomy: else run node scripts/title-lexicon.ts', () => {
    expect(readFileSync(LEXICON_FILE, 'utf8') === serialise(compileLexicon())).toBe(true);
  });

  it('knows words of every language that the starter taxonomy has', () => {
    for (const language of 'en de fr es it nl pl pt sv da no fi cs ro hu el bg uk ru tr ar hi zh ja ko vi'.split(' ')) {
      const [own] = BUILT_IN_LEXICON.tables(language);
      expect((own?.spaced.size ?? 0) + (own?.dense.size ?? 0), language).toBeGreaterThan(200);
    }
  });

  it('falls back to English for a language that it does not know', () => {
    const [own, english] = createTitleLexicon({ en: { 'SENIORITY:SENIOR': 'senior' } }).tables('xx');
    expect(own?.spaced.size).toBe(0);
    expect(english?.spaced.get('senior')).toMatchObject([{ kind: 'SENIORITY', seniority: 'SENIOR' }]);
  });
});
