import { beforeAll, describe, expect, it } from 'vitest';
import { auditSql } from '../../scripts/key-rows.ts';
import { createKey } from '../support/admission.ts';
import { type Answer, createTestApp } from '../support/app.ts';

const app = createTestApp();
let admin = '';
let adminId = '';
let writer = '';

const ask = (query: string, key: string, variables = {}, headers = {}): Promise<Answer> =>
  app.ask(query, variables, { authorization: `Bearer ${key}`, ...headers });

const LOG = `query ($first: Int, $after: String) { auditLog(first: $first, after: $after) {
  nodes { at actor action subject count requestId } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

beforeAll(async () => {
  ({ key: admin, id: adminId } = await createKey(app.d1));
  ({ key: writer } = await createKey(app.d1, { scopes: ['read', 'write'] }));
});

describe('the audit log', () => {
  it('holds every write, newest first, with who, what, how many and in which request', async () => {
    const request = { 'x-request-id': 'request-of-the-test' };
    const created = await ask('mutation { createCollection(name: "Jobs") { id } }', admin, {}, request);
    const { id } = created.data.createCollection;
    const titles = [1, 2, 3].map((number) => ({ id: String(number), title: `Nurse ${number}` }));
    const upsert =
      'mutation ($c: ID!, $t: [CollectionTitleInput!]!) { upsertTitles(collection: $c, titles: $t) { received } }';
    await ask(upsert, admin, { c: id, t: titles });
    await ask('mutation ($c: ID!) { deleteTitles(collection: $c, ids: ["2"]) { deleted } }', admin, { c: id });
    await ask('mutation ($c: ID!) { deleteCollection(id: $c) { id } }', admin, { c: id });
    app.d1.sqlite.exec(auditSql({ tenant: 'acme', action: 'revokeKey', subject: 'a key' }, new Date()));
    const { data } = await ask(LOG, admin);
    const entry = { actor: adminId, subject: id, at: expect.any(String), requestId: expect.any(String) };
    expect(data.auditLog.nodes).toEqual([
      { ...entry, action: 'revokeKey', subject: 'a key', actor: 'cli', count: 1, requestId: '' },
      { ...entry, action: 'deleteCollection', count: expect.any(Number) },
      { ...entry, action: 'deleteTitles', count: 1 },
      { ...entry, action: 'upsertTitles', count: 3 },
      { ...entry, action: 'createCollection', count: 1, requestId: 'request-of-the-test' },
    ]);
  });

  it('is read in pages', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { data } = await ask(LOG, admin, { first: 2, after });
      seen.push(...data.auditLog.nodes.map(({ action }: { action: string }) => action));
      after = data.auditLog.pageInfo.hasNextPage ? data.auditLog.pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(seen).toEqual(['revokeKey', 'deleteCollection', 'deleteTitles', 'upsertTitles', 'createCollection']);
    expect((await ask(LOG, admin, { after: 'bm8' })).errors?.[0]?.extensions['code']).toBe('INVALID_CURSOR');
  });

  it('needs the scope admin, and is kept by no cache', async () => {
    const refused = await ask(LOG, writer);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'admin' });
    expect((await app.ask(LOG)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const query = new URLSearchParams({ query: '{ auditLog { nodes { at } } }' });
    const read = await app.fetch(`/graphql?${query}`, { headers: { authorization: `Bearer ${admin}` } });
    expect(read.headers.get('cache-control')).toBe('no-store');
    expect(read.headers.get('etag')).toBeNull();
  });
});
