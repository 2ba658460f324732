/**
 * Which labels of one language mean what a text means, or are written like it?
 *
 * Two steps: the sign codes of all labels give the rows that seem nearest (32 bytes a label, so that a language fits
 * the isolate), then those labels are encoded and compared exactly, by meaning and by letters.
 *
 * Costs about 10 microseconds a label looked at for the first time, one afterwards, and .1 ms to scan 34,000 codes.
 */
import type { StaticEncoder } from '../encoder/static/index.ts';
import type { LabelPool } from '../snapshot/label-pool.ts';
import type { CodeIndex } from '../vector-index/index.ts';
import { type Sense, dot, senseOf } from './sense.ts';
import { likeness } from './weighted-features.ts';

/** A concept and its label nearest to a text. */
export interface LabelMatch {
  /** Index in the language's label pool. */
  readonly label: number;
  readonly concept: number;
  /** Cosine of the vectors, -1 to 1. */
  readonly cosine: number;
  /** What letters and words have in common, 0 to 1. */
  readonly likeness: number;
}

export interface LabelSearchOptions {
  /** Labels compared exactly. */
  readonly depth: number;
  readonly accept?: ((concept: number) => boolean) | undefined;
}

export interface LabelSearch {
  /** One match a concept, in no order. */
  search(sense: Sense, options: LabelSearchOptions): LabelMatch[];
  /** The best of a concept's own labels; undefined where the language has none. */
  compare(sense: Sense, concept: number): LabelMatch | undefined;
}

/** What likeness counts for beside the cosine. Chosen on the development sets (docs/quality.md). */
export const LIKENESS_WEIGHT = 0.4;

/** What a label says for its concept. */
export const labelValue = ({ cosine, likeness }: Pick<LabelMatch, 'cosine' | 'likeness'>): number =>
  cosine + LIKENESS_WEIGHT * likeness;

/** Labels of a concept that `compare` looks at: the preferred and the first others. */
const COMPARED_LABELS = 4;
/** Labels whose senses are kept, about 1.5 kB each: the same ones come up again and again. */
const KEPT_SENSES = 4_096;

export interface LabelSearchParts {
  readonly pool: LabelPool;
  /** Owners are labels of the pool. */
  readonly codes: CodeIndex;
  readonly encoder: StaticEncoder;
}

export function createLabelSearch({ pool, codes, encoder }: LabelSearchParts): LabelSearch {
  const kept = new Map<number, Sense>();

  function senseOfLabel(label: number): Sense {
    let sense = kept.get(label);
    if (sense === undefined) {
      if (kept.size === KEPT_SENSES) kept.clear();
      kept.set(label, (sense = senseOf(encoder, pool.text(label))));
    }
    return sense;
  }

  function matchOf(sense: Sense, label: number): LabelMatch {
    const other = senseOfLabel(label);
    return {
      label,
      concept: pool.concept(label),
      cosine: dot(sense.vector, other.vector),
      likeness: likeness(sense.features, other.features),
    };
  }

  return {
    search(sense, { depth, accept }) {
      const best = new Map<number, LabelMatch>();
      for (const { owner: label } of codes.search(sense.vector, { limit: depth })) {
        if (accept?.(pool.concept(label)) === false) continue;
        const match = matchOf(sense, label);
        const known = best.get(match.concept);
        if (known === undefined || labelValue(match) > labelValue(known)) best.set(match.concept, match);
      }
      return [...best.values()];
    },
    compare(sense, concept) {
      const first = pool.first(concept);
      let best: LabelMatch | undefined;
      for (let label = first; label < Math.min(pool.end(concept), first + COMPARED_LABELS); label++) {
        const match = matchOf(sense, label);
        if (best === undefined || labelValue(match) > labelValue(best)) best = match;
      }
      return best;
    },
  };
}
