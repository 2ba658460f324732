/** GraphiQL as this site serves it: every pane of it without a finding of axe-core, and usable by keyboard alone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, openBrowser, openPage, sidewaysScroll } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

/** A visit that must end without a complaint of the browser's. */
async function onGraphiql(
  options: Parameters<typeof openPage>[1],
  visit: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, complaints, close } = await openPage(browser, options);
  await page.goto('/graphql');
  await page.locator('.graphiql-tab-button').first().waitFor();
  await visit(page);
  expect(complaints).toEqual([]);
  await close();
}

async function openBuilder(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
  await page.getByRole('checkbox', { name: 'autocomplete', exact: true }).waitFor();
}

const tab = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const checkbox = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
/** The query in the editor; Monaco writes spaces that do not break. */
const query = async (page: Page): Promise<string> =>
  (await page.locator('.graphiql-query-editor .view-lines').innerText()).replaceAll('\u00A0', ' ');
const current = (page: Page) => page.locator('.graphiql-tabs [aria-current="true"]');
const focusedName = (page: Page): Promise<string> =>
  page.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");

describe.each([
  ['light', 320],
  ['dark', 320],
  ['light', 1280],
  ['dark', 1280],
] as const)('%s, %i px wide', (colorScheme, width) => {
  const viewport = { width, height: 800 };

  it('is accessible with an answer, the schema and its dialogs', async () =>
    onGraphiql({ viewport, colorScheme }, async (page) => {
      await page.locator('.graphiql-execute-button').click();
      await page.locator('.result-window', { hasText: 'autocomplete' }).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.getByRole('link', { name: 'Query', exact: true }).click();
      await page.getByRole('link', { name: 'normalizeTitle', exact: true }).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      for (const name of ['Open short keys dialog', 'Open settings dialog']) {
        await page.getByRole('button', { name }).click();
        await page.getByRole('dialog').waitFor();
        expect(await accessibilityViolations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      expect(await sidewaysScroll(page)).toBe(0);
    }));

  it('is accessible with the query builder', async () =>
    onGraphiql({ viewport, colorScheme }, async (page) => {
      await openBuilder(page);
      await checkbox(page, 'kinds, argument of autocomplete').press('Space');
      await page.getByRole('combobox', { name: 'kinds, argument of autocomplete' }).waitFor();
      await page.getByRole('textbox', { name: 'limit, argument of autocomplete' }).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await tab(page, 'Normalise').press('Enter');
      await page.getByRole('textbox', { name: 'labelLanguage, argument of normalizeTitle' }).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }));
});

describe('tabs', () => {
  it('open with examples that answer', async () =>
    onGraphiql({}, async (page) => {
      const names = ['Complete', 'Normalise', 'Compare', 'Occupations', 'Taxonomy'];
      expect(await page.locator('.graphiql-tab-button').allTextContents()).toEqual(names);
      await page.locator('.graphiql-execute-button').click();
      await page.locator('.result-window', { hasText: 'autocomplete' }).waitFor();
    }));

  it('are switched, closed and added by keyboard, and tell which of them is current', async () =>
    onGraphiql({}, async (page) => {
      await tab(page, 'Complete').focus();
      await page.keyboard.press('Tab');
      expect(await focusedName(page)).toBe('Close Complete');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect.poll(() => current(page).allTextContents()).toEqual(['Normalise']);
      await expect.poll(() => query(page)).toContain('normalizeTitle');

      await page.keyboard.press('Tab');
      expect(await focusedName(page)).toBe('Close Normalise');
      await page.keyboard.press('Enter');
      await expect.poll(() => tab(page, 'Normalise').count()).toBe(0);
      const [left] = await current(page).allTextContents();
      await expect.poll(() => focusedName(page)).toBe(left);

      await tab(page, 'New tab').focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => current(page).allTextContents()).toEqual(['<untitled>']);
      expect(await page.locator('.graphiql-tab-button').count()).toBe(5);
    }));

  it('are switched and closed by mouse', async () =>
    onGraphiql({}, async (page) => {
      await tab(page, 'Compare').click();
      await expect.poll(() => current(page).allTextContents()).toEqual(['Compare']);
      await tab(page, 'Close Compare').click();
      await expect.poll(() => tab(page, 'Compare').count()).toBe(0);
      expect(await current(page).count()).toBe(1);
    }));
});

describe('the query builder', () => {
  it('adds fields and takes them away by keyboard, and the focus stays', async () =>
    onGraphiql({}, async (page) => {
      await openBuilder(page);
      const kind = checkbox(page, 'kind of autocomplete');
      await kind.focus();
      await page.keyboard.press('Space');
      await expect.poll(() => kind.getAttribute('aria-checked')).toBe('true');
      await expect.poll(() => query(page)).toMatch(/^\s*kind$/m);
      expect(await focusedName(page)).toBe('kind of autocomplete');
      await page.keyboard.press('Enter');
      await expect.poll(() => kind.getAttribute('aria-checked')).toBe('false');
      await expect.poll(() => query(page)).not.toMatch(/^\s*kind$/m);

      // Fields of its own unfold below this one, and it is drawn anew.
      const taxonomy = checkbox(page, 'taxonomy');
      await taxonomy.focus();
      await page.keyboard.press('Space');
      await checkbox(page, 'name of taxonomy').waitFor();
      expect(await taxonomy.getAttribute('aria-checked')).toBe('true');
      await expect.poll(() => focusedName(page)).toBe('taxonomy');
      await page.keyboard.press('Tab');
      expect(await focusedName(page)).toMatch(/ of taxonomy$/);
    }));
});
