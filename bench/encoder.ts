/**
 * The encoders, in Node and in workerd: time a title, time to load, bytes of the weights. The transformer: transformer.ts.
 *
 * Titles are labels of the starter taxonomy: English ones of three words, and ones of all languages. A time is the mean
 * of a pass over them (encoder-passes.ts); percentiles are those of the passes.
 */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { WEIGHTS, openStatic } from '../taxonomy/encoders.ts';
import { timePasses } from './encoder-passes.ts';
import { startEncoderWorker } from './encoder-workerd.ts';
import { type BenchRow, percentiles } from './rows.ts';
import { table, whole } from './table.ts';
import { runTransformerBench } from './transformer.ts';

const LABELS = join(import.meta.dirname, '../taxonomy/starter/labels');
const TITLES = 1_000;
const PASSES = 200;

export interface EncoderBenchOptions {
  /** Fewer passes. */
  readonly quick?: boolean;
  /** Told about each subject as it is finished. */
  readonly onRows?: (rows: readonly BenchRow[]) => void;
  readonly weights?: string;
}

/** Labels that meet a condition, spread evenly over the files. */
function readTitles(pattern: string, isWanted: (title: string) => boolean): string[] {
  const files = globSync(pattern, { cwd: LABELS }).toSorted();
  const titles = files.flatMap((file) =>
    readFileSync(join(LABELS, file), 'utf8')
      .split('\n')
      .slice(1)
      .flatMap((line) => line.split('\t').slice(1).join('|').split(/[|~]/))
      .filter((title) => title !== '' && isWanted(title)),
  );
  return Array.from({ length: TITLES }, (_, index) => titles[Math.floor((index * titles.length) / TITLES)]!);
}

export async function runEncoderBench({ quick = false, onRows, weights = WEIGHTS }: EncoderBenchOptions = {}): Promise<
  BenchRow[]
> {
  const passes = quick ? PASSES / 10 : PASSES;
  const workloads = [
    ['three-words', readTitles('en.tsv', (title) => title.split(' ').length === 3)],
    ['all-languages', readTitles('*.tsv', () => true)],
  ] as const;
  const before = performance.now();
  const encoder = openStatic(weights);
  const loadMs = performance.now() - before;
  const rows: BenchRow[] = [];
  const add = (workload: string, times: readonly number[], load_ms: number): void => {
    const row: BenchRow = {
      suite: 'encoder',
      subject: 'crosswalk',
      workload,
      labels: TITLES,
      ...percentiles(times),
      success1: null,
      success5: null,
      success10: null,
      build_ms: null,
      load_ms,
      bytes: statSync(join(weights, 'static.bin')).size,
      rss_mb: null,
    };
    rows.push(row);
    onRows?.([row]);
  };
  const worker = await startEncoderWorker(weights);
  try {
    for (const [name, titles] of workloads) {
      add(`static:${name}:node`, timePasses(encoder, titles, passes), loadMs);
      const { times, load_ms } = await worker.ask({ titles, passes });
      add(`static:${name}:workerd`, times, load_ms);
    }
  } finally {
    await worker.stop();
  }
  const transformer = await runTransformerBench({ quick, weights, titles: workloads[1][1] });
  for (const row of transformer) onRows?.([row]);
  return [...rows, ...transformer];
}

/** One line a row, times in microseconds. */
export function describeEncoderBench(rows: readonly BenchRow[]): string {
  const us = (ms: number | null): string => (ms === null ? '' : (ms * 1_000).toFixed(1));
  return table([
    ['workload', 'subject', 'us a title: p50', 'p99', 'max', 'load ms', 'MB', 'WASM MB'],
    ...rows.map((row) => [
      row.workload,
      row.subject,
      ...[row.p50_ms, row.p99_ms, row.max_ms].map(us),
      whole(row.load_ms),
      row.bytes === null ? '' : (row.bytes / 1e6).toFixed(2),
      row.rss_mb === null ? '' : row.rss_mb.toFixed(1),
    ]),
  ]);
}
