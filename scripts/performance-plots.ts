/** The plots of docs/performance.md, drawn by Vega as SVG. */
import { View, parse } from 'vega';
import { type TopLevelSpec, compile } from 'vega-lite';
import type { BenchRow } from '../bench/rows.ts';

const WIDTH = 360;
const HEIGHT = 240;

/** Our line stands out; colours that people with a colour-vision deficiency tell apart (Okabe and Ito). */
const COLOURS: Readonly<Record<string, string>> = {
  crosswalk: '#D55E00',
  'minisearch-typos': '#0072B2',
  minisearch: '#56B4E9',
  flexsearch: '#009E73',
  orama: '#CC79A7',
  ufuzzy: '#E69F00',
  'sqlite-fts5': '#555555',
};

function colour(subjects: readonly string[]) {
  const domain = subjects.filter((subject) => subject in COLOURS);
  return {
    field: 'subject',
    type: 'nominal' as const,
    title: null,
    scale: { domain, range: domain.map((subject) => COLOURS[subject]!) },
  };
}

async function draw(spec: TopLevelSpec): Promise<string> {
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return `${svg}\n`;
}

const subjectsOf = (rows: readonly BenchRow[]): string[] => [...new Set(rows.map(({ subject }) => subject))];

const CONFIG = {
  background: 'white',
  font: 'system-ui, sans-serif',
  view: { stroke: null },
  axis: { gridColor: '#e5e5e5', domain: false, ticks: false },
} satisfies TopLevelSpec['config'];

/** How often the meant concept is among the first five, by letters typed: as it is, and with one typo. */
export function drawSuccess(rows: readonly BenchRow[]): Promise<string> {
  const points = rows.flatMap(({ subject, workload, success5 }) => {
    const [, name, letters] = /^english:(typed|one-typo)-(\d+)$/.exec(workload) ?? [];
    if (name === undefined || success5 === null) return [];
    return [
      { subject, letters: Number(letters), success: success5, typing: name === 'typed' ? 'as it is' : 'with one typo' },
    ];
  });
  return draw({
    data: { values: points },
    facet: { column: { field: 'typing', type: 'nominal', title: null } },
    spec: {
      width: WIDTH,
      height: HEIGHT,
      mark: { type: 'line', point: true },
      encoding: {
        x: { field: 'letters', type: 'quantitative', title: 'letters typed', axis: { tickMinStep: 1 } },
        y: { field: 'success', type: 'quantitative', title: 'meant label among the first five', axis: { format: '%' } },
        color: colour(subjectsOf(rows)),
      },
    },
    config: CONFIG,
  });
}

/** Half and the slowest hundredth of all keystrokes, against the number of labels; both axes logarithmic. */
export function drawScale(rows: readonly BenchRow[]): Promise<string> {
  const points = rows.flatMap(({ subject, workload, labels, p50_ms: half, p99_ms: slow }) =>
    workload === 'typed'
      ? [
          { subject, labels, milliseconds: half, percentile: 'half of the keystrokes take at most' },
          { subject, labels, milliseconds: slow, percentile: '99 % of the keystrokes take at most' },
        ]
      : [],
  );
  return draw({
    data: { values: points },
    facet: { column: { field: 'percentile', type: 'nominal', title: null, sort: 'descending' } },
    spec: {
      width: WIDTH,
      height: HEIGHT,
      mark: { type: 'line', point: true },
      encoding: {
        x: { field: 'labels', type: 'quantitative', scale: { type: 'log' }, axis: { format: '~s' } },
        y: {
          field: 'milliseconds',
          type: 'quantitative',
          title: 'milliseconds',
          scale: { type: 'log' },
          axis: { format: '~g' },
        },
        color: colour(subjectsOf(rows)),
      },
    },
    config: CONFIG,
  });
}
