/** MCP as the official client speaks it, over HTTP, with the running Worker. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, startServer } from '../server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** The protocol with and without sessions: since 2026, and before. */
const ERAS = ['auto', 'legacy'] as const;

async function connect(mode: (typeof ERAS)[number]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`)));
  return client;
}

const ARGUMENTS: Readonly<Record<string, Record<string, unknown>>> = {
  complete_title: { text: 'sofware dev', language: 'en', limit: 2 },
  normalize_title: { title: 'Senior Software Engineer (m/f/d)', language: 'en', limit: 1 },
  rank_titles: { title: 'nurse', candidates: ['programmer', 'registered nurse'], limit: 1 },
  skills_for_title: { title: 'software developer', language: 'en', labelLanguage: 'de', limit: 5 },
  get_occupation: { id: 'occupation:nurse', language: 'de' },
  search_concepts: { text: 'software', language: 'en', limit: 3 },
};

const ANSWERS: Readonly<Record<string, unknown>> = {
  complete_title: {
    completions: [
      {
        text: 'software developer',
        kind: 'OCCUPATION',
        concept: { id: 'occupation:software-developer', iscoCode: '2512' },
      },
      { text: 'embedded software developer' },
    ],
  },
  normalize_title: {
    normalization: {
      cleaned: 'Software Engineer',
      seniority: 'SENIOR',
      matches: [
        {
          occupation: { id: 'occupation:software-developer', iscoCode: '2512' },
          matchedLabel: { text: 'software engineer' },
        },
      ],
    },
  },
  rank_titles: { ranked: [{ index: 1, title: 'registered nurse' }] },
  skills_for_title: {
    skills: expect.arrayContaining([
      expect.objectContaining({
        relation: 'ESSENTIAL',
        skill: expect.objectContaining({ label: 'Software debuggen' }),
      }),
    ]),
  },
  get_occupation: {
    occupation: {
      label: 'Krankenpfleger',
      description: 'Pflegt Kranke.',
      essentialSkills: { totalCount: 1, nodes: [{ id: 'skill:care' }] },
      nextOccupations: [
        { kind: 'ADVANCEMENT', occupation: { id: 'occupation:nurse-manager' } },
        { kind: 'RELATED', occupation: { id: 'occupation:midwife' } },
      ],
    },
  },
  search_concepts: {
    occupations: { nodes: expect.arrayContaining([expect.objectContaining({ id: 'occupation:software-developer' })]) },
    skills: { nodes: expect.arrayContaining([expect.objectContaining({ id: 'skill:debug', category: 'HARD_SKILL' })]) },
  },
};

/** Arguments that are refused, and what the refusal must say. */
const REFUSED: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  ['complete_title', {}, /text/],
  ['complete_title', { text: 7 }, /text/],
  ['complete_title', { text: 'a', limt: 3 }, /limt/],
  ['complete_title', { text: 'a', limit: 0 }, /limit/],
  ['complete_title', { text: 'a', kinds: ['JOB'] }, /kinds/],
  ['complete_title', { text: 'a', language: 'xx' }, /INVALID_LANGUAGE/],
  ['complete_title', { text: 'a'.repeat(257) }, /256/],
  ['complete_title', { text: 'a\0b' }, /./],
  ['normalize_title', { title: '' }, /title/],
  ['normalize_title', { title: 'x', minConfidence: 2 }, /minConfidence/],
  ['normalize_title', { title: 'x', skills: Array.from({ length: 101 }, () => 'java') }, /skills/],
  ['rank_titles', { title: 'x', candidates: [] }, /candidates/],
  ['rank_titles', { title: 'x', candidates: Array.from({ length: 1001 }, () => 'x') }, /candidates/],
  ['skills_for_title', { title: 'x', limit: 101 }, /limit/],
  ['get_occupation', {}, /BAD_USER_INPUT/],
  ['get_occupation', { id: 'occupation:nurse', code: '2221.1' }, /BAD_USER_INPUT/],
  ['get_occupation', { id: 'occupation:nobody' }, /No occupation/],
  ['search_concepts', { text: 'a', kinds: [] }, /kinds/],
];

describe.each(ERAS)('the official client (%s)', (mode) => {
  let client: Client;
  beforeAll(async () => {
    client = await connect(mode);
  });
  afterAll(() => client.close());

  it('lists every tool, with schemas of what it takes and answers', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).toSorted()).toEqual(Object.keys(ARGUMENTS).toSorted());
    for (const { description, inputSchema, outputSchema, annotations } of tools) {
      expect(description).toBeTruthy();
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(outputSchema).toMatchObject({ type: 'object' });
      expect(annotations).toMatchObject({ readOnlyHint: true });
    }
  });

  it.each(Object.keys(ARGUMENTS))('calls %s', async (name) => {
    const result = await client.callTool({ name, arguments: ARGUMENTS[name] ?? {} });
    expect(result.isError ?? false).toBe(false);
    expect(result.structuredContent).toMatchObject(ANSWERS[name] as object);
    const [content] = result.content;
    expect(content?.type === 'text' ? JSON.parse(content.text) : undefined).toEqual(result.structuredContent);
  });

  it.each(REFUSED.map(([name, wrong, told]) => [name, told, wrong] as const))(
    '%s refuses arguments, and says %s',
    async (name, told, wrong) => {
      const result = await client.callTool({ name, arguments: wrong });
      expect(result.isError).toBe(true);
      expect(JSON.stringify(result.content)).toMatch(told);
      expect(JSON.stringify(result.content)).not.toMatch(/INTERNAL_SERVER_ERROR/);
    },
  );

  it('is told that a tool does not exist, and goes on', async () => {
    await expect(client.callTool({ name: 'no_such_tool', arguments: {} })).rejects.toThrow(/no_such_tool/);
    expect((await client.listTools()).tools).not.toEqual([]);
  });
});

describe('the endpoint', () => {
  const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body,
    });
  const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

  it('refuses what is no request of the protocol, without failing', async () => {
    for (const body of ['', '{', 'null', '[]', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":1,"method":"nothing"}']) {
      const response = await post(body);
      const answer = await response.text();
      expect(response.status, body).toBeLessThan(500);
      expect(answer, body).toMatch(/"error"/);
    }
    expect((await fetch(`${server.url}/mcp`)).status).toBe(405);
    expect((await post(list, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post(' '.repeat(1_100_000))).status).toBe(413);
  });

  it('admits the same keys as GraphQL', async () => {
    const refused = await post(list, { authorization: `Bearer cwk_live_${'0'.repeat(16)}_${'0'.repeat(64)}` });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    const admitted = await post(list);
    expect(admitted.status).toBe(200);
    expect(admitted.headers.get('ratelimit')).toMatch(/address/);
    expect(admitted.headers.get('cache-control')).toBe('no-store');
  });

  it('may be asked from a page', async () => {
    const preflight = await fetch(`${server.url}/mcp`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://board.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,mcp-protocol-version',
      },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('mcp-protocol-version');
  });

  it('left nothing unexpected in the log', () => {
    expect(server.output()).not.toMatch(/unexpected_error/);
  });
});
