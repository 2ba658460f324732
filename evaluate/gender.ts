/**
 * `npm run evaluate:gender [-- DIR] [--json] [--pairs 60]`: do the feminine and the masculine form of a title mean the
 * same, and does the encoder put women nearer to the occupations where more of them work?
 *
 * Forms: pairs of the starter taxonomy ("infirmier~infirmière"), a sample of each language, normalised over an index
 * that has both forms, and over one from which every feminine form has been taken out. Right is that both lead to the
 * same first occupation.
 *
 * Association: DIR holds the occupations of Winogender with the share of women in text and in US statistics. Rank
 * correlation of that share with the occupation's mean cosine with words for women, less that with words for men; and
 * whether "female X" and "male X" lead to the same occupation.
 */
import { join } from 'node:path';
import { Command } from 'commander';
import { committedStatic } from '../taxonomy/encoders.ts';
import type { Taxonomy } from '../taxonomy/model.ts';
import { Problems } from '../taxonomy/problems.ts';
import { type Forms, readStarterContent } from '../taxonomy/sources/starter-content.ts';
import type { LanguageTag } from '../worker/core/language.ts';
import { type TitleNormalizer, createTitleNormalizer } from '../worker/domain/normalize-title.ts';
import { BUILT_IN_LEXICON } from '../worker/domain/title-cleaning/built-in.ts';
import { dot } from '../worker/engines/fusion/sense.ts';
import type { SnapshotStore } from '../worker/stores/snapshot.ts';
import { mean } from './metrics.ts';
import { type Correlation, rankCorrelation } from './rank-correlation.ts';
import { STARTER, firstOccupation, sampleOf } from './starter-titles.ts';
import { readTsv } from './tables.ts';
import { openInMemory, readTaxonomy } from './taxonomy.ts';

const FAIRNESS = join(import.meta.dirname, '../../shared/data/fairness');
const FEMININE_WORDS = ['woman', 'female', 'she', 'her', 'mother', 'daughter', 'sister', 'wife', 'girl', 'lady'];
const MASCULINE_WORDS = ['man', 'male', 'he', 'his', 'father', 'son', 'brother', 'husband', 'boy', 'gentleman'];
const ENGLISH = 'en' as LanguageTag;

interface FormsResult {
  readonly language: string;
  /** Pairs that the starter taxonomy has, and those that were looked at. */
  readonly pairs: number;
  readonly sampled: number;
  /** Shares of the sampled pairs whose forms lead to the same first occupation. */
  readonly bothIndexed: number;
  readonly masculineIndexed: number;
}

interface AssociationResult {
  readonly occupations: number;
  /** With the share of women in US statistics, and in text. */
  readonly statistics: Correlation;
  readonly text: Correlation;
  /** Mean difference of cosines over the occupations: above 0, all lean towards words for women. */
  readonly meanDifference: number;
  /** Share of the occupations where "female X" and "male X" lead to the same first occupation. */
  readonly sameOccupation: number;
}

type Pair = readonly [masculine: string, feminine: string];
const isPair = (forms: Forms): forms is Pair => forms.length === 2;

/** Pairs of each language that are written in two forms. */
async function readPairs(): Promise<Map<LanguageTag, Map<string, string>>> {
  const { labels } = await readStarterContent(STARTER, new Problems());
  const pairs = new Map<LanguageTag, Map<string, string>>();
  for (const [language, occupations] of labels) {
    const found = [...occupations.values()].flatMap(({ preferred, alternatives }) => [preferred, ...alternatives]);
    const two = found.filter(isPair);
    if (two.length > 0) pairs.set(language, new Map(two));
  }
  return pairs;
}

/** The taxonomy without the feminine form of any pair, unless it is a form of its own elsewhere in that language. */
function withoutFeminine(taxonomy: Taxonomy, pairs: ReadonlyMap<LanguageTag, ReadonlyMap<string, string>>): Taxonomy {
  const labels = new Map(
    [...taxonomy.labels].map(([language, pool]) => {
      const feminine = new Set(pairs.get(language)?.values());
      return [language, pool.filter(({ text }) => !feminine.has(text))] as const;
    }),
  );
  return { ...taxonomy, labels };
}

async function shareAlike(normalizer: TitleNormalizer, pairs: readonly Pair[], language: LanguageTag): Promise<number> {
  let alike = 0;
  for (const [masculine, feminine] of pairs) {
    const one = await firstOccupation(normalizer, masculine, language);
    if (one !== undefined && one === (await firstOccupation(normalizer, feminine, language))) alike += 1;
  }
  return alike / pairs.length;
}

