/** `<crosswalk-autocomplete>` on a plain page of another origin, used by keyboard, mouse and form. */
import { describe, expect, it } from 'vitest';
import { type ElementPage, type ElementPageOptions, useElementSite } from '../support/element-page.ts';

const site = useElementSite();

const open = (options?: ElementPageOptions): Promise<ElementPage> =>
  site.open({ attributes: 'language="en"', ...options });

/** Enters a text, in one step as a paste does, so that one question is asked; waits for its answer. */
async function complete({ input, options, events }: ElementPage, text: string): Promise<void> {
  await input.fill(text);
  await expect.poll(events).toContain(`load ${text}`);
  await options.first().waitFor();
}

describe('typing', () => {
  it('shows completions with what was typed highlighted, and marks none', async () => {
    const page = await open();
    await complete(page, 'nur');
    expect(await page.options.allTextContents()).toEqual(['nurse manager', 'registered nurse', 'Use “nur”']);
    expect(await page.options.locator('mark').allTextContents()).toEqual(['nur', 'nur']);
    expect(await page.input.getAttribute('aria-expanded')).toBe('true');
    expect(await page.marked()).toBeUndefined();
    expect(await page.element.locator('[aria-selected=true]').count()).toBe(0);
    expect(await page.entries()).toEqual({ occupation: '', 'occupation-text': 'nur' });
    expect(await page.events()).toEqual(['loadstart nur', 'load nur']);
    expect(page.complaints).toEqual([]);
    await page.close();
  });

  it('asks by GET for a persisted document, once a pause, and with the key in the address', async () => {
    const page = await open({
      attributes: 'language="en" label-language="de" kinds="skill occupation" limit="3" key="k"',
    });
    const asked: { method: string; url: URL }[] = [];
    await page.page.route('**/graphql?*', (route) => {
      asked.push({ method: route.request().method(), url: new URL(route.request().url()) });
      return route.fulfill({ json: { data: { autocomplete: [] } }, headers: { 'access-control-allow-origin': '*' } });
    });
    await complete(page, 'software');
    expect(asked.map(({ method }) => method)).toEqual(['GET']);
    const parameters = asked[0]?.url.searchParams;
    expect(parameters?.get('documentId')).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(parameters?.get('key')).toBe('k');
    expect(JSON.parse(parameters?.get('variables') ?? '')).toEqual({
      text: 'software',
      language: 'en',
      labelLanguage: 'de',
      kinds: ['OCCUPATION', 'SKILL'],
      limit: 3,
    });
    await page.close();
  });

  it('needs no permission of the browser, even with a key', async () => {
    const page = await open({ attributes: 'language="en" key="k"' });
    const devtools = await page.page.context().newCDPSession(page.page);
    await devtools.send('Network.enable');
    const requests: string[] = [];
    devtools.on('Network.requestWillBeSent', ({ type, request }) => {
      if (request.url.includes('/graphql')) requests.push(type ?? 'unknown');
    });
    await page.input.fill('nur');
    // No such key: the page is told why.
    await expect.poll(page.events).toContain('error nur');
    expect(requests).toEqual(['Fetch']);
    await page.close();
  });

  it('follows the keys as they are pressed', async () => {
    const page = await open();
    await page.input.pressSequentially('software eng');
    await expect.poll(page.events).toContain('load software eng');
    expect(await page.options.first().textContent()).toBe('software engineer');
    await page.close();
  });

  it('answers in the language wanted', async () => {
    const page = await open({ attributes: 'language="en" label-language="de" kinds="occupation,skill"' });
    await complete(page, 'software dev');
    expect(await page.options.first().textContent()).toBe('Softwareentwickler');
    expect(await page.options.first().locator('bdi').getAttribute('lang')).toBe('de');
    await page.close();
  });

  it('waits for as many letters as it is told', async () => {
    const page = await open({ attributes: 'language="en" min-length="3"' });
    await page.input.pressSequentially('nu', { delay: 150 });
    expect(await page.events()).toEqual([]);
    await page.input.press('r');
    await page.options.first().waitFor();
    expect(await page.events()).toEqual(['loadstart nur', 'load nur']);
    await page.input.press('Backspace');
    expect(await page.list.isVisible()).toBe(false);
    await page.close();
  });

  it('offers what is popular where no text is needed', async () => {
    const page = await open({ attributes: 'language="en" min-length="0"' });
    await page.input.press('ArrowDown');
    await page.options.first().waitFor();
    expect(await page.marked()).toBe('software developer');
    await page.close();
  });

  it('offers what was typed alone where nothing is found', async () => {
    const page = await open();
    await complete(page, 'qqxxzz');
    expect(await page.options.allTextContents()).toEqual(['Use “qqxxzz”']);
    await page.options.first().click();
    expect(await page.entries()).toEqual({ occupation: '', 'occupation-text': 'qqxxzz' });
    expect(await page.events()).toContain('change qqxxzz');
    expect(page.complaints).toEqual([]);
    await page.close();
  });

  it('does not offer what was typed where it is one of the suggestions', async () => {
    const page = await open();
    await complete(page, 'Registered Nurse');
    expect(await page.options.allTextContents()).toEqual(['registered nurse']);
    await page.close();
  });
});

