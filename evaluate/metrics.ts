/**
 * Ranking measures of one query, neutral towards ties: candidates of equal score stand in random order, and what is
 * counted is the expectation over that order.
 *
 * For a tie of m candidates of which r are relevant, after `above` better ones: the j-th relevant one is expected at
 * rank above + j (m + 1) / (r + 1); reciprocal rank and average precision are taken at these ranks. Accuracy (is one
 * of the first k relevant?) and recall (what part of the relevant stands in the first k?) are exact expectations.
 */
export interface Outcome {
  readonly map: number;
  readonly mrr: number;
  readonly acc1: number;
  readonly acc5: number;
  readonly acc10: number;
  readonly r5: number;
  readonly r10: number;
}

export const MEASURES = ['map', 'mrr', 'acc1', 'acc5', 'acc10', 'r5', 'r10'] as const;
export type Measure = (typeof MEASURES)[number];

/** Candidates of one score that holds at least one relevant candidate. */
interface Tie {
  /** Candidates with a better score. */
  above: number;
  members: number;
  relevant: number;
}

/** The ties that hold the relevant candidates, best first. One pass over the scores. */
function tiesOf(scores: Float32Array, relevant: readonly number[]): Tie[] {
  const levels = [...new Set(relevant.map((candidate) => scores[candidate]!))].sort((left, right) => right - left);
  const ties = levels.map(() => ({ above: 0, members: 0, relevant: 0 }));
  const lowest = levels.at(-1)!;
  for (const score of scores) {
    if (score < lowest) continue;
    let level = 0;
    while (levels[level]! > score) level++;
    const tie = ties[level]!;
    if (levels[level] === score) tie.members++;
    else tie.above++; // between two levels: above this one, below the one before
  }
  for (const candidate of relevant) ties[levels.indexOf(scores[candidate]!)]!.relevant++;
  let above = 0;
  for (const tie of ties) {
    above += tie.above;
    tie.above = above;
    above += tie.members;
  }
  return ties;
}

/** Probability that none of `drawn` members of a tie is relevant. */
function missAll(tie: Tie, drawn: number): number {
  let probability = 1;
  for (let taken = 0; taken < Math.min(drawn, tie.members); taken++) {
    probability *= Math.max(0, tie.members - tie.relevant - taken) / (tie.members - taken);
  }
  return probability;
}

/** Measures one query; `relevant` holds distinct places in `scores`, at least one. */
export function judge(scores: Float32Array, relevant: readonly number[]): Outcome {
  const ties = tiesOf(scores, relevant);
  const first = ties[0]!;
  let precision = 0;
  let found = 0;
  for (const { above, members, relevant: inTie } of ties) {
    for (let j = 1; j <= inTie; j++) {
      found++;
      precision += found / (above + (j * (members + 1)) / (inTie + 1));
    }
  }
  const accuracy = (k: number): number => 1 - missAll(first, Math.max(0, k - first.above));
  const recall = (k: number): number => {
    let expected = 0;
    for (const { above, members, relevant: inTie } of ties) {
      expected += (inTie * Math.min(members, Math.max(0, k - above))) / members;
    }
    return expected / relevant.length;
  };
  return {
    map: precision / relevant.length,
    mrr: 1 / (first.above + (first.members + 1) / (first.relevant + 1)),
    acc1: accuracy(1),
    acc5: accuracy(5),
    acc10: accuracy(10),
    r5: recall(5),
    r10: recall(10),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Numbers from 0 to 1, always the same ones (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const RESAMPLES = 1_000;

/**
 * 95 % interval of the mean over sets of the mean over queries: the percentile bootstrap, queries drawn anew within
 * each set. One set gives the interval of its own mean.
 */
export function bootstrap(sets: readonly (readonly number[])[]): Interval {
  const random = randomNumbers(1);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (const values of sets) {
      let drawn = 0;
      for (let n = 0; n < values.length; n++) drawn += values[Math.floor(random() * values.length)]!;
      sum += drawn / values.length;
    }
    return sum / sets.length;
  }).sort((left, right) => left - right);
  return { low: means[Math.floor(RESAMPLES * 0.025)]!, high: means[Math.ceil(RESAMPLES * 0.975) - 1]! };
}
