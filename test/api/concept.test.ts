import { describe, expect, it } from 'vitest';
import { createTestApp } from '../support/app.ts';

const app = createTestApp();

describe('node', () => {
  it.each([
    ['occupation:nurse', 'Occupation'],
    ['group:2512', 'OccupationGroup'],
    ['skill:java', 'Skill'],
    ['skill:S5', 'Skill'],
  ])('finds %s as %s', async (id, typename) => {
    const { data } = await app.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id });
    expect(data.node).toEqual({ __typename: typename, id });
  });

  it('finds deprecated concepts', async () => {
    const query =
      '{ node(id: "occupation:applications-programmer") { ... on Occupation { deprecated replacedBy { id } } } }';
    const { data } = await app.ask(query);
    expect(data.node).toEqual({ deprecated: true, replacedBy: [{ id: 'occupation:software-developer' }] });
  });

  it.each(['occupation:none', 'nonsense', ''])('is null for %j', async (id) => {
    const { status, data } = await app.ask('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect(status).toBe(200);
    expect(data).toEqual({ node: null });
  });

  it('refuses an id that is too long to be one', async () => {
    const { status, errors } = await app.ask('query ($id: ID!) { node(id: $id) { id } }', { id: 'x'.repeat(257) });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'TEXT_TOO_LONG', argument: 'id', length: 257, maximum: 256 });
  });
});

describe('nodes', () => {
  it('answers in the order of the ids, null where there is nothing', async () => {
    const ids = ['skill:java', 'occupation:none', 'group:2', 'skill:java'];
    const { data } = await app.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(data.nodes).toEqual([{ id: 'skill:java' }, null, { id: 'group:2' }, { id: 'skill:java' }]);
  });

  it('takes 100 ids and no more', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const hundred = Array.from({ length: 100 }, () => 'skill:java');
    expect((await app.ask(query, { ids: hundred })).status).toBe(200);
    const { status, errors } = await app.ask(query, { ids: [...hundred, 'skill:java'] });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'LIST_TOO_LONG',
      argument: 'ids',
      length: 101,
      maximum: 100,
    });
  });
});

describe('labels', () => {
  const labels = async (argumentsText: string) =>
    (
      await app.ask(
        `{ occupation(id: "occupation:software-developer") { labels${argumentsText} { text language kind } } }`,
      )
    ).data.occupation.labels;

  it('are all answered, by language, kind and order', async () => {
    expect(await labels('')).toEqual([
      { text: 'Softwareentwickler', language: 'de', kind: 'PREFERRED' },
      { text: 'Softwareentwicklerin', language: 'de', kind: 'ALTERNATIVE' },
      { text: 'Programmierer', language: 'de', kind: 'ALTERNATIVE' },
      { text: 'software developer', language: 'en', kind: 'PREFERRED' },
      { text: 'software engineer', language: 'en', kind: 'ALTERNATIVE' },
      { text: 'programmer', language: 'en', kind: 'ALTERNATIVE' },
      { text: 'sofware coder', language: 'en', kind: 'HIDDEN' },
      { text: 'développeur de logiciels', language: 'fr', kind: 'PREFERRED' },
    ]);
  });

  it('can be restricted to languages, in their order, and to kinds', async () => {
    expect(await labels('(languages: ["fr", "de-AT"], kinds: [PREFERRED])')).toEqual([
      { text: 'développeur de logiciels', language: 'fr', kind: 'PREFERRED' },
      { text: 'Softwareentwickler', language: 'de', kind: 'PREFERRED' },
    ]);
  });

  it('are none for an empty list', async () => {
    expect(await labels('(languages: [])')).toEqual([]);
  });
});

describe('label', () => {
  const label = async (id: string, language: string, acceptLanguage?: string) => {
    const headers = acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage };
    const argument = language === '' ? '' : `(language: "${language}")`;
    return (await app.ask(`{ node(id: "${id}") { ... on Occupation { label${argument} } } }`, {}, headers)).data.node
      .label;
  };

  it('follows the argument first', async () => {
    expect(await label('occupation:nurse', 'fr', 'de')).toBe('infirmier');
  });
  it('then Accept-Language, by quality', async () => {
    expect(await label('occupation:nurse', '', 'pl, en;q=0.5, de-CH;q=0.9')).toBe('Krankenpfleger');
    expect(await label('occupation:nurse-manager', 'fr', 'de')).toBe('Pflegedienstleiter');
  });
  it('then English', async () => {
    expect(await label('occupation:nurse', '')).toBe('registered nurse');
    expect(await label('occupation:nurse-manager', 'fr')).toBe('nurse manager');
  });
  it('then any language', async () => {
    expect(await label('occupation:midwife', 'en')).toBe('Hebamme');
  });
});

describe('description', () => {
  const description = async (language: string, acceptLanguage = 'en') =>
    (
      await app.ask(
        `{ occupation(id: "occupation:nurse") { description(language: "${language}") } }`,
        {},
        { 'accept-language': acceptLanguage },
      )
    ).data.occupation.description;

  it('follows the argument, then Accept-Language', async () => {
    expect(await description('de')).toBe('Pflegt Kranke.');
    expect(await description('fr', 'de')).toBe('Pflegt Kranke.');
  });
  it('is null rather than in a language that nobody asked for', async () => {
    expect(await description('fr')).toBeNull();
  });
});

describe('D1', () => {
  it('is read once a level, whatever the number of concepts and details', async () => {
    const before = app.d1.roundTrips();
    const { data } = await app.ask(`{
      occupations(first: 5) { nodes {
        labels { text } description codes { code }
        skills { nodes { description labels { text } } }
      } }
      skills(first: 5) { nodes { description labels { text } } }
    }`);
    expect(data.occupations.nodes).toHaveLength(5);
    expect(data.skills.nodes[0].labels).not.toEqual([]);
    // Two levels ask for details; both may meet in one batch.
    expect(app.d1.roundTrips() - before).toBeGreaterThan(0);
    expect(app.d1.roundTrips() - before).toBeLessThanOrEqual(2);
  });

  it('is not read for names, hierarchy and relations', async () => {
    const before = app.d1.roundTrips();
    const { errors } = await app.ask(`{
      occupations { nodes { id uri code iscoCode label deprecated broader { label } skills { nodes { label category } } nextOccupations { kind } } }
      skills(search: "java") { nodes { label broader { label } occupations { nodes { label } } } }
    }`);
    expect(errors).toBeUndefined();
    expect(app.d1.roundTrips() - before).toBe(0);
  });
});
