/** How titles are spoken of in GraphQL; how they are cleaned and matched is tested with the domain. */
import { describe, expect, it } from 'vitest';
import { createTestApp } from '../support/app.ts';

const app = createTestApp();

describe('normalizeTitle', () => {
  it('cleans a title, says what it took away and where, and matches the rest', async () => {
    const input = 'Senior Softwareentwickler (m/w/d) Berlin';
    const { errors, data } = await app.ask(
      `query ($title: String!) { normalizeTitle(title: $title, language: "de") {
        input cleaned language seniority encoder
        removed { text kind range { start end } }
        matches { occupation { id label(language: "en") iscoCode } confidence kind matchedLabel { text language kind } evidence { source detail weight } }
      } }`,
      { title: input },
    );
    expect(errors).toBeUndefined();
    const { removed, matches, ...rest } = data.normalizeTitle;
    expect(rest).toEqual({
      input,
      cleaned: 'Softwareentwickler',
      language: 'de',
      seniority: 'SENIOR',
      encoder: 'STATIC',
    });
    expect(removed.map(({ kind }: { kind: string }) => kind)).toEqual(['SENIORITY', 'GENDER_MARKER', 'LOCATION']);
    for (const { text, range } of removed) expect(input.slice(range.start, range.end)).toBe(text);
    expect(matches[0]).toMatchObject({
      occupation: { id: 'occupation:software-developer', label: 'software developer', iscoCode: '2512' },
      kind: 'EXACT',
      matchedLabel: { text: 'Softwareentwickler', language: 'de', kind: 'PREFERRED' },
    });
    expect(matches[0].confidence).toBeGreaterThan(0.5);
    expect(matches[0].evidence[0].source).toBe('label');
  });

  it('answers names in labelLanguage where a field does not say', async () => {
    const { data } =
      await app.ask(`{ normalizeTitle(title: "staff nurse", language: "en", labelLanguage: "fr", limit: 1) {
      matches { occupation { label english: label(language: "en") } matchedLabel { text language } }
    } }`);
    expect(data.normalizeTitle.matches).toEqual([
      {
        occupation: { label: 'infirmier', english: 'registered nurse' },
        matchedLabel: { text: 'staff nurse', language: 'en' },
      },
    ]);
  });

  it('answers nothing rather than a guess', async () => {
    const matches = async (title: string, minConfidence: number): Promise<unknown[]> =>
      (
        await app.ask(
          'query ($t: String!, $c: Float) { normalizeTitle(title: $t, language: "en", minConfidence: $c) { matches { confidence } } }',
          { t: title, c: minConfidence },
        )
      ).data.normalizeTitle.matches;
    expect(await matches('zxqv wjkp', 0)).toEqual([]);
    const sure = await matches('nurse', 0.4);
    expect(sure.length).toBeLessThanOrEqual((await matches('nurse', 0)).length);
    for (const match of sure) expect(match).toSatisfy(({ confidence }: { confidence: number }) => confidence >= 0.4);
  });

  it.each([
    [{ title: 'x'.repeat(513) }, { code: 'TEXT_TOO_LONG', argument: 'title' }],
    [{ title: 'a\0' }, { code: 'BAD_USER_INPUT', argument: 'title' }],
    [
      { title: 'a', language: 'xx' },
      { code: 'INVALID_LANGUAGE', argument: 'language' },
    ],
    [
      { title: 'a', limit: 0 },
      { code: 'OUT_OF_RANGE', argument: 'limit' },
    ],
    [
      { title: 'a', minConfidence: 1.5 },
      { code: 'OUT_OF_RANGE', argument: 'minConfidence' },
    ],
    [
      { title: 'a', skills: Array.from({ length: 101 }, () => 'x') },
      { code: 'LIST_TOO_LONG', argument: 'skills' },
    ],
    [
      { title: 'a', description: 'x'.repeat(24_001) },
      { code: 'TEXT_TOO_LONG', argument: 'description' },
    ],
  ])('refuses wrong arguments before any work is done', async (variables, extensions) => {
    const { status, errors } = await app.ask(
      `query ($title: String!, $language: LanguageTag, $skills: [String!], $description: String, $limit: Int, $minConfidence: Float) {
        normalizeTitle(title: $title, language: $language, skills: $skills, description: $description, limit: $limit, minConfidence: $minConfidence) { cleaned }
      }`,
      variables,
    );
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toMatchObject(extensions);
  });
});

