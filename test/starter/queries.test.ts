/**
 * What people type, in every language of the starter taxonomy: the occupation they mean is among the first five
 * completions, misspelt or without diacritics too, and advertised titles normalise to it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseLanguageTag } from '../../worker/core/language.ts';
import { type Starter, openStarter } from './starter.ts';

interface Query {
  readonly via: string;
  readonly typed: string;
  readonly expected: string;
  readonly remark: string;
}

const QUERIES = new Map<string, Query[]>();
for (const line of readFileSync(join(import.meta.dirname, 'queries.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)) {
  const [language = '', via = '', typed = '', expected = '', remark = ''] = line.split('\t');
  QUERIES.set(language, [...(QUERIES.get(language) ?? []), { via, typed, expected: `occupation:${expected}`, remark }]);
}

let starter: Starter;
beforeAll(async () => {
  starter = await openStarter();
});

it('has at least 20 queries a language, 5 of them misspelt, in 26 languages', () => {
  expect(QUERIES.size).toBe(26);
  for (const [language, queries] of QUERIES) {
    expect(queries.length, language).toBeGreaterThanOrEqual(20);
    expect(queries.filter(({ remark }) => remark === 'misspelt').length, language).toBeGreaterThanOrEqual(5);
  }
});

describe.each([...QUERIES])('%s', (tag, queries) => {
  const language = parseLanguageTag(tag);

  it.each(queries.filter(({ via }) => via === 'complete'))(
    'completes $typed to $expected',
    async ({ typed, expected }) => {
      const table = await starter.snapshot.concepts();
      const suggestions = await starter.autocomplete({
        text: typed,
        language,
        labelLanguage: undefined,
        preferred: [],
        kinds: ['OCCUPATION'],
        within: undefined,
        limit: 5,
      });
      expect(
        suggestions.map(({ concept }) => (concept.index === undefined ? undefined : table.id(concept.index))),
      ).toContain(expected);
    },
  );

  it.each(queries.filter(({ via }) => via === 'normalize'))(
    'normalises $typed to $expected',
    async ({ typed, expected }) => {
      const table = await starter.snapshot.concepts();
      const { matches } = await starter.normalizer.normalize(
        { title: typed, language },
        { limit: 1, minConfidence: 0 },
      );
      expect(matches.map(({ occupation }) => table.id(occupation))).toEqual([expected]);
    },
  );
});
