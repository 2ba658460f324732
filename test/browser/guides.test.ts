/** What the guides show is run as it stands, against the Worker: shell, JavaScript, Python, and HTML in Chromium. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBrowser, openPage, serverUrl } from '../support/browser.ts';
import { openForeignSite } from '../support/foreign-page.ts';

const ROOT = join(import.meta.dirname, '../..');

// urql lets go of an answered request by aborting it; Node would end the process for that, browsers do not.
const JAVASCRIPT = [process.execPath, '--unhandled-rejections=warn', '--no-warnings', '--input-type=module', '--eval'];
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  bash: ['bash', '-euc'],
  sh: ['sh', '-euc'],
  js: JAVASCRIPT,
  python: ['python3', '-c'],
};

/** Commands that install or start something, or belong to another program. */
const NOT_RUN = /^(?:npm|claude) /;

interface Snippet {
  readonly language: string;
  readonly code: string;
}

/** What can be run of a guide, with the test's own server in place of the guide's. */
function snippetsOf(guide: string, ...languages: readonly string[]): Snippet[] {
  const text = readFileSync(join(ROOT, 'docs', `${guide}.md`), 'utf8');
  return [...text.matchAll(/```(\w+)\n(.*?)```/gs)]
    .map(([, language = '', code = '']) => ({ language, code }))
    .filter(({ language, code }) => languages.includes(language) && !NOT_RUN.test(code))
    .map(({ language, code }) => ({ language, code: code.replaceAll('http://localhost:8787', serverUrl()) }));
}

function run({ language, code }: Snippet): Promise<{ output: string; errors: string; status: number | null }> {
  const [program = '', ...before] = PROGRAMS[language] ?? [];
  const child = spawn(program, [...before, code], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ output, errors, status }));
  });
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Guide, how many programs it shows in each language, and what each of them prints. */
const GUIDES: readonly (readonly [string, readonly string[], string])[] = [
  ['adopting', ['bash', 'js', 'js', 'python'], 'software developer'],
  ['mcp', ['js', 'sh'], 'software developer'],
  ['element', ['sh'], '"prefix"'],
];

describe.each(GUIDES)('docs/%s.md', (guide, languages, printed) => {
  it.each(languages.map((language, at) => [at, language] as const))(
    'shows a program (%i, %s) that runs',
    async (at, language) => {
      const shown = snippetsOf(guide, ...languages);
      expect(shown.map((one) => one.language)).toEqual(languages);
      if (language === 'python' && !hasPython) return;
      const { output, errors, status } = await run(shown[at] ?? { language, code: '' });
      expect(status, errors).toBe(0);
      expect(output).toContain(printed);
    },
  );
});

describe.each(['adopting', 'element'])('docs/%s.md', (guide) => {
  it('shows a form that completes, and submits the id and the text', async () => {
    const [form] = snippetsOf(guide, 'html');
    const site = await openForeignSite();
    const browser = await openBrowser();
    const { page, complaints, close } = await openPage(browser);
    try {
      const here = (form?.code ?? '').replaceAll('https://crosswalk.example', serverUrl());
      site.show(`<!doctype html><html lang="en"><title>Board</title><link rel="icon" href="data:,">${here}`);
      await page.goto(site.origin);
      await page.getByRole('combobox', { name: 'Job title' }).pressSequentially('softw');
      await page.getByRole('option', { name: 'software developer', exact: true }).click();
      await page.evaluate('document.querySelector("form").requestSubmit()');
      await page.waitForURL(/occupation%3Asoftware-developer/);
      expect(new URL(page.url()).search).toContain('-text=software+developer');
      expect(complaints).toEqual([]);
    } finally {
      await close();
      await browser.close();
      await site.stop();
    }
  });
});
