/**
 * Orders candidate titles, in any language, by how well they match one title.
 *
 * Both sides are cleaned first. The languages of a thousand candidates tell about each other: which are common among
 * them weighs when each one's language is guessed.
 *
 * Cost: about half a millisecond a candidate, in memory.
 */
import type { LanguageTag } from '../core/language.ts';
import { LIMITS } from '../core/limits.ts';
import { rankLanguages } from '../engines/language-detection/index.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { type TitleLexicon, cleanTitle } from './title-cleaning/index.ts';
import { checkCount, checkRange, checkTitle } from './title-input.ts';
import { type ComparableTitles, type WholeTitle, compareTitles } from './title-scoring.ts';

export interface RankedTitle {
  /** Its place among the candidates. */
  readonly index: number;
  readonly title: string;
  /** 0 to 1. */
  readonly score: number;
}

export interface TitleRanker {
  /** Best first; candidates that score alike in the order in which they were sent. */
  rank(title: string, candidates: readonly string[], limit: number): Promise<readonly RankedTitle[]>;
  /** Candidates made ready once, for many titles; of any number. */
  compare(candidates: readonly string[]): Promise<RankedCandidates>;
}

export interface RankedCandidates {
  /** The score of every candidate, 0 to 1, in the order in which they were given. */
  scores(title: string): Promise<Float32Array>;
}

/** What every language is given before the candidates are counted, as a part of all candidates. */
const EVEN_SHARE = 0.05;

/** How common each language is among titles. */
export function languageShares(titles: readonly string[], held: readonly LanguageTag[]): Map<LanguageTag, number> {
  const shares = new Map(held.map((language) => [language, EVEN_SHARE]));
  for (const title of titles) {
    for (const { language, probability } of rankLanguages(title, held)) {
      shares.set(language, shares.get(language)! + probability / titles.length);
    }
  }
  return shares;
}

export function createTitleRanker({
  snapshot,
  lexicon,
}: {
  snapshot: SnapshotStore;
  lexicon: TitleLexicon;
}): TitleRanker {
  async function compare(candidates: readonly string[]): Promise<RankedCandidates> {
    const { languages: held } = await snapshot.manifest();
    const english = held.find((language) => language === 'en') ?? held[0];
    const read = (title: string, shares?: ReadonlyMap<LanguageTag, number>): WholeTitle => {
      const language = rankLanguages(title, held, shares)[0]?.language ?? english!;
      return { text: cleanTitle(title, language, lexicon).cleaned, uncleaned: title, language };
    };
    const shares = languageShares(candidates, held);
    const compared: ComparableTitles = await compareTitles(
      snapshot,
      candidates.map((title) => read(title, shares)),
    );
    return {
      scores: async (title) => {
        const query = read(title);
        const { of } = await snapshot.senses([query.text, query.uncleaned]);
        return compared.scores({ ...query, sense: of.get(query.text), uncleanedSense: of.get(query.uncleaned) });
      },
    };
  }

  return {
    compare,
    rank: async (title, candidates, limit) => {
      checkTitle('title', title);
      checkCount('candidates', candidates.length, LIMITS.candidatesPerCall);
      for (const [place, candidate] of candidates.entries()) checkTitle(`candidates[${place}]`, candidate);
      checkRange('limit', limit, 1, LIMITS.candidatesPerCall);
      const scores = await (await compare(candidates)).scores(title);
      return candidates
        .map((candidate, index) => ({ index, title: candidate, score: scores[index] ?? 0 }))
        .sort((left, right) => right.score - left.score || left.index - right.index)
        .slice(0, limit);
    },
  };
}
