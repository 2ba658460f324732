/**
 * How sure a match is: the estimated probability that the occupation is the right one.
 *
 * Two logistic regressions on what scoring knows, one for titles that are a name of the occupation and one for those
 * that are only like it. Their weights were fitted by scripts/fit-confidence.ts on development data; docs/quality.md
 * says on which, and how far the estimates can be relied on.
 */
export interface MatchSignals {
  /** True where title and label are the same, letter case and diacritics aside. */
  readonly exact: boolean;
  /** Whether another occupation has the title for a name. */
  readonly exactRival: boolean;
  /** Whether the label is the occupation's preferred one. */
  readonly preferred: boolean;
  /** What the best label has in common with the title in letters and words, 0 to 1. */
  readonly likeness: number;
  /** Cosine with the mean of all labels of the occupation, -1 to 1. */
  readonly support: number;
  /** How far its value is ahead of the best other occupation's; negative where another is ahead. */
  readonly margin: number;
}

/** What the regressions take in, in the order of their weights. */
export function confidenceFeatures({
  exact,
  exactRival,
  preferred,
  likeness,
  support,
  margin,
}: MatchSignals): readonly number[] {
  const flags = [exactRival ? 1 : 0, preferred ? 1 : 0];
  return exact ? [1, support, margin, ...flags] : [1, likeness, support, margin, ...flags];
}

/** For names of the occupation. */
const EXACT_WEIGHTS = [-3.65, 4.46, 3.59, -1.03, 2.04];
/** For titles that are like a name. */
const ALIKE_WEIGHTS = [-5.1, 0.74, 4.14, 7.38, -0.62, 0.22];

export function logistic(weights: readonly number[], features: readonly number[]): number {
  return 1 / (1 + Math.exp(-weights.reduce((sum, weight, place) => sum + weight * features[place]!, 0)));
}

/** 0 to 1. */
export function confidenceOf(signals: MatchSignals): number {
  return logistic(signals.exact ? EXACT_WEIGHTS : ALIKE_WEIGHTS, confidenceFeatures(signals));
}
