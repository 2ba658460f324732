/** `<crosswalk-autocomplete>` for everyone: axe-core in every state, narrow, dark, from right to left, announced, styled. */
import { describe, expect, it } from 'vitest';
import { accessibilityViolations, serverUrl, sidewaysScroll } from '../support/browser.ts';
import { type ElementPage, type ElementPageOptions, useElementSite } from '../support/element-page.ts';

const site = useElementSite();

const open = (options?: ElementPageOptions): Promise<ElementPage> =>
  site.open({ attributes: 'language="en"', ...options });

const announced = ({ element }: ElementPage): Promise<string | null> => element.locator('[role=status]').textContent();

describe('axe-core finds nothing', () => {
  const schemes = [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const;
  it.each(schemes)('in any state (%o)', async (scheme) => {
    const page = await open({ ...scheme, attributes: 'language="en" placeholder="For example nurse"' });
    const violations = (): Promise<readonly string[]> => accessibilityViolations(page.page);
    expect(await violations(), 'untouched').toEqual([]);
    await page.input.fill('nur');
    await page.options.first().waitFor();
    expect(await violations(), 'open').toEqual([]);
    await page.input.press('ArrowDown');
    expect(await violations(), 'marked').toEqual([]);
    await page.input.press('Enter');
    expect(await violations(), 'chosen').toEqual([]);
    await page.input.fill('qqxxzz');
    await page.options.first().waitFor();
    expect(await violations(), 'nothing found').toEqual([]);
    await page.page.context().setOffline(true);
    await page.input.fill('dev');
    await page.element.locator('[part=failure]').waitFor();
    expect(await violations(), 'failed').toEqual([]);
    await page.page.context().setOffline(false);
    await page.page.evaluate('fields.disabled = true');
    expect(await violations(), 'disabled').toEqual([]);
    await page.close();
  });
});

describe('on a phone', () => {
  it('fits 320 px with the list open', async () => {
    const page = await open({ viewport: { width: 320, height: 480 }, hasTouch: true, isMobile: true });
    await page.input.tap();
    await page.input.fill('softw');
    await page.options.first().waitFor();
    expect(await sidewaysScroll(page.page)).toBe(0);
    const box = await page.options.first().boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(24);
    await page.options.first().tap();
    expect(await page.entries()).toMatchObject({ occupation: 'occupation:software-developer' });
    await page.close();
  });

  it('opens above the field where there is no room below', async () => {
    const page = await open({ viewport: { width: 320, height: 480 }, style: 'form { margin-top: 300px }' });
    await page.input.fill('softw');
    await page.options.first().waitFor();
    const [field, list] = await Promise.all([page.input.boundingBox(), page.list.boundingBox()]);
    expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual(field?.y ?? 0);
    await page.close();
  });
});

describe('languages', () => {
  it('reads from right to left, and says so in Arabic', async () => {
    const page = await open({ root: 'lang="ar" dir="rtl"', attributes: 'language="ar"' });
    expect(await page.look('getComputedStyle(input).direction')).toBe('rtl');
    await page.input.fill('ممر');
    await page.options.first().waitFor();
    expect(await page.options.allTextContents()).toEqual(['ممرض', 'استخدام «ممر»']);
    expect(await page.look('getComputedStyle(list.firstChild).direction')).toBe('rtl');
    const [option, text] = await Promise.all([
      page.options.first().boundingBox(),
      page.options.first().locator('bdi').boundingBox(),
    ]);
    const right = (option?.x ?? 0) + (option?.width ?? 0);
    expect(right - (text?.x ?? 0) - (text?.width ?? 0)).toBeLessThan(20);
    expect(await page.list.getAttribute('aria-label')).toBe('الاقتراحات');
    await expect.poll(() => announced(page)).toBe('الاقتراحات: 1');
    expect(await accessibilityViolations(page.page)).toEqual([]);
    await page.close();
  });

  it.each([
    ['de-AT', 'Vorschläge'],
    ['pt-BR', 'Sugestões'],
    ['nb', 'Forslag'],
    ['zh-TW', '建議'],
    ['zh-Hant-HK', '建議'],
    ['zh-CN', '建议'],
    ['cy', 'Suggestions'],
  ])('speaks %s', async (language, name) => {
    const page = await open({ root: `lang="${language}"` });
    await page.input.fill('nur');
    await page.options.first().waitFor();
    expect(await page.list.getAttribute('aria-label')).toBe(name);
    await page.close();
  });

  it('says what the page wants it to say', async () => {
    const page = await open();
    await page.page.evaluate(`document.querySelector('crosswalk-autocomplete').messages = {
      found: '{count} jobs like this', typed: 'Search for {text}', list: 'Jobs',
    }`);
    await page.input.fill('nur');
    await page.options.first().waitFor();
    expect(await page.options.last().textContent()).toBe('Search for nur');
    await expect.poll(() => announced(page)).toBe('2 jobs like this');
    await page.close();
  });
});

describe('announcements', () => {
  it('counts suggestions after a pause, and tells when there are none', async () => {
    const page = await open();
    await page.input.fill('nur');
    await page.options.first().waitFor();
    await expect.poll(() => announced(page)).toBe('Suggestions: 2');
    await page.input.press('s');
    // The same text once more must be a change, or it is not read.
    await expect.poll(() => announced(page)).toBe('Suggestions: 2\u00a0');
    await page.input.fill('qqxxzz');
    await expect.poll(() => announced(page)).toBe('No suggestions');
    await page.close();
  });
});

describe('the page', () => {
  it('may have a strict Content-Security-Policy', async () => {
    const policy = [
      "default-src 'none'",
      `script-src ${serverUrl()}`,
      `connect-src ${serverUrl()}`,
      'style-src data:',
      'img-src data:',
      "require-trusted-types-for 'script'",
    ].join('; ');
    const page = await open({ headers: { 'content-security-policy': policy } });
    await page.input.fill('nur');
    await page.options.first().waitFor();
    expect(await page.look('getComputedStyle(list).position')).toBe('absolute');
    expect(page.complaints).toEqual([]);
    await page.close();
  });

  it('styles it by parts and custom properties', async () => {
    const style =
      'crosswalk-autocomplete { --crosswalk-radius: 7px } crosswalk-autocomplete::part(input) { color: rgb(1, 2, 3) }';
    const page = await open({ style });
    expect(await page.look('getComputedStyle(input).color')).toBe('rgb(1, 2, 3)');
    expect(await page.look('getComputedStyle(input).borderTopLeftRadius')).toBe('7px');
    await page.close();
  });
});
