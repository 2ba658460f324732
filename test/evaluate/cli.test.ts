import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../taxonomy/esco-fixture.ts';
import { starterTables, writeStarter } from '../taxonomy/starter-fixture.ts';

const PROGRAMS = join(import.meta.dirname, '../../evaluate');

function run(program: string, ...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(PROGRAMS, program), ...parameters], { encoding: 'utf8' });
}

/** Two queries, one of them in another language than its answer. */
function writeSet(folder: string): string {
  const set = join(folder, 'melo', 'xyz_q_de_c_en');
  mkdirSync(set, { recursive: true });
  const write = (name: string, ...lines: string[]): void => writeFileSync(join(set, name), `${lines.join('\n')}\n`);
  write('queries.tsv', 'Q1\tSenior Softwareentwickler (m/w/d)', 'Q2\tKrankenschwester');
  write('corpus_elements.tsv', 'C1\tprogrammer', 'C2\tregistered nurse', 'C3\tastronomer');
  write('annotations.tsv', 'Q1\t0\tC1\t1', 'Q2\t0\tC2\t1');
  return folder;
}

describe('npm run evaluate', () => {
  it('ranks with the taxonomy that it is given and writes JSON to stdout, the table to stderr', () => {
    const folder = temporaryFolder();
    const taxonomy = writeStarter(join(folder, 'starter'), starterTables());
    const ran = run('main.ts', writeSet(folder), '--json', '--taxonomy', taxonomy, '--esco', join(folder, 'missing'));
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stderr).toContain('melo-cross-lingual');
    expect(JSON.parse(ran.stdout)).toMatchObject({
      tier: 'static',
      sets: [
        { name: 'melo/xyz_q_de_c_en', mainMeasure: 'mrr', queries: 2, candidates: 3, scores: { mrr: 1, acc1: 1 } },
      ],
      families: [{ family: 'melo-cross-lingual', sets: 1 }],
    });
  });

  it('takes only as many queries as are asked for', () => {
    const folder = temporaryFolder();
    const taxonomy = writeStarter(join(folder, 'starter'), starterTables());
    const { stdout } = run(
      'main.ts',
      writeSet(folder),
      '--json',
      '--limit-queries',
      '1',
      '--taxonomy',
      taxonomy,
      '--esco',
      folder,
    );
    expect(JSON.parse(stdout)).toMatchObject({ sets: [{ queries: 1 }] });
  });

  it('says what is missing, and which tiers there are', () => {
    const folder = temporaryFolder();
    expect(run('main.ts', writeSet(folder), '--tier', 'dynamic')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('Allowed choices are lexical, vectors, static, transformer-vectors, transformer'),
    });
    expect(run('main.ts', temporaryFolder())).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('holds no benchmark set'),
    });
    expect(run('main.ts', join(folder, 'missing'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/missing does not exist\n$/),
    });
    expect(run('main.ts', writeSet(folder), '--limit-queries', '0').status).toBe(1);
    expect(run('main.ts', writeSet(folder), '--taxonomy', temporaryFolder()).status).toBe(1);
  });
});

describe('npm run evaluate:tiers', () => {
  it('says in a line what is wrong with its folder', () => {
    const missing = join(temporaryFolder(), 'missing');
    expect(run('tiers.ts', missing)).toMatchObject({ status: 1, stdout: '', stderr: `${missing} does not exist\n` });
    expect(run('tiers.ts', temporaryFolder())).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('holds no benchmark set'),
    });
  });
});
