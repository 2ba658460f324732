import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writePackages } from './esco-fixture.ts';
import { useRoots } from './roots.ts';

const roots = useRoots();
const PROGRAM = join(import.meta.dirname, '../../taxonomy/cli/main.ts');

function taxonomy(root: string, ...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [PROGRAM, '--root', root, ...parameters], { encoding: 'utf8' });
}

describe('npm run taxonomy', () => {
  it('imports, lists, verifies and exports', () => {
    const root = roots.make();
    expect(taxonomy(root, 'list')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('No taxonomy was imported yet.'),
    });

    const imported = taxonomy(root, 'import', ...writePackages(temporaryFolder()));
    expect(imported).toMatchObject({ status: 0, stderr: '' });
    expect(imported.stdout).toMatch(
      /\d+\.\d s {2}Reading ESCO 9\.9\.0\n[^]*Serving ESCO 9\.9\.0, snapshot [0-9a-f]{16}\n$/,
    );

    const listed = taxonomy(root, 'list').stdout;
    expect(listed).toMatch(
      /^\* esco-9\.9\.0 +ESCO 9\.9\.0, imported \S+Z: 3 occupations, 4 skills, 19 labels in 1 languages \(en\)\n$/,
    );

    expect(taxonomy(root, 'verify')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/are whole and agree with D1\n$/),
    });

    const out = join(root, 'out');
    expect(taxonomy(root, 'export', '--out', out)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('taxonomy.sql'),
    });
    expect(existsSync(join(out, 'snapshot/manifest.json')) && existsSync(join(out, 'taxonomy.sql'))).toBe(true);
  });

  it('says what is wrong, without a stack, and exits with 1', () => {
    const root = roots.make();
    for (const [parameters, message] of [
      [
        ['import', 'nothing.zip'],
        /^The import was refused, nothing was changed \(1 error\):\n {2}nothing\.zip: it cannot be read/,
      ],
      [['verify'], /^The taxonomy is not in order \(1 error\):\n {2}.*no taxonomy was imported/],
      [['export', '--out', join(root, 'out')], /^There is nothing to export/],
      [['import'], /missing required argument 'files'/],
    ] as const) {
      const { status, stderr } = taxonomy(root, ...parameters);
      expect(stderr).toMatch(message);
      expect(stderr).not.toContain('    at ');
      expect(status).toBe(1);
    }
  });
});
