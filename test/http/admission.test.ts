import { beforeEach, describe, expect, it } from 'vitest';
import type { AdmissionServices } from '../../worker/http/admission.ts';
import { createKey } from '../support/admission.ts';
import { type TestApp, createAppOver } from '../support/app.ts';
import { CONTENTS, type TestStores, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';

const ORIGIN = 'https://jobs.example';
const QUERY = '{autocomplete(text:"softw",language:"en"){text}}';
const RATES = { perAddress: 3, perPublishableKey: 5, perSecretKey: 10 };

let stores: TestStores;
beforeEach(() => {
  stores = createStoresOf([taxonomyOf(CONTENTS)]);
});

const appWith = (admission: Partial<AdmissionServices> = {}): TestApp => createAppOver(stores, admission);
const get = (app: TestApp, headers: Record<string, string> = {}): Promise<Response> =>
  app.fetch(`/graphql?${new URLSearchParams({ query: QUERY })}`, { headers });
const bearing = (key: string, more: Record<string, string> = {}): Record<string, string> => ({
  authorization: `Bearer ${key}`,
  ...more,
});
const errorOf = async (response: Response): Promise<Record<string, unknown>> =>
  JSON.parse(await response.text()).errors[0].extensions;

describe('without a key', () => {
  it('the taxonomy is open, where the setting says so', async () => {
    expect((await get(appWith())).status).toBe(200);
    const closed = await get(appWith({ anonymousReading: false }));
    expect(closed.status).toBe(401);
    expect(closed.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await errorOf(closed)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'MISSING' });
  });

  it('a browser gets GraphiQL even where the setting says no', async () => {
    const page = await appWith({ anonymousReading: false }).fetch('/graphql', { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  it('requests are counted by address, and the headers say where it stands', async () => {
    const app = appWith({ rates: RATES });
    const from = (address: string): Promise<Response> => get(app, { 'cf-connecting-ip': address });
    const first = await from('203.0.113.1');
    expect(first.headers.get('ratelimit-policy')).toBe('"address";q=3;w=60');
    expect(first.headers.get('ratelimit')).toBe('"address";r=2;t=20');
    await from('203.0.113.1');
    await from('203.0.113.1');
    const refused = await from('203.0.113.1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('20');
    expect(refused.headers.get('ratelimit')).toBe('"address";r=0;t=60');
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(await errorOf(refused)).toMatchObject({ code: 'RATE_LIMITED', policy: 'address', retryAfterS: 20 });
    expect((await from('203.0.113.2')).status).toBe(200);
  });

  it('health, readiness and pages are not counted', async () => {
    const app = appWith({ rates: { ...RATES, perAddress: 1 } });
    for (const path of ['/health', '/ready', '/index.html', '/health', '/ready'])
      expect((await app.fetch(path)).status).toBe(200);
  });
});

describe('a secret key', () => {
  it('is counted by itself, at its own rate where that is lower', async () => {
    const app = appWith({ rates: RATES });
    const { key } = await createKey(stores.d1, { ratePerMinute: 2 });
    const { key: greedy } = await createKey(stores.d1, { ratePerMinute: 1_000 });
    const response = await get(app, bearing(key));
    expect(response.headers.get('ratelimit-policy')).toBe('"key";q=2;w=60');
    expect((await get(app, bearing(greedy))).headers.get('ratelimit-policy')).toBe('"key";q=10;w=60');
    await get(app, bearing(key));
    expect((await get(app, bearing(key))).status).toBe(429);
    expect((await get(app)).status).toBe(200);
  });

  it('is kept out of pages, and its answers out of shared caches', async () => {
    const app = appWith();
    const { key } = await createKey(stores.d1);
    const response = await get(app, bearing(key, { origin: ORIGIN }));
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('cache-control')).toMatch(/^private/);
    expect(response.headers.get('vary')).toMatch(/Authorization/);
    const known = { 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await get(app, bearing(key, known))).status).toBe(304);
    expect((await get(app, known)).status).toBe(200);
  });

  it.each(['Bearer', 'Basic dXNlcjpwYXNz', 'Bearer cwk_live_x', 'Bearer a b'])('is not %j', async (authorization) => {
    const response = await get(appWith(), { authorization });
    expect(response.status).toBe(401);
    expect(await errorOf(response)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'MALFORMED' });
  });

  it('cannot be guessed: an address that sent sixty wrong ones waits', async () => {
    const app = appWith();
    const { key } = await createKey(stores.d1);
    const address = { 'cf-connecting-ip': '203.0.113.9' };
    const wrong = `cwk_live_${'0'.repeat(16)}_${'0'.repeat(64)}`;
    for (let time = 0; time < 60; time += 1) expect((await get(app, bearing(wrong, address))).status).toBe(401);
    const refused = await get(app, bearing(wrong, address));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await get(app, bearing(key, { 'cf-connecting-ip': '203.0.113.10' }))).status).toBe(200);
  });
});

describe('a publishable key', () => {
  it('may be read by the page that it is bound to', async () => {
    const { key, id } = await createKey(stores.d1, { kind: 'PUBLISHABLE', scopes: ['read'], origins: [ORIGIN] });
    const app = appWith({ rates: RATES });
    const response = await get(app, bearing(key, { origin: ORIGIN }));
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(response.headers.get('vary')).toMatch(/Origin/);
    expect(response.headers.get('ratelimit-policy')).toBe('"address";q=3;w=60, "key";q=5;w=60');
    expect(app.log.at(-1)).toMatchObject({ caller: 'PUBLISHABLE', key: id });
    expect(app.points.at(-1)).toMatchObject({ callerKind: 'PUBLISHABLE', keyId: id, status: 200, cost: 20 });
  });

  it('works for a GET of a page of the same origin, which sends a Referer alone', async () => {
    const { key } = await createKey(stores.d1, { kind: 'PUBLISHABLE', scopes: ['read'], origins: [ORIGIN] });
    expect((await get(appWith(), bearing(key, { referer: `${ORIGIN}/search?q=1` }))).status).toBe(200);
  });

  it('is refused elsewhere, and told why', async () => {
    const { key } = await createKey(stores.d1, { kind: 'PUBLISHABLE', scopes: ['read'], origins: [ORIGIN] });
    for (const headers of [{}, { origin: 'https://evil.example' }, { referer: 'not a page' }]) {
      const response = await get(appWith(), bearing(key, headers));
      expect(response.status).toBe(403);
      expect(await errorOf(response)).toMatchObject({ code: 'FORBIDDEN', reason: 'ORIGIN' });
    }
  });

  it('does not let one visitor use up what all share', async () => {
    const { key } = await createKey(stores.d1, { kind: 'PUBLISHABLE', scopes: ['read'], origins: [ORIGIN] });
    const app = appWith({ rates: RATES });
    const visit = (address: string): Promise<Response> =>
      get(app, bearing(key, { origin: ORIGIN, 'cf-connecting-ip': address }));
    for (let time = 0; time < 3; time += 1) expect((await visit('203.0.113.1')).status).toBe(200);
    for (let time = 0; time < 10; time += 1)
      expect(await errorOf(await visit('203.0.113.1'))).toMatchObject({ policy: 'address' });
    expect((await visit('203.0.113.2')).status).toBe(200);
  });
});
