/**
 * Titles that are not labels, made ready to be compared with one title after another: the candidates of a ranking.
 *
 * Like the index itself it works through distinct words: one pass over them finds what each has in common with the
 * query, one pass over the titles adds their words up. Weights are those of the index, so the scores are its cosines.
 *
 * Cost: about 5 microseconds a title to compile, then 0.3 microseconds a title and query; no budget, every title is
 * scored exactly.
 */
import { featuresOf, wordsOf } from './features.ts';
import type { LexicalIndex, LexicalVector } from './open.ts';

export interface TitleSet {
  readonly size: number;
  /** Cosine, 0 to 1, of every title with a vector of the same index. */
  scores(vector: LexicalVector): Float32Array;
}

export function compileTitles(index: Pick<LexicalIndex, 'weight'>, titles: readonly string[]): TitleSet {
  const featureIds = new Map<number, number>();
  const weights: number[] = []; // by feature
  const wordIds = new Map<string, number>();
  const features: number[] = []; // of all words, one after the other
  const featureOffsets: number[] = [0];
  const words: number[] = []; // of all titles, one after the other
  const wordOffsets: number[] = [0];
  const lengths: number[] = []; // by title

  function addWord(word: string): number {
    const id = wordIds.size;
    wordIds.set(word, id);
    for (const hash of featuresOf(word)) {
      let feature = featureIds.get(hash);
      if (feature === undefined) {
        feature = weights.push(index.weight(hash)) - 1;
        featureIds.set(hash, feature);
      }
      features.push(feature);
    }
    featureOffsets.push(features.length);
    return id;
  }

  for (const title of titles) {
    const counts = new Map<number, number>();
    for (const word of wordsOf(title)) {
      const id = wordIds.get(word) ?? addWord(word);
      words.push(id);
      for (let at = featureOffsets[id]!; at < featureOffsets[id + 1]!; at++) {
        counts.set(features[at]!, (counts.get(features[at]!) ?? 0) + 1);
      }
    }
    wordOffsets.push(words.length);
    let squares = 0;
    for (const [feature, count] of counts) squares += (count * weights[feature]!) ** 2;
    lengths.push(Math.sqrt(squares));
  }

  const featureStarts = Uint32Array.from(featureOffsets);
  const wordFeatures = Uint32Array.from(features);
  const wordStarts = Uint32Array.from(wordOffsets);
  const titleWords = Uint32Array.from(words);
  const titleLengths = Float32Array.from(lengths);
  const shares = new Float32Array(weights.length); // of the query, by feature; zero between queries
  const sums = new Float32Array(wordIds.size);
  return {
    size: titles.length,
    scores: (vector) => {
      for (const [hash, share] of vector) {
        const feature = featureIds.get(hash);
        if (feature !== undefined) shares[feature] = share * weights[feature]!;
      }
      for (let word = 0; word < sums.length; word++) {
        const end = featureStarts[word + 1]!;
        let sum = 0;
        for (let at = featureStarts[word]!; at < end; at++) sum += shares[wordFeatures[at]!]!;
        sums[word] = sum;
      }
      shares.fill(0);
      const scores = new Float32Array(titles.length);
      for (let title = 0; title < scores.length; title++) {
        const end = wordStarts[title + 1]!;
        let sum = 0;
        for (let at = wordStarts[title]!; at < end; at++) sum += sums[titleWords[at]!]!;
        if (sum > 0) scores[title] = Math.min(1, sum / titleLengths[title]!);
      }
      return scores;
    },
  };
}