const normalizerOver = (snapshot: SnapshotStore): TitleNormalizer =>
  createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON });

async function measureForms(whole: TitleNormalizer, taxonomy: Taxonomy, size: number): Promise<FormsResult[]> {
  const allPairs = await readPairs();
  const masculine = normalizerOver(openInMemory(withoutFeminine(taxonomy, allPairs)));
  const results: FormsResult[] = [];
  for (const [language, pairs] of allPairs) {
    const sample = sampleOf(language, pairs.keys(), size).map((text): Pair => [text, pairs.get(text)!]);
    results.push({
      language,
      pairs: pairs.size,
      sampled: sample.length,
      bothIndexed: await shareAlike(whole, sample, language),
      masculineIndexed: await shareAlike(masculine, sample, language),
    });
    console.error(`${language}: ${sample.length} pairs`);
  }
  return results;
}

/** The mean cosine with words for women, less that with words for men. */
async function genderLean(titles: readonly string[]): Promise<number[]> {
  const encoder = committedStatic();
  const [vectors, feminine, masculine] = await Promise.all([
    encoder.encode(titles),
    encoder.encode(FEMININE_WORDS),
    encoder.encode(MASCULINE_WORDS),
  ]);
  const nearness = (vector: Float32Array, words: readonly Float32Array[]): number =>
    mean(words.map((word) => dot(vector, word)));
  return vectors.map((vector) => nearness(vector, feminine) - nearness(vector, masculine));
}

async function measureAssociation(normalizer: TitleNormalizer, folder: string): Promise<AssociationResult> {
  const [, ...rows] = readTsv(join(folder, 'occupation-gender-stats.tsv'));
  const occupations = rows.map(([name = '', text, statistics]) => ({
    name,
    text: Number(text),
    statistics: Number(statistics),
  }));
  const names = occupations.map(({ name }) => name);
  const leans = await genderLean(names);
  const pairs = names.map((name): Pair => [`male ${name}`, `female ${name}`]);
  return {
    occupations: names.length,
    statistics: rankCorrelation(
      leans,
      occupations.map(({ statistics }) => statistics),
    ),
    text: rankCorrelation(
      leans,
      occupations.map(({ text }) => text),
    ),
    meanDifference: mean(leans),
    sameOccupation: await shareAlike(normalizer, pairs, ENGLISH),
  };
}

const percentage = (share: number): string => `${(100 * share).toFixed(0)} %`;
const correlation = ({ value, probability }: Correlation): string =>
  `${value.toFixed(2)} (p ${probability < 0.001 ? '< .001' : probability.toFixed(3)})`;

function tableOf(forms: readonly FormsResult[], association: AssociationResult): string {
  return [
    '| language | pairs | looked at | both forms indexed | masculine forms indexed |',
    '|---|---|---|---|---|',
    ...forms.map(
      ({ language, pairs, sampled, bothIndexed, masculineIndexed }) =>
        `| ${language} | ${pairs} | ${sampled} | ${percentage(bothIndexed)} | ${percentage(masculineIndexed)} |`,
    ),
    '',
    '| association | |',
    '|---|---|',
    `| occupations | ${association.occupations} |`,
    `| rank correlation with the share of women, US statistics | ${correlation(association.statistics)} |`,
    `| rank correlation with the share of women, in text | ${correlation(association.text)} |`,
    `| mean difference of cosines | ${association.meanDifference.toFixed(3)} |`,
    `| "female X" and "male X" lead to the same occupation | ${percentage(association.sameOccupation)} |`,
  ].join('\n');
}

async function evaluate(folder: string, { json, pairs }: { json?: boolean; pairs: string }): Promise<void> {
  const { taxonomy, snapshot } = await readTaxonomy([STARTER], () => undefined);
  const whole = normalizerOver(snapshot);
  const association = await measureAssociation(whole, folder);
  const forms = await measureForms(whole, taxonomy, Number(pairs));
  console.log(json === true ? JSON.stringify({ forms, association }) : tableOf(forms, association));
}

await new Command('evaluate:gender')
  .description('Do feminine and masculine forms of a title mean the same; how the encoder associates gender.')
  .argument('[DIR]', 'the folder of occupation-gender-stats.tsv', FAIRNESS)
  .option('--json', 'print JSON')
  .option('--pairs <number>', 'pairs a language', '60')
  .action(evaluate)
  .parseAsync();
