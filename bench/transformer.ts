/**
 * The transformer tier in workerd: one title of eight pieces at a time, sixteen at once, the first answer of a fresh process,
 * and its WebAssembly memory after thousands of calls.
 *
 * workerd's clock counts whole milliseconds: a time is the mean over the calls of one request, percentiles are those of the
 * requests. V8 compiles what runs often anew, so that the first requests only warm up.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openStatic, readCards, WEIGHT_ENDINGS } from '../taxonomy/encoders.ts';
import { MAXIMUM_PIECES, writePieces } from '../worker/engines/encoder/transformer/pieces.ts';
import { type BenchRow, percentiles } from './rows.ts';
import { startTransformerWorker } from './transformer-workerd.ts';

/** Pieces of a title: that many subword tokens. */
const PIECES = 8;
const AT_ONCE = 16;
const STARTS = 5;
const REQUESTS = 40;
const CALLS = 20;
const MEMORY_CALLS = 10_000;

/** As many of the titles as are sent at once, all of eight pieces. */
function titlesOfEightPieces(weights: string, titles: readonly string[]): string[] {
  const encoder = openStatic(weights);
  const scratch = new Float32Array(MAXIMUM_PIECES * encoder.identity.dimensions);
  return titles.filter((title) => encoder.groupContributions(title, writePieces, scratch) === PIECES).slice(0, AT_ONCE);
}

export interface TransformerBenchOptions {
  readonly quick: boolean;
  readonly weights: string;
  /** To choose from. */
  readonly titles: readonly string[];
}

/** No rows while there are no weights. */
export async function runTransformerBench({ quick, weights, titles }: TransformerBenchOptions): Promise<BenchRow[]> {
  if (readCards(weights).transformer === undefined) return [];
  const bytes = WEIGHT_ENDINGS.transformer
    .map((ending) => statSync(join(weights, `transformer.${ending}`)).size)
    .reduce((sum, size) => sum + size, 0);
  const chosen = titlesOfEightPieces(weights, titles);
  const rowOf = (workload: string, times: readonly number[], load: number | null, memory: number): BenchRow => ({
    suite: 'encoder',
    subject: 'crosswalk',
    workload: `transformer:${workload}:workerd`,
    labels: chosen.length,
    ...percentiles(times),
    success1: null,
    success5: null,
    success10: null,
    build_ms: null,
    load_ms: load,
    bytes,
    rss_mb: memory / 1e6,
  });

  const cold: number[] = [];
  const loads: number[] = [];
  let memory = 0;
  for (let start = 0; start < (quick ? 1 : STARTS); start++) {
    const worker = await startTransformerWorker(weights);
    const begun = performance.now();
    const answer = await worker.ask({ titles: chosen.slice(0, 1), calls: 1 });
    cold.push(performance.now() - begun);
    loads.push(answer.load_ms);
    memory = answer.memory;
    await worker.stop();
  }
  const load = percentiles(loads).p50_ms;
  const rows = [rowOf('first-answer', cold, load, memory)];

  const worker = await startTransformerWorker(weights);
  try {
    const requests = quick ? REQUESTS / 10 : REQUESTS;
    for (const [name, sent] of [
      ['eight-pieces', chosen.slice(0, 1)],
      ['eight-pieces-sixteen-at-once', chosen],
    ] as const) {
      const times: number[] = [];
      for (let request = 0; request < 2 * requests; request++) {
        const answer = await worker.ask({ titles: sent, calls: CALLS });
        if (request >= requests) times.push(answer.calls_ms / CALLS / sent.length);
        memory = answer.memory;
      }
      rows.push(rowOf(name, times, load, memory));
    }
    const times: number[] = [];
    for (let done = 0; done < (quick ? MEMORY_CALLS / 10 : MEMORY_CALLS); done += CALLS) {
      // Titles of all lengths, in turn.
      const answer = await worker.ask({ titles: [titles[(done / CALLS) % titles.length]!], calls: CALLS });
      times.push(answer.calls_ms / CALLS);
      memory = answer.memory;
    }
    rows.push(rowOf('ten-thousand-calls', times, load, memory));
  } finally {
    await worker.stop();
  }
  return rows;
}
