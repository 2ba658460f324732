/**
 * `npm run evaluate -- DIR`: measures ranking on the benchmark sets in a folder, with the scoring that the API uses.
 *
 * A table goes to stderr; with --json the results go to stdout.
 */
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { count } from './count.ts';
import { readEsco } from './esco.ts';
import { TIERS, type Tier, createRanker } from './rank.ts';
import { type Ranked, describe, reportOf } from './report.ts';
import { sayRefusal } from './say-refusal.ts';
import { evenlyDrawn, readSets } from './sets.ts';
import { readTaxonomy } from './taxonomy.ts';

const ROOT = join(import.meta.dirname, '..');
const STARTER = join(ROOT, 'taxonomy', 'starter');

interface Options {
  readonly json?: boolean;
  readonly tier: Tier;
  readonly limitQueries?: number;
  readonly taxonomy?: readonly string[];
  readonly esco: string;
}

const say = (line: string): void => console.error(line);

async function evaluate(folder: string, options: Options): Promise<void> {
  const sets = readSets(folder);
  const started = performance.now();
  const given = options.taxonomy && (await readTaxonomy(options.taxonomy, say));
  const esco = await readEsco(options.esco, say, given && ((language) => language === 'en'));
  const { taxonomy, snapshot } = given ?? esco ?? (await readTaxonomy([STARTER], say));
  const ranker = createRanker(options.tier, snapshot, esco);
  const ranked: Ranked[] = [];
  const skipped: { name: string; reason: string }[] = [];
  for (const whole of sets) {
    const set = { ...whole, queries: evenlyDrawn(whole.queries, options.limitQueries) };
    const outcomes = await ranker.rank(set);
    if (outcomes === undefined) {
      skipped.push({ name: set.name, reason: `needs the ESCO packages in ${options.esco} (--esco DIR)` });
      continue;
    }
    const isTitles = set.family !== 'jobbert' && set.family !== 'skill-extraction';
    const isLabel =
      isTitles && esco?.holds(set.queryLanguage) === true
        ? set.queries.map(({ text }) => esco.isLabel(text, set.queryLanguage))
        : undefined;
    ranked.push({ set, outcomes, isLabel });
    say(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${set.name}`);
  }
  const report = reportOf(options.tier, taxonomy.identity.id, ranked, skipped);
  say(describe(report));
  if (options.json === true) console.log(JSON.stringify(report, undefined, 2));
}

await new Command('evaluate')
  .description('Measures how well titles and skills are ranked on the benchmark sets in a folder.')
  .argument('<folder>', 'a folder of benchmarks, or of one set')
  .option('--json', 'write the results to stdout as JSON')
  .addOption(new Option('--tier <tier>', 'what compares titles').choices(TIERS).default('static' satisfies Tier))
  .option('--limit-queries <n>', 'only n queries of each set, evenly drawn', count)
  .option('--taxonomy <files...>', 'the taxonomy to work with (default: ESCO where its packages are, else the starter)')
  .option(
    '--esco <folder>',
    'ESCO packages, for JobBERT and to mark queries',
    join(ROOT, '..', 'shared', 'data', 'esco'),
  )
  .action(evaluate)
  .parseAsync()
  .catch(sayRefusal);
