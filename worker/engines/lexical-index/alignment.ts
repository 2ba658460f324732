/** Which words of a title a label accounts for. */
import { featuresOf, wordsOf } from './features.ts';
import type { LexicalIndex } from './open.ts';

export interface AlignedWord {
  /** Folded. */
  readonly word: string;
  /** How much the word says, in the weights of the index. */
  readonly weight: number;
  /** The part of the word's features that the label's nearest word has, 0 to 1. */
  readonly likeness: number;
}

export interface Alignment {
  /** The distinct words of the title, in their order. */
  readonly words: readonly AlignedWord[];
  /** The part of the title, by weight, that the label accounts for, 0 to 1. */
  readonly coverage: number;
}

/** Costs a few microseconds a pair of words. */
export function alignWords(index: LexicalIndex, title: string, label: string): Alignment {
  const labelWords = wordsOf(label).map(featuresOf);
  let total = 0;
  let covered = 0;
  const words = wordsOf(title).map((word): AlignedWord => {
    const features = featuresOf(word);
    const [whole = 0] = features;
    let likeness = 0;
    for (const other of labelWords) {
      let shared = 0;
      for (const feature of features) if (other.has(feature)) shared++;
      likeness = Math.max(likeness, shared / features.size);
    }
    const weight = index.weight(whole) ?? index.unseenWeight;
    total += weight;
    covered += weight * likeness;
    return { word, weight, likeness };
  });
  return { words, coverage: total === 0 ? 0 : covered / total };
}