describe('normalizeTitles', () => {
  const QUERY =
    'query ($inputs: [TitleInput!]!, $limit: Int) { normalizeTitles(inputs: $inputs, limit: $limit) { input matches { occupation { id } } } }';

  it('answers in the order sent, one match each', async () => {
    const inputs = [
      { title: 'Krankenschwester', language: 'de' },
      { title: '', language: 'en' },
      { title: 'programmer', language: 'en', skills: ['Java'] },
    ];
    const { data, errors } = await app.ask(QUERY, { inputs });
    expect(errors).toBeUndefined();
    expect(data.normalizeTitles).toEqual([
      { input: 'Krankenschwester', matches: [{ occupation: { id: 'occupation:nurse' } }] },
      { input: '', matches: [] },
      { input: 'programmer', matches: [{ occupation: { id: 'occupation:software-developer' } }] },
    ]);
  });

  it('takes 100 titles and no more', async () => {
    const titles = (count: number) => Array.from({ length: count }, () => ({ title: 'nurse', language: 'en' }));
    expect((await app.ask(QUERY, { inputs: titles(100) })).data.normalizeTitles).toHaveLength(100);
    const { status, errors } = await app.ask(QUERY, { inputs: titles(101) });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'LIST_TOO_LONG',
      argument: 'inputs',
      length: 101,
      maximum: 100,
    });
  });

  it('takes 1,000 skills of all titles together and no more', async () => {
    const skills = Array.from({ length: 100 }, () => 'Java');
    const titles = (count: number) => Array.from({ length: count }, () => ({ title: 'nurse', language: 'en', skills }));
    expect((await app.ask(QUERY, { inputs: titles(10) })).data.normalizeTitles).toHaveLength(10);
    const { errors } = await app.ask(QUERY, { inputs: [...titles(10), { title: 'nurse', skills: ['Java'] }] });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'LIST_TOO_LONG',
      argument: 'inputs.skills',
      length: 1_001,
      maximum: 1_000,
    });
  });
});

describe('rankTitles', () => {
  const QUERY =
    'query ($title: String!, $candidates: [String!]!, $limit: Int) { rankTitles(title: $title, candidates: $candidates, limit: $limit) { index title score } }';

  it('orders candidates, best first, and says where they stood', async () => {
    const candidates = ['software engineer', 'midwife', 'registered nurse', 'Krankenpfleger'];
    const { data, errors } = await app.ask(QUERY, { title: 'Staff Nurse (f/m/d)', candidates, limit: 3 });
    expect(errors).toBeUndefined();
    expect(data.rankTitles).toHaveLength(3);
    for (const { index, title, score } of data.rankTitles) {
      expect(candidates[index]).toBe(title);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
    expect(data.rankTitles[0].title).toBe('registered nurse');
    const scores = data.rankTitles.map(({ score }: { score: number }) => score);
    expect(scores).toEqual(scores.toSorted((left: number, right: number) => right - left));
  });

  it('takes 1,000 candidates and no more, and none at all', async () => {
    const candidates = (count: number) => Array.from({ length: count }, (_, index) => `title ${index}`);
    expect((await app.ask(QUERY, { title: 'title 7', candidates: candidates(1_000) })).data.rankTitles).toHaveLength(
      10,
    );
    expect((await app.ask(QUERY, { title: 'title', candidates: [] })).data.rankTitles).toEqual([]);
    const { status, errors } = await app.ask(QUERY, { title: 'title', candidates: candidates(1_001) });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'LIST_TOO_LONG', argument: 'candidates', maximum: 1_000 });
  });
});

describe('titles', () => {
  it('never reach D1', async () => {
    const before = app.d1.roundTrips();
    await app.ask(
      '{ normalizeTitle(title: "nurse") { matches { occupation { label iscoCode } } } rankTitles(title: "a", candidates: ["b"]) { score } }',
    );
    expect(app.d1.roundTrips() - before).toBe(0);
  });
});
