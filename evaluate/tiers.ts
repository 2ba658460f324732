/**
 * `npm run evaluate:tiers -- DIR [--limit-queries 400] [--json]`: for which titles are the transformer's vectors better
 * than the static tier's?
 *
 * Both tiers' plain vectors rank the candidates of the title sets in a folder; by kind of title stand the mean
 * reciprocal ranks, and their difference with its 95 % interval (bootstrap over the same queries). Means are over sets.
 */
import { Command } from 'commander';
import { count } from './count.ts';
import { createRanker } from './rank.ts';
import { sayRefusal } from './say-refusal.ts';
import { type BenchmarkSet, evenlyDrawn, readSets } from './sets.ts';
import { STARTER } from './starter-titles.ts';
import { readTaxonomy } from './taxonomy.ts';
import { type RankedByBoth, differenceOf, kindsOf } from './tier-difference.ts';

/** Titles with spaces between their words. */
const isCounted = ({ family, candidateLanguage }: BenchmarkSet): boolean =>
  family.startsWith('melo') || (family === 'job-title-similarity' && candidateLanguage !== 'zh');

async function measure(
  folder: string,
  { limitQueries, json }: { readonly limitQueries?: number; readonly json?: boolean },
): Promise<void> {
  const sets = readSets(folder).filter(isCounted);
  const { snapshot } = await readTaxonomy(
    [STARTER],
    () => undefined,
    (language) => language === 'en',
  );
  const rankers = [
    createRanker('vectors', snapshot, undefined),
    createRanker('transformer-vectors', snapshot, undefined),
  ];
  const ranks: RankedByBoth[] = [];
  for (const set of sets) {
    const queries = evenlyDrawn(set.queries, limitQueries);
    const [own = [], other = []] = await Promise.all(rankers.map((ranker) => ranker.rank({ ...set, queries })));
    const titles = queries.map(({ text }) => text);
    ranks.push({ titles, static: own.map(({ mrr }) => mrr), transformer: other.map(({ mrr }) => mrr) });
    console.error(set.name);
  }
  const differences = kindsOf(await snapshot.encoder()).flatMap((kind) => differenceOf(kind, ranks) ?? []);
  if (json === true) {
    console.log(JSON.stringify(differences, undefined, 2));
    return;
  }
  console.log('| titles | number | static | transformer | difference, 95 % |\n|---|---|---|---|---|');
  for (const { kind, queries, low, high, ...mrr } of differences) {
    const cells = [mrr.static, mrr.transformer].map((value) => value.toFixed(3));
    console.log(`| ${kind} | ${queries} | ${cells.join(' | ')} | ${low.toFixed(3)} to ${high.toFixed(3)} |`);
  }
}

await new Command('evaluate:tiers')
  .description("For which titles the transformer's vectors rank better than the static tier's.")
  .argument('<folder>', 'a folder of benchmarks, or of one set')
  .option('--limit-queries <n>', 'only n queries of each set, evenly drawn', count)
  .option('--json', 'print JSON')
  .action(measure)
  .parseAsync()
  .catch(sayRefusal);
