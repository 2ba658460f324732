/** Many titles at once: a CSV file goes in and comes back with columns added and nothing else changed. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

const HEADER = ['id', 'job title', 'note'];
const ROWS = [
  ['1', 'Senior Softwareentwickler (m/w/d) Berlin', 'plain'],
  ['2', 'staff nurse', 'a "quoted" word; and a semicolon'],
  ['3', '', 'no title'],
  ['4', 'Krankenschwester', 'two\nlines'],
  ['5', 'xqzw', 'nothing fits'],
];
const ADDED = [
  'crosswalk_cleaned',
  'crosswalk_language',
  'crosswalk_seniority',
  'crosswalk_occupation_id',
  'crosswalk_occupation',
  'crosswalk_isco',
  'crosswalk_confidence',
  'crosswalk_match',
];

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n');

async function download(page: Page): Promise<{ name: string; records: string[][] }> {
  const link = page.getByRole('link', { name: /^Download/ });
  await link.waitFor();
  const [downloaded] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const text = readFileSync(await downloaded.path(), 'utf8');
  return { name: downloaded.suggestedFilename(), records: parse(text, { delimiter: ';', bom: true }) };
}

/** As pasting does, at once; typed by Playwright, hundreds of lines take half a minute. */
const paste = (page: Page, titles: readonly string[]): Promise<void> =>
  page.evaluate(`document.querySelector('#pasted').value = ${JSON.stringify(titles.join('\n'))}`);

describe('a CSV file', () => {
  it('comes back as it went, with what was found', async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto('/?view=bulk');
    const buffer = Buffer.from(csv([HEADER, ...ROWS]), 'utf8');
    await page.locator('#file').setInputFiles({ name: 'adverts.csv', mimeType: 'text/csv', buffer });
    await page.getByText('5 rows, 3 columns').waitFor();
    expect(await page.getByLabel('Titles stand in').inputValue()).toBe('1');
    await page.getByRole('button', { name: 'Normalise' }).click();
    const { name, records } = await download(page);
    expect(name).toBe('adverts-normalised.csv');
    const [header, ...rows] = records;
    expect(header).toEqual([...HEADER, ...ADDED]);
    expect(rows.map((row) => row.slice(0, 3))).toEqual(ROWS);
    const columns = rows.map((row) => Object.fromEntries(ADDED.map((column, at) => [column, row[at + 3]])));
    expect(columns[0]).toMatchObject({
      crosswalk_cleaned: 'Softwareentwickler',
      crosswalk_language: 'de',
      crosswalk_seniority: 'SENIOR',
      crosswalk_occupation_id: 'occupation:software-developer',
      crosswalk_isco: '2512',
      crosswalk_match: 'EXACT',
    });
    expect(columns[1]?.['crosswalk_occupation_id']).toBe('occupation:nurse');
    expect(Object.values(columns[2] ?? {}).every((value) => value === '')).toBe(true);
    expect(columns[4]?.['crosswalk_occupation_id']).toBe('');
    expect(await page.getByText('5 of 5 titles normalised, 3 with an occupation').count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });

  it('without rows is refused with what it needs', async () => {
    const { page, close } = await openPage(browser);
    await page.goto('/?view=bulk');
    await page
      .locator('#file')
      .setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('title\n') });
    await page.getByRole('alert').getByText('at least one row').waitFor();
    await close();
  });
});

describe('pasted titles', () => {
  it('keep their language in the address, and themselves out of it', async () => {
    const { page, close } = await openPage(browser);
    await page.goto('/?view=bulk&lang=de');
    await expect.poll(() => page.getByLabel('Their language').inputValue()).toBe('de');
    await paste(page, ['Krankenschwester']);
    await page.getByLabel('Their language').selectOption('fr');
    expect(new URL(page.url()).search).toBe('?view=bulk&lang=fr');
    const asked = page.waitForRequest(/graphql$/);
    await page.getByRole('button', { name: 'Normalise' }).click();
    expect((await asked).postDataJSON().variables.inputs).toEqual([{ title: 'Krankenschwester', language: 'fr' }]);
    expect(page.url()).not.toContain('Kranken');
    await close();
  });

  it('are sent a hundred at a time, and go on after a broken connection', async () => {
    const { page, close } = await openPage(browser);
    await page.goto('/?view=bulk');
    const sizes: number[] = [];
    let failures = 1;
    await page.route('**/graphql', async (route) => {
      sizes.push(route.request().postDataJSON().variables.inputs.length);
      if (sizes.length === 2 && failures-- > 0) await route.abort();
      else await route.continue();
    });
    const titles = Array.from({ length: 250 }, (_, at) => (at % 2 === 0 ? 'staff nurse' : `programmer ${at}`));
    await paste(page, titles);
    await page.getByRole('button', { name: 'Normalise' }).click();
    await page.getByText('250 of 250 titles normalised').waitFor();
    expect(sizes).toEqual([100, 100, 100, 50]);
    await close();
  });

  it('can be stopped, and what was done can be downloaded', async () => {
    const { page, close } = await openPage(browser);
    await page.goto('/?view=bulk');
    let asked = 0;
    await page.route('**/graphql', async (route) => {
      asked++;
      if (asked === 1) await route.continue(); // the second is never answered
    });
    await paste(
      page,
      Array.from({ length: 150 }, () => 'staff nurse'),
    );
    await page.getByRole('button', { name: 'Normalise' }).click();
    await page.getByText('100 of 150 titles normalised').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('link', { name: /^Download/ }).waitFor();
    await close();
  });
});
