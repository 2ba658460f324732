/**
 * Searches a lexical index.
 *
 * A search adds up, feature by feature from the rarest on, what each word of the index has in common with the query,
 * then hands the best words' sums to the labels that hold them. Work is bounded by two budgets: what they cut off are
 * the commonest features ("er>") and the words that hardly match, which do not lift a label to the top.
 *
 * Cost: about 0.2 ms over 34,000 labels; scratch space of 4 bytes a word, a label and three times a concept, held once.
 */
import type { Container } from '../snapshot/container.ts';
import { featuresOf, wordsOf } from './features.ts';
import { readSections } from './sections.ts';
import { inverseFrequency } from './weights.ts';

/** Entries of the lists feature -> words after which a search takes up no further feature. */
const FEATURE_ENTRIES = 60_000;
/** Entries of the lists word -> labels that a search reads at most, best words first (beyond the first step). */
const WORD_ENTRIES = 30_000;
/** Steps between nothing and the best word, by which words are chosen without sorting them. */
const STEPS = 64;

export interface LexicalMatch {
  /** Place in the language's label pool. */
  readonly label: number;
  readonly concept: number;
  /** Cosine with the concept's best label, 0 to 1. */
  readonly score: number;
  /** Mean cosine with all labels of the concept, 0 to 1: tells the concept that a title is about from one that shares a label. */
  readonly support: number;
}

/** What a concept's support adds to its score when concepts are put in order. */
export const SUPPORT_WEIGHT = 0.5;

export interface SearchOptions {
  readonly limit: number;
  /** Leaves out concepts for which it is false. */
  readonly accept?: ((concept: number) => boolean) | undefined;
}

export interface LexicalIndex {
  /** Labels in the index. */
  readonly size: number;
  /**
   * The best label of each concept; concepts without anything in common are left out. In order of score plus
   * {@link SUPPORT_WEIGHT} times support, best first.
   */
  search(text: string, options: SearchOptions): LexicalMatch[];
  /** How much a feature (see features.ts) weighs; undefined for one that no label has. */
  weight(feature: number): number | undefined;
  /** What a feature that no label has counts for. */
  readonly unseenWeight: number;
}

