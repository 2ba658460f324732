/** What every suite of the bench reports: one row for a subject under a workload; null where something does not apply. */
export interface BenchRow {
  readonly suite: string;
  readonly subject: string;
  readonly workload: string;
  readonly labels: number;
  readonly p50_ms: number | null;
  readonly p99_ms: number | null;
  readonly p999_ms: number | null;
  readonly max_ms: number | null;
  /** Share of queries whose wanted answer is first, among the first five, among the first ten. */
  readonly success1: number | null;
  readonly success5: number | null;
  readonly success10: number | null;
  readonly build_ms: number | null;
  readonly load_ms: number | null;
  readonly bytes: number | null;
  /** Resident memory of the process; of the transformer its WebAssembly memory. */
  readonly rss_mb: number | null;
}

/** Percentiles of times in milliseconds, by nearest rank. */
export function percentiles(times: readonly number[]): Pick<BenchRow, 'p50_ms' | 'p99_ms' | 'p999_ms' | 'max_ms'> {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number): number | null => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  return { p50_ms: at(0.5), p99_ms: at(0.99), p999_ms: at(0.999), max_ms: at(1) };
}
