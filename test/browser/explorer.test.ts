/** Completing in the explorer: by keyboard, through input methods, on slow and broken connections. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, openBrowser, openPage } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

const input = (page: Page) => page.getByRole('combobox', { name: 'Type a job title' });
const options = (page: Page) => page.locator('#suggestions [role="option"]');

async function visit(path = '/'): Promise<OpenPage> {
  const opened = await openPage(browser);
  await opened.page.goto(path);
  // The taxonomy's languages are the last thing that a page asks for.
  await opened.page.locator('#answer-language option[value="de"]').waitFor({ state: 'attached' });
  return opened;
}

async function type(page: Page, text: string): Promise<void> {
  await input(page).fill(text);
  await options(page).first().waitFor();
}

describe('typing', () => {
  it('completes, marks what was typed, and keeps the address', async () => {
    const { page, complaints, close } = await visit();
    await input(page).pressSequentially('softw');
    await options(page).first().waitFor();
    expect(await options(page).first().locator('mark').allTextContents()).toEqual(['softw']);
    expect(await input(page).getAttribute('aria-expanded')).toBe('true');
    await page.locator('#timing').getByText('Network').waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('softw');
    expect(complaints).toEqual([]);
    await close();
  });

  it('says how long the engine itself took, measured in the page', async () => {
    const { page, close } = await visit();
    await type(page, 'nurse');
    await page.getByText('the same code over the same index (English)').waitFor();
    expect(await page.locator('#timing dd').first().textContent()).toMatch(/^[\d.]+ (?:µs|ms)$/);
    await close();
  });

  it('chooses by arrow keys, never by itself, and opens by Enter', async () => {
    const { page, complaints, close } = await visit();
    await type(page, 'nurse');
    expect(await page.locator('[aria-selected="true"]').count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    expect(await input(page).getAttribute('aria-activedescendant')).toBe('suggestion-0');
    await page.keyboard.press('ArrowUp');
    expect(await input(page).getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('ArrowUp');
    const last = (await options(page).count()) - 1;
    expect(await input(page).getAttribute('aria-activedescendant')).toBe(`suggestion-${last}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'nurse' }).waitFor();
    expect(page.url()).toContain('view=browse');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(complaints).toEqual([]);
    await close();
  });

  it('goes to normalising by Enter when nothing is chosen', async () => {
    const { page, close } = await visit();
    await type(page, 'staff nurse');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Normalise a title' }).waitFor();
    expect(new URL(page.url()).searchParams.get('title')).toBe('staff nurse');
    await close();
  });

  it('lets go by Escape: of the choice first, then of the text', async () => {
    const { page, close } = await visit();
    await type(page, 'nurse');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await page.locator('[aria-selected="true"]').count()).toBe(0);
    expect(await input(page).inputValue()).toBe('nurse');
    await page.keyboard.press('Escape');
    expect(await input(page).inputValue()).toBe('');
    expect(await options(page).count()).toBe(0);
    await close();
  });

  it('opens what was shared', async () => {
    const { page, close } = await visit('/?q=krank&type=de&in=en');
    await options(page).first().waitFor();
    expect(await options(page).first().textContent()).toContain('registered nurse');
    await close();
  });

  it('says when nothing has such a name', async () => {
    const { page, close } = await visit();
    await input(page).fill('qqqqqq');
    await page.getByText('No occupation has such a name').waitFor();
    await close();
  });
});

describe('an input method', () => {
  it('composes undisturbed, and its Enter picks nothing', async () => {
    const { page, close } = await visit();
    await input(page).focus();
    let asked = 0;
    page.on('request', (request) => (asked += request.url().includes('Complete') ? 1 : 0));
    await page.waitForTimeout(300); // what focus warmed up has been asked
    asked = 0;
    await page.evaluate(`
      globalThis.field = document.querySelector('#typed');
      field.dispatchEvent(new CompositionEvent('compositionstart'));
      field.value = 'hushi';
      field.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true }));
    `);
    await page.waitForTimeout(300);
    expect(asked).toBe(0);
    expect(page.url()).not.toContain('view=');
    await page.evaluate(`
      globalThis.field.value = '护士';
      globalThis.field.dispatchEvent(new CompositionEvent('compositionend'));
    `);
    await options(page).first().waitFor();
    expect(await options(page).first().textContent()).toContain('护士');
    await close();
  });
});

describe('the connection', () => {
  const isCompletion = (text: string) => (url: URL) => url.search.includes(encodeURIComponent(`"text":"${text}"`));

  it('may be slow: the newest answer wins, and meanwhile the page says that it asks', async () => {
    const { page, close } = await visit();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(isCompletion('nurse'), async (route) => {
      await held;
      await route.continue().catch(() => undefined); // the page has let go of it
    });
    await input(page).fill('nurse');
    await page.getByText('Asking ...').waitFor();
    await type(page, 'softw');
    release();
    await page.waitForTimeout(300);
    expect(await options(page).first().textContent()).toContain('software developer');
    expect(await page.getByText('staff nurse').count()).toBe(0);
    await close();
  });

  it('may break: what was found stays, and it can be tried again', async () => {
    const { page, close } = await visit();
    await type(page, 'softw');
    await page.context().setOffline(true);
    await page.getByText('You are offline').waitFor();
    await input(page).fill('softwa');
    await page.getByRole('alert').getByText('The server cannot be reached').waitFor();
    expect(await options(page).count()).toBeGreaterThan(0);
    await page.context().setOffline(false);
    await page.getByText('You are offline').waitFor({ state: 'hidden' });
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await options(page).first().locator('mark').allTextContents()).toEqual(['softwa']);
    await close();
  });
});
