/** The explorer's other views: normalising, comparing and browsing, with addresses that can be shared. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

const directionOf = (locator: Locator): Promise<string> =>
  locator.evaluate(
    (node) => (node.closest('[dir]') ?? node.ownerDocument.documentElement).getAttribute('dir') ?? 'ltr',
  );

describe('normalising', () => {
  it('shows what was cut and why, and occupations with the evidence for them', async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto('/?view=normalise');
    await page.getByLabel('Advertised title').fill('Senior Softwareentwickler (m/w/d) Berlin');
    await page.getByRole('button', { name: 'Normalise' }).click();
    await page.locator('.match').first().waitFor();
    expect(await page.locator('.anatomy del').allTextContents()).toEqual(['Senior', '(m/w/d)', 'Berlin']);
    expect(await page.locator('.anatomy small').allTextContents()).toEqual(['seniority', 'gender marker', 'location']);
    const best = page.locator('.match').first();
    expect(await best.getByRole('link').textContent()).toBe('software developer');
    expect(await best.locator('.match-share').textContent()).toMatch(/^\d+ %$/);
    await best.getByText('Why').click();
    expect(await best.locator('.evidence li').count()).toBeGreaterThan(0);
    expect(new URL(page.url()).searchParams.get('title')).toBe('Senior Softwareentwickler (m/w/d) Berlin');
    await page.getByText('The request behind this').click();
    expect(await page.locator('#request code').textContent()).toContain('normalizeTitle');
    expect(complaints).toEqual([]);
    await close();
  });

  it('says that nothing fits rather than guess', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`/?view=normalise&title=${encodeURIComponent('xqzw')}`);
    await page.getByText('No occupation fits').waitFor();
    await close();
  });

  it('goes back to what was asked before', async () => {
    const { page, close } = await openPage(browser);
    await page.goto('/?view=normalise&title=nurse');
    await page.locator('.match').first().waitFor();
    await page.locator('.match').first().getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'nurse' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Normalise a title' }).waitFor();
    expect(await page.getByLabel('Advertised title').inputValue()).toBe('nurse');
    await close();
  });
});

describe('comparing', () => {
  it('draws a cell for each pair of titles, and is shared by its address', async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto('/?view=compare&t=nurse&t=staff%20nurse&t=programmer');
    await page.locator('.heat').waitFor();
    const rows = page.locator('.heat tbody tr');
    expect(await rows.count()).toBe(3);
    const scores = await rows.first().locator('td').allTextContents();
    expect(scores).toHaveLength(3);
    expect(Number(scores[1])).toBeGreaterThan(Number(scores[2]));
    await page.locator('#compared').fill('nurse\nممرض');
    await page.getByRole('button', { name: 'Compare' }).click();
    await expect.poll(() => rows.count()).toBe(2);
    expect(new URL(page.url()).searchParams.getAll('t')).toEqual(['nurse', 'ممرض']);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('browsing', () => {
  it('walks from the groups of ISCO-08 to an occupation, its skills and what follows it', async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto('/?view=browse');
    await page.getByRole('link', { name: 'Professionals' }).click();
    await page.getByRole('link', { name: 'Health professionals' }).click();
    await page.getByRole('link', { name: 'registered nurse' }).click();
    await page.getByRole('heading', { level: 1, name: 'registered nurse' }).waitFor();
    expect(
      await page.getByRole('navigation', { name: 'Place in ISCO-08' }).getByRole('link').allTextContents(),
    ).toEqual([
      'All groups',
      '2Professionals',
      '22Health professionals',
      '222Nursing and midwifery professionals',
      '2221Nursing professionals',
    ]);
    expect(await page.locator('.chips').first().textContent()).toContain('care for patients');
    expect(await page.locator('.steps').textContent()).toContain('nurse manager');
    expect(await page.locator('.name-row').count()).toBe(5);
    expect(complaints).toEqual([]);
    await close();
  });

  it('answers from right to left in Arabic', async () => {
    const { page, close } = await openPage(browser, { viewport: { width: 320, height: 640 } });
    await page.goto('/?view=browse&id=occupation:nurse&in=ar');
    const heading = page.getByRole('heading', { level: 1, name: 'ممرض' });
    await heading.waitFor();
    expect(await directionOf(heading)).toBe('rtl');
    expect(await directionOf(page.locator('.steps'))).toBe('rtl');
    await close();
  });

  it('says what it does not know', async () => {
    const { page, close } = await openPage(browser);
    await page.goto('/?view=browse&id=occupation:astronaut');
    await page.getByText('Nothing is known under “occupation:astronaut”').waitFor();
    await close();
  });
});

describe('the colours', () => {
  it('follow the button, and stay chosen', async () => {
    const { page, close } = await openPage(browser, { colorScheme: 'light' });
    await page.goto('/');
    const paper = (): Promise<string> => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    const button = page.locator('#theme');
    await button.click();
    expect(await button.getAttribute('aria-label')).toBe('Colours: light');
    await button.click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.goto('/docs/');
    expect(await paper()).toBe(dark);
    await close();
  });
});
