/**
 * The first answer of a fresh process: how long a server takes until it listens (`load_ms`: for the Worker workerd's
 * start and the script's evaluation, for the rival Node's start and building its index), and how long its first request
 * then takes, which for the Worker reads the snapshot's sections from static assets.
 */
import { ASSETS, RIVAL, requireTaxonomy, rowOf, tryOnce, workloads } from './http.ts';
import { type HttpServer, serveRival, serveWorker, withBundle } from './http-server.ts';
import { type BenchRow, percentiles } from './rows.ts';

const STARTS = 10;

export interface ColdBenchOptions {
  /** Two starts instead of ten. */
  readonly quick?: boolean;
  readonly assets?: string;
  /** Told about each subject as it is finished. */
  readonly onRows?: (rows: readonly BenchRow[]) => void;
}

export async function runColdBench({ quick = false, assets = ASSETS, onRows }: ColdBenchOptions = {}): Promise<
  BenchRow[]
> {
  requireTaxonomy(assets);
  const rows: BenchRow[] = [];
  const measure = async (subject: string, start: () => Promise<HttpServer>): Promise<void> => {
    for (const workload of workloads()) {
      const starts: number[] = [];
      const answers: number[] = [];
      for (let round = 0; round < (quick ? 2 : STARTS); round++) {
        const begun = performance.now();
        const server = await start();
        const listening = performance.now();
        await tryOnce(server.url, workload);
        starts.push(listening - begun);
        answers.push(performance.now() - listening);
        await server.stop();
      }
      const row = { ...rowOf('cold', subject, workload.name), ...percentiles(answers), p999_ms: null };
      rows.push({ ...row, load_ms: percentiles(starts).p50_ms });
    }
    onRows?.(rows.slice(-1));
  };
  await withBundle((bundle) => measure('crosswalk', () => serveWorker(bundle, assets)));
  await measure(RIVAL, serveRival);
  return rows;
}
