/**
 * Writes a lexical index.
 *
 * A label's vector is the sum of its words' vectors, and most labels share their words. So two short inverted lists
 * stand in for one long one: features lead to words, words to labels. For 34,000 English labels that is about
 * 300,000 + 100,000 entries instead of 1,700,000, and the cosine stays exact.
 *
 * ```
 * label.label, label.concept   per row, how much more than in the row before (may be less)
 * label.length                 length of the row's vector, in 65,535ths of the longest
 * label.longest                the longest
 * feature.hash                 ascending, each less the one before
 * feature.frequency            labels that hold the feature
 * feature.counts               words that hold the feature
 * feature.words                these words, ascending, each less the one before
 * word.counts                  rows that hold the word
 * word.labels                  these rows, ascending, each less the one before
 * ```
 * Numbers are packed (../snapshot/numbers.ts). Words are numbered in the order of their letters, so that those that begin
 * alike, and share features, are near to each other, and most differences take one byte.
 */
import type { LanguageTag } from '../../core/language.ts';
import { jsonSection, writeContainer } from '../snapshot/container.ts';
import { differences, fromSigned, packNumbers } from '../snapshot/numbers.ts';
import { featuresOf, wordsOf } from './features.ts';
import { inverseFrequency } from './weights.ts';

/** Steps in which the length of a vector is told. */
export const LENGTH_STEPS = 0xffff;

/** One label as an index takes it. */
export interface IndexedLabel {
  /** Its place in the language's label pool. */
  readonly label: number;
  readonly text: string;
  readonly concept: number;
}

/** Deterministic: the same labels in the same order give the same bytes. */
export function buildLexicalIndex(language: LanguageTag, labels: Iterable<IndexedLabel>): Uint8Array<ArrayBuffer> {
  const rows = Array.from(labels, ({ label, text, concept }) => ({ label, concept, words: wordsOf(text) })).filter(
    ({ words }) => words.length > 0,
  );
  const words = [...new Set(rows.flatMap((row) => row.words))].sort();
  const wordIds = new Map(words.map((word, id) => [word, id]));
  const labelsOfWord = words.map((): number[] => []);
  for (const [row, { words: own }] of rows.entries())
    for (const word of own) labelsOfWord[wordIds.get(word)!]!.push(row);

  const featuresOfWord = words.map(featuresOf);
  const wordsOfFeature = new Map<number, number[]>();
  for (const [word, features] of featuresOfWord.entries()) {
    for (const feature of features) {
      const list = wordsOfFeature.get(feature);
      if (list === undefined) wordsOfFeature.set(feature, [word]);
      else list.push(word);
    }
  }
  const hashes = [...wordsOfFeature.keys()].sort((left, right) => left - right);
  const frequencies = new Map<number, number>(); // labels that hold a feature
  for (const { words: own } of rows) {
    const seen = new Set(own.flatMap((word) => [...featuresOfWord[wordIds.get(word)!]!]));
    for (const feature of seen) frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
  }
  const lengths = rows.map(({ words: own }) => {
    const counts = new Map<number, number>();
    for (const word of own)
      for (const feature of featuresOfWord[wordIds.get(word)!]!) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    let squares = 0;
    for (const [feature, count] of counts)
      squares += (count * inverseFrequency(frequencies.get(feature)!, rows.length)) ** 2;
    return Math.sqrt(squares);
  });
  const lists = hashes.map((feature) => wordsOfFeature.get(feature)!);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 1);
  return writeContainer({
    language: jsonSection(language),
    'label.label': packNumbers(differences(rows.map(({ label }) => label)).map(fromSigned)),
    'label.concept': packNumbers(differences(rows.map(({ concept }) => concept)).map(fromSigned)),
    'label.length': Uint16Array.from(lengths, (length) => Math.round((length / longest) * LENGTH_STEPS)),
    'label.longest': Float32Array.of(longest),
    'feature.hash': packNumbers(differences(hashes)),
    'feature.frequency': packNumbers(hashes.map((feature) => frequencies.get(feature)!)),
    'feature.counts': packNumbers(lists.map((list) => list.length)),
    'feature.words': packNumbers(lists.flatMap(differences)),
    'word.counts': packNumbers(labelsOfWord.map((list) => list.length)),
    'word.labels': packNumbers(labelsOfWord.flatMap(differences)),
  });
}
