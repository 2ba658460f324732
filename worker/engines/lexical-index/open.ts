/**
 * Searches a lexical index and compares any two titles by its weights.
 *
 * A search adds up, feature by feature from the rarest on, what each word of the index has in common with the query,
 * then hands the best words' sums to the labels that hold them. Work is bounded by two budgets: what they cut off are
 * the commonest features ("er>") and the words that hardly match, which cannot lift a label to the top.
 *
 * Cost: 0.1 to 0.5 ms over 34,000 labels; scratch space of 4 bytes a word, a label and a concept, held once.
 */
import type { Container } from '../snapshot/container.ts';
import { featuresOf, wordsOf } from './features.ts';
import { inverseFrequency } from './weights.ts';

/** Entries of the lists feature -> words that one search reads at most (beyond the list that crosses the line). */
const FEATURE_ENTRIES = 120_000;
/** Entries of the lists word -> labels that one search reads at most. */
const WORD_ENTRIES = 120_000;

export interface LexicalMatch {
  /** Place in the language's label pool. */
  readonly label: number;
  readonly concept: number;
  /** Cosine, 0 to 1. */
  readonly score: number;
}

export interface SearchOptions {
  readonly limit: number;
  /** Leaves out concepts for which it is false. */
  readonly accept?: ((concept: number) => boolean) | undefined;
}

/** A title in the feature space of one index; it has length 1. Vectors of different indexes do not compare. */
export type LexicalVector = ReadonlyMap<number, number>;

export interface LexicalIndex {
  /** Labels in the index. */
  readonly size: number;
  /** The best label of each concept, best first; concepts without anything in common are left out. */
  search(text: string, options: SearchOptions): LexicalMatch[];
  /** A title as a vector; features that no label has count as rare. */
  vector(text: string): LexicalVector;
}

/** Cosine of two vectors of one index, 0 to 1. */
export function cosine(left: LexicalVector, right: LexicalVector): number {
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  let sum = 0;
  for (const [feature, weight] of small) sum += weight * (large.get(feature) ?? 0);
  return Math.min(1, sum);
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
  const labelIds = container.uint32('label.label');
  const labelConcepts = container.uint32('label.concept');
  const labelLengths = container.float32('label.length');
  const hashes = container.uint32('feature.hash');
  const frequencies = container.uint32('feature.frequency');
  const featureOffsets = container.uint32('feature.offsets');
  const featureWords = container.uint32('feature.words');
  const wordOffsets = container.uint32('word.offsets');
  const wordLabels = container.uint32('word.labels');
  const size = labelIds.length;
  const weights = Float32Array.from(frequencies, (frequency) => inverseFrequency(frequency, size));
  const unseen = inverseFrequency(0, size);

  let conceptCount = 0;
  for (const concept of labelConcepts) conceptCount = Math.max(conceptCount, concept + 1);
  // Zero between searches.
  const wordSums = new Float32Array(wordOffsets.length - 1);
  const labelSums = new Float32Array(size);
  const conceptScores = new Float32Array(conceptCount);
  const conceptRows = new Uint32Array(conceptCount);

  function vector(text: string): Map<number, number> {
    const counts = new Map<number, number>();
    for (const word of wordsOf(text)) for (const f of featuresOf(word)) counts.set(f, (counts.get(f) ?? 0) + 1);
    let squares = 0;
    for (const [feature, count] of counts) {
      const id = find(hashes, feature);
      const weight = count * (id < 0 ? unseen : weights[id]!);
      counts.set(feature, weight);
      squares += weight * weight;
    }
    const length = Math.sqrt(squares);
    for (const [feature, weight] of counts) counts.set(feature, weight / length);
    return counts;
  }

  /** Fills `wordSums` and returns the words that it touched, best first. */
  function matchWords(text: string): number[] {
    const features = [...vector(text)]
      .map(([feature, weight]) => ({ id: find(hashes, feature), weight }))
      .filter(({ id }) => id >= 0)
      .toSorted((left, right) => frequencies[left.id]! - frequencies[right.id]!);
    const touched: number[] = [];
    let entries = 0;
    for (const { id, weight } of features) {
      if (entries > FEATURE_ENTRIES) break;
      const start = featureOffsets[id]!;
      const end = featureOffsets[id + 1]!;
      entries += end - start;
      const product = weight * weights[id]!;
      for (let at = start; at < end; at++) {
        const word = featureWords[at]!;
        const sum = wordSums[word]!;
        if (sum === 0) touched.push(word);
        wordSums[word] = sum + product;
      }
    }
    return touched.sort((left, right) => wordSums[right]! - wordSums[left]!);
  }

  /** Hands the words' sums to the labels and returns the labels that they touched. */
  function matchLabels(words: readonly number[]): number[] {
    const touched: number[] = [];
    let entries = 0;
    for (const word of words) {
      const sum = wordSums[word]!;
      wordSums[word] = 0;
      if (entries > WORD_ENTRIES) continue;
      const start = wordOffsets[word]!;
      const end = wordOffsets[word + 1]!;
      entries += end - start;
      for (let at = start; at < end; at++) {
        const row = wordLabels[at]!;
        const before = labelSums[row]!;
        if (before === 0) touched.push(row);
        labelSums[row] = before + sum;
      }
    }
    return touched;
  }

  return {
    size,
    vector,
    search: (text, { limit, accept }) => {
      const concepts: number[] = [];
      for (const row of matchLabels(matchWords(text))) {
        const score = labelSums[row]! / labelLengths[row]!;
        labelSums[row] = 0;
        const concept = labelConcepts[row]!;
        const best = conceptScores[concept]!;
        if (best === 0) concepts.push(concept);
        if (score > best || (score === best && row < conceptRows[concept]!)) {
          conceptScores[concept] = score;
          conceptRows[concept] = row;
        }
      }
      const ranked = concepts
        .filter((concept) => accept === undefined || accept(concept))
        .sort((left, right) => conceptScores[right]! - conceptScores[left]! || left - right)
        .slice(0, limit)
        .map((concept) => ({
          label: labelIds[conceptRows[concept]!]!,
          concept,
          score: Math.min(1, conceptScores[concept]!),
        }));
      for (const concept of concepts) conceptScores[concept] = 0;
      return ranked;
    },
  };
}
