/**
 * `node test/load/searched-benchmark.ts DIR [--queries 300]`: a benchmark set loaded as a collection and searched with
 * `searchTitles`, beside what `npm run evaluate` says of the same queries. Both must give the same MRR, to .01: searching
 * looks closely at a few hundred candidates, ranking at all of them.
 *
 * All in one process, over the embedded stores; a set of 10,000 titles takes a minute or two.
 */
import { Command } from 'commander';
import { join } from 'node:path';
import { type Outcome, judge, mean } from '../../evaluate/metrics.ts';
import { createRanker } from '../../evaluate/rank.ts';
import { readSets } from '../../evaluate/sets.ts';
import { readTaxonomy } from '../../evaluate/taxonomy.ts';
import { createCollectionDomain } from '../../worker/domain/collection-domain.ts';
import { createNames } from '../../worker/domain/names.ts';
import { createTitleNormalizer } from '../../worker/domain/normalize-title.ts';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { createTestCollectionStores, drain } from '../support/collections.ts';
import { createTestD1 } from '../support/d1.ts';

const TITLES_PER_CALL = 500;
const HITS = 100;
const WRITER = { tenant: 'benchmark', actor: 'benchmark', requestId: 'benchmark' };

const command = new Command('searched-benchmark')
  .argument('<folder>', 'a folder of one set whose candidates are titles')
  .option('--queries <n>', 'only the first n queries', Number, 300)
  .parse();
const { queries: limit } = command.opts<{ queries: number }>();
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const whole = readSets(command.args[0]!)[0]!;
const set = { ...whole, queries: whole.queries.slice(0, limit) };
const { snapshot } = await readTaxonomy([join(import.meta.dirname, '../../taxonomy/starter')], () => undefined);

const stores = createTestCollectionStores(createTestD1());
stores.deployed.splice(0, 1, await snapshot.encoder());
const lexicon = BUILT_IN_LEXICON;
const normalizer = createTitleNormalizer({ snapshot, lexicon });
const domain = createCollectionDomain({ ...stores, snapshot, lexicon, normalizer, names: createNames(snapshot) });
const { id: collection } = await domain.collections.create(WRITER, set.name);
for (let start = 0; start < set.candidates.length; start += TITLES_PER_CALL) {
  const titles = set.candidates
    .slice(start, start + TITLES_PER_CALL)
    .map((title, n) => ({ id: String(start + n), title, skills: [], attributes: [] }));
  await domain.titles.upsert(WRITER, collection, titles);
}
await drain(stores, (task) => domain.indexing.run(task));
say(`${set.name}: ${set.candidates.length} titles indexed`);

const searched: Outcome[] = [];
for (const { text, relevant } of set.queries) {
  const scores = new Float32Array(set.candidates.length);
  const { nodes } = await domain.search.search({
    tenant: WRITER.tenant,
    collection,
    for: { query: text, language: undefined },
    filter: {},
    first: HITS,
  });
  for (const { title, score } of nodes) scores[Number(title.externalId)] = score;
  searched.push(judge(scores, relevant));
}
const ranked = (await createRanker('static', snapshot, undefined).rank(set)) ?? [];
const figure = (outcomes: readonly Outcome[]): string => mean(outcomes.map(({ mrr }) => mrr)).toFixed(4);
say(`MRR over ${set.queries.length} queries: searchTitles ${figure(searched)}, evaluate ${figure(ranked)}`);
