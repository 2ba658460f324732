/**
 * HTTP under closed-loop load: each connection sends its next request when it has the answer. The Worker as it is
 * deployed, in workerd, beside the same schema on Node (http-rival.ts); the same requests, one run, on one machine with
 * the load generator.
 *
 * One connection shows how long a request takes, sixteen how many a second one core answers. Needs a taxonomy that
 * `npm start` has compiled.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { serveRival, serveWorker, withBundle } from './http-server.ts';
import { type BenchRow, percentiles } from './rows.ts';
import { readStarterLabels } from './starter-labels.ts';
import { table } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
export const ASSETS = join(ROOT, '.crosswalk/assets');
const CONNECTIONS = [1, 16] as const;
const WARM_UP_S = 2;
const MEASURED_S = 10;
const LANGUAGE = 'en';

export interface HttpRow extends BenchRow {
  /** Answers a second. */
  readonly per_s: number;
}

export const RIVAL = 'yoga-node-minisearch';

/** A row of a suite that asks servers: without figures yet. */
export function rowOf(suite: string, subject: string, workload: string): BenchRow {
  return {
    suite,
    subject,
    workload,
    labels: readStarterLabels([LANGUAGE])[0]!.labels.length,
    p50_ms: null,
    p99_ms: null,
    p999_ms: null,
    max_ms: null,
    success1: null,
    success5: null,
    success10: null,
    build_ms: null,
    load_ms: null,
    bytes: null,
    rss_mb: null,
  };
}

export interface Workload {
  readonly name: string;
  readonly requests: autocannon.Request[];
}

const persisted = (name: string): string => readFileSync(join(ROOT, 'schema/persisted', `${name}.graphql`), 'utf8');

/** Every 97th label typed letter by letter, and normalised with what advertisements put around it. */
export function workloads(): Workload[] {
  const labels = readStarterLabels([LANGUAGE])[0]!.labels.filter((_, index) => index % 97 === 0);
  const prefixes = labels.flatMap(({ text }) =>
    Array.from({ length: Math.min(text.length, 14) - 1 }, (_, index) => text.slice(0, index + 2)),
  );
  const address = (text: string): string => {
    const variables = JSON.stringify({ text, language: LANGUAGE });
    return `/graphql?${new URLSearchParams({ query: persisted('Autocomplete'), variables }).toString()}`;
  };
  const around = [(title: string) => title, (title: string) => `Senior ${title} (m/f/d)`] as const;
  return [
    { name: 'autocomplete-get', requests: prefixes.map((text) => ({ method: 'GET', path: address(text) })) },
    {
      name: 'normalize-title-post',
      requests: labels.flatMap(({ text }) =>
        around.map((dress) => ({
          method: 'POST' as const,
          path: '/graphql',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            query: persisted('NormalizeTitle'),
            variables: { title: dress(text), language: LANGUAGE },
          }),
        })),
      ),
    },
  ];
}

export function requireTaxonomy(assets: string): void {
  if (!existsSync(join(assets, 'snapshot/manifest.json')))
    throw new Error('This suite needs a compiled taxonomy: run `npm start` once.');
}

/** A request must be answered well before it is asked a thousand times a second. */
export async function tryOnce(url: string, { name, requests: [request] }: Workload): Promise<void> {
  const { method, path, headers, body } = request!;
  const response = await fetch(`${url}${path}`, {
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
    ...(typeof body === 'string' ? { body } : {}),
  });
  const text = await response.text();
  if (!response.ok || text.includes('"errors"')) throw new Error(`${name}: ${response.status} ${text.slice(0, 300)}`);
}

async function load(
  url: string,
  { name, requests }: Workload,
  connections: number,
  seconds: number,
): Promise<Pick<HttpRow, 'p50_ms' | 'p99_ms' | 'p999_ms' | 'max_ms' | 'per_s'>> {
  const times: number[] = [];
  let failed = 0;
  const start = performance.now() + WARM_UP_S * 1_000;
  await new Promise<void>((resolve, reject) => {
    const duration = WARM_UP_S + seconds;
    const done = (error: Error | null): void => (error === null ? resolve() : reject(error));
    const running = autocannon({ url, connections, duration, requests }, done);
    running.on('response', (_client, status, _bytes, milliseconds) => {
      if (performance.now() < start) return;
      times.push(milliseconds);
      if (status !== 200) failed += 1;
    });
  });
  if (failed > 0) throw new Error(`${name}: ${failed} of ${times.length} answers were not 200`);
  return { ...percentiles(times), per_s: times.length / seconds };
}

export interface HttpBenchOptions {
  /** Two seconds a measurement instead of ten. */
  readonly quick?: boolean;
  /** The static assets that the Worker serves, a compiled taxonomy among them. */
  readonly assets?: string;
  /** Told about each subject as it is finished. */
  readonly onRows?: (rows: readonly BenchRow[]) => void;
}

export async function runHttpBench({ quick = false, assets = ASSETS, onRows }: HttpBenchOptions = {}): Promise<
  HttpRow[]
> {
  requireTaxonomy(assets);
  const rows: HttpRow[] = [];
  const measure = async (subject: string, url: string): Promise<void> => {
    for (const workload of workloads()) {
      await tryOnce(url, workload);
      for (const connections of CONNECTIONS) {
        const figures = await load(url, workload, connections, quick ? 2 : MEASURED_S);
        rows.push({ ...rowOf('http', subject, `${workload.name}:${connections}`), ...figures });
      }
    }
    onRows?.(rows.slice(-1));
  };
  await withBundle(async (bundle) => {
    const server = await serveWorker(bundle, assets);
    await measure('crosswalk', server.url).finally(() => server.stop());
  });
  const rival = await serveRival();
  await measure(RIVAL, rival.url).finally(() => rival.stop());
  return rows;
}

export function describeHttpBench(rows: readonly BenchRow[]): string {
  const time = (value: number | null): string => (value === null ? '' : value.toFixed(2));
  return table([
    ['workload:connections', 'subject', 'answers/s', 'p50 ms', 'p99 ms', 'p99.9 ms', 'max ms'],
    ...rows.map((row) => [
      row.workload,
      row.subject,
      'per_s' in row && typeof row.per_s === 'number' ? row.per_s.toFixed(0) : '',
      ...[row.p50_ms, row.p99_ms, row.p999_ms, row.max_ms].map(time),
    ]),
  ]);
}
