/** Files that pages of other origins load, and the key that such a page sends in the address. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../support/admission.ts';
import { type TestApp, createTestApp } from '../support/app.ts';

const ORIGIN = 'https://jobs.example';

let app: TestApp;
beforeAll(() => {
  app = createTestApp();
});

describe('shared files', () => {
  it.each([
    ['/elements/crosswalk-autocomplete.js', /max-age=3600\b/],
    ['/snapshot/labels-en-0123456789abcdef.bin', /immutable/],
    ['/snapshot/manifest.json', /no-cache/],
  ])('%s may be loaded by every page, and kept as long as it holds', async (path, kept) => {
    const response = await app.fetch(path, { headers: { origin: ORIGIN } });
    expect(await response.text()).toBe(`asset ${path}`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toMatch(kept);
  });

  it('leaves other files to their own pages', async () => {
    const response = await app.fetch('/index.html', { headers: { origin: ORIGIN } });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a key in the address', () => {
  const ask = (key: string, origin = ORIGIN): Promise<Response> => {
    const query = '{ autocomplete(text: "softw", language: "en") { text } }';
    return app.fetch(`/graphql?${new URLSearchParams({ query, key })}`, { headers: { origin } });
  };
  const codeOf = async (response: Response): Promise<unknown> =>
    JSON.parse(await response.text()).errors[0].extensions.code;

  it('counts when it is publishable, for its own page alone', async () => {
    const { key, id } = await createKey(app.d1, { kind: 'PUBLISHABLE', scopes: ['read'], origins: [ORIGIN] });
    const response = await ask(key);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(app.log.at(-1)).toMatchObject({ caller: 'PUBLISHABLE', key: id });
    expect(JSON.stringify(app.log)).not.toContain(key);
    expect(await codeOf(await ask(key, 'https://evil.example'))).toBe('FORBIDDEN');
  });

  it('is refused when it is secret, or no key at all', async () => {
    const { key } = await createKey(app.d1, { kind: 'SECRET' });
    for (const wrong of [key, 'k', '']) expect(await codeOf(await ask(wrong))).toBe('UNAUTHENTICATED');
  });
});
