/**
 * Fits the weights of worker/domain/title-confidence.ts and prints them, with how reliable they are on the half of the
 * queries that they were not fitted on.
 *
 *   node scripts/fit-confidence.ts [BENCHMARKS] [ESCO]
 *
 * Data: development titles whose ESCO occupation is known, JobBERT's advertised English titles and MELO's titles of
 * national classifications in their own languages, matched with ESCO's labels. Per match: was it the right one?
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSets } from '../evaluate/sets.ts';
import { readTsv } from '../evaluate/tables.ts';
import { readTaxonomy } from '../evaluate/taxonomy.ts';
import type { LanguageTag } from '../worker/core/language.ts';
import { createTitleNormalizer } from '../worker/domain/normalize-title.ts';
import { BUILT_IN_LEXICON } from '../worker/domain/title-cleaning/built-in.ts';
import { type MatchSignals, confidenceFeatures, logistic } from '../worker/domain/title-confidence.ts';

const SHARED = join(import.meta.dirname, '..', '..', 'shared', 'data');
const [, , benchmarks = join(SHARED, 'benchmarks'), esco = join(SHARED, 'esco')] = process.argv;
const TITLES_PER_SET = 400;
const MATCHES_PER_TITLE = 3;

interface Example {
  readonly signals: MatchSignals;
  readonly right: boolean;
  readonly isFirst: boolean;
  readonly set: string;
  /** Odd ones are held back. */
  readonly query: number;
}

interface Known {
  readonly title: string;
  readonly uris: ReadonlySet<string>;
}

/** Every so-manieth title, so that a set counts for no more than the others. */
function sampled<Item>(items: readonly Item[]): Item[] {
  const step = Math.max(1, Math.floor(items.length / TITLES_PER_SET));
  return items.filter((_, place) => place % step === 0).slice(0, TITLES_PER_SET);
}

function jobbertTitles(): Known[] {
  return readSets(join(benchmarks, 'jobbert')).flatMap(({ queries, candidates }) =>
    queries.map(({ text, relevant }) => ({ title: text, uris: new Set(relevant.map((place) => candidates[place]!)) })),
  );
}

function meloTitles(folder: string): Known[] {
  const uris = new Map(readTsv(join(folder, 'concept_mapping.tsv')).map(([id = '', uri = '']) => [id, uri]));
  const right = new Map<string, Set<string>>();
  for (const [query = '', , element = ''] of readTsv(join(folder, 'annotations.tsv'))) {
    const known = right.get(query) ?? new Set();
    right.set(query, known.add(uris.get(element) ?? ''));
  }
  return readTsv(join(folder, 'queries.tsv')).flatMap(([id = '', title = '']) => {
    const known = right.get(id);
    return known === undefined ? [] : [{ title, uris: known }];
  });
}

/** Logistic regression by gradient descent, with a little ridge. */
function fit(rows: readonly (readonly number[])[], answers: readonly boolean[]): number[] {
  const weights = (rows[0] ?? []).map(() => 0);
  for (let step = 0; step < 20_000; step++) {
    const gradient = weights.map((weight) => 1e-4 * weight);
    for (const [index, row] of rows.entries()) {
      const error = (logistic(weights, row) - (answers[index] === true ? 1 : 0)) / rows.length;
      for (const [place, value] of row.entries()) gradient[place]! += error * value;
    }
    for (const [place, slope] of gradient.entries()) weights[place]! -= 2 * slope;
  }
  return weights;
}

function reliability(examples: readonly Example[], confidence: (signals: MatchSignals) => number): string[] {
  const lines: string[] = [];
  for (let low = 0; low < 1; low += 0.1) {
    const own = examples
      .map(({ signals, right }) => ({ confidence: confidence(signals), right }))
      .filter(({ confidence }) => confidence >= low && confidence < low + 0.1);
    if (own.length === 0) continue;
    const said = own.reduce((sum, { confidence }) => sum + confidence, 0) / own.length;
    const found = own.filter(({ right }) => right).length / own.length;
    lines.push(`  said ${said.toFixed(2)}  right ${found.toFixed(2)}  of ${own.length}`);
  }
  return lines;
}

const melo = readdirSync(join(benchmarks, 'melo')).filter((name) => {
  const [, , query, , candidates] = name.split('_');
  return query === candidates;
});
const sets: [name: string, language: string, titles: Known[]][] = [
  ['jobbert', 'en', sampled(jobbertTitles())],
  ...melo.map((name): [string, string, Known[]] => [
    name,
    name.split('_')[2] ?? '',
    sampled(meloTitles(join(benchmarks, 'melo', name))),
  ]),
];
const languages = new Set(sets.map(([, language]) => language));
const files = readdirSync(esco).filter((name) => /v1\.1\.1 - classification|occupation-labels/.test(name));
const { snapshot } = await readTaxonomy(
  files.map((name) => join(esco, name)),
  () => undefined,
  (language) => languages.has(language),
);
const normalizer = createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON });
const concepts = await snapshot.concepts();

const examples: Example[] = [];
for (const [set, language, titles] of sets) {
  for (const [query, { title, uris }] of titles.entries()) {
    const input = { title, language: language as LanguageTag };
    const { matches } = await normalizer.normalize(input, { limit: MATCHES_PER_TITLE, minConfidence: 0 });
    for (const [place, { occupation, signals }] of matches.entries()) {
      examples.push({ signals, right: uris.has(concepts.uri(occupation)), isFirst: place === 0, set, query });
    }
  }
}
const fitted = examples.filter(({ query }) => query % 2 === 0);
const heldBack = examples.filter(({ query }) => query % 2 === 1);
/** The regressions are apart: one for exact matches, one for the others. */
const regressions = [true, false].map((exact) => {
  const own = fitted.filter(({ signals }) => signals.exact === exact);
  return fit(
    own.map(({ signals }) => confidenceFeatures(signals)),
    own.map(({ right }) => right),
  );
});
const [exactWeights = [], alikeWeights = []] = regressions;
const confidence = (signals: MatchSignals): number =>
  logistic(signals.exact ? exactWeights : alikeWeights, confidenceFeatures(signals));

console.log(`EXACT_WEIGHTS = [${exactWeights.map((weight) => weight.toFixed(2)).join(', ')}]`);
console.log(`ALIKE_WEIGHTS = [${alikeWeights.map((weight) => weight.toFixed(2)).join(', ')}]`);
for (const exact of [true, false]) {
  console.log(`${exact ? 'Exact' : 'Lexical'} matches, held back:`);
  for (const line of reliability(
    heldBack.filter(({ signals }) => signals.exact === exact),
    confidence,
  ))
    console.log(line);
}
for (const [set] of sets) {
  const first = heldBack.filter((example) => example.set === set && example.isFirst);
  const right = first.filter((example) => example.right).length / first.length;
  console.log(`${set}, first matches, ${first.length} titles, right ${right.toFixed(2)}:`);
  for (const line of reliability(first, confidence)) console.log(line);
}
