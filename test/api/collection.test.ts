/** Collections as they are spoken of in GraphQL; the write path is tested in test/collections and test/faults. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../support/admission.ts';
import { type Answer, type Json, type TestApp, createTestApp } from '../support/app.ts';
import { drain } from '../support/collections.ts';

const app: TestApp = createTestApp();
let key: string;
let otherKey: string;

const ask = (query: string, variables: Record<string, unknown> = {}, by = key): Promise<Answer> =>
  app.ask(query, variables, { authorization: `Bearer ${by}` });

/** The data of an answer without errors. */
async function data(query: string, variables: Record<string, unknown> = {}): Promise<Json> {
  const answer = await ask(query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

const codesOf = ({ errors }: Answer): unknown[] => (errors ?? []).map(({ extensions }) => extensions['code']);

const CREATE =
  'mutation ($name: String!) { createCollection(name: $name) { id name encoder reencoding lastError { message } } }';
const UPSERT =
  'mutation ($c: ID!, $titles: [CollectionTitleInput!]!) { upsertTitles(collection: $c, titles: $titles) { received changed pending collection { id } } }';
const DELETE = 'mutation ($c: ID!, $ids: [ID!]!) { deleteTitles(collection: $c, ids: $ids) { deleted } }';
const SEARCH = `query ($c: ID!, $q: String, $o: ID, $t: ID, $l: LanguageTag, $f: TitleFilter, $first: Int, $after: String) {
  searchTitles(collection: $c, query: $q, occupation: $o, title: $t, language: $l, filter: $f, first: $first, after: $after) {
    partial pageInfo { hasNextPage endCursor } edges { cursor }
    nodes { score title { id title state } evidence { source detail weight } } } }`;

const work = (): Promise<void> => drain(app.collectionStores, (task) => app.collections.indexing.run(task));

async function createCollection(titles: readonly Json[] = []): Promise<string> {
  const { createCollection } = await data(CREATE, { name: 'Jobs' });
  if (titles.length > 0) await data(UPSERT, { c: createCollection.id, titles });
  await work();
  return createCollection.id;
}

const found = async (c: string, variables: Record<string, unknown>): Promise<string[]> =>
  (await data(SEARCH, { c, ...variables })).searchTitles.nodes.map(({ title }: Json) => title.id);

const TITLES = [
  {
    id: 'a',
    title: 'Senior Software Engineer (m/f/d)',
    language: 'en',
    employer: 'ACME',
    postedAt: '2026-03-01T12:00:00Z',
    attributes: [
      { name: 'remote', value: 'yes' },
      { name: 'brand', value: 'blue' },
    ],
  },
  {
    id: 'b',
    title: 'Krankenschwester',
    language: 'de',
    postedAt: '2026-02-01T00:00:00Z',
    attributes: [{ name: 'remote', value: 'no' }],
  },
  { id: 'c', title: 'registered nurse', language: 'en', description: 'Night shifts.', skills: ['care for patients'] },
  { id: 'd', title: 'Softwareentwickler', language: 'de', location: 'Berlin', url: 'https://example.org/d' },
  { id: 'e', title: 'Zoo keeper', language: 'en' },
];

beforeAll(async () => {
  key = (await createKey(app.d1, { tenant: 'acme' })).key;
  otherKey = (await createKey(app.d1, { tenant: 'other' })).key;
});

describe('collections', () => {
  it('are created, listed, found by id and deleted', async () => {
    const { createCollection: created } = await data(CREATE, { name: ' Jobs ' });
    expect(created).toMatchObject({ name: 'Jobs', encoder: 'hashing-1', reencoding: false, lastError: null });
    const { collection } = await data(
      'query ($id: ID!) { collection(id: $id) { name createdAt counts { pending indexed failed } } }',
      { id: created.id },
    );
    expect(collection).toEqual({
      name: 'Jobs',
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      counts: { pending: 0, indexed: 0, failed: 0 },
    });
    const second = await createCollection();
    const LIST =
      'query ($first: Int, $after: String) { collections(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const page = (await data(LIST, { first: 1 })).collections;
    expect(page.pageInfo.hasNextPage).toBe(true);
    const rest = (await data(LIST, { after: page.pageInfo.endCursor })).collections;
    expect([...page.nodes, ...rest.nodes].map(({ id }: Json) => id)).toEqual([created.id, second]);
    expect(rest.pageInfo.hasNextPage).toBe(false);

    expect(await data('mutation ($id: ID!) { deleteCollection(id: $id) { id } }', { id: second })).toEqual({
      deleteCollection: { id: second },
    });
    expect((await data('query ($id: ID!) { collection(id: $id) { name } }', { id: second })).collection).toBeNull();
  });

  it('belong to their tenant alone, and the answer does not tell whether they are there', async () => {
    const c = await createCollection([{ id: 'a', title: 'nurse' }]);
    for (const [query, variables] of [
      [SEARCH, { q: 'nurse' }],
      [SEARCH, { t: 'a' }],
      ['query ($c: ID!) { similarTitles(collection: $c, id: "a") { nodes { score } } }', {}],
      ['query ($c: ID!) { nearDuplicates(collection: $c) { nodes { title { id } } } }', {}],
      [UPSERT, { titles: [{ id: 'a', title: 'mine' }] }],
      [DELETE, { ids: ['a'] }],
      ['mutation ($c: ID!) { deleteCollection(id: $c) { id } }', {}],
    ] as const) {
      const foreign = await ask(query, { c, ...variables }, otherKey);
      const absent = await ask(query, { c: '0'.repeat(26), ...variables }, otherKey);
      expect(codesOf(foreign)).toEqual(['NOT_FOUND']);
      expect(codesOf(absent)).toEqual(['NOT_FOUND']);
    }
    const { data: answer } = await ask(
      'query ($c: ID!) { collection(id: $c) { name } collections { nodes { id } } }',
      { c },
      otherKey,
    );
    expect(answer).toEqual({ collection: null, collections: { nodes: [] } });
    expect(await found(c, { q: 'nurse' })).toEqual(['a']);
  });

  it('need a key with the scope', async () => {
    const reading = (await createKey(app.d1, { scopes: ['read'] })).key;
    const writing = (await createKey(app.d1, { scopes: ['write'] })).key;
    expect(codesOf(await app.ask(CREATE, { name: 'x' }))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await ask(CREATE, { name: 'x' }, reading))).toEqual(['FORBIDDEN']);
    expect(codesOf(await ask(SEARCH, { c: 'x', q: 'x' }, writing))).toEqual(['FORBIDDEN']);
  });
});

describe('titles', () => {
  it('are stored at once, found by their text before they are indexed, and counted by state', async () => {
    const c = await createCollection();
    const { upsertTitles } = await data(UPSERT, { c, titles: TITLES });
    expect(upsertTitles).toEqual({ received: 5, changed: 5, pending: 5, collection: { id: c } });
    const counts = async () =>
      (await data('query ($c: ID!) { collection(id: $c) { counts { pending indexed failed } } }', { c })).collection
        .counts;
    expect(await counts()).toEqual({ pending: 5, indexed: 0, failed: 0 });
    expect(await found(c, { q: 'Software Engineer', l: 'en' })).toEqual(['a']);
    await work();
    expect(await counts()).toEqual({ pending: 0, indexed: 5, failed: 0 });
  });

  it('are given back as they were sent', async () => {
    const c = await createCollection(TITLES);
    const TITLE = `query ($c: ID!, $t: ID!) { collection(id: $c) { title(id: $t) {
      id title cleaned language description skills location employer postedAt url attributes { name value } state lastError
      occupation { id } occupationConfidence } } }`;
    const title = async (t: string) => (await data(TITLE, { c, t })).collection.title;
    expect(await title('a')).toEqual({
      id: 'a',
      title: 'Senior Software Engineer (m/f/d)',
      cleaned: 'Software Engineer',
      language: 'en',
      description: null,
      skills: [],
      location: null,
      employer: 'ACME',
      postedAt: '2026-03-01T12:00:00.000Z',
      url: null,
      attributes: [
        { name: 'brand', value: 'blue' },
        { name: 'remote', value: 'yes' },
      ],
      state: 'INDEXED',
      lastError: null,
      occupation: { id: 'occupation:software-developer' },
      occupationConfidence: expect.any(Number),
    });
    expect(await title('c')).toMatchObject({ description: 'Night shifts.', skills: ['care for patients'] });
    expect(await title('d')).toMatchObject({ location: 'Berlin', url: 'https://example.org/d' });
    expect(await title('none')).toBeNull();
  });

  it('are listed page by page and by state', async () => {
    const c = await createCollection(TITLES);
    await data(UPSERT, { c, titles: [{ id: 'b', title: 'Pflegefachfrau', language: 'de' }] });
    const LIST =
      'query ($c: ID!, $s: TitleState, $first: Int, $after: String) { collection(id: $c) { titles(state: $s, first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }';
    const list = async (variables: Json): Promise<Json> => (await data(LIST, { c, ...variables })).collection.titles;
    const ids = ({ nodes }: Json): string[] => nodes.map(({ id }: Json) => id);
    expect(ids(await list({ s: 'PENDING' }))).toEqual(['b']);
    const first = await list({ first: 2 });
    const second = await list({ first: 3, after: first.pageInfo.endCursor });
    expect([ids(first), ids(second)]).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('change nothing when they are sent again, and replace the one before when they differ', async () => {
    const c = await createCollection(TITLES);
    expect((await data(UPSERT, { c, titles: TITLES })).upsertTitles).toMatchObject({ changed: 0, pending: 0 });
    const { upsertTitles } = await data(UPSERT, {
      c,
      titles: [
        { id: 'e', title: 'first' },
        { id: 'e', title: 'staff nurse', language: 'en' },
      ],
    });
    expect(upsertTitles).toMatchObject({ received: 2, changed: 1, pending: 1 });
    await work();
    expect(await found(c, { q: 'staff nurse', first: 1 })).toEqual(['e']);
    expect((await found(c, { q: 'zoo keeper' }))[0]).not.toBe('e');
  });

  it('are found by nobody once they are deleted', async () => {
    const c = await createCollection(TITLES);
    expect(await data(DELETE, { c, ids: ['b', 'c', 'nothing'] })).toEqual({ deleteTitles: { deleted: 2 } });
    expect(await found(c, { q: 'nurse' })).not.toContain('c');
    await work();
    expect(await found(c, { q: 'nurse' })).not.toContain('c');
    expect((await app.collectionStores.openVectors(app.collectionStores.deployed[0]!.identity).describe(c)).count).toBe(
      3,
    );
  });

  it.each([
    [[{ id: '', title: 'a' }], { code: 'BAD_USER_INPUT', argument: 'titles[0].id' }],
    [[{ id: 'a', title: 'x'.repeat(513) }], { code: 'TEXT_TOO_LONG', argument: 'titles[0].title' }],
    [[{ id: 'a', title: 'a', language: 'xx' }], { code: 'INVALID_LANGUAGE' }],
    [[{ id: 'a', title: 'a', url: 'javascript:alert(1)' }], { code: 'BAD_USER_INPUT', argument: 'titles[0].url' }],
    [
      [{ id: 'a', title: 'a', postedAt: '1969-12-31T00:00:00Z' }],
      { code: 'BAD_USER_INPUT', argument: 'titles[0].postedAt' },
    ],
    [[{ id: 'a', title: 'a', postedAt: 'yesterday' }], { code: 'BAD_USER_INPUT' }],
    [
      [{ id: 'a', title: 'a', attributes: [{ name: 'a b', value: '' }] }],
      { code: 'BAD_USER_INPUT', argument: 'titles[0].attributes' },
    ],
    [
      [
        {
          id: 'a',
          title: 'a',
          attributes: [
            { name: 'a', value: '1' },
            { name: 'a', value: '2' },
          ],
        },
      ],
      { code: 'BAD_USER_INPUT', argument: 'titles[0].attributes' },
    ],
    [
      Array.from({ length: 501 }, (_, n) => ({ id: `${n}`, title: 'a' })),
      { code: 'LIST_TOO_LONG', argument: 'titles', maximum: 500 },
    ],
  ])('are refused where they are not as they must be (%#)', async (titles, extensions) => {
    const c = await createCollection();
    const { errors } = await ask(UPSERT, { c, titles });
    expect(errors?.[0]?.extensions).toMatchObject(extensions);
    expect(
      (await data('query ($c: ID!) { collection(id: $c) { counts { pending } } }', { c })).collection.counts.pending,
    ).toBe(0);
  });

  it('are taken 500 a call', async () => {
    const c = await createCollection();
    const titles = Array.from({ length: 500 }, (_, n) => ({ id: `${n}`, title: `nurse ${n}`, language: 'en' }));
    expect((await data(UPSERT, { c, titles })).upsertTitles).toMatchObject({ received: 500, changed: 500 });
  });
});

describe('searchTitles', () => {
  let c: string;
  beforeAll(async () => {
    c = await createCollection(TITLES);
  });

  it('finds titles by words, with a score and the evidence for it', async () => {
    const { searchTitles } = await data(SEARCH, { c, q: 'software engineer', l: 'en' });
    const [first] = searchTitles.nodes;
    expect(searchTitles.partial).toBe(false);
    expect(first).toMatchObject({ title: { id: 'a', state: 'INDEXED' } });
    expect(first.score).toBeGreaterThan(0.5);
    const sources = first.evidence.map(({ source }: Json) => source);
    expect(sources.toSorted()).toEqual(['occupation', 'vector', 'words']);
    expect(first.evidence.find(({ source }: Json) => source === 'words').detail).toBe('software, engineer');
    const scores = searchTitles.nodes.map(({ score }: Json) => score);
    expect(scores).toEqual(scores.toSorted((left: number, right: number) => right - left));
  });

  it('finds titles across languages', async () => {
    expect((await found(c, { q: 'infirmière', l: 'fr' })).slice(0, 2).toSorted()).toEqual(['b', 'c']);
  });

  it('finds titles of an occupation, and like another title', async () => {
    expect((await found(c, { o: 'occupation:nurse' })).slice(0, 2).toSorted()).toEqual(['b', 'c']);
    const like = await found(c, { t: 'a' });
    expect(like[0]).toBe('d');
    expect(like).not.toContain('a');
    const { similarTitles } = await data(
      'query ($c: ID!) { similarTitles(collection: $c, id: "a", first: 1) { nodes { title { id } } } }',
      { c },
    );
    expect(similarTitles.nodes).toEqual([{ title: { id: 'd' } }]);
  });

  it.each([
    [{ languages: ['de'] }, ['b', 'd']],
    [{ groups: ['25'] }, ['a', 'd']],
    [{ groups: ['2221', '2512'] }, ['a', 'b', 'c', 'd']],
    [{ postedFrom: '2026-03-01T12:00:00Z' }, ['a']],
    [{ postedTo: '2026-03-01T11:59:59Z' }, ['b']],
    [{ postedTo: '2026-03-01T13:00:00+01:00' }, ['a', 'b']],
    [{ attributes: [{ name: 'remote', values: ['yes', 'no'] }] }, ['a', 'b']],
    [
      {
        attributes: [
          { name: 'remote', values: ['yes', 'no'] },
          { name: 'brand', values: ['blue'] },
        ],
      },
      ['a'],
    ],
    [{ attributes: [{ name: 'remote', values: ['maybe'] }] }, []],
    [{ languages: ['de'], attributes: [{ name: 'remote', values: ['no'] }] }, ['b']],
  ])('leaves what a filter leaves: %j', async (f, expected) => {
    const ids = new Set([...(await found(c, { q: 'nurse', f })), ...(await found(c, { q: 'software developer', f }))]);
    for (const id of ids) expect(expected).toContain(id);
    expect([...ids].filter((id) => expected.includes(id)).length).toBe(expected.length);
  });

  it('continues after a cursor, also when the hit is gone', async () => {
    const all = await data(SEARCH, { c, q: 'software engineer' });
    const ids = all.searchTitles.nodes.map(({ title }: Json) => title.id);
    const page = await data(SEARCH, { c, q: 'software engineer', first: 1 });
    expect(page.searchTitles.pageInfo.hasNextPage).toBe(true);
    const after = page.searchTitles.pageInfo.endCursor;
    expect(await found(c, { q: 'software engineer', after })).toEqual(ids.slice(1));
    expect(codesOf(await ask(SEARCH, { c, q: 'x', after: 'bm9uc2Vuc2U' }))).toEqual(['INVALID_CURSOR']);
  });

  it.each([
    [{}, { code: 'BAD_USER_INPUT', argument: 'query' }],
    [
      { q: 'a', t: 'a' },
      { code: 'BAD_USER_INPUT', argument: 'query' },
    ],
    [
      { q: 'a', first: 101 },
      { code: 'OUT_OF_RANGE', argument: 'first' },
    ],
    [
      { q: 'a', f: { groups: ['x'] } },
      { code: 'BAD_USER_INPUT', argument: 'filter.groups' },
    ],
    [{ o: 'skill:java' }, { code: 'INVALID_ID', argument: 'occupation' }],
    [{ t: 'nothing' }, { code: 'NOT_FOUND', argument: 'title' }],
  ])('refuses what it cannot answer: %j', async (variables, extensions) => {
    const { errors } = await ask(SEARCH, { c, ...variables });
    expect(errors?.[0]?.extensions).toMatchObject(extensions);
  });
});

describe('nearDuplicates', () => {
  it('tells each pair once, with the title that was stored first, page by page', async () => {
    const c = await createCollection([
      { id: '1', title: 'Software Engineer', language: 'en' },
      { id: '2', title: 'registered nurse', language: 'en' },
      { id: '3', title: 'Software Engineer (m/f/d)', language: 'en' },
      { id: '4', title: 'Registered Nurse', language: 'en' },
      { id: '5', title: 'software engineers', language: 'en' },
    ]);
    const QUERY = `query ($c: ID!, $t: Float, $first: Int, $after: String) { nearDuplicates(collection: $c, threshold: $t, first: $first, after: $after) {
      nodes { title { id } duplicates { score title { id } } } pageInfo { hasNextPage endCursor } } }`;
    const pairs = ({ nodes }: Json): string[] =>
      nodes.flatMap(({ title, duplicates }: Json) => duplicates.map((other: Json) => `${title.id}${other.title.id}`));
    expect(pairs((await data(QUERY, { c, t: 1 })).nearDuplicates)).toEqual(['13', '24']);
    const near = (await data(QUERY, { c, t: 0.6 })).nearDuplicates;
    expect(pairs(near)).toEqual(['13', '15', '24', '35']);
    const first = (await data(QUERY, { c, t: 1, first: 1 })).nearDuplicates;
    expect([pairs(first), first.pageInfo.hasNextPage]).toEqual([['13'], true]);
    const second = (await data(QUERY, { c, t: 1, after: first.pageInfo.endCursor })).nearDuplicates;
    expect(pairs(second)).toEqual(['24']);
  });
});

describe('writes', () => {
  it('are logged with who made them', async () => {
    const before = app.d1.sqlite.prepare('SELECT count(*) AS n FROM audit_entry').get()?.['n'];
    const c = await createCollection([{ id: 'a', title: 'nurse' }]);
    await data(DELETE, { c, ids: ['a'] });
    const rows = app.d1.sqlite
      .prepare('SELECT tenant, action, subject, count FROM audit_entry ORDER BY id LIMIT 10 OFFSET ?')
      .all(before ?? 0);
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { tenant: 'acme', action: 'createCollection', subject: c, count: 1 },
      { tenant: 'acme', action: 'upsertTitles', subject: c, count: 1 },
      { tenant: 'acme', action: 'deleteTitles', subject: c, count: 1 },
    ]);
  });
});
