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
  /** The part of the title that the label accounts for, 0 to 1. */
  readonly coverage: number;
  /** True where title and label are the same, letter case and diacritics aside. */
  readonly exact: boolean;
}

export const CONFIDENCE_WEIGHTS = {
  bias: -4,
  score: 3,
  support: 2,
  margin: 6,
  coverage: 1,
  exact: 1,
} as const;

/** 0 to 1. */
export function confidenceOf({ score, support, margin, coverage, exact }: MatchSignals): number {
  const { bias, ...weights } = CONFIDENCE_WEIGHTS;
  const evidence =
    bias +
    weights.score * score +
    weights.support * support +
    weights.margin * margin +
    weights.coverage * coverage +
    (exact ? weights.exact : 0);
  return 1 / (1 + Math.exp(-evidence));
}
