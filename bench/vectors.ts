/**
 * Vector search against a plain loop, usearch and onnxruntime: the same vectors, the same queries, one run, one thread.
 *
 * Every subject answers all queries, several rounds in turn, and a query's fastest round counts. Quality is judged
 * against float32: success@1 is how often the truly nearest row is answered first, success@10 the share of the ten
 * truly nearest rows among the ten answered (of codes, which only choose candidates: among all answered).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchRow, percentiles } from './rows.ts';
import { type VectorCorpus, syntheticVectors } from './vector-corpus.ts';
import { type VectorSubject, vectorSubjects } from './vector-subjects.ts';

const KERNEL = join(import.meta.dirname, '../worker/engines/vector-index/kernel.wasm');
const DIMENSIONS = 256;
const ROWS = [34_410, 200_000] as const;
const QUERIES = 100;
const ROUNDS = 5;
const BEST = 10;

export interface VectorBenchOptions {
  /** Fewer queries, the smaller corpus only. */
  readonly quick?: boolean;
  /** Told about each subject as it is finished. */
  readonly onRows?: (rows: readonly BenchRow[]) => void;
}

export async function runVectorBench({ quick = false, onRows }: VectorBenchOptions = {}): Promise<BenchRow[]> {
  const kernel = new WebAssembly.Module(readFileSync(KERNEL));
  const rows: BenchRow[] = [];
  for (const count of quick ? ROWS.slice(0, 1) : ROWS) {
    const corpus = syntheticVectors(count, DIMENSIONS, quick ? QUERIES / 5 : QUERIES);
    const truth = corpus.queries.map((query) => nearest(corpus, query));
    for (const subject of vectorSubjects(kernel)) {
      const row = await measure(subject, corpus, truth);
      rows.push(row);
      onRows?.([row]);
    }
  }
  return rows;
}

/** The ten nearest rows by float32 numbers and float64 sums. */
function nearest({ dimensions, rows, vectors }: VectorCorpus, query: Float32Array): number[] {
  const scores = Float64Array.from({ length: rows }, (_, row) => {
    let score = 0;
    for (let d = 0; d < dimensions; d++) score += vectors[row * dimensions + d]! * query[d]!;
    return score;
  });
  const threshold = scores.toSorted()[rows - BEST]!;
  return [...scores.keys()]
    .filter((row) => scores[row]! >= threshold)
    .toSorted((left, right) => scores[right]! - scores[left]!)
    .slice(0, BEST);
}

async function measure(
  { name, limit, open }: VectorSubject,
  corpus: VectorCorpus,
  truth: readonly (readonly number[])[],
): Promise<BenchRow> {
  const started = performance.now();
  const { search, bytes } = await open(corpus);
  const buildMs = performance.now() - started;
  const fastest = corpus.queries.map(() => Number.POSITIVE_INFINITY);
  const answers: (readonly number[])[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, query] of corpus.queries.entries()) {
      const before = performance.now();
      const pending = search(query);
      const answer = pending instanceof Promise ? await pending : pending;
      fastest[at] = Math.min(fastest[at]!, performance.now() - before);
      answers[at] = answer;
    }
  }
  const share = (of: (answer: readonly number[], best: readonly number[]) => number): number =>
    answers.reduce((sum, answer, at) => sum + of(answer, truth[at]!), 0) / answers.length;
  return {
    suite: 'vectors',
    subject: name,
    workload: `synthetic:top-${limit}`,
    labels: corpus.rows,
    ...percentiles(fastest),
    success1: limit > BEST ? null : share((answer, [first]) => (answer[0] === first ? 1 : 0)),
    success5: null,
    success10: share((answer, best) => best.filter((row) => answer.includes(row)).length / best.length),
    build_ms: buildMs,
    load_ms: null,
    bytes,
    rss_mb: null,
  };
}
