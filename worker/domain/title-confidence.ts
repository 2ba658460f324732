/**
 * How sure a match is: the estimated probability that the occupation is the right one.
 *
 * A logistic regression on what scoring knows. Its weights were fitted by scripts/fit-confidence.ts on development
 * data; docs/quality.md says on which, and how far the estimates can be relied on.
 */
export interface MatchSignals {
  /** Cosine with the best label, 0 to 1. */
  readonly score: number;
  /** Mean cosine with all labels of the occupation, 0 to 1. */
  readonly support: number;
  /** How far its value is ahead of the best other occupation's; negative where another is ahead. */
  readonly margin: number;
  /** True where title and label are the same, letter case and diacritics aside. */
  readonly exact: boolean;
}

const WEIGHTS = { bias: -4.25, score: 2.38, support: 1.88, margin: 5.06, exact: 0.65 } as const;

/** 0 to 1. */
export function confidenceOf({ score, support, margin, exact }: MatchSignals): number {
  const evidence =
    WEIGHTS.bias +
    WEIGHTS.score * score +
    WEIGHTS.support * support +
    WEIGHTS.margin * margin +
    (exact ? WEIGHTS.exact : 0);
  return 1 / (1 + Math.exp(-evidence));
}
