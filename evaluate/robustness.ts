/**
 * `npm run evaluate:robustness [-- --json] [--labels 60] [--languages de,fr] [--misses]`: does a title keep its first
 * occupation when it is written otherwise?
 *
 * A sample of each language's occupation labels, fixed by a hash, is normalised as it is and as {@link perturb} writes
 * it, language given, over the starter taxonomy compiled in memory. The figure is the share of titles whose first
 * occupation stays the same. 60 labels a language take some minutes; a few
 * languages alone less, but the mean of an occupation's labels then stands on these: figures differ a little.
 */
import { Command } from 'commander';
import type { LanguageTag } from '../worker/core/language.ts';
import { type TitleNormalizer, createTitleNormalizer } from '../worker/domain/normalize-title.ts';
import { BUILT_IN_LEXICON } from '../worker/domain/title-cleaning/built-in.ts';
import { count } from './count.ts';
import { randomNumbers } from './metrics.ts';
import { PERTURBATIONS, type Perturbation, perturb } from './perturbations.ts';
import { STARTER, firstOccupation, sampleOf, seedOf } from './starter-titles.ts';
import { readTaxonomy } from './taxonomy.ts';

interface Count {
  readonly titles: number;
  readonly kept: number;
}

interface LanguageResult {
  readonly language: string;
  readonly labels: number;
  readonly results: Readonly<Record<Perturbation, Count>>;
}

interface Options {
  readonly json?: boolean;
  readonly misses?: boolean;
  readonly labels: number;
  readonly languages?: readonly string[];
}

async function measure(
  normalizer: TitleNormalizer,
  language: LanguageTag,
  titles: readonly string[],
  onMiss: (line: string) => void,
): Promise<LanguageResult> {
  const counts = new Map(PERTURBATIONS.map((perturbation) => [perturbation, { titles: 0, kept: 0 }]));
  for (const title of titles) {
    const expected = await firstOccupation(normalizer, title, language);
    for (const [perturbation, count] of counts) {
      const random = randomNumbers(seedOf(perturbation, language, title));
      const written = perturb(perturbation, title, language, random);
      if (written === undefined) continue;
      count.titles += 1;
      if ((await firstOccupation(normalizer, written, language)) === expected) count.kept += 1;
      else onMiss(`${language}\t${perturbation}\t${title}\t${written}`);
    }
  }
  return {
    language,
    labels: titles.length,
    results: Object.fromEntries(counts) as Record<Perturbation, Count>,
  };
}

/** "98 %", or nothing where no title changed. */
const percentage = ({ titles, kept }: Count): string => (titles === 0 ? '' : `${((100 * kept) / titles).toFixed(0)} %`);

function totalOf(results: readonly LanguageResult[], perturbation: Perturbation): Count {
  const counts = results.map(({ results: counted }) => counted[perturbation]);
  return {
    titles: counts.reduce((sum, { titles }) => sum + titles, 0),
    kept: counts.reduce((sum, { kept }) => sum + kept, 0),
  };
}

function tableOf(results: readonly LanguageResult[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(['language', 'labels', 'upper case', 'no diacritics', 'one typo', 'advert']),
    '|---|---|---|---|---|---|',
    ...results.map(({ language, labels, results: counted }) =>
      row([language, String(labels), ...PERTURBATIONS.map((perturbation) => percentage(counted[perturbation]))]),
    ),
    row([
      'all',
      String(results.reduce((sum, { labels }) => sum + labels, 0)),
      ...PERTURBATIONS.map((perturbation) => percentage(totalOf(results, perturbation))),
    ]),
  ].join('\n');
}

async function evaluate({ json, misses, labels, languages }: Options): Promise<void> {
  // English is read beside every other language.
  const isWanted = (language: LanguageTag): boolean => language === 'en' || (languages?.includes(language) ?? true);
  const { taxonomy, snapshot } = await readTaxonomy([STARTER], () => undefined, isWanted);
  const normalizer = createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON });
  const results: LanguageResult[] = [];
  for (const [language, pool] of taxonomy.labels) {
    if (languages !== undefined && !languages.includes(language)) continue;
    const titles = pool.filter(({ concept }) => taxonomy.concepts[concept]?.kind === 'OCCUPATION');
    const sample = sampleOf(
      language,
      titles.map(({ text }) => text),
      labels,
    );
    results.push(
      await measure(normalizer, language, sample, (line) => {
        if (misses === true) console.error(line);
      }),
    );
    console.error(`${language}: ${sample.length} titles`);
  }
  console.log(json === true ? JSON.stringify(results) : tableOf(results));
}

await new Command('evaluate:robustness')
  .description('Shares of titles that keep their first occupation when they are written otherwise.')
  .option('--json', 'print JSON')
  .option('--misses', 'print every title that lost its first occupation, on stderr')
  .option('--labels <number>', 'labels a language', count, 60)
  .option('--languages <tags>', 'only these, separated by commas', (text: string) => text.split(','))
  .action(evaluate)
  .parseAsync();