/** Place of a value in an ascending array; -1 where it is missing. */
function find(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = sorted[middle]!;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Opens an index over its container; throws `MissingSection` for a file of another kind. */
export function openLexicalIndex(container: Container): LexicalIndex {
  const { labelIds, labelConcepts, labelLengths, hashes, frequencies, weights, ...lists } = readSections(container);
  const { featureOffsets, featureWords, wordOffsets, wordLabels } = lists;
  const size = labelIds.length;
  const unseenWeight = inverseFrequency(0, size);

  let conceptCount = 0;
  for (const concept of labelConcepts) conceptCount = Math.max(conceptCount, concept + 1);
  const labelsOfConcept = new Uint32Array(conceptCount);
  for (const concept of labelConcepts) labelsOfConcept[concept]! += 1;
  // Sums and scores are zero between searches; lists hold what a search has touched.
  const wordSums = new Float32Array(wordOffsets.length - 1);
  const wordList = new Uint32Array(wordSums.length);
  const labelSums = new Float32Array(size);
  const labelList = new Uint32Array(size);
  const conceptScores = new Float32Array(conceptCount);
  const conceptSums = new Float32Array(conceptCount);
  const conceptRows = new Uint32Array(conceptCount);
  const conceptList = new Uint32Array(conceptCount);
  const stepEntries = new Uint32Array(STEPS + 1);

  const weight = (feature: number): number | undefined => weights[find(hashes, feature)];

  /** The features of a title and what share of its length each has; those that no label has count as rare. */
  function sharesOf(text: string): Map<number, number> {
    const shares = new Map<number, number>();
    for (const word of wordsOf(text)) for (const f of featuresOf(word)) shares.set(f, (shares.get(f) ?? 0) + 1);
    let squares = 0;
    for (const [feature, count] of shares) {
      const weighted = count * (weight(feature) ?? unseenWeight);
      shares.set(feature, weighted);
      squares += weighted * weighted;
    }
    const length = Math.sqrt(squares);
    for (const [feature, weighted] of shares) shares.set(feature, weighted / length);
    return shares;
  }

  /** Fills `wordSums` and `wordList`; returns how many words were touched. */
  function matchWords(text: string): number {
    const features = [...sharesOf(text)]
      .map(([feature, share]) => ({ id: find(hashes, feature), share }))
      .filter(({ id }) => id >= 0)
      .sort((left, right) => frequencies[left.id]! - frequencies[right.id]!);
    let touched = 0;
    let entries = 0;
    for (const { id, share } of features) {
      if (entries > FEATURE_ENTRIES) break;
      const start = featureOffsets[id]!;
      const end = featureOffsets[id + 1]!;
      entries += end - start;
      const product = share * weights[id]!;
      for (let at = start; at < end; at++) {
        const word = featureWords[at]!;
        const sum = wordSums[word]!;
        if (sum === 0) wordList[touched++] = word;
        wordSums[word] = sum + product;
      }
    }
    return touched;
  }

  /** The least sum that a word needs, so that the words above it stay within the budget of label entries. */
  function leastSum(touched: number): number {
    let best = 0;
    for (let at = 0; at < touched; at++) best = Math.max(best, wordSums[wordList[at]!]!);
    stepEntries.fill(0);
    for (let at = 0; at < touched; at++) {
      const word = wordList[at]!;
      stepEntries[Math.floor((wordSums[word]! / best) * STEPS)]! += wordOffsets[word + 1]! - wordOffsets[word]!;
    }
    let entries = stepEntries[STEPS]!;
    let step = STEPS;
    while (step > 0 && entries + stepEntries[step - 1]! <= WORD_ENTRIES) entries += stepEntries[--step]!;
    return (step / STEPS) * best;
  }

  /** Hands the words' sums to the labels, fills `labelSums` and `labelList`; returns how many labels were touched. */
  function matchLabels(words: number): number {
    const least = leastSum(words);
    let touched = 0;
    for (let index = 0; index < words; index++) {
      const word = wordList[index]!;
      const sum = wordSums[word]!;
      wordSums[word] = 0;
      if (sum < least) continue;
      const end = wordOffsets[word + 1]!;
      for (let at = wordOffsets[word]!; at < end; at++) {
        const row = wordLabels[at]!;
        const before = labelSums[row]!;
        if (before === 0) labelList[touched++] = row;
        labelSums[row] = before + sum;
      }
    }
    return touched;
  }

  /** Fills `conceptScores`, `conceptRows` and `conceptList` with each concept's best label; returns how many. */
  function matchConcepts(labels: number): number {
    let touched = 0;
    for (let index = 0; index < labels; index++) {
      const row = labelList[index]!;
      const score = labelSums[row]! / labelLengths[row]!;
      labelSums[row] = 0;
      const concept = labelConcepts[row]!;
      const best = conceptScores[concept]!;
      if (best === 0) conceptList[touched++] = concept;
      conceptSums[concept]! += score;
      if (score > best || (score === best && row < conceptRows[concept]!)) {
        conceptScores[concept] = score;
        conceptRows[concept] = row;
      }
    }
    return touched;
  }

  return {
    size,
    weight,
    unseenWeight,
    search: (text, { limit, accept }) => {
      const concepts = matchConcepts(matchLabels(matchWords(text)));
      // At most `limit`, best first; almost every concept is refused by one comparison with the last of them.
      const best: number[] = [];
      const values: number[] = [];
      let least = 0;
      for (let index = 0; index < concepts; index++) {
        const concept = conceptList[index]!;
        const support = Math.min(1, conceptSums[concept]! / labelsOfConcept[concept]!);
        conceptSums[concept] = support;
        const value = conceptScores[concept]! + SUPPORT_WEIGHT * support;
        if (value < least || (accept !== undefined && !accept(concept))) continue;
        let place = best.length;
        while (place > 0 && (values[place - 1]! < value || (values[place - 1] === value && best[place - 1]! > concept)))
          place--;
        best.splice(place, 0, concept);
        values.splice(place, 0, value);
        if (best.length > limit) {
          best.pop();
          values.pop();
        }
        if (best.length === limit) least = values.at(-1) ?? Number.POSITIVE_INFINITY;
      }
      const matches = best.map((concept) => ({
        label: labelIds[conceptRows[concept]!]!,
        concept,
        score: Math.min(1, conceptScores[concept]!),
        support: conceptSums[concept]!,
      }));
      for (let index = 0; index < concepts; index++) {
        conceptScores[conceptList[index]!] = 0;
        conceptSums[conceptList[index]!] = 0;
      }
      return matches;
    },
  };
}
