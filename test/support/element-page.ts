/** The element on a plain page of another origin, and what a test needs to see of it. */
import type { Browser, BrowserContextOptions, Locator } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type OpenPage, openBrowser, openPage, serverUrl } from './browser.ts';
import { type ForeignSite, openForeignSite } from './foreign-page.ts';

export interface ElementPageOptions extends BrowserContextOptions {
  /** Attributes of the element beside its name. */
  readonly attributes?: string;
  /** Attributes of the html element. */
  readonly root?: string;
  readonly style?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ElementPage extends OpenPage {
  readonly element: Locator;
  readonly input: Locator;
  readonly options: Locator;
  readonly list: Locator;
  /** Evaluates an expression over `host`, `input` and `list`, in the page. */
  look<Value>(expression: string): Promise<Value>;
  /** Text of the marked option; undefined where none is. */
  marked(): Promise<string | undefined>;
  /** Types and of the events, in order: "load nur". */
  events(): Promise<readonly string[]>;
  /** What the form would submit. */
  entries(): Promise<Record<string, string>>;
}

/** Notes events from the start, before the element's own script runs. */
const NOTE_EVENTS = `
  window.noted = [];
  for (const type of ['loadstart', 'load', 'error', 'change'])
    document.addEventListener(type, ({ target, detail }) => {
      if (target.localName === 'crosswalk-autocomplete') noted.push(type + ' ' + (detail.value ? detail.value + ' ' : '') + detail.text);
    }, true);
`;

function pageOf(server: string, { attributes = '', root = 'lang="en"', style = '' }: ElementPageOptions): string {
  return `<!doctype html>
<html ${root}>
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Jobs</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="data:text/css,${encodeURIComponent(`:root { color-scheme: light dark } ${style}`)}" />
    <script type="module" src="${server}/elements/crosswalk-autocomplete.js"></script>
  </head>
  <body>
    <main>
      <h1>Jobs</h1>
      <form action="/search">
        <fieldset id="fields">
          <legend>What are you looking for?</legend>
          <label for="title">Job title</label>
          <crosswalk-autocomplete id="title" name="occupation" ${attributes}></crosswalk-autocomplete>
        </fieldset>
        <button>Search</button>
      </form>
    </main>
  </body>
</html>`;
}

async function openElementPage(
  browser: Browser,
  site: ForeignSite,
  server: string,
  options: ElementPageOptions = {},
): Promise<ElementPage> {
  const { attributes: _, root: __, style: ___, headers, ...context } = options;
  const opened = await openPage(browser, context);
  const { page } = opened;
  await page.addInitScript(NOTE_EVENTS);
  site.show(pageOf(server, options), headers);
  await page.goto(site.origin);
  const element = page.locator('crosswalk-autocomplete');
  const input = element.getByRole('combobox');
  await input.waitFor();
  return {
    ...opened,
    element,
    input,
    list: element.locator('[part=list]'),
    options: element.locator('[role=option]:visible'),
    look: (expression) =>
      page.evaluate(`((host) => {
        const [input, list] = ['input', 'ul'].map((name) => host.shadowRoot.querySelector(name));
        return ${expression};
      })(document.querySelector('crosswalk-autocomplete'))`),
    marked: async () => {
      const id = await input.getAttribute('aria-activedescendant');
      return id === null ? undefined : ((await element.locator(`#${id}`).textContent()) ?? undefined);
    },
    events: () => page.evaluate<string[]>('noted'),
    entries: () =>
      page.evaluate<Record<string, string>>('Object.fromEntries(new FormData(document.querySelector("form")))'),
  };
}

export interface ElementSite {
  /** The foreign site's address. */
  readonly origin: string;
  open(options?: ElementPageOptions, server?: string): Promise<ElementPage>;
}

/** A browser and a foreign site for the tests of a file. */
export function useElementSite(): ElementSite {
  let browser: Browser;
  let site: ForeignSite;
  beforeAll(async () => {
    [browser, site] = await Promise.all([openBrowser(), openForeignSite()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });
  return {
    get origin() {
      return site.origin;
    },
    open: (options, server = serverUrl()) => openElementPage(browser, site, server, options),
  };
}
