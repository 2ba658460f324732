/**
 * `npm run screenshots [-- URL]`: the pictures of docs/screenshots, taken from a running server with the starter taxonomy.
 * They want fonts for Arabic, Chinese and Hindi: `apt-get install fonts-noto-core fonts-noto-cjk`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Page, chromium } from 'playwright-core';

const FOLDER = join(import.meta.dirname, '../docs/screenshots');
const DESKTOP = { width: 1200, height: 820 };
const TALL = { width: 1200, height: 1100 };
const PHONE = { width: 320, height: 640 };
/** For machines that do much else. */
const TIMEOUT_MS = 120_000;
const TITLE = encodeURIComponent('Senior Softwareentwickler (m/w/d) Berlin');

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly scheme: 'light' | 'dark';
  readonly viewport?: typeof DESKTOP;
  /** What must be there before the picture is taken. */
  readonly awaits: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

const SHOTS: readonly Shot[] = [
  {
    name: 'complete-light',
    path: '/?q=krankens',
    scheme: 'light',
    viewport: TALL,
    awaits: '#timing p:has-text("Engine")',
  },
  { name: 'normalise-dark', path: `/?view=normalise&title=${TITLE}`, scheme: 'dark', awaits: '.match' },
  { name: 'compare-light', path: '/?view=compare', scheme: 'light', awaits: '.heat' },
  {
    name: 'occupation-light',
    path: '/?view=browse&id=occupation:software-developer',
    scheme: 'light',
    awaits: '.name-table',
  },
  {
    name: 'occupation-arabic-dark',
    path: '/?view=browse&id=occupation:registered-nurse&in=ar',
    scheme: 'dark',
    awaits: '.name-table',
  },
  {
    name: 'bulk-light',
    path: '/?view=bulk',
    scheme: 'light',
    awaits: '.results',
    prepare: async (page) => {
      await page
        .locator('#pasted')
        .fill('Staff Nurse, nights\nVendeur H/F CDI\n急招 Java开发工程师\nKraftfahrer (m/w/d) ab sofort');
      await page.locator('#bulk-start').click();
    },
  },
  {
    name: 'phone-complete',
    path: '/?q=softw',
    scheme: 'light',
    viewport: PHONE,
    awaits: '#timing p:has-text("Engine")',
  },
  {
    name: 'phone-normalise',
    path: `/?view=normalise&title=${TITLE}`,
    scheme: 'dark',
    viewport: PHONE,
    awaits: '.match',
  },
  { name: 'guides', path: '/docs/api', scheme: 'light', awaits: 'article' },
  {
    name: 'graphiql',
    path: '/graphql',
    scheme: 'light',
    awaits: '.result-window:has-text("autocomplete")',
    prepare: (page) => page.locator('.graphiql-execute-button').click(),
  },
];

const [server = 'http://localhost:8787'] = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});

async function visit({ path, scheme, viewport = DESKTOP, awaits, prepare }: Shot): Promise<Page> {
  const page = await browser.newPage({ baseURL: server, viewport, colorScheme: scheme, reducedMotion: 'reduce' });
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.goto(path);
  await prepare?.(page);
  await page.locator(awaits).first().waitFor();
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  return page;
}

for (const shot of SHOTS) {
  // The first visit opens what the answer needs; the picture shows what every later one finds.
  await (await visit(shot)).close();
  const page = await visit(shot);
  await page.screenshot({ path: join(FOLDER, `${shot.name}.png`) });
  await page.close();
  console.log(`docs/screenshots/${shot.name}.png`);
}
await browser.close();
