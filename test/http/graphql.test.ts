import { describe, expect, it } from 'vitest';
import { persistedDocuments } from '../../worker/api/generated/persisted-documents.ts';
import { createTestApp } from '../support/app.ts';

const app = createTestApp();
const QUERY = '{autocomplete(text:"softw",language:"en"){text}}';

const get = (parameters: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
  app.fetch(`/graphql?${new URLSearchParams(parameters)}`, { headers });
const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
  app.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
const codeOf = async (response: Response): Promise<unknown> =>
  JSON.parse(await response.text()).errors[0].extensions.code;

describe('GET', () => {
  it('answers a query, with variables', async () => {
    const query =
      'query A($text: String!) { autocomplete(text: $text, language: "en") { text } } query B { __typename }';
    const response = await get({ query, operationName: 'A', variables: '{"text":"staff"}' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      data: { autocomplete: [{ text: 'staff nurse' }] },
      extensions: { cost: 20 },
    });
  });

  it('may be cached, with an ETag that is answered by 304', async () => {
    const first = await get({ query: QUERY });
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+/);
    expect(first.headers.get('vary')).toMatch(/Accept, Accept-Language/);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[0-9a-f]+"$/);
    for (const known of [tag, `"other", ${tag}`, tag.slice(2)]) {
      const second = await get({ query: QUERY }, { 'if-none-match': known });
      expect(second.status).toBe(304);
      expect(await second.text()).toBe('');
      expect(second.headers.get('etag')).toBe(tag);
      expect(second.headers.get('cache-control')).toBe(first.headers.get('cache-control'));
    }
  });

  it('has another ETag for another query, language or media type', async () => {
    const tags = await Promise.all(
      [
        get({ query: QUERY }),
        get({ query: `${QUERY} ` }),
        get({ query: QUERY }, { 'accept-language': 'de' }),
        get({ query: QUERY }, { accept: 'application/graphql-response+json' }),
      ].map(async (response) => (await response).headers.get('etag')),
    );
    expect(new Set(tags).size).toBe(4);
  });

  it('is not cached with errors in it, and a stale tag is answered anew', async () => {
    const wrong = await get({ query: '{occupation{id}}' });
    expect(wrong.status).toBe(200);
    expect(wrong.headers.get('cache-control')).toBe('no-store');
    expect(wrong.headers.get('etag')).toBeNull();
    expect((await get({ query: QUERY }, { 'if-none-match': 'W/"000000000000000000000000"' })).status).toBe(200);
  });

  it('never runs a mutation', async () => {
    const response = await get({ query: 'mutation { __typename }' }, { accept: 'application/graphql-response+json' });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    [{}, 'BAD_REQUEST'],
    [{ query: QUERY, variables: '{' }, 'BAD_REQUEST'],
    [{ query: QUERY, variables: '[1]' }, 'BAD_REQUEST'],
    [{ query: QUERY, extensions: '1' }, 'BAD_REQUEST'],
    [{ query: QUERY, documentId: 'sha256:00' }, 'BAD_REQUEST'],
    [{ documentId: 'sha256:00' }, 'PERSISTED_DOCUMENT_NOT_FOUND'],
  ])('%j is refused with 400 and %s', async (parameters, code) => {
    const response = await get(parameters);
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe(code);
  });

  it('gives browsers GraphiQL and programs an answer', async () => {
    const page = await get({}, { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect((await get({ query: QUERY }, { accept: '*/*' })).headers.get('content-type')).toContain('application/json');
  });
});

describe('persisted documents', () => {
  const [id = ''] = [...persistedDocuments].find(([, document]) => document.startsWith('query Autocomplete')) ?? [];
  const variables = { text: 'softw', language: 'en', limit: 1 };

  it('are run by their documentId, by GET and POST alike, and are cacheable', async () => {
    const byGet = await get({ documentId: id, variables: JSON.stringify(variables) });
    expect(byGet.status).toBe(200);
    expect(byGet.headers.get('etag')).not.toBeNull();
    const byPost = await post(JSON.stringify({ documentId: id, variables }));
    const answer = await byGet.json();
    expect(answer).toMatchObject({ data: { autocomplete: [{ text: 'software developer' }] } });
    expect(await byPost.json()).toEqual(answer);
  });

  it('all run', async () => {
    const samples: Record<string, unknown> = { text: 'softw', title: 'Senior nurse', id: 'occupation:nurse' };
    for (const [documentId, document] of persistedDocuments) {
      const names = Object.keys(samples).filter((name) => document.includes(`$${name}:`));
      const needed = Object.fromEntries(names.map((name) => [name, samples[name]]));
      const answer = JSON.parse(await (await post(JSON.stringify({ documentId, variables: needed }))).text());
      expect(answer.errors).toBeUndefined();
    }
  });
});

describe('POST', () => {
  it('ignores properties that the specification does not name', async () => {
    expect((await post(JSON.stringify({ query: QUERY, id: 7, variables: null, operationName: null }))).status).toBe(
      200,
    );
  });

  it.each([
    ['{"query":', 'BAD_REQUEST'],
    ['', 'BAD_REQUEST'],
    ['null', 'BAD_REQUEST'],
    ['"text"', 'BAD_REQUEST'],
    ['{}', 'BAD_REQUEST'],
    ['{"query":1}', 'BAD_REQUEST'],
    ['{"query":""}', 'BAD_REQUEST'],
    ['{"query":"{__typename}","variables":[]}', 'BAD_REQUEST'],
    ['{"query":"{__typename}","operationName":1}', 'BAD_REQUEST'],
    ['{"query":"{__typename}\\u0000"}', 'BAD_REQUEST'],
    ['[{"query":"{__typename}"}]', 'BATCHING_NOT_SUPPORTED'],
    ['[]', 'BATCHING_NOT_SUPPORTED'],
  ])('%s is refused with 400 and %s', async (body, code) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe(code);
  });

  it.each([
    'text/plain',
    'application/graphql',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    '',
  ])('refuses a body of type %j with 415', async (type) => {
    const response = await post('{"query":"{__typename}"}', { 'content-type': type });
    expect(response.status).toBe(415);
    expect(await codeOf(response)).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it('refuses with 406 who takes no JSON', async () => {
    const response = await post('{"query":"{__typename}"}', { accept: 'image/png' });
    expect(response.status).toBe(406);
    expect(await codeOf(response)).toBe('NOT_ACCEPTABLE');
  });

  it.each([1_048_577, 20_000_000])('refuses a body of %i bytes with 413', async (length) => {
    const response = await post(' '.repeat(length));
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe('BODY_TOO_LARGE');
  });

  it('takes a body of 1 MiB', async () => {
    const body = JSON.stringify({ query: '{__typename}' });
    expect((await post(body + ' '.repeat(1_048_576 - body.length))).status).toBe(200);
  });
});

describe('status codes', () => {
  it.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($id: ID!) { node(id: $id) { id } }', 'BAD_USER_INPUT'],
  ])('of %s follow the media type', async (query, code) => {
    const body = JSON.stringify({ query });
    const plain = await post(body, { accept: 'application/json' });
    expect(plain.status).toBe(200);
    expect(await codeOf(plain)).toBe(code);
    const modern = await post(body, { accept: 'application/graphql-response+json' });
    expect(modern.status).toBe(400);
    expect(await codeOf(modern)).toBe(code);
  });

  it('of a part that failed is 200', async () => {
    const { status, data, errors } = await app.ask('{ occupation { id } taxonomy { name } }');
    expect(status).toBe(200);
    expect(data).toEqual({ occupation: null, taxonomy: { name: 'Test' } });
    expect(errors).toHaveLength(1);
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('of %s is 405', async (method) => {
    const response = await app.fetch('/graphql', { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toContain('POST');
    expect(await codeOf(response)).toBe('METHOD_NOT_ALLOWED');
  });
});

describe('CORS', () => {
  it('lets every page ask, without credentials', async () => {
    const response = await post('{"query":"{__typename}"}', { origin: 'https://jobs.example' });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('vary') ?? '').not.toContain('Origin');
    expect(response.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
  });

  it('answers preflights', async () => {
    const headers = {
      origin: 'https://jobs.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const response = await app.fetch('/graphql', { method: 'OPTIONS', headers });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('content-type');
    expect(Number(response.headers.get('access-control-max-age'))).toBeGreaterThan(0);
  });
});
