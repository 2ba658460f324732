/**
 * `npm run lighthouse [-- URL]`: Lighthouse's four categories for the explorer and the guides of a running server, as a
 * Markdown table: for each page that of three runs whose performance is in the middle. Fails below 95. Lighthouse itself
 * is fetched by npx, at the version below, since nothing else needs it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const LEAST = 95;
const RUNS = 3;
/** On a busy machine Lighthouse misses the start of a page now and then, and ends without a report. */
const ATTEMPTS = 6;
const PAGES = [
  '/',
  '/?q=krankens&type=de',
  '/?view=normalise&title=Senior+Softwareentwickler+(m/w/d)+Berlin',
  '/?view=browse&id=occupation:software-developer',
  '/?view=compare',
  '/?view=bulk',
  '/docs/',
  '/docs/adopting',
  '/docs/schema/title',
];

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly displayValue?: string }>>;
}

function measure(url: string, folder: string): Report {
  const output = join(folder, 'report.json');
  const flags = [
    `--output-path=${output}`,
    '--output=json',
    '--quiet',
    `--only-categories=${CATEGORIES.join(',')}`,
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
  ];
  const environment = { ...process.env, CHROME_PATH: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' };
  for (let attempt = 1; ; attempt++) {
    try {
      execFileSync('npx', ['--yes', LIGHTHOUSE, url, ...flags], {
        env: environment,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      return JSON.parse(readFileSync(output, 'utf8'));
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

const performanceOf = ({ categories }: Report): number => categories['performance']?.score ?? 0;

function median(url: string, folder: string): Report {
  const reports = Array.from({ length: RUNS }, () => measure(url, folder));
  const [middle] = reports
    .toSorted((one, other) => performanceOf(one) - performanceOf(other))
    .slice(Math.floor(RUNS / 2));
  if (middle === undefined) throw new Error(`${url} was not measured`);
  return middle;
}

const [server = 'http://localhost:8787'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'crosswalk-lighthouse-'));
let lowest = 100;
console.log(`| page | ${CATEGORIES.join(' | ')} | largest paint | blocked | shift |`);
console.log('|---|---|---|---|---|---|---|---|');
for (const page of PAGES) {
  const { categories, audits } = median(new URL(page, server).href, folder);
  const scores = CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
  lowest = Math.min(lowest, ...scores);
  const parts = ['largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'];
  const values = parts.map((name) => audits[name]?.displayValue ?? '');
  console.log(`| \`${page}\` | ${[...scores, ...values].join(' | ')} |`);
}
rmSync(folder, { recursive: true });
if (lowest < LEAST) {
  console.error(`The lowest score is ${lowest}; at least ${LEAST} is wanted.`);
  process.exit(1);
}
