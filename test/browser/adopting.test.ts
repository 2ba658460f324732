/** What docs/adopting.md shows is run as it stands, against the Worker: shell, JavaScript and Python. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serverUrl } from '../support/browser.ts';

const ROOT = join(import.meta.dirname, '../..');
const GUIDE = readFileSync(join(ROOT, 'docs/adopting.md'), 'utf8');

const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  bash: ['bash', '-euc'],
  // urql lets go of an answered request by aborting it; Node would end the process for that, browsers do not.
  js: [process.execPath, '--unhandled-rejections=warn', '--no-warnings', '--input-type=module', '--eval'],
  python: ['python3', '-c'],
};

const snippets = [...GUIDE.matchAll(/```(bash|js|python)\n(.*?)```/gs)].map(
  ([, language = '', code = '']) => [language, code.split('\n').find((line) => line !== '') ?? '', code] as const,
);

function run(language: string, code: string): Promise<{ output: string; errors: string; status: number | null }> {
  const [program = '', ...before] = PROGRAMS[language] ?? [];
  const there = code.replaceAll('http://localhost:8787', serverUrl());
  const child = spawn(program, [...before, there], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
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

describe('the adoption guide', () => {
  it('shows every language', () => {
    expect(snippets.map(([language]) => language)).toEqual(['bash', 'js', 'js', 'python']);
  });

  it.each(snippets)('%s, "%s", finds software developers', async (language, _, code) => {
    if (language === 'python' && !hasPython) return;
    const { output, errors, status } = await run(language, code);
    expect(status, errors).toBe(0);
    expect(output).toContain('software developer');
  });
});
