/**
 * `npm run evaluate:held-back -- --weights FOLDER`: how well the starter taxonomy's own titles are found when they are
 * not in it.
 *
 * A tenth of the labels of each language, fixed by a hash of language and text, is left out of the index and
 * normalised, language given, with an encoder that was trained without them. Right is every occupation that has the
 * label (a label may serve two). Prints accuracy@1 and accuracy@5 a language.
 */
import { Command, Option } from 'commander';
import { openStatic } from '../taxonomy/encoders.ts';
import type { Taxonomy } from '../taxonomy/model.ts';
import { fold } from '../worker/core/fold.ts';
import type { LanguageTag } from '../worker/core/language.ts';
import { createTitleNormalizer } from '../worker/domain/normalize-title.ts';
import { BUILT_IN_LEXICON } from '../worker/domain/title-cleaning/built-in.ts';
import type { StaticEncoder } from '../worker/engines/encoder/static/index.ts';
import { senseOf } from '../worker/engines/fusion/sense.ts';
import { type FeatureSet, compileFeatures } from '../worker/engines/fusion/weighted-features.ts';
import { STARTER, seedOf } from './starter-titles.ts';
import { openInMemory, readSources } from './taxonomy.ts';

const SHARE = 10;

interface LanguageResult {
  readonly language: string;
  readonly titles: number;
  readonly accuracy1: number;
  readonly accuracy5: number;
}

const isHeldBack = (language: string, text: string): boolean => seedOf(language, fold(text)) % SHARE === 0;

/** The taxonomy without the held-back labels of occupations; and these, with every occupation that has them. */
function holdBack(taxonomy: Taxonomy): { kept: Taxonomy; heldBack: Map<LanguageTag, Map<string, Set<number>>> } {
  const heldBack = new Map<LanguageTag, Map<string, Set<number>>>();
  const labels = new Map<LanguageTag, Taxonomy['labels'] extends ReadonlyMap<LanguageTag, infer Pool> ? Pool : never>();
  for (const [language, pool] of taxonomy.labels) {
    const titles = new Map<string, Set<number>>();
    const stays = pool.filter(({ concept, text }) => {
      if (taxonomy.concepts[concept]?.kind !== 'OCCUPATION' || !isHeldBack(language, text)) return true;
      titles.set(text, (titles.get(text) ?? new Set()).add(concept));
      return false;
    });
    labels.set(language, stays);
    heldBack.set(language, titles);
  }
  return { kept: { ...taxonomy, labels }, heldBack };
}

/** The accuracies of what answers occupations, best first, for titles that are in no index. */
async function measure(
  heldBack: ReadonlyMap<LanguageTag, ReadonlyMap<string, ReadonlySet<number>>>,
  answer: (title: string, language: LanguageTag) => Promise<readonly number[]>,
): Promise<LanguageResult[]> {
  const results: LanguageResult[] = [];
  for (const [language, titles] of heldBack) {
    let first = 0;
    let among = 0;
    for (const [title, occupations] of titles) {
      const place = (await answer(title, language)).findIndex((occupation) => occupations.has(occupation));
      if (place === 0) first += 1;
      if (place >= 0) among += 1;
    }
    results.push({ language, titles: titles.size, accuracy1: first / titles.size, accuracy5: among / titles.size });
    console.error(`${language}: ${titles.size} titles`);
  }
  return results;
}

/** Char TF-IDF alone: the occupations of the labels most like a title, in its own language. */
function lexicalAnswers(kept: Taxonomy, encoder: StaticEncoder) {
  const indexes = new Map<LanguageTag, { features: FeatureSet; concepts: readonly number[] }>();
  return async (title: string, language: LanguageTag): Promise<readonly number[]> => {
    let index = indexes.get(language);
    if (index === undefined) {
      const pool = (kept.labels.get(language) ?? []).filter(
        ({ concept }) => kept.concepts[concept]?.kind === 'OCCUPATION',
      );
      index = {
        features: compileFeatures(pool.map(({ text }) => senseOf(encoder, text).features)),
        concepts: pool.map(({ concept }) => concept),
      };
      indexes.clear();
      indexes.set(language, index);
    }
    const { features, concepts } = index;
    const scores = features.scores(senseOf(encoder, title).features);
    const order = [...concepts.keys()].sort((left, right) => scores[right]! - scores[left]!);
    return [...new Set(order.slice(0, 200).map((place) => concepts[place]!))].slice(0, 5);
  };
}

async function evaluate(tier: string, weights: string): Promise<LanguageResult[]> {
  const taxonomy = await readSources([STARTER], () => undefined);
  const { kept, heldBack } = holdBack(taxonomy);
  const encoder = openStatic(weights);
  if (tier === 'lexical') return measure(heldBack, lexicalAnswers(kept, encoder));
  const normalizer = createTitleNormalizer({ snapshot: openInMemory(kept, encoder), lexicon: BUILT_IN_LEXICON });
  return measure(heldBack, async (title, language) => {
    const { matches } = await normalizer.normalize({ title, language }, { limit: 5, minConfidence: 0 });
    return matches.map(({ occupation }) => occupation);
  });
}

const {
  json = false,
  tier,
  weights,
} = new Command('evaluate:held-back')
  .description('Normalises labels that were left out of the starter taxonomy.')
  .option('--json', 'print JSON')
  .addOption(new Option('--tier <tier>', 'what answers').choices(['lexical', 'static']).default('static'))
  .requiredOption(
    '--weights <folder>',
    'of an encoder that has not seen these labels (models/README.md says how it is trained)',
  )
  .parse()
  .opts<{ json?: boolean; tier: string; weights: string }>();
const results = await evaluate(tier, weights);
if (json) console.log(JSON.stringify(results));
else {
  console.log('| language | titles | accuracy@1 | accuracy@5 |\n|---|---|---|---|');
  for (const { language, titles, accuracy1, accuracy5 } of results)
    console.log(`| ${language} | ${titles} | ${accuracy1.toFixed(3)} | ${accuracy5.toFixed(3)} |`);
}
