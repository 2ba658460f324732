/**
 * Two tenants, and everything that the API can be asked: with its own key the owner gets what it asks for, with the
 * other tenant's key, with a publishable key of the other, and without a key nobody gets or changes anything of it.
 *
 * Every query and mutation of the schema stands in one of the two lists below; a new one fails the test until it is
 * put there.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { schema } from '../../worker/api/schema.ts';
import { createKey } from '../support/admission.ts';
import { type Answer, type TestApp, createTestApp } from '../support/app.ts';
import { drain } from '../support/collections.ts';

/** What everybody may ask: nothing in it belongs to anybody. */
const OPEN: readonly string[] = [
  'autocomplete',
  'node',
  'nodes',
  'normalizeTitle',
  'normalizeTitles',
  'occupation',
  'occupations',
  'rankTitles',
  'skill',
  'skills',
  'skillsForTitle',
  'extractSkills',
  'linkSkills',
  'taxonomy',
  'taxonomyChanges',
];

/** Only the owner's data says so. */
const MARK = 'zzmark';
const TITLE = '{ id title employer description }';
const HITS = `{ nodes { title ${TITLE} score } }`;
const COLLECTION =
  '{ id name counts { pending indexed failed } title(id: "one") { id title } titles { nodes { id title } } }';

/** What belongs to a tenant, by field: a request that names what is the owner's. */
const OWNED: Readonly<Record<string, { readonly query: string; readonly marks?: boolean }>> = {
  collection: { query: `query ($c: ID!) { collection(id: $c) ${COLLECTION} }` },
  collections: { query: `{ collections { nodes ${COLLECTION} } }` },
  searchTitles: { query: `query ($c: ID!) { searchTitles(collection: $c, query: "${MARK} nurse") ${HITS} }` },
  similarTitles: { query: `query ($c: ID!) { similarTitles(collection: $c, id: "one") ${HITS} }` },
  nearDuplicates: {
    query: `query ($c: ID!) { nearDuplicates(collection: $c, threshold: 0.5) { nodes { title ${TITLE} duplicates { title ${TITLE} } } } }`,
  },
  auditLog: { query: '{ auditLog { nodes { actor action subject } } }', marks: false },
  createCollection: { query: `mutation { createCollection(name: "${MARK} two") { id name } }` },
  deleteCollection: { query: 'mutation ($c: ID!) { deleteCollection(id: $c) { __typename } }', marks: false },
  upsertTitles: {
    query: `mutation ($c: ID!) { upsertTitles(collection: $c, titles: [{ id: "one", title: "changed" }]) { collection { id name } } }`,
  },
  bulkNormalization: { query: 'query ($j: ID!) { bulkNormalization(id: $j) { id state resultUrl } }', marks: false },
  startBulkNormalization: { query: 'mutation { startBulkNormalization(format: CSV) { job { state } } }', marks: false },
  cancelBulkNormalization: {
    query: 'mutation ($j: ID!) { cancelBulkNormalization(id: $j) { id state } }',
    marks: false,
  },
  deleteTitles: {
    query: 'mutation ($c: ID!) { deleteTitles(collection: $c, ids: ["one", "two"]) { deleted } }',
    marks: false,
  },
};

/** The same again where a title is named rather than a text. */
const MORE: readonly string[] = [
  `query ($c: ID!) { searchTitles(collection: $c, title: "one") ${HITS} }`,
  `query ($c: ID!) { searchTitles(collection: $c, occupation: "occupation:nurse") ${HITS} }`,
  'query ($c: ID!) { node(id: $c) { id } nodes(ids: [$c, "one"]) { id } }',
];

let app: TestApp;
let own = '';
let other = '';
let page = '';
let collection = '';
let job = '';

