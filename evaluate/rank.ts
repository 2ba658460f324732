/**
 * Ranks the candidates of a benchmark set for each of its queries, with the scoring that the API uses.
 *
 * | set | what scores |
 * |---|---|
 * | job-title-similarity, melo | `rankTitles`: cleaning, language detection, letters and words, profiles |
 * | jobbert | `normalizeTitle`'s comparison with the occupations of ESCO |
 * | skill-extraction | the lexical index over the skills' names |
 */
import { parseLanguageTag } from '../worker/core/language.ts';
import { type RankedCandidates, createTitleRanker } from '../worker/domain/rank-titles.ts';
import { BUILT_IN_LEXICON } from '../worker/domain/title-cleaning/built-in.ts';
import { cleanTitle } from '../worker/domain/title-cleaning/index.ts';
import { nearestOccupations } from '../worker/domain/title-scoring.ts';
import { buildLexicalIndex, compileTitles, openLexicalIndex } from '../worker/engines/lexical-index/index.ts';
import { readContainer } from '../worker/engines/snapshot/container.ts';
import type { SnapshotStore } from '../worker/stores/snapshot.ts';
import type { Esco } from './esco.ts';
import { type Outcome, judge } from './metrics.ts';
import type { BenchmarkSet, Query } from './sets.ts';

/** Scores of all candidates of a set for one query. */
type Scorer = (query: Query) => Promise<Float32Array>;

export interface Ranker {
  /** One outcome a query; undefined for a set that cannot be ranked here. */
  rank(set: BenchmarkSet): Promise<Outcome[] | undefined>;
}

export function createRanker(snapshot: SnapshotStore, esco: Esco | undefined): Ranker {
  const titles = createTitleRanker({ snapshot, lexicon: BUILT_IN_LEXICON });
  // Several sets rank the same candidates.
  const compared = new Map<string, RankedCandidates>();

  async function titleScorer({ candidates }: BenchmarkSet): Promise<Scorer> {
    const key = candidates.join('\n');
    const ready = compared.get(key) ?? (await titles.compare(candidates));
    compared.set(key, ready);
    return (query) => ready.scores(query.text);
  }

  async function occupationScorer({ candidates, queryLanguage }: BenchmarkSet, { snapshot }: Esco): Promise<Scorer> {
    const concepts = await snapshot.concepts();
    const places = new Map(candidates.map((uri, place) => [concepts.findUri(uri), place]));
    const options = { limit: candidates.length, accept: (concept: number) => places.has(concept) };
    return async ({ text }) => {
      const { cleaned } = cleanTitle(text, queryLanguage, BUILT_IN_LEXICON);
      const scores = new Float32Array(candidates.length);
      for (const near of await nearestOccupations(snapshot, { text: cleaned, language: queryLanguage }, options)) {
        scores[places.get(near.concept)!] = near.value;
      }
      return scores;
    };
  }

  function skillScorer({ candidates }: BenchmarkSet): Scorer {
    const labels = candidates.map((text, label) => ({ text, label, concept: label }));
    const container = readContainer(buildLexicalIndex(parseLanguageTag('en')!, labels));
    if (!container.ok) throw new Error(container.failure.reason);
    const index = openLexicalIndex(container.value);
    const set = compileTitles(index, candidates);
    return (query) => Promise.resolve(set.scores(query.text));
  }

  async function scorerFor(set: BenchmarkSet): Promise<Scorer | undefined> {
    switch (set.family) {
      case 'job-title-similarity':
      case 'melo-monolingual':
      case 'melo-cross-lingual':
        return titleScorer(set);
      case 'jobbert':
        return esco && (await occupationScorer(set, esco));
      case 'skill-extraction':
        return skillScorer(set);
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
