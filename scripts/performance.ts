/**
 * `npm run performance -- ROWS.json [MORE.json...]`: what `npm run bench -- SUITE --json` printed, as the tables of
 * docs/performance.md and the plots of docs/plots/. Tables of suites that no file holds stay as they are.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRow } from '../bench/rows.ts';
import { drawScale, drawSuccess } from './performance-plots.ts';

const DOCS = join(import.meta.dirname, '../docs');
const PAGE = join(DOCS, 'performance.md');
const PLOTS = join(DOCS, 'plots');

interface Column {
  readonly title: string;
  cell(row: BenchRow): string;
}

const number = (value: number | null | undefined, digits: number): string =>
  typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: digits }) : '';
/** Three digits that count, whatever the size. */
const short = (value: number | null): string =>
  value === null ? '' : Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 6 });
const percent = (value: number | null): string => (value === null ? '–' : (value * 100).toFixed(1));

const subject: Column = {
  title: 'subject',
  cell: (row) => (row.subject === 'crosswalk' ? '**crosswalk**' : row.subject),
};
const workload: Column = { title: 'workload', cell: (row) => row.workload };
const labels: Column = { title: 'labels', cell: (row) => number(row.labels, 0) };
const times: readonly Column[] = [
  { title: 'p50 ms', cell: (row) => short(row.p50_ms) },
  { title: 'p99 ms', cell: (row) => short(row.p99_ms) },
  { title: 'p99.9 ms', cell: (row) => short(row.p999_ms) },
  { title: 'max ms', cell: (row) => short(row.max_ms) },
];
const success: Column = {
  title: 'success@1 / 5 / 10, %',
  cell: (row) => [row.success1, row.success5, row.success10].map(percent).join(' / '),
};
/** Of vector search, which has no success@5. */
const found: Column = {
  title: 'success@1 / 10, %',
  cell: (row) => [row.success1, row.success10].map(percent).join(' / '),
};
const build: Column = { title: 'build ms', cell: (row) => number(row.build_ms, 0) };
const load: Column = { title: 'load ms', cell: (row) => number(row.load_ms, 1) };
const megabytes: Column = { title: 'MB', cell: (row) => (row.bytes === null ? '' : number(row.bytes / 1e6, 2)) };
const resident: Column = { title: 'resident MB', cell: (row) => number(row.rss_mb, 0) };
const perSecond: Column = {
  title: 'answers/s',
  cell: (row) => ('per_s' in row && typeof row.per_s === 'number' ? number(row.per_s, 0) : ''),
};

const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  autocomplete: [workload, subject, ...times, success, build, load, megabytes, resident],
  scale: [labels, workload, subject, ...times.slice(0, 2), success, megabytes],
  vectors: [labels, workload, subject, ...times.slice(0, 2), found, build, megabytes],
  http: [workload, subject, perSecond, ...times],
  snapshot: [workload, times[0]!, times[3]!, megabytes],
  cold: [workload, subject, load, times[0]!, times[3]!],
};

/** Rows of one length of text are in the plots. */
const isTotal = (row: BenchRow): boolean => !/-\d+$/.test(row.workload);

function table(columns: readonly Column[], rows: readonly BenchRow[]): string {
  const lines = [
    columns.map(({ title }) => title),
    columns.map((column) => (column === subject || column === workload ? '---' : '---:')),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function withTable(page: string, suite: string, rows: readonly BenchRow[]): string {
  const columns = COLUMNS[suite];
  const [begin, end] = [`<!-- npm run bench -- ${suite} -->`, '<!-- end -->'];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (columns === undefined || from < 0 || to < 0) return page;
  const shown = suite === 'autocomplete' ? rows.filter(isTotal) : rows;
  return `${page.slice(0, from + begin.length)}\n\n${table(columns, shown)}\n\n${page.slice(to)}`;
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error(
    'usage: npm run performance -- ROWS.json [MORE.json...], as printed by npm run -s bench -- SUITE --json',
  );
  process.exit(1);
}
// Printed by the bench of this repository.
const rows = files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as BenchRow[]);
let page = readFileSync(PAGE, 'utf8');
for (const suite of new Set(rows.map((row) => row.suite))) {
  page = withTable(
    page,
    suite,
    rows.filter((row) => row.suite === suite),
  );
}
writeFileSync(PAGE, page);

mkdirSync(PLOTS, { recursive: true });
const completion = rows.filter((row) => row.suite === 'autocomplete' && row.workload.startsWith('english:'));
if (completion.length > 0) writeFileSync(join(PLOTS, 'success-by-letters.svg'), await drawSuccess(completion));
const scale = rows.filter((row) => row.suite === 'scale');
if (scale.length > 0) writeFileSync(join(PLOTS, 'latency-by-labels.svg'), await drawScale(scale));
