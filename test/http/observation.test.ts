import { describe, expect, it } from 'vitest';
import { CrosswalkFailure } from '../../worker/core/failures.ts';
import { createApp } from '../../worker/http/app.ts';
import { createLog } from '../../worker/platform/log.ts';
import { createApi } from '../../worker/api/server.ts';
import { createApiServices } from '../../worker/services.ts';
import { createAuditStore } from '../../worker/stores/audit.ts';
import { createConceptStore } from '../../worker/stores/concepts.ts';
import type { SnapshotStore } from '../../worker/stores/snapshot.ts';
import { createTestBulk } from '../support/bulk.ts';
import { createAdmission } from '../support/admission.ts';
import { createTestApp } from '../support/app.ts';
import { createTestCollectionStores } from '../support/collections.ts';
import { createTestD1 } from '../support/d1.ts';

/** A Worker whose snapshot cannot be read. */
function brokenApp(error: () => Error): { app: ReturnType<typeof createApp>; lines: Record<string, unknown>[] } {
  const fail = async (): Promise<never> => {
    throw error();
  };
  const snapshot: SnapshotStore = {
    manifest: fail,
    concepts: fail,
    labels: fail,
    prefixIndex: fail,
    labelSearch: fail,
    conceptVectors: fail,
    surroundings: fail,
    encoder: fail,
    senses: fail,
    held: () => new Map(),
  };
  const lines: Record<string, unknown>[] = [];
  const app = createApp({
    log: createLog('info', (line) => lines.push(JSON.parse(line))),
    api: createApi(
      createApiServices(
        snapshot,
        createConceptStore(createTestD1().client),
        createTestCollectionStores(createTestD1()),
        createAuditStore(createTestD1().client),
        createTestBulk(createTestD1()),
      ),
    ),
    served: fail,
    ready: fail,
    bulk: { upload: fail, result: fail },
    metrics: () => undefined,
    admission: createAdmission(createTestD1()),
    asset: fail,
    explorer: fail,
  });
  return { app, lines };
}

const ask = (query: string): Request =>
  new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });

describe('a request', () => {
  it('leaves one log line, without query and variables', async () => {
    const app = createTestApp();
    const { headers } = await app.ask('query Complete($t: String!) { autocomplete(text: $t) { text } }', {
      t: 'a secret',
    });
    expect(app.log).toHaveLength(1);
    expect(app.log[0]).toMatchObject({
      level: 'info',
      event: 'request',
      request: headers.get('x-request-id'),
      method: 'POST',
      path: '/graphql',
      operation: 'Complete',
      status: 200,
      code: null,
      ms: expect.any(Number),
    });
    expect(JSON.stringify(app.log)).not.toContain('secret');
  });

  it('keeps the id that its client gave it, if it is one', async () => {
    const app = createTestApp();
    const own = await app.ask('{ nothing }', {}, { 'x-request-id': 'client-0123456789' });
    expect(own.headers.get('x-request-id')).toBe('client-0123456789');
    expect(own.errors?.[0]?.extensions['requestId']).toBe('client-0123456789');
    const forged = await app.ask('{ __typename }', {}, { 'x-request-id': 'a b"c' });
    expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says how long its phases took', async () => {
    const { headers } = await createTestApp().ask('{ autocomplete(text: "a") { text } }');
    const phases = headers.get('server-timing')?.split(', ') ?? [];
    expect(phases.map((phase) => phase.split(';')[0])).toEqual(['parse', 'validate', 'execute', 'engine', 'total']);
    for (const phase of phases) expect(phase).toMatch(/^\w+;dur=\d+\.\d\d$/);
  });
});

describe('health and readiness', () => {
  it('answer when all is well', async () => {
    const app = createTestApp();
    expect(await (await app.fetch('/health')).json()).toEqual({ status: 'ok' });
    expect(await (await app.fetch('/ready')).json()).toMatchObject({ status: 'ready', taxonomy: 'test-1' });
  });

  it('differ when the snapshot is missing', async () => {
    const { app } = brokenApp(() => new CrosswalkFailure({ code: 'UNAVAILABLE', part: 'taxonomy snapshot' }));
    expect((await app.fetch(new Request('http://localhost/health'))).status).toBe(200);
    const ready = await app.fetch(new Request('http://localhost/ready'));
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  });
});

describe('what goes wrong on our side', () => {
  it('is masked in the answer and whole in the log', async () => {
    const { app, lines } = brokenApp(() => new Error('the password is hunter2'));
    const response = await app.fetch(ask('{ autocomplete(text: "a") { text } }'));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('hunter2');
    const [error] = JSON.parse(text).errors;
    expect(error.extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      requestId: response.headers.get('x-request-id'),
    });
    expect(lines.map(({ event }) => event)).toEqual(['unexpected_error', 'request']);
    expect(lines[0]).toMatchObject({
      level: 'error',
      request: error.extensions.requestId,
      message: 'the password is hunter2',
    });
  });

  it('is told as unavailable, with 503, when the snapshot cannot be read', async () => {
    const { app } = brokenApp(() => new CrosswalkFailure({ code: 'UNAVAILABLE', part: 'taxonomy snapshot' }));
    const response = await app.fetch(ask('{ autocomplete(text: "a") { text } }'));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'UNAVAILABLE', part: 'taxonomy snapshot' } }],
    });
  });

  it('outside of GraphQL is masked too', async () => {
    const { app } = brokenApp(() => new Error('the password is hunter2'));
    const response = await app.fetch(new Request('http://localhost/anything'));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
  });
});
