/**
 * Twenty thousand random documents with random variables, the same every time: whatever they ask, no answer is a 5xx,
 * every error has a code, and nothing unexpected is logged. Half of them come with a key that may do everything.
 */
import { expect, it } from 'vitest';
import { schema } from '../../worker/api/schema.ts';
import { createKey } from '../support/admission.ts';
import { createTestApp } from '../support/app.ts';
import { drain } from '../support/collections.ts';
import { createDocuments } from '../support/random-documents.ts';

const REQUESTS = 20_000;
const SEED = 20_261_123;

it('no random request is answered by a 5xx', async () => {
  const app = createTestApp();
  const { key } = await createKey(app.d1);
  const headers = { authorization: `Bearer ${key}` };
  const { data: made } = await app.ask('mutation { createCollection(name: "fuzz") { id } }', {}, headers);
  const collection: string = made.createCollection.id;
  const titles = ['nurse', 'Krankenschwester', 'programmer'].map((title) => ({ id: title, title }));
  const upsert =
    'mutation ($c: ID!, $t: [CollectionTitleInput!]!) { upsertTitles(collection: $c, titles: $t) { received } }';
  await app.ask(upsert, { c: collection, t: titles }, headers);
  await drain(app.collectionStores, (task) => app.collections.indexing.run(task));
  const known = [collection, ...titles.map(({ id }) => id), 'occupation:nurse', 'skill:java'];
  const next = createDocuments(schema, SEED, known);
  const codes = new Map<string, number>();
  let answered = 0;
  for (let request = 0; request < REQUESTS; request += 1) {
    const { query, variables } = next();
    const response = await app.fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(request % 2 === 0 ? { authorization: `Bearer ${key}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const { data, errors = [] } = JSON.parse(text);
    const codesHere: string[] = errors.map((error: { extensions: { code: string } }) => error.extensions.code);
    for (const code of codesHere) codes.set(code, (codes.get(code) ?? 0) + 1);
    if (data !== undefined && data !== null) answered += 1;
    if (response.status >= 500 || codesHere.includes('INTERNAL_SERVER_ERROR') || codesHere.includes('undefined')) {
      const logged = app.log.filter(({ event }) => event === 'unexpected_error');
      expect.fail(`Request ${request}:\n${query}\n${JSON.stringify(variables)}\n${text}\n${JSON.stringify(logged)}`);
    }
    app.log.length = 0;
    app.points.length = 0;
  }
  // The requests reach what they are meant to: execution, and each of the checks before it.
  expect(answered).toBeGreaterThan(REQUESTS / 10);
  const reached = [
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'BAD_USER_INPUT',
    'INVALID_LANGUAGE',
    'OUT_OF_RANGE',
    'TEXT_TOO_LONG',
    'LIST_TOO_LONG',
    'INVALID_ID',
    'INVALID_CURSOR',
  ];
  for (const code of reached) expect([code, codes.get(code) ?? 0]).not.toEqual([code, 0]);
}, 600_000);