describe('the keyboard', () => {
  it('marks options around both ends, and none again when the cursor moves', async () => {
    const page = await open();
    await complete(page, 'nur');
    const { input } = page;
    await input.press('ArrowDown');
    expect(await page.marked()).toBe('nurse manager');
    expect(await page.element.locator('[aria-selected=true]').textContent()).toBe('nurse manager');
    await input.press('ArrowUp');
    expect(await page.marked()).toBe('Use “nur”');
    await input.press('ArrowDown');
    expect(await page.marked()).toBe('nurse manager');
    await input.press('ArrowDown');
    expect(await page.marked()).toBe('registered nurse');
    expect(await input.inputValue()).toBe('nur');
    await input.press('Home');
    expect(await page.marked()).toBeUndefined();
    expect(await page.list.isVisible()).toBe(true);
    await input.press('x');
    expect(await input.inputValue()).toBe('xnur');
    await page.close();
  });

  it('opens a closed list with and without marking', async () => {
    const page = await open();
    await complete(page, 'nur');
    const { input, list } = page;
    await input.press('Escape');
    expect(await list.isVisible()).toBe(false);
    await input.press('ArrowUp');
    await page.options.first().waitFor();
    expect(await page.marked()).toBe('Use “nur”');
    await input.press('Escape');
    await input.press('Alt+ArrowDown');
    await page.options.first().waitFor();
    expect(await page.marked()).toBeUndefined();
    await input.press('Alt+ArrowUp');
    expect(await list.isVisible()).toBe(false);
    await page.close();
  });

  it('takes the marked option with Enter, and does not submit', async () => {
    const page = await open();
    await complete(page, 'nur');
    await page.input.press('ArrowDown');
    await page.input.press('Enter');
    expect(await page.list.isVisible()).toBe(false);
    expect(await page.input.inputValue()).toBe('nurse manager');
    expect(await page.input.getAttribute('aria-expanded')).toBe('false');
    expect(await page.events()).toEqual(['loadstart nur', 'load nur', 'change occupation:nurse-manager nurse manager']);
    expect(page.page.url()).toBe(`${site.origin}/`);
    await page.input.press('s');
    expect(await page.entries()).toEqual({ occupation: '', 'occupation-text': 'nurse managers' });
    await page.close();
  });

  it('closes with Escape, and empties the field with the next', async () => {
    const page = await open();
    await complete(page, 'nur');
    await page.input.press('Escape');
    expect(await page.list.isVisible()).toBe(false);
    expect(await page.input.inputValue()).toBe('nur');
    await page.input.press('Escape');
    expect(await page.input.inputValue()).toBe('');
    expect(await page.entries()).toEqual({ occupation: '', 'occupation-text': '' });
    await page.close();
  });

  it('goes on with Tab, choosing nothing', async () => {
    const page = await open();
    await complete(page, 'nur');
    await page.input.press('ArrowDown');
    await page.input.press('Tab');
    expect(await page.list.isVisible()).toBe(false);
    expect(await page.page.evaluate('document.activeElement.textContent')).toBe('Search');
    expect(await page.entries()).toEqual({ occupation: '', 'occupation-text': 'nur' });
    expect(await page.events()).toContain('change nur');
    await page.close();
  });
});

