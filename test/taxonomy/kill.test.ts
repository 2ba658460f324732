import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTaxonomy, recoverImport } from '../../taxonomy/import.ts';
import { readManifest } from '../../taxonomy/snapshot-folder.ts';
import { verifyTaxonomy } from '../../taxonomy/verify.ts';
import { workspaceIn } from '../../taxonomy/workspace.ts';
import { classificationTables, relationTables, temporaryFolder, uri, writePackages } from './esco-fixture.ts';
import { useRoots } from './roots.ts';

const roots = useRoots();
const RANDOM_POINTS = 10;

/** Large enough that every step of an import takes time in which it can be killed. */
function largePackages(): [string, string] {
  const classification = classificationTables();
  const relations = relationTables();
  for (let index = 0; index < 600; index++) {
    const labels = Array.from({ length: 5 }, (_, label) => `title ${label} of occupation number ${index}`).join('\n');
    classification['occupations']!.push([
      'Occupation',
      uri(`occupation/o${index}`),
      '2512',
      `occupation number ${index}`,
      labels,
      '',
      'released',
      '',
      `2512.${index + 10}`,
    ]);
    relations['broaderRelationsOccPillar']!.push([
      'Occupation',
      uri(`occupation/o${index}`),
      'ISCOGroup',
      uri('isco/C2512'),
    ]);
  }
  return writePackages(temporaryFolder(), { classification, relations });
}

const small = writePackages(temporaryFolder());
const large = largePackages();

/** Imports, and kills itself as hard as can be as soon as a line of progress contains `line`; "-" lets it run. */
function program(root: string, line: string): string {
  const entry = JSON.stringify(join(import.meta.dirname, '../../taxonomy/import.ts'));
  return `
    const { importTaxonomy } = await import(${entry});
    const onProgress = (progress) => {
      if (progress.includes(${JSON.stringify(line)}) && ${line !== '-'}) process.kill(process.pid, 'SIGKILL');
    };
    await importTaxonomy({ files: ${JSON.stringify(large)}, root: ${JSON.stringify(root)}, onProgress });`;
}

/** Runs an import of the large packages; resolves to how it ended and how long it took. */
function importInChild(
  root: string,
  line: string,
  killAfterMs?: number,
): Promise<{ signal: string | null; milliseconds: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program(root, line)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (_, signal) => {
      clearTimeout(timer);
      resolve({ signal, milliseconds: performance.now() - started });
    });
  });
}

/** What was served before is served still, or what was being imported is, as a whole; and the next import succeeds. */
async function expectIntact(root: string, before: string): Promise<void> {
  const workspace = workspaceIn(root);
  recoverImport(workspace);
  verifyTaxonomy(workspace);
  const { snapshot = '', taxonomy } = readManifest(workspace.manifest) ?? {};
  if (snapshot !== before) expect(taxonomy?.occupationCount).toBe(603);
  await importTaxonomy({ files: small, root, onProgress: () => undefined });
  verifyTaxonomy(workspace);
  expect(readManifest(workspace.manifest)?.snapshot).toBe(before);
}

/** A folder that serves the small packages. */
async function served(): Promise<{ root: string; snapshot: string }> {
  const root = roots.make();
  const { snapshot } = await importTaxonomy({ files: small, root, onProgress: () => undefined });
  return { root, snapshot };
}

describe('an import that is killed', () => {
  it.each([
    ['while it reads', 'Reading ESCO', false],
    ['before it writes files', 'Compiled en', false],
    ['when the files are written', 'concepts and relations', false],
    ['before D1 is written', 'Writing D1', false],
    ['between the commit and the switch', 'Wrote D1', true],
  ])('%s leaves a whole taxonomy served', async (_, line, isCommitted) => {
    const { root, snapshot } = await served();
    // The same version is imported again, in other words: its rows in D1 are those of one import or of the other.
    expect((await importInChild(root, line)).signal).toBe('SIGKILL');
    expect(readManifest(workspaceIn(root).manifest)?.snapshot).toBe(snapshot);
    recoverImport(workspaceIn(root));
    expect(readManifest(workspaceIn(root).manifest)?.snapshot === snapshot).toBe(!isCommitted);
    await expectIntact(root, snapshot);
  });

  it(`at ${RANDOM_POINTS} random points leaves a whole taxonomy served`, async () => {
    const { milliseconds } = await importInChild(roots.make(), '-');
    let killed = 0;
    for (let point = 0; point < RANDOM_POINTS; point++) {
      const { root, snapshot } = await served();
      const after = milliseconds * (0.2 + 0.8 * Math.random());
      const { signal } = await importInChild(root, '-', after);
      if (signal === 'SIGKILL') killed += 1;
      await expectIntact(root, snapshot).catch((error: unknown) => {
        throw new Error(`killed after ${after.toFixed(0)} of ${milliseconds.toFixed(0)} ms`, { cause: error });
      });
    }
    expect(killed).toBeGreaterThan(RANDOM_POINTS / 2);
  });
});
