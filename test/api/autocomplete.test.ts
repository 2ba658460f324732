import { describe, expect, it } from 'vitest';
import { createTestApp } from '../support/app.ts';

const app = createTestApp();

interface Suggestion {
  text: string;
  language: string;
  kind: string;
  concept: { id: string };
  highlights: { start: number; end: number }[];
  score: number;
}

async function complete(argumentsText: string, headers?: Record<string, string>): Promise<Suggestion[]> {
  const { data, errors } = await app.ask(
    `{ autocomplete(${argumentsText}) { text language kind score highlights { start end } concept { ... on Node { id } } } }`,
    {},
    headers,
  );
  expect(errors).toBeUndefined();
  return data.autocomplete;
}
const texts = (suggestions: readonly Suggestion[]): string[] => suggestions.map(({ text }) => text);

describe('autocomplete', () => {
  it('answers completions, best first, one a concept', async () => {
    const suggestions = await complete('text: "softw", language: "en"');
    expect(texts(suggestions)).toEqual(['software developer', 'embedded software developer']);
    expect(suggestions[0]).toMatchObject({
      language: 'en',
      kind: 'OCCUPATION',
      concept: { id: 'occupation:software-developer' },
    });
    for (const { text, highlights, score } of suggestions) {
      expect(highlights.map(({ start, end }) => text.slice(start, end))).toEqual(['softw']);
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  });

  it('forgives a typo, case and diacritics', async () => {
    expect(texts(await complete('text: "SOFTWRE dev", language: "en", limit: 1'))).toEqual(['software developer']);
    expect(texts(await complete('text: "developp", language: "fr"'))).toEqual(['développeur de logiciels']);
  });

  it('searches all languages where none is given', async () => {
    expect(texts(await complete('text: "infirm"'))).toHaveLength(1);
    expect(texts(await complete('text: "krankens"'))).toEqual(['Krankenschwester']);
    expect(await complete('text: "krankens", language: "en"')).toEqual([]);
  });

  it("prefers the client's own languages where hits fit about as well", async () => {
    expect(texts(await complete('text: "soft", limit: 1', { 'accept-language': 'de' }))).toEqual([
      'Softwareentwickler',
    ]);
    expect(texts(await complete('text: "soft", limit: 1', { 'accept-language': 'en-GB' }))).toEqual([
      'software developer',
    ]);
    expect(texts(await complete('text: "krankens", limit: 1', { 'accept-language': 'en' }))).toEqual([
      'Krankenschwester',
    ]);
  });

  it('answers in another language, without highlights', async () => {
    const [suggestion] = await complete('text: "krankens", language: "de", labelLanguage: "fr"');
    expect(suggestion).toMatchObject({ text: 'infirmier', language: 'fr', highlights: [] });
  });

  it("keeps the hit's own language where the other has no name", async () => {
    const [suggestion] = await complete('text: "hebam", language: "de", labelLanguage: "en"');
    expect(suggestion).toMatchObject({ text: 'Hebamme', language: 'de', highlights: [{ start: 0, end: 5 }] });
  });

  it('answers the names of the concept in labelLanguage too', async () => {
    const { data } = await app.ask(
      '{ autocomplete(text: "krankens", labelLanguage: "fr") { concept { ... on Occupation { label german: label(language: "de") } } } }',
    );
    expect(data.autocomplete).toEqual([{ concept: { label: 'infirmier', german: 'Krankenpfleger' } }]);
  });

  it('finds by a hidden name but shows the preferred one', async () => {
    const [suggestion] = await complete('text: "sofware cod", language: "en"');
    expect(suggestion).toMatchObject({ text: 'software developer', highlights: [] });
  });

  it('answers skills, or both kinds', async () => {
    expect(texts(await complete('text: "java", language: "en", kinds: [SKILL]'))).toEqual(['Java']);
    const both = await complete('text: "", language: "en", kinds: [SKILL, OCCUPATION], limit: 100');
    expect(new Set(both.map(({ kind }) => kind))).toEqual(new Set(['OCCUPATION', 'SKILL']));
    expect(new Set(both.map(({ concept }) => concept.id)).size).toBe(both.length);
    expect(await complete('text: "java", kinds: []')).toEqual([]);
  });

  it('answers popular concepts for an empty text', async () => {
    expect(texts(await complete('text: "", language: "en", limit: 2'))).toEqual([
      'software developer',
      'registered nurse',
    ]);
  });

  it('leaves out groups and deprecated concepts', async () => {
    expect(await complete('text: "applications prog", language: "en"')).toEqual([]);
    expect(await complete('text: "working with", language: "en", kinds: [SKILL]')).toEqual([]);
  });

  it.each([
    ['group:22', 'OCCUPATION', ['occupation:midwife', 'occupation:nurse', 'occupation:nurse-manager']],
    ['occupation:software-developer', 'OCCUPATION', ['occupation:embedded-developer']],
    ['occupation:software-developer', 'SKILL', ['skill:debug', 'skill:java', 'skill:teamwork']],
    ['skill:S5', 'SKILL', ['skill:debug', 'skill:java']],
    ['group:22', 'SKILL', []],
  ])('within %s, kind %s', async (within, kind, expected) => {
    const found = await complete(`text: "", kinds: [${kind}], within: "${within}", limit: 100`);
    expect(found.map(({ concept }) => concept.id).toSorted()).toEqual(expected);
  });

  it('refuses a `within` that names nothing', async () => {
    const { errors } = await app.ask('{ autocomplete(text: "a", within: "group:9999") { text } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ID', argument: 'within', id: 'group:9999' });
  });

  it.each([
    ['text', { text: 'x'.repeat(257) }, 'TEXT_TOO_LONG'],
    ['limit', { text: 'x', limit: 0 }, 'OUT_OF_RANGE'],
    ['limit', { text: 'x', limit: 101 }, 'OUT_OF_RANGE'],
    ['language', { text: 'x', language: 'xx' }, 'INVALID_LANGUAGE'],
    ['text', { text: 'a\0b' }, 'BAD_USER_INPUT'],
    ['text', { text: '\ud800' }, 'BAD_USER_INPUT'],
  ])('refuses a wrong %s before it does any work', async (argument, variables, code) => {
    const { status, data, errors } = await app.ask(
      'query ($text: String!, $language: LanguageTag, $limit: Int) { autocomplete(text: $text, language: $language, limit: $limit) { text } }',
      variables,
    );
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toMatchObject({ code, argument });
  });

  it('never reads D1', async () => {
    const before = app.d1.roundTrips();
    await complete('text: "soft", kinds: [OCCUPATION, SKILL], labelLanguage: "de"', { 'accept-language': 'fr' });
    await complete('text: "", within: "group:22"');
    expect(app.d1.roundTrips() - before).toBe(0);
  });
});