describe('the form', () => {
  it('submits id and text from a page of another origin', async () => {
    const page = await open();
    await complete(page, 'software eng');
    await page.options.first().click();
    await page.page.getByRole('button').click();
    await page.page.waitForURL('**/search?*');
    const { searchParams } = new URL(page.page.url());
    expect([...searchParams]).toEqual([
      ['occupation', 'occupation:software-developer'],
      ['occupation-text', 'software engineer'],
    ]);
    expect(page.complaints).toEqual([]);
    await page.close();
  });

  it('is submitted by Enter while nothing is marked', async () => {
    const page = await open({ attributes: 'language="en" text-name="q"' });
    await complete(page, 'nur');
    await page.input.press('Enter');
    await page.page.waitForURL('**/search?*');
    expect(new URL(page.page.url()).search).toBe('?occupation=&q=nur');
    await page.close();
  });

  it('resets, disables and labels it as any field', async () => {
    const page = await open({ attributes: 'language="en" value="occupation:nurse" text="registered nurse"' });
    const stored = { occupation: 'occupation:nurse', 'occupation-text': 'registered nurse' };
    expect(await page.entries()).toEqual(stored);
    expect(await page.input.getAttribute('aria-label')).toBe('Job title');
    await page.page.getByText('Job title').click();
    await page.page.keyboard.press('End');
    await page.page.keyboard.type('s');
    expect(await page.entries()).toEqual({ occupation: '', 'occupation-text': 'registered nurses' });
    await page.page.evaluate('document.forms[0].reset()');
    expect(await page.entries()).toEqual(stored);
    await page.page.evaluate('fields.disabled = true');
    expect(await page.input.isDisabled()).toBe(true);
    expect(await page.entries()).toEqual({});
    await page.close();
  });

  it('is not submitted while a required field is empty', async () => {
    const page = await open({ attributes: 'language="en" required' });
    await page.page.getByRole('button').click();
    expect(page.page.url()).toBe(`${site.origin}/`);
    expect(await page.page.evaluate('document.activeElement.localName')).toBe('crosswalk-autocomplete');
    expect(await page.page.evaluate('document.forms[0].checkValidity()')).toBe(false);
    await page.input.fill('n');
    expect(await page.page.evaluate('document.forms[0].checkValidity()')).toBe(true);
    await page.close();
  });

  it('keeps what was entered when the person comes back', async () => {
    const page = await open();
    await complete(page, 'nur');
    await page.options.first().click();
    await page.page.getByRole('button').click();
    await page.page.waitForURL('**/search?*');
    await page.page.goBack();
    await page.input.waitFor();
    await expect
      .poll(page.entries)
      .toEqual({ occupation: 'occupation:nurse-manager', 'occupation-text': 'nurse manager' });
    await page.close();
  });

  it('keeps what was set before its script came', async () => {
    const page = await open();
    await page.page.evaluate(`{
      const field = document.createElement('crosswalk-autocomplete-late');
      Object.assign(field, { value: 'occupation:nurse', text: 'Nurse', name: 'late' });
      document.forms[0].append(field);
      const { constructor } = document.querySelector('crosswalk-autocomplete');
      customElements.define('crosswalk-autocomplete-late', class extends constructor {});
    }`);
    expect(await page.entries()).toMatchObject({ late: 'occupation:nurse', 'late-text': 'Nurse' });
    await page.close();
  });

  it('can be set by script', async () => {
    const page = await open();
    await page.page.evaluate(
      'document.getElementById("title").value = "occupation:nurse"; document.getElementById("title").text = "Nurse"',
    );
    expect(await page.entries()).toEqual({ occupation: 'occupation:nurse', 'occupation-text': 'Nurse' });
    expect(await page.input.inputValue()).toBe('Nurse');
    expect(await page.events()).toEqual([]);
    await page.close();
  });
});
