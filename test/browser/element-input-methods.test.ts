/** `<crosswalk-autocomplete>` and input methods: text that is composed, and keys that belong to the composing. */
import type { CDPSession } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type ElementPage, useElementSite } from '../support/element-page.ts';

const site = useElementSite();

interface ComposingPage extends ElementPage {
  /** What an input method shows as not yet settled. */
  compose(text: string): Promise<void>;
  /** What it settles on. */
  settle(text: string): Promise<void>;
  /** Sends a key event that no keyboard makes, as other browsers and input methods do. */
  dispatch(type: string, init: Record<string, unknown>): Promise<void>;
}

async function open(attributes: string): Promise<ComposingPage> {
  const page = await site.open({ attributes });
  const devtools: CDPSession = await page.page.context().newCDPSession(page.page);
  await page.input.focus();
  const constructors = {
    keydown: 'KeyboardEvent',
    compositionstart: 'CompositionEvent',
    compositionend: 'CompositionEvent',
  };
  return {
    ...page,
    compose: async (text) => {
      await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    },
    settle: async (text) => {
      await devtools.send('Input.insertText', { text });
    },
    dispatch: async (type, init) => {
      const constructor = Object.entries(constructors).find(([name]) => name === type)?.[1];
      const options = JSON.stringify({ bubbles: true, composed: true, cancelable: true, ...init });
      await page.look(`input.dispatchEvent(new ${constructor}('${type}', ${options}))`);
    },
  };
}

const enter = { key: 'Enter', keyCode: 13 };

describe('composing text', () => {
  it('asks for no Latin letters that stand for Chinese ones, and for the text that they become', async () => {
    const page = await open('language="zh"');
    for (const composed of ['h', 'hu', 'hu s', "hu'shi"]) await page.compose(composed);
    await page.page.waitForTimeout(300);
    expect(await page.events()).toEqual([]);
    await page.settle('护士');
    await page.options.first().waitFor();
    expect(await page.options.first().textContent()).toBe('护士');
    expect(await page.events()).toEqual(['loadstart 护士', 'load 护士']);
    expect(page.complaints).toEqual([]);
    await page.close();
  });

  it('completes a word that a phone keyboard composes while it grows', async () => {
    const page = await open('language="en"');
    for (const composed of ['n', 'nu', 'nur']) await page.compose(composed);
    await page.options.first().waitFor();
    expect(await page.options.first().textContent()).toBe('nurse manager');
    await page.settle('nurse');
    await expect.poll(page.events).toContain('load nurse');
    expect(await page.options.first().textContent()).toBe('nurse manager');
    await page.close();
  });

  it('says nothing of half a word that finds nothing', async () => {
    const page = await open('language="en"');
    await page.compose('qqxx');
    await expect.poll(page.events).toContain('load qqxx');
    expect(await page.list.isVisible()).toBe(false);
    await page.settle('qqxxzz');
    await page.options.first().waitFor();
    expect(await page.options.allTextContents()).toEqual(['Use “qqxxzz”']);
    await page.close();
  });
});

describe('keys while text is composed', () => {
  it('leaves the arrow keys and Enter to the input method', async () => {
    const page = await open('language="en"');
    await page.input.fill('nur');
    await page.options.first().waitFor();
    await page.dispatch('compositionstart', {});
    await page.dispatch('keydown', { key: 'ArrowDown', keyCode: 40, isComposing: true });
    expect(await page.marked()).toBeUndefined();
    await page.dispatch('keydown', { key: 'Process', keyCode: 229 });
    await page.dispatch('keydown', { ...enter, keyCode: 229 });
    await page.dispatch('keydown', { key: 'Escape', keyCode: 27, isComposing: true });
    expect(await page.list.isVisible()).toBe(true);
    expect(await page.events()).toEqual(['loadstart nur', 'load nur']);
    expect(page.page.url()).toBe(`${site.origin}/`);
    await page.close();
  });

  it('knows the Enter that Safari sends after the end of the composition it ended', async () => {
    const page = await open('language="en"');
    await page.input.fill('nur');
    await page.options.first().waitFor();
    await page.input.press('ArrowDown');
    // In one task, as the browser sends both for one key press.
    await page.look(`[
      new CompositionEvent('compositionstart', { bubbles: true }),
      new CompositionEvent('compositionend', { bubbles: true }),
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }),
    ].forEach((event) => input.dispatchEvent(event))`);
    expect(await page.list.isVisible()).toBe(true);
    expect(await page.events()).not.toContainEqual(expect.stringMatching(/^change/));
    expect(page.page.url()).toBe(`${site.origin}/`);
    await page.page.waitForTimeout(200);
    await page.input.press('ArrowDown');
    await page.input.press('Enter');
    expect(await page.events()).toContainEqual(expect.stringMatching(/^change occupation:/));
    await page.close();
  });
});
