/** What holds for every page: nothing for axe-core to object to, no scrolling sideways, no inline script, few bytes. */
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, openBrowser, openPage, serverUrl, sidewaysScroll } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

/** Address, and something that stands on the page once it is complete. */
const PAGES: readonly (readonly [string, string])[] = [
  ['/', '.examples a'],
  ['/?q=nurse', '[role="option"]'],
  ['/?view=normalise', '#normalise .examples a'],
  [`/?view=normalise&title=${encodeURIComponent('Senior nurse (m/f/d) London')}`, '.match'],
  ['/?view=compare', '.heat'],
  ['/?view=browse', '.groups'],
  ['/?view=browse&id=group:2', '.names'],
  ['/?view=browse&id=occupation:software-developer', '.name-table'],
  ['/?view=browse&id=occupation:nurse&in=ar', '.name-table'],
  ['/?view=browse&id=nothing', '.notice'],
  ['/?view=bulk', '#pasted'],
  ['/docs/', '.guides'],
  ['/docs/api', 'article'],
  ['/docs/adopting', 'article'],
  ['/docs/quality', 'article'],
  ['/docs/accessibility', 'article'],
  ['/docs/schema/', 'table'],
  ['/docs/schema/occupation', '.field'],
  ['/docs/persisted-documents', 'pre'],
];

describe.each(PAGES)('%s', (path, complete) => {
  it.each([
    ['light', 320],
    ['dark', 1280],
  ] as const)('is accessible and complains about nothing, %s, %i px wide', async (colorScheme, width) => {
    const { page, complaints, close } = await openPage(browser, { viewport: { width, height: 800 }, colorScheme });
    await page.goto(path);
    await page.locator(complete).first().waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

/** Above this, layout shift costs points in Lighthouse; 0.1 is what browsers' makers still call good. */
const MOST_SHIFT = 0.02;

const VIEWS = PAGES.filter(([path]) => path.startsWith('/?') && !path.includes('nothing'));

describe('late answers', () => {
  it.each(VIEWS)('push nothing away that is in sight: %s', async (path, complete) => {
    for (const width of [412, 1280]) {
      const { page, close } = await openPage(browser, { viewport: { width, height: 823 } });
      await page.addInitScript(`
        globalThis.shift = 0;
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) globalThis.shift += value;
        }).observe({ type: 'layout-shift', buffered: true });
      `);
      await page.route('**/graphql*', async (route) => {
        await page.waitForTimeout(400); // until the page without answers has been painted
        await route.continue();
      });
      await page.goto(path);
      await page.locator(complete).first().waitFor();
      await page.locator('#answer-language option[value="de"]').waitFor({ state: 'attached' });
      await page.waitForTimeout(100);
      expect(await page.evaluate<number>('globalThis.shift')).toBeLessThan(MOST_SHIFT);
      await close();
    }
  });
});

describe('the explorer', () => {
  it('costs less than 60 kB before data, compressed', async () => {
    const { page, close } = await openPage(browser);
    const sizes = new Map<string, number>();
    page.on('response', async (response) => {
      const { pathname } = new URL(response.url());
      if (pathname === '/graphql' || pathname.startsWith('/snapshot/')) return;
      const body = await response.body();
      // Typefaces are compressed as they are.
      sizes.set(pathname, pathname.endsWith('.woff2') ? body.length : gzipSync(body, { level: 6 }).length);
    });
    await page.goto('/', { waitUntil: 'networkidle' });
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(sizes.size).toBeGreaterThan(4);
    expect(total).toBeLessThan(60_000);
    await close();
  });

  it('mirrors as a whole without breaking', async () => {
    const { page, close } = await openPage(browser, { viewport: { width: 320, height: 640 } });
    await page.goto('/?q=nurse');
    await page.locator('#suggestions > li').first().waitFor();
    await page.evaluate("document.documentElement.dir = 'rtl'");
    expect(await sidewaysScroll(page)).toBe(0);
    await close();
  });

  it('can be used without a mouse: everything is reached by Tab, and the skip link works', async () => {
    const { page, close } = await openPage(browser);
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    const reached: string[] = [];
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate<string>('document.activeElement.id || document.activeElement.textContent.trim()'),
      );
    }
    expect(reached).toEqual(
      expect.arrayContaining([
        'Crosswalk',
        'Complete',
        'Normalise',
        'Compare',
        'Browse',
        'Bulk',
        'answer-language',
        'Docs',
        'GraphiQL',
        'theme',
        'typed',
        'typed-language',
      ]),
    );
    await close();
  });
});

describe('static pages', () => {
  it('run no inline script or style, and cannot be framed', async () => {
    for (const path of ['/', '/docs/', '/docs/api', '/docs/schema/', '/graphiql']) {
      const response = await fetch(new URL(path, serverUrl()));
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      const html = await response.text();
      expect(html.match(/<script(?![^>]*\bsrc=)/g)).toBeNull();
      expect(html.match(/\son\w+=/g)).toBeNull();
      expect(html.match(/\sstyle=/g)).toBeNull();
    }
  });

  it('lead only to addresses that exist', async () => {
    const seen = new Set<string>();
    const queue = ['/', '/docs/'];
    const broken: string[] = [];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await fetch(new URL(path, serverUrl()), { headers: { accept: 'text/html' } });
      if (!response.ok) broken.push(path);
      const isGuide =
        path.startsWith('/docs/') && response.headers.get('content-type')?.startsWith('text/html') === true;
      const html = path === '/' || isGuide ? await response.text() : '';
      for (const [, href = ''] of html.matchAll(/(?:href|src)="(\/[^"#?]*)/g)) {
        if (href !== '/graphql') queue.push(href);
      }
    }
    expect(broken).toEqual([]);
    expect(seen.size).toBeGreaterThan(20);
  });

  it('say so where there is none', async () => {
    const { page, close } = await openPage(browser);
    const response = await page.goto('/nowhere');
    expect(response?.status()).toBe(404);
    await page.getByRole('heading', { name: 'No crossing here' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await close();
  });
});
