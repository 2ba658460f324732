/** The element's offline pack: the same completions, without the Worker. */
import { beforeAll, expect, it } from 'vitest';
import { BROWSER_CONTENTS } from '../support/browser-taxonomy.ts';
import { useElementSite } from '../support/element-page.ts';
import { type TestServer, startServer } from '../server.ts';

const site = useElementSite();
let server: TestServer;
beforeAll(async () => {
  server = await startServer(BROWSER_CONTENTS);
});

const TYPED = ['n', 'nurse', 'sofware', 'develop soft', 'java', 'programmierer', 'zzz', ''];

it('completes as the API does, after the Worker was stopped', async () => {
  const attributes = 'language="en" label-language="de" kinds="occupation skill" min-length="0" offline';
  const page = await site.open({ attributes }, server.url);
  await expect.poll(() => page.look('host.matches(":state(offline)")')).toBe(true);
  const query = `query ($text: String!) {
    autocomplete(text: $text, language: "en", labelLanguage: "de", kinds: [OCCUPATION, SKILL], limit: 8) { text }
  }`;
  const answered: Record<string, string[]> = {};
  for (const text of TYPED) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { text } }),
    });
    const { data }: { data: { autocomplete: { text: string }[] } } = JSON.parse(await response.text());
    answered[text] = data.autocomplete.map((suggestion) => suggestion.text);
  }
  await server.stop();
  for (const text of TYPED) {
    await page.input.fill('');
    if (text === '') await page.input.press('ArrowDown');
    else await page.input.fill(text);
    await expect.poll(async () => (await page.events()).at(-1)).toBe(`load ${text}`);
    const shown = await page.element.locator('[part~=option]:not([part~=typed]):visible').allTextContents();
    expect(shown, text).toEqual(answered[text]);
  }
  await page.input.fill('software eng');
  await page.input.press('ArrowDown');
  await page.input.press('Enter');
  expect(await page.entries()).toEqual({
    occupation: 'occupation:software-developer',
    'occupation-text': 'Softwareentwickler',
  });
  expect(page.complaints).toEqual([]);
  await page.close();
});
