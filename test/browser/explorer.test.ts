/** The explorer at `/`, used as people use it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, openBrowser, openPage, sidewaysScroll } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

describe('the explorer', () => {
  it.each(['light', 'dark'] as const)('fits a phone of 320 px, %s, and axe-core finds nothing', async (colorScheme) => {
    const { page, complaints, close } = await openPage(browser, { viewport: { width: 320, height: 640 }, colorScheme });
    await page.goto('/');
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