const ORIGIN = 'https://jobs.example';
const ask = (query: string, key: string | undefined): Promise<Answer> =>
  app.ask(
    query,
    { ...(query.includes('$c') ? { c: collection } : {}), ...(query.includes('$j') ? { j: job } : {}) },
    {
      origin: ORIGIN,
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
  );

/** Every row of the owner, in every table that has owners. */
function ownRows(): string {
  const tables = app.d1.sqlite
    .prepare(
      "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'tenant'",
    )
    .all()
    .map(({ name }) => String(name));
  expect(tables.length).toBeGreaterThan(3);
  const rows = tables.map((table) => app.d1.sqlite.prepare(`SELECT * FROM ${table} WHERE tenant = 'owner'`).all());
  return JSON.stringify(rows);
}

beforeEach(async () => {
  app = createTestApp();
  own = (await createKey(app.d1, { tenant: 'owner' })).key;
  other = (await createKey(app.d1, { tenant: 'other' })).key;
  const bound = { kind: 'PUBLISHABLE', scopes: ['read'], origins: [ORIGIN] } as const;
  page = (await createKey(app.d1, { tenant: 'other', ...bound })).key;
  collection = (await ask(`mutation { createCollection(name: "${MARK}") { id } }`, own)).data.createCollection.id;
  await ask(
    `mutation ($c: ID!) { upsertTitles(collection: $c, titles: [
      { id: "one", title: "${MARK} nurse", employer: "${MARK}" }, { id: "two", title: "${MARK} nurses", description: "${MARK}" }]) { received } }`,
    own,
  );
  await drain(app.collectionStores, (task) => app.collections.indexing.run(task));
  const started = await ask('mutation { startBulkNormalization(format: CSV) { job { id } } }', own);
  job = started.data.startBulkNormalization.job.id;
  // The other tenant has a collection as well: nobody is told apart by having nothing.
  await ask('mutation { createCollection(name: "theirs") { id } }', other);
});

it('every query and mutation is known to be open or owned', () => {
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  );
  expect(fields.filter((field) => !(field in OWNED) && !OPEN.includes(field))).toEqual([]);
  expect(Object.keys(OWNED).filter((field) => !fields.includes(field))).toEqual([]);
});

describe.each(Object.entries(OWNED))('%s', (_, { query, marks = true }) => {
  it('answers its owner', async () => {
    const { data, errors } = await ask(query, own);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data).includes(MARK)).toBe(marks);
  });

  it('tells and does nothing of it to anybody else', async () => {
    const before = ownRows();
    expect(before).toContain(MARK);
    for (const key of [other, page, undefined]) {
      const answer = await ask(query, key);
      expect(JSON.stringify([answer.data, answer.errors])).not.toMatch(
        new RegExp(query.includes(MARK) ? `"${MARK}"` : MARK),
      );
      expect(JSON.stringify(answer.data ?? '')).not.toMatch(new RegExp(`${collection}|${job}`));
    }
    expect(ownRows()).toBe(before);
  });

  it('asks for a key', async () => {
    const { errors } = await ask(query, undefined);
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
  });
});

it.each(MORE)('%s tells nobody else anything', async (query) => {
  for (const key of [other, page, undefined]) {
    const answer = await ask(query, key);
    expect(JSON.stringify([answer.data, answer.errors])).not.toContain(MARK);
  }
});

it("what is not there and what is another's are told alike", async () => {
  const without = (answer: Answer): unknown =>
    answer.errors?.map(({ message, extensions }) => [message, extensions['code']]);
  for (const { query } of Object.values(OWNED).filter((one) => one.query.includes('$c'))) {
    const theirs = await ask(query, other);
    const mine = collection;
    collection = '0'.repeat(collection.length);
    const nobodys = await ask(query, other);
    collection = mine;
    const erase = (text: unknown): string =>
      (JSON.stringify(text) ?? '').replaceAll(mine, 'ID').replaceAll('0'.repeat(mine.length), 'ID');
    expect(erase([theirs.data, without(theirs)])).toBe(erase([nobodys.data, without(nobodys)]));
  }
});
