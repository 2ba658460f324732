/**
 * Titles that are not labels, made ready to be compared with one title after another: the candidates of a ranking.
 *
 * Like the index itself it works through distinct words: one pass over them finds what each has in common with the
 * query, one pass over the titles adds their words up. Features weigh what they weigh in the index; one that no label
 * has, because the taxonomy lacks the language, weighs by how rare it is among the titles.
 *
 * Cost: about 5 microseconds a title to compile, then 30 nanoseconds a title and query; every title is scored exactly.
 */
import { featuresOf, wordsOf } from './features.ts';
import type { LexicalIndex } from './open.ts';
import { inverseFrequency } from './weights.ts';

export interface TitleSet {
  readonly size: number;
  /** Cosine, 0 to 1, of every title with one. */
  scores(title: string): Float32Array;
}

/** The features of a text's words and how many of the words have each. */
function countFeatures(words: readonly ReadonlySet<number>[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const features of words) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
}

export function compileTitles(index: LexicalIndex, titles: readonly string[]): TitleSet {
  const wordIds = new Map<string, number>();
  const wordFeatures: ReadonlySet<number>[] = [];
  const frequencies = new Map<number, number>(); // titles that hold a feature
  const wordsOfTitles = titles.map((title) =>
    wordsOf(title).map((word) => {
      const known = wordIds.get(word);
      if (known !== undefined) return known;
      wordIds.set(word, wordFeatures.length);
      return wordFeatures.push(featuresOf(word)) - 1;
    }),
  );
  const countsOfTitles = wordsOfTitles.map((words) => countFeatures(words.map((word) => wordFeatures[word]!)));
  for (const counts of countsOfTitles) {
    for (const feature of counts.keys()) frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
  }
  const weights = new Map<number, number>();
  const weight = (feature: number): number => {
    let known = weights.get(feature);
    if (known === undefined) {
      const frequency = frequencies.get(feature);
      const own = frequency === undefined ? index.unseenWeight : inverseFrequency(frequency, titles.length);
      known = index.weight(feature) ?? own;
      weights.set(feature, known);
    }
    return known;
  };
  const lengthOf = (counts: ReadonlyMap<number, number>): number => {
    let squares = 0;
    for (const [feature, count] of counts) squares += (count * weight(feature)) ** 2;
    return Math.sqrt(squares);
  };
  const lengths = Float32Array.from(countsOfTitles, lengthOf);

  // Features by number, and the two lists of lists flat: queries run through them end to end.
  const featureIds = new Map(Array.from(frequencies.keys(), (feature, id) => [feature, id] as const));
  const flat = <Item>(lists: readonly Iterable<Item>[], id: (item: Item) => number): [Uint32Array, Uint32Array] => {
    const entries: number[] = [];
    const starts = [0];
    for (const list of lists) {
      for (const item of list) entries.push(id(item));
      starts.push(entries.length);
    }
    return [Uint32Array.from(entries), Uint32Array.from(starts)];
  };
  const [featuresOfWords, featureStarts] = flat(wordFeatures, (feature) => featureIds.get(feature)!);
  const [words, wordStarts] = flat(wordsOfTitles, (word) => word);
  const shares = new Float32Array(featureIds.size); // of the query, by feature; zero between queries
  const sums = new Float32Array(wordFeatures.length);

  return {
    size: titles.length,
    scores: (title) => {
      const scores = new Float32Array(titles.length);
      const counts = countFeatures(wordsOf(title).map(featuresOf));
      const length = lengthOf(counts);
      for (const [feature, count] of counts) {
        const id = featureIds.get(feature);
        if (id !== undefined) shares[id] = (count * weight(feature) ** 2) / length;
      }
      for (let word = 0; word < sums.length; word++) {
        const end = featureStarts[word + 1]!;
        let sum = 0;
        for (let at = featureStarts[word]!; at < end; at++) sum += shares[featuresOfWords[at]!]!;
        sums[word] = sum;
      }
      shares.fill(0);
      for (let place = 0; place < scores.length; place++) {
        const end = wordStarts[place + 1]!;
        let sum = 0;
        for (let at = wordStarts[place]!; at < end; at++) sum += sums[words[at]!]!;
        if (sum > 0) scores[place] = Math.min(1, sum / lengths[place]!);
      }
      return scores;
    },
  };
}
