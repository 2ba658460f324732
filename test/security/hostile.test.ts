/** What a hostile client sends to the real Worker: each gets a 4xx with a code, and the Worker keeps serving. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, startServer } from '../server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const ask = (query: string, variables?: Record<string, unknown>): string => JSON.stringify({ query, variables });
const TITLES = 'query ($inputs: [TitleInput!]!) { normalizeTitles(inputs: $inputs) { cleaned } }';
const RANK = 'query ($candidates: [String!]!) { rankTitles(title: "nurse", candidates: $candidates) { score } }';
const COMPLETE =
  'query ($text: String!, $language: LanguageTag) { autocomplete(text: $text, language: $language) { text } }';

const repeat = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** What is sent, the body, the code of the answer, its status. */
const HOSTILE: readonly (readonly [what: string, body: string, code: string, status?: number])[] = [
  ['a deep query', ask(`{ skill(id: "a") ${'{ broader '.repeat(500)}{ id }${' }'.repeat(500)} }`), 'DEPTH_LIMIT'],
  ['many aliases', ask(`{ ${repeat(200, (index) => `a${index}: __typename`)} }`), 'ALIAS_LIMIT'],
  ['aliased work', ask(`{ ${repeat(100, (index) => `a${index}: autocomplete(text: "a") { text }`)} }`), 'ALIAS_LIMIT'],
  ['many directives', ask(`{ __typename ${'@include(if: true) '.repeat(200)} }`), 'DIRECTIVE_LIMIT'],
  ['many tokens', ask(`{ ${'__typename '.repeat(10_000)} }`), 'TOKEN_LIMIT'],
  [
    'lists within lists',
    ask(
      '{ occupations(first: 100) { nodes { skills(first: 100) { nodes { occupations(first: 100) { nodes { id } } } } } } }',
    ),
    'COST_LIMIT',
  ],
  [
    'fragments that double',
    ask(
      `{ ...F0 } ${repeat(60, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F60 on Query { __typename }`,
    ),
    'FIELD_LIMIT',
  ],
  ['a body of 10 MB', ask('{ __typename }', { filler: 'x'.repeat(10_000_000) }), 'BODY_TOO_LARGE', 413],
  ['1,000 titles', ask(TITLES, { inputs: Array.from({ length: 1_000 }, () => ({ title: 'nurse' })) }), 'LIST_TOO_LONG'],
  ['1,001 candidates', ask(RANK, { candidates: Array.from({ length: 1_001 }, () => 'nurse') }), 'LIST_TOO_LONG'],
  ['a long title', ask(TITLES, { inputs: [{ title: 'x'.repeat(100_000) }] }), 'TEXT_TOO_LONG'],
  [
    'half a surrogate pair in a variable',
    '{"query":"query($t:String!){autocomplete(text:$t){text}}","variables":{"t":"a\\ud800"}}',
    'BAD_USER_INPUT',
  ],
  [
    'half a surrogate pair in the document',
    '{"query":"{ autocomplete(text: \\"\\udfff\\") { text } }"}',
    'BAD_REQUEST',
  ],
  [
    'half a surrogate pair, escaped in the document',
    ask(String.raw`{ autocomplete(text: "\uD800") { text } }`),
    'BAD_REQUEST',
  ],
  ['NUL in a variable', ask(COMPLETE, { text: 'a\0b' }), 'BAD_USER_INPUT'],
  ['NUL, escaped in the document', ask(String.raw`{ autocomplete(text: "\u0000") { text } }`), 'BAD_USER_INPUT'],
  ['NUL in the document', ask('{ __typename }\0'), 'BAD_REQUEST'],
  ['an unknown language', ask(COMPLETE, { text: 'a', language: 'xx' }), 'INVALID_LANGUAGE'],
  ['a language that is none', ask(COMPLETE, { text: 'a', language: '../../etc' }), 'INVALID_LANGUAGE'],
  [
    'an unknown language in the document',
    ask('{ autocomplete(text: "a", language: "tlh") { text } }'),
    'INVALID_LANGUAGE',
  ],
  ['malformed JSON', '{"query": "{ __typename }"', 'BAD_REQUEST'],
  ['no JSON at all', '\u0000\u0001', 'BAD_REQUEST'],
  ['JSON of the wrong shape', '{"query": {"query": 1}}', 'BAD_REQUEST'],
  ['a batch', `[${ask('{ __typename }')}, ${ask('{ __typename }')}]`, 'BATCHING_NOT_SUPPORTED'],
  ['an unknown persisted document', '{"documentId": "sha256:0000"}', 'PERSISTED_DOCUMENT_NOT_FOUND'],
];

const send = (body: BodyInit, accept: string): Promise<Response> =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body,
    duplex: 'half',
  } as RequestInit);

async function expectServing(): Promise<void> {
  const response = await send(ask(COMPLETE, { text: 'softw', language: 'en' }), 'application/json');
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ data: { autocomplete: [{ text: 'software developer' }, {}] } });
}

describe.each(['application/json', 'application/graphql-response+json'])('a client that accepts %s', (accept) => {
  const attacks = HOSTILE.map(([what, body, code, status = 400]) => ({ what, body, code, status }));
  it.each(attacks)('sends $what', async ({ body, code, status }) => {
    const response = await send(body, accept);
    const text = await response.text();
    expect(response.status).toBe(status);
    const { data, errors } = JSON.parse(text);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors[0].extensions).toMatchObject({ code, requestId: response.headers.get('x-request-id') });
    expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/);
    await expectServing();
  });
});

it('a body without a length, endless but for the bound, is refused', async () => {
  const chunk = new Uint8Array(100_000).fill(0x20);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(chunk);
      sent += chunk.length;
      if (sent >= 10_000_000) controller.close();
    },
  });
  const response = await send(body, 'application/json');
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BODY_TOO_LARGE' } }] });
  await expectServing();
});

it('fifty hostile requests at once leave it serving', async () => {
  const bodies = Array.from({ length: 50 }, (_, index) => HOSTILE[index % HOSTILE.length]?.[1] ?? '');
  const statuses = await Promise.all(bodies.map(async (body) => (await send(body, 'application/json')).status));
  for (const status of statuses) expect(status).toBeGreaterThanOrEqual(400);
  for (const status of statuses) expect(status).toBeLessThan(500);
  await expectServing();
});
