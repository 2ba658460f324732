/** `<crosswalk-autocomplete>` over a network that is slow, late, or not there. */
import type { Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type ElementPage, type ElementPageOptions, useElementSite } from '../support/element-page.ts';

const site = useElementSite();

const open = (options?: ElementPageOptions): Promise<ElementPage> =>
  site.open({ attributes: 'language="en"', ...options });

const textOf = (route: Route): string => {
  const variables: { text: string } = JSON.parse(new URL(route.request().url()).searchParams.get('variables') ?? '{}');
  return variables.text;
};

/** Holds the answers to some texts back until they are let go. */
async function holdBack({ page }: ElementPage, held: (text: string) => boolean): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/graphql?*', async (route) => {
    if (held(textOf(route))) await released;
    // What was aborted meanwhile can no longer be answered.
    await route.continue().catch(() => undefined);
  });
  return release;
}

const isLoading = ({ look }: ElementPage): Promise<boolean> => look('host.matches(":state(loading)")');

describe('late answers', () => {
  it('shows none for a text that is no longer there', async () => {
    const page = await open();
    const release = await holdBack(page, (text) => text === 'sof');
    await page.input.fill('sof');
    await expect.poll(page.events).toEqual(['loadstart sof']);
    await page.input.fill('nurse m');
    await expect.poll(page.events).toContain('load nurse m');
    release();
    await page.page.waitForTimeout(300);
    expect(await page.options.allTextContents()).toEqual(['nurse manager', 'Use “nurse m”']);
    expect(await page.events()).toEqual(['loadstart sof', 'loadstart nurse m', 'load nurse m']);
    expect(page.complaints).toEqual([]);
    await page.close();
  });

  it('keeps the list that is shown until the next answer', async () => {
    const page = await open();
    const release = await holdBack(page, (text) => text === 'nurs');
    await page.input.fill('nur');
    await page.options.first().waitFor();
    await page.input.press('s');
    await expect.poll(() => isLoading(page)).toBe(true);
    expect(await page.options.count()).toBe(3);
    await page.input.press('e');
    await expect.poll(page.events).toContain('load nurse');
    expect(await page.options.count()).toBe(3);
    release();
    await page.close();
  });

  it('opens no list in a field that was left', async () => {
    const page = await open();
    const release = await holdBack(page, () => true);
    await page.input.fill('nur');
    await expect.poll(page.events).toEqual(['loadstart nur']);
    await page.input.press('Tab');
    release();
    await page.page.waitForTimeout(300);
    expect(await page.list.isVisible()).toBe(false);
    expect(await page.events()).toEqual(['loadstart nur', 'change nur']);
    await page.close();
  });

  it('says that it is loading over a slow network, and takes the answer when it comes', async () => {
    const page = await open();
    const devtools = await page.page.context().newCDPSession(page.page);
    await devtools.send('Network.enable');
    const slow = { offline: false, latency: 800, downloadThroughput: 20_000, uploadThroughput: 20_000 };
    await devtools.send('Network.emulateNetworkConditions', slow);
    await page.input.fill('software');
    await expect.poll(() => isLoading(page)).toBe(true);
    expect(await page.list.isVisible()).toBe(false);
    await page.options.first().waitFor();
    expect(await isLoading(page)).toBe(false);
    expect(await page.options.first().textContent()).toBe('software developer');
    expect(await page.events()).toEqual(['loadstart software', 'load software']);
    await page.close();
  });
});

describe('no answers', () => {
  it('says so, keeps what was typed, and recovers', async () => {
    const page = await open();
    await page.page.context().setOffline(true);
    await page.input.fill('nur');
    const failure = page.element.getByText('Suggestions are not available').first();
    await failure.waitFor();
    expect(await page.events()).toEqual(['loadstart nur', 'error nur']);
    expect(await page.list.isVisible()).toBe(false);
    expect(await page.entries()).toEqual({ occupation: '', 'occupation-text': 'nur' });
    await page.page.context().setOffline(false);
    await page.input.press('s');
    await page.options.first().waitFor();
    expect(await page.element.locator('[part=failure]').isVisible()).toBe(false);
    await page.close();
  });

  it('tells the page what the API refused', async () => {
    const page = await open({ attributes: 'language="xx"' });
    await page.page
      .evaluate(`document.querySelector('crosswalk-autocomplete').addEventListener('error', ({ detail }) => {
      window.refused = detail.error.name + ' ' + detail.error.code;
    })`);
    await page.input.fill('nur');
    await expect.poll(() => page.page.evaluate('window.refused')).toBe('CompletionError INVALID_LANGUAGE');
    await page.close();
  });

  it('is not led astray by an answer of another shape', async () => {
    const page = await open();
    const answers: Record<string, string> = {
      a: '<h1>Proxy</h1>',
      ab: '{"data":{"autocomplete":null}}',
      abc: '{"data":{"autocomplete":[{"text":1},{"text":"A <b>b</b>","concept":{"id":"occupation:x"},"highlights":[{"start":-1,"end":99},{"start":0,"end":1},null]}]}}',
    };
    await page.page.route('**/graphql?*', (route) =>
      route.fulfill({ body: answers[textOf(route)] ?? '', headers: { 'access-control-allow-origin': '*' } }),
    );
    await page.input.fill('a');
    await expect.poll(page.events).toContain('error a');
    await page.input.press('b');
    await expect.poll(page.events).toContain('error ab');
    await page.input.press('c');
    await page.options.first().waitFor();
    expect(await page.options.allTextContents()).toEqual(['A <b>b</b>', 'Use “abc”']);
    expect(await page.options.locator('mark').allTextContents()).toEqual(['A']);
    expect(await page.events()).toEqual([
      'loadstart a',
      'error a',
      'loadstart ab',
      'error ab',
      'loadstart abc',
      'load abc',
    ]);
    expect(page.complaints).toEqual([]);
    await page.close();
  });
});
