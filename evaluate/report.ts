/** Results of an evaluation: averages with their intervals, as JSON and as a table. */
import { type Interval, MEASURES, type Measure, type Outcome, bootstrap, mean } from './metrics.ts';
import type { BenchmarkSet, Family } from './sets.ts';

/** The measure by which a family is usually quoted. */
const MAIN_MEASURE: Readonly<Record<Family, Measure>> = {
  'job-title-similarity': 'map',
  'melo-monolingual': 'mrr',
  'melo-cross-lingual': 'mrr',
  jobbert: 'mrr',
  'skill-extraction': 'mrr',
};

export interface Scores extends Readonly<Record<Measure, number>> {
  /** 95 % interval of the main measure. */
  readonly interval: Interval;
}

export interface SetResult {
  readonly name: string;
  readonly family: Family;
  readonly mainMeasure: Measure;
  readonly queries: number;
  readonly candidates: number;
  readonly scores: Scores;
  /** Without the queries that equal an ESCO label; absent where that cannot be told, or none or all do. */
  readonly withoutLabels?: { readonly queries: number; readonly scores: Scores };
}

export interface FamilyResult {
  readonly family: Family;
  readonly mainMeasure: Measure;
  readonly sets: number;
  /** Means over the sets. */
  readonly scores: Scores;
}

export interface Report {
  readonly tier: string;
  readonly taxonomy: string;
  readonly sets: readonly SetResult[];
  readonly families: readonly FamilyResult[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** One set's outcomes, and which of its queries are ESCO labels (undefined where that is not known). */
export interface Ranked {
  readonly set: BenchmarkSet;
  readonly outcomes: readonly Outcome[];
  readonly isLabel: readonly boolean[] | undefined;
}

function scoresOf(sets: readonly (readonly Outcome[])[], main: Measure): Scores {
  const average = (measure: Measure): number =>
    mean(sets.map((outcomes) => mean(outcomes.map((outcome) => outcome[measure]))));
  const { map, mrr, acc1, acc5, acc10, r5, r10 } = Object.fromEntries(
    MEASURES.map((measure) => [measure, average(measure)]),
  ) as Record<Measure, number>;
  const interval = bootstrap(sets.map((outcomes) => outcomes.map((outcome) => outcome[main])));
  return { map, mrr, acc1, acc5, acc10, r5, r10, interval };
}

function resultOf({ set, outcomes, isLabel }: Ranked): SetResult {
  const mainMeasure = MAIN_MEASURE[set.family];
  const others = isLabel === undefined ? [] : outcomes.filter((_, query) => isLabel[query] === false);
  return {
    name: set.name,
    family: set.family,
    mainMeasure,
    queries: outcomes.length,
    candidates: set.candidates.length,
    scores: scoresOf([outcomes], mainMeasure),
    ...(others.length === 0 || others.length === outcomes.length
      ? {}
      : { withoutLabels: { queries: others.length, scores: scoresOf([others], mainMeasure) } }),
  };
}

export function reportOf(
  tier: string,
  taxonomy: string,
  ranked: readonly Ranked[],
  skipped: Report['skipped'],
): Report {
  const families = [...new Set(ranked.map(({ set }) => set.family))];
  return {
    tier,
    taxonomy,
    sets: ranked.map(resultOf),
    families: families.map((family) => {
      const own = ranked.filter(({ set }) => set.family === family);
      const mainMeasure = MAIN_MEASURE[family];
      const scores = scoresOf(
        own.map(({ outcomes }) => outcomes),
        mainMeasure,
      );
      return { family, mainMeasure, sets: own.length, scores };
    }),
    skipped,
  };
}

const decimal = (value: number): string => value.toFixed(3).replace(/^0/, '');
const HEADINGS: Readonly<Record<Measure, string>> = {
  map: 'MAP',
  mrr: 'MRR',
  acc1: 'acc@1',
  acc5: 'acc@5',
  acc10: 'acc@10',
  r5: 'R@5',
  r10: 'R@10',
};

function line(name: string, queries: string, scores: Scores, main: Measure, without: string): string {
  const cells = MEASURES.map((measure) => `${decimal(scores[measure])}${measure === main ? '*' : ' '}`.padStart(7));
  const { low, high } = scores.interval;
  return `${name.padEnd(28)}${queries.padStart(7)}${cells.join('')}  ${decimal(low)}-${decimal(high)}  ${without}`;
}

/** A table for people; `*` marks the main measure, whose interval is given. */
export function describe({ tier, taxonomy, sets, families, skipped }: Report): string {
  return [
    `Tier ${tier}, taxonomy ${taxonomy}. Ties are neutral: expectations over their random order.`,
    `${'set'.padEnd(28)}${'queries'.padStart(7)}${MEASURES.map((measure) => `${HEADINGS[measure]} `.padStart(7)).join('')}  *95 %      * without queries that are ESCO labels`,
    ...sets.map(({ name, queries, scores, mainMeasure, withoutLabels }) =>
      line(
        name,
        String(queries),
        scores,
        mainMeasure,
        withoutLabels === undefined
          ? '-'
          : `${decimal(withoutLabels.scores[mainMeasure])} (${withoutLabels.queries} queries)`,
      ),
    ),
    '',
    ...families.map(({ family, sets: count, scores, mainMeasure }) =>
      line(family, `${count} sets`, scores, mainMeasure, ''),
    ),
    ...skipped.map(({ name, reason }) => `skipped ${name}: ${reason}`),
  ].join('\n');
}
