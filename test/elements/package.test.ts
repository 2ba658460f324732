/** What the element weighs, and what its npm package holds. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { buildElements } from '../../scripts/web/elements.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'crosswalk-element-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the built element', () => {
  buildElements(join(folder, 'built'));
  const read = (name: string): Buffer => readFileSync(join(folder, 'built', name));

  it('is one script of less than 8,000 bytes with gzip, and the pack beside it', () => {
    expect(readdirSync(join(folder, 'built')).toSorted()).toEqual(['crosswalk-autocomplete.js', 'offline.js']);
    expect(gzipSync(read('crosswalk-autocomplete.js')).length).toBeLessThan(8_000);
    expect(gzipSync(read('offline.js')).length).toBeLessThan(40_000);
  });

  it('imports nothing but the pack', () => {
    const imports = [
      ...read('crosswalk-autocomplete.js')
        .toString()
        .matchAll(/\bimport\b\s*\(?\s*["']([^"']+)/g),
    ];
    expect(imports.map(([, specifier]) => specifier)).toEqual(['./offline.js']);
    expect(read('offline.js').toString()).not.toMatch(/\bimport\b\s*[("'{]/);
  });

  it('may be imported where a page is rendered on a server', () => {
    cpSync(join(ROOT, 'packages/crosswalk-autocomplete/package.json'), join(folder, 'package.json')); // says: modules
    const module = JSON.stringify(join(folder, 'built/crosswalk-autocomplete.js'));
    const run = `import(${module}).then(({ CrosswalkAutocomplete }) => console.log(typeof CrosswalkAutocomplete))`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', run]).toString()).toBe('function\n');
  });

  it('never writes HTML', () => {
    expect(read('crosswalk-autocomplete.js').toString()).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML/);
  });
});

describe('the package', () => {
  it('has types by which a page is checked', () => {
    const types = join(ROOT, 'packages/crosswalk-autocomplete/index.d.ts');
    const check = (use: string): void => {
      writeFileSync(join(folder, 'use.ts'), `import type {} from '${types}';\n${use}\nexport {};\n`);
      const options = [
        '--noEmit',
        '--strict',
        '--ignoreConfig',
        '--lib',
        'ES2024,DOM',
        '--types',
        '',
        '--module',
        'esnext',
      ];
      const resolution = ['--moduleResolution', 'bundler', '--allowImportingTsExtensions'];
      execFileSync(join(ROOT, 'node_modules/.bin/tsc'), [...options, ...resolution, 'use.ts'], {
        cwd: folder,
        stdio: 'pipe',
      });
    };
    const find = "const field = document.querySelector('crosswalk-autocomplete')!;";
    check(`${find}
      field.value = 'occupation:nurse';
      field.messages = { found: '{count}' };
      field.addEventListener('change', ({ detail }) => { const id: string = detail.value; return id; });
      field.addEventListener('load', ({ detail }) => detail.suggestions.map(({ text }) => text));
      field.addEventListener('click', ({ type }) => type);`);
    expect(() => check(`${find} field.value = 1;`)).toThrow();
    expect(() => check(`${find} field.addEventListener('change', ({ detail }) => detail.nothing);`)).toThrow();
  });
});
