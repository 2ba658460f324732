/**
 * Completion against the libraries that are used for it: the same labels, the same keystrokes, one run.
 *
 * Three corpora (English; one index for each of 21 languages; all labels in one index), three workloads (typed as it
 * is, drawn evenly or by Zipf's law, and with one typo), speed and the share of keystrokes after which the meant
 * concept is shown. `quick` types fewer labels and leaves out the corpora that take the other libraries minutes.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type CorpusName, hasLabels } from './autocomplete-corpus.ts';
import { SUBJECTS } from './autocomplete-subjects.ts';
import type { BenchRow } from './rows.ts';
import { percent, table, whole } from './table.ts';

const PROCESS = join(import.meta.dirname, 'autocomplete-process.ts');
const run = promisify(execFile);
const NO_LABELS = 'The bench needs ../shared/data/esco/occupation-labels-21-languages.tsv.gz beside the repository.';

export interface AutocompleteBenchOptions {
  readonly quick?: boolean;
  /** Told about each subject as it is finished. */
  readonly onRows?: (rows: readonly BenchRow[]) => void;
}

export async function runAutocompleteBench({ quick = false, onRows }: AutocompleteBenchOptions = {}): Promise<
  BenchRow[]
> {
  if (!hasLabels()) {
    throw new Error(NO_LABELS);
  }
  const corpora: CorpusName[] = quick ? ['english'] : ['english', 'languages', 'together'];
  const rows: BenchRow[] = [];
  for (const corpus of corpora) {
    const typedLabels = quick ? 120 : corpus === 'english' ? 500 : 120;
    for (const { name } of SUBJECTS) {
      const measured = await measure(name, corpus, typedLabels);
      rows.push(...measured);
      onRows?.(measured);
    }
  }
  return rows;
}

/** One subject on one corpus, in a process of its own. */
async function measure(subject: string, corpus: CorpusName, typedLabels: number): Promise<BenchRow[]> {
  const { stdout } = await run(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=8000', PROCESS, subject, corpus, String(typedLabels)],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  // The process is ours and prints what it measured.
  return JSON.parse(stdout) as BenchRow[];
}

const SCALE = [1_000, 10_000, 100_000, 300_000, 1_000_000, 2_000_000];
/** Beyond, the other libraries take minutes and gigabytes. */
const SCALE_OF_PEERS = 300_000;
const SCALE_LABELS = 40;

/** How completion slows down as labels grow in number, in one index of all languages: one row a subject, count and workload. */
export async function runScaleBench({ quick = false, onRows }: AutocompleteBenchOptions = {}): Promise<BenchRow[]> {
  if (!hasLabels()) throw new Error(NO_LABELS);
  const rows: BenchRow[] = [];
  for (const count of quick ? SCALE.slice(0, 3) : SCALE) {
    for (const { name } of count > SCALE_OF_PEERS ? SUBJECTS.slice(0, 1) : SUBJECTS) {
      const measured = await measure(name, `scale-${count}`, SCALE_LABELS);
      const own = measured
        .filter(isTotal)
        .map((row) => ({ ...row, suite: 'scale', workload: row.workload.replace(/^[^:]+:/, '') }));
      rows.push(...own);
      onRows?.(own);
    }
  }
  return rows;
}

/** Whether a row is of all keystrokes of a workload, and not of those of one length. */
const isTotal = ({ workload }: BenchRow): boolean => !/-\d+$/.test(workload);

/** The rows as text: a table of speed, then how often the meant concept is shown, by letters typed. */
export function describeAutocompleteBench(rows: readonly BenchRow[]): string {
  const columns = [
    'workload',
    'subject',
    'p50 us',
    'p99 us',
    'p99.9 us',
    'max us',
    'success@1/5/10',
    'build ms',
    'load ms',
    'MB',
    'rss MB',
  ];
  const speed = rows
    .filter(isTotal)
    .map((row) => [
      row.workload,
      row.subject,
      ...[row.p50_ms, row.p99_ms, row.p999_ms, row.max_ms].map((time) =>
        time === null ? '' : (time * 1_000).toFixed(1),
      ),
      [row.success1, row.success5, row.success10].map(percent).join(' / '),
      whole(row.build_ms),
      row.load_ms === null ? '' : row.load_ms.toFixed(1),
      row.bytes === null ? '' : (row.bytes / 1e6).toFixed(2),
      whole(row.rss_mb),
    ]);
  const steps = rows.filter((row) => !isTotal(row));
  const workloads = [...new Set(steps.map((row) => row.workload.replace(/-\d+$/, '')))];
  const success = workloads.flatMap((workload) => {
    const own = steps.filter((row) => row.workload.replace(/-\d+$/, '') === workload);
    const letters = [...new Set(own.map((row) => Number(/\d+$/.exec(row.workload)![0])))].sort(
      (left, right) => left - right,
    );
    const lines = [...new Set(own.map((row) => row.subject))].map((subject) => [
      subject,
      ...letters.map((count) =>
        percent(
          own.find((row) => row.subject === subject && row.workload === `${workload}-${count}`)?.success5 ?? null,
        ),
      ),
    ]);
    return ['', `success@5 by letters typed, ${workload}`, table([['letters', ...letters.map(String)], ...lines])];
  });
  return [table([columns, ...speed]), ...success].join('\n');
}
