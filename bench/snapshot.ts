/**
 * How long the embedded taxonomy takes to load: the starter taxonomy is compiled into a temporary folder, then read,
 * checked and opened by fresh processes, whole and one language alone. Times are of the whole load, over these
 * processes. `processor`: how long the thread that loads was at work, which is what other work on the machine changes
 * least. `keystroke`: the first completion of such a process, whose code nobody has run before.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileSnapshot } from '../taxonomy/compile.ts';
import { Problems } from '../taxonomy/problems.ts';
import { readTaxonomies } from '../taxonomy/read-taxonomies.ts';
import { type BenchRow, percentiles } from './rows.ts';

const STARTER = join(import.meta.dirname, '../taxonomy/starter');
const PROCESS = join(import.meta.dirname, 'snapshot-process.ts');
const RUNS = 15;
const QUICK_RUNS = 3;

/** What one process printed, milliseconds. */
interface Run {
  readonly load: number;
  readonly processor: number;
  readonly keystroke: number;
}

export async function runSnapshotBench({ quick }: { readonly quick: boolean }): Promise<BenchRow[]> {
  const [taxonomy] = await readTaxonomies([STARTER], {
    problems: new Problems(),
    report: () => undefined,
    latestEsco: async () => undefined,
  });
  if (taxonomy === undefined) throw new Error('The starter taxonomy was not read');
  const { files, manifest } = compileSnapshot(taxonomy, new Date().toISOString(), () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  try {
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
    const row = (workload: string, times: readonly number[], size: number | null): BenchRow => ({
      suite: 'snapshot',
      subject: 'crosswalk',
      workload,
      labels: manifest.taxonomy.labelCount,
      ...percentiles(times),
      success1: null,
      success5: null,
      success10: null,
      build_ms: null,
      load_ms: Math.min(...times),
      bytes: size,
      rss_mb: null,
    });
    const measure = (what: string, language: readonly string[], size: number | null): BenchRow[] => {
      // The process is ours and prints what it measured.
      const runs = Array.from(
        { length: quick ? QUICK_RUNS : RUNS },
        () => JSON.parse(execFileSync(process.execPath, [PROCESS, folder, ...language]).toString()) as Run,
      );
      return [
        row(
          `load:${what}`,
          runs.map(({ load }) => load),
          size,
        ),
        row(
          `processor:${what}`,
          runs.map(({ processor }) => processor),
          null,
        ),
        row(
          `keystroke:${what}`,
          runs.map(({ keystroke }) => keystroke),
          null,
        ),
      ];
    };
    return [...measure(`${manifest.languages.length} languages`, [], bytes), ...measure('English', ['en'], null)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
