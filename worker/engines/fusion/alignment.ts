/** Which words of a title a label accounts for. */
import { fold } from '../../core/fold.ts';
import type { StaticEncoder } from '../encoder/static/index.ts';

export interface AlignedWord {
  /** Folded. */
  readonly word: string;
  /** How much the word says: the rarer, the more. */
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

const wordsOf = (text: string): string[] => [...new Set(fold(text).split(' '))].filter((word) => word !== '');

/** Costs a few microseconds a word. */
export function alignWords(encoder: StaticEncoder, title: string, label: string): Alignment {
  const labelWords = wordsOf(label).map((word) => new Set(encoder.rows(word)));
  let total = 0;
  let covered = 0;
  const words = wordsOf(title).map((word): AlignedWord => {
    const rows = encoder.rows(word);
    let nearest = 0;
    for (const other of labelWords) {
      let shared = 0;
      for (const row of rows) if (other.has(row)) shared += 1;
      nearest = Math.max(nearest, shared / rows.length);
    }
    // A word's first feature is the word itself.
    const weight = Math.log(2 + Math.min(rows[0] ?? encoder.storedRows, encoder.storedRows));
    total += weight;
    covered += weight * nearest;
    return { word, weight, likeness: nearest };
  });
  return { words, coverage: total === 0 ? 0 : covered / total };
}
