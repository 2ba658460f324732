/**
 * Ranks the candidates of a benchmark set for each of its queries, by one way of comparing (a "tier").
 *
 * | set | `lexical`: char TF-IDF | `vectors`: the encoder alone | `static`: the product's own scoring |
 * |---|---|---|---|
 * | job-title-similarity, melo | likeness of the texts | their cosine | `rankTitles` |
 * | jobbert | the likest English label of an occupation | the nearest label | `normalizeTitle`'s comparison with ESCO |
 * | skill-extraction | likeness with the skill's name | cosine | both, as skills are linked |
 *
 * `transformer-vectors` is as `vectors`, with the vectors of the transformer tier on both sides; `transformer` is as
 * `static`, with those of the transformer tier for the queries: the product with ENCODER_TIER = "transformer".
 */
import type { Encoder } from '../worker/engines/encoder/encoder.ts';
import type { Sense } from '../worker/engines/fusion/sense.ts';
import { dot, senseOf } from '../worker/engines/fusion/sense.ts';
import { LIKENESS_WEIGHT } from '../worker/engines/fusion/label-search.ts';
import { compileFeatures } from '../worker/engines/fusion/weighted-features.ts';
import { type RankedCandidates, createTitleRanker } from '../worker/domain/rank-titles.ts';
import { BUILT_IN_LEXICON } from '../worker/domain/title-cleaning/built-in.ts';
import { cleanTitle } from '../worker/domain/title-cleaning/index.ts';
import { nearestOccupations } from '../worker/domain/title-scoring.ts';
import type { SnapshotStore } from '../worker/stores/snapshot.ts';
import type { Esco } from './esco.ts';
import { type Outcome, judge } from './metrics.ts';
import type { BenchmarkSet, Query } from './sets.ts';
import { openTransformer, readingQueries } from './transformer.ts';

/** What compares titles. */
export const TIERS = ['lexical', 'vectors', 'static', 'transformer-vectors', 'transformer'] as const;
export type Tier = (typeof TIERS)[number];

/** Scores of all candidates of a set for one query. */
type Scorer = (query: Query) => Promise<Float32Array>;

export interface Ranker {
  /** One outcome a query; undefined for a set that cannot be ranked here. */
  rank(set: BenchmarkSet): Promise<Outcome[] | undefined>;
}

/** What each tier counts of letters and of vectors, where texts are compared one with another. */
const SHARES = {
  lexical: { letters: 1, vectors: 0 },
  vectors: { letters: 0, vectors: 1 },
  static: { letters: LIKENESS_WEIGHT, vectors: 1 },
  'transformer-vectors': { letters: 0, vectors: 1 },
  transformer: { letters: LIKENESS_WEIGHT, vectors: 1 },
} as const;

export function createRanker(tier: Tier, stored: SnapshotStore, esco: Esco | undefined): Ranker {
  let opened: Promise<Encoder> | undefined;
  const transformer = (): Promise<Encoder> => (opened ??= openTransformer());
  const isProduct = tier === 'static' || tier === 'transformer';
  const asAsked = (store: SnapshotStore): SnapshotStore =>
    tier === 'transformer' ? readingQueries(store, transformer) : store;
  const snapshot = asAsked(stored);
  const titles = createTitleRanker({ snapshot, lexicon: BUILT_IN_LEXICON });
  const shares = SHARES[tier];
  // Several sets rank the same candidates.
  const compared = new Map<string, RankedCandidates>();
  const senses = new Map<string, readonly Sense[]>();

  async function sensesOf(texts: readonly string[]): Promise<Sense[]> {
    const encoder = await snapshot.encoder();
    const own = texts.map((text) => senseOf(encoder, text));
    if (tier !== 'transformer-vectors') return own;
    const vectors = await (await transformer()).encode(texts);
    return own.map((sense, place) => ({ ...sense, vector: vectors[place]! }));
  }

  async function productScorer({ candidates }: BenchmarkSet): Promise<Scorer> {
    const key = candidates.join('\n');
    const ready = compared.get(key) ?? (await titles.compare(candidates));
    compared.set(key, ready);
    return (query) => ready.scores(query.text);
  }

  /** Compares queries with texts; `owners` says which candidate a text belongs to, the best of its texts counts. */
  async function textScorer(
    { queries }: BenchmarkSet,
    texts: readonly string[],
    owners?: readonly number[],
    count?: number,
  ): Promise<Scorer> {
    const key = texts.join('\n');
    const ready = senses.get(key) ?? (await sensesOf(texts));
    senses.set(key, ready);
    const asked = await sensesOf(queries.map(({ text }) => text));
    const senseOfQuery = new Map(queries.map((query, place) => [query, asked[place]!]));
    const features = shares.letters === 0 ? undefined : compileFeatures(ready.map((sense) => sense.features));
    return (query) => {
      const sense = senseOfQuery.get(query)!;
      const scores = features?.scores(sense.features).map((score) => shares.letters * score);
      const own = scores ?? new Float32Array(texts.length);
      if (shares.vectors > 0)
        for (let place = 0; place < own.length; place++) own[place]! += dot(sense.vector, ready[place]!.vector);
      if (owners === undefined) return Promise.resolve(own);
      const best = new Float32Array(count ?? 0).fill(Number.NEGATIVE_INFINITY);
      for (let place = 0; place < own.length; place++)
        best[owners[place]!] = Math.max(best[owners[place]!]!, own[place]!);
      return Promise.resolve(best);
    };
  }

  async function occupationScorer(set: BenchmarkSet, esco: Esco): Promise<Scorer> {
    const { candidates, queryLanguage } = set;
    const concepts = await esco.snapshot.concepts();
    const places = new Map(candidates.map((uri, place) => [concepts.findUri(uri), place]));
    if (!isProduct) {
      const pool = await esco.snapshot.labels(queryLanguage);
      const labels = [...Array(pool?.size ?? 0).keys()].filter((label) => places.has(pool!.concept(label)));
      const texts = labels.map((label) => pool!.text(label));
      const owners = labels.map((label) => places.get(pool!.concept(label))!);
      return textScorer(set, texts, owners, candidates.length);
    }
    const store = asAsked(esco.snapshot);
    const options = { limit: candidates.length, accept: (concept: number) => places.has(concept) };
    return async ({ text }) => {
      const { cleaned } = cleanTitle(text, queryLanguage, BUILT_IN_LEXICON);
      const scores = new Float32Array(candidates.length);
      const title = { text: cleaned, language: queryLanguage, sense: (await store.senses([cleaned])).of.get(cleaned) };
      for (const near of await nearestOccupations(store, title, options)) {
        scores[places.get(near.concept)!] = near.value;
      }
      return scores;
    };
  }

  async function scorerFor(set: BenchmarkSet): Promise<Scorer | undefined> {
    switch (set.family) {
      case 'job-title-similarity':
      case 'melo-monolingual':
      case 'melo-cross-lingual':
        return isProduct ? productScorer(set) : textScorer(set, set.candidates);
      case 'jobbert':
        return esco && (await occupationScorer(set, esco));
      case 'skill-extraction':
        return textScorer(set, set.candidates);
    }
  }

  return {
    rank: async (set) => {
      const score = await scorerFor(set);
      if (score === undefined) return undefined;
      const outcomes: Outcome[] = [];
      for (const query of set.queries) outcomes.push(judge(await score(query), query.relevant));
      return outcomes;
    },
  };
}
