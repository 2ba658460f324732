import { describe, expect, it } from 'vitest';
import { createTestApp } from '../support/app.ts';

const QUERY = 'query ($language: LanguageTag) { occupation(id: "occupation:nurse") { label(language: $language) } }';

describe('LanguageTag', () => {
  const app = createTestApp();

  it.each([
    ['de', 'Krankenpfleger'],
    ['DE', 'Krankenpfleger'],
    ['de-AT', 'Krankenpfleger'],
    ['de_CH', 'Krankenpfleger'],
    ['fr-CA', 'infirmier'],
    ['en-GB', 'registered nurse'],
  ])('%s names a language held, or a variant of one', async (language, label) => {
    const { status, data } = await app.ask(QUERY, { language });
    expect(status).toBe(200);
    expect(data.occupation.label).toBe(label);
  });

  it.each(['xx', 'x-y', '', 'e n', 'english', 'd', 'de-'.repeat(20), 'dé'])(
    '%j is refused in a variable',
    async (language) => {
      const { status, data, errors } = await app.ask(QUERY, { language });
      expect(status).toBe(400);
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['INVALID_LANGUAGE']);
    },
  );

  it.each(['"xx"', '"e n"'])('%s is refused in the document, whatever the media type', async (language) => {
    const query = `{ occupation(id: "occupation:nurse") { label(language: ${language}) } }`;
    const { status, errors } = await app.ask(query, {}, { accept: 'application/json' });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions['code']).toBe('INVALID_LANGUAGE');
  });

  it('is refused within a list, and the element is named', async () => {
    const query = '{ occupation(id: "occupation:nurse") { labels(languages: ["de", "xx"]) { text } } }';
    const { status, errors } = await app.ask(query);
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_LANGUAGE', argument: 'languages[1]', tag: 'xx' });
  });
});

describe('DateTime and URI', () => {
  it('are answered as RFC 3339 and as a URI', async () => {
    const app = createTestApp();
    const { data } = await app.ask(
      '{ taxonomy { versions { importedAt } } occupation(id: "occupation:nurse") { uri } }',
    );
    expect(data.taxonomy.versions).toEqual([{ importedAt: '2026-01-01T00:00:00.000Z' }]);
    expect(data.occupation.uri).toBe('https://example.org/occupation/nurse');
  });
});
