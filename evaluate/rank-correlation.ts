/** Spearman's rank correlation, with the share of random orders that correlate at least as much: a permutation test. */
import { mean, randomNumbers } from './metrics.ts';

export interface Correlation {
  /** -1 to 1. */
  readonly value: number;
  /** How often a random order gives a correlation at least as far from 0. */
  readonly probability: number;
}

const PERMUTATIONS = 10_000;

/** Ranks from 0; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}

/** Pearson's correlation; 0 where one side is constant. */
function correlationOf(left: readonly number[], right: readonly number[]): number {
  const [leftMean, rightMean] = [mean(left), mean(right)];
  let together = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (const [index, value] of left.entries()) {
    const [one, other] = [value - leftMean, right[index]! - rightMean];
    together += one * other;
    leftSquares += one * one;
    rightSquares += other * other;
  }
  return leftSquares === 0 || rightSquares === 0 ? 0 : together / Math.sqrt(leftSquares * rightSquares);
}

function shuffle(values: number[], random: () => number): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [values[last], values[other]] = [values[other]!, values[last]!];
  }
}

export function rankCorrelation(left: readonly number[], right: readonly number[]): Correlation {
  const [leftRanks, rightRanks] = [ranksOf(left), ranksOf(right)];
  const value = correlationOf(leftRanks, rightRanks);
  const random = randomNumbers(1);
  let asFar = 0;
  for (let n = 0; n < PERMUTATIONS; n++) {
    shuffle(rightRanks, random);
    // Sums in another order differ in the last digits.
    if (Math.abs(correlationOf(leftRanks, rightRanks)) >= Math.abs(value) - 1e-9) asFar += 1;
  }
  return { value, probability: (asFar + 1) / (PERMUTATIONS + 1) };
}
