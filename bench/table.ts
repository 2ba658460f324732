/** Rows of a bench as text in columns. */
import type { BenchRow } from './rows.ts';

export const percent = (share: number | null): string => (share === null ? '' : (share * 100).toFixed(1));
export const whole = (value: number | null): string => (value === null ? '' : value.toFixed(0));

/** The first two columns to the left, the others, which are numbers, to the right. */
export function table(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n');
}

/** One line a row. */
export function describeRows(rows: readonly BenchRow[]): string {
  const digits = (value: number | null): string => (value === null ? '' : value.toPrecision(3));
  return table([
    [
      'workload',
      'subject',
      'labels',
      'p50 ms',
      'p99 ms',
      'p99.9 ms',
      'max ms',
      'success@1/5/10',
      'build ms',
      'load ms',
      'MB',
      'rss MB',
    ],
    ...rows.map((row) => [
      row.workload,
      row.subject,
      whole(row.labels),
      ...[row.p50_ms, row.p99_ms, row.p999_ms, row.max_ms].map(digits),
      [row.success1, row.success5, row.success10]
        .map(percent)
        .join(' / ')
        .replace(/^[ /]+$/, ''),
      whole(row.build_ms),
      row.load_ms === null ? '' : row.load_ms.toFixed(1),
      row.bytes === null ? '' : (row.bytes / 1e6).toFixed(2),
      whole(row.rss_mb),
    ]),
  ]);
}
