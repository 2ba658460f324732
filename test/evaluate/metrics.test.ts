import { describe, expect, it } from 'vitest';
import { bootstrap, judge } from '../../evaluate/metrics.ts';

const scores = (...values: number[]): Float32Array => Float32Array.from(values);

describe('ranking measures', () => {
  it('are what they are by hand, without ties', () => {
    // Ranks: candidate 1, 3, 0, 2. Relevant: 3 (rank 2) and 2 (rank 4).
    const outcome = judge(scores(0.3, 0.9, 0.1, 0.5), [3, 2]);
    expect(outcome.mrr).toBeCloseTo(1 / 2);
    expect(outcome.map).toBeCloseTo((1 / 2 + 2 / 4) / 2);
    expect(outcome.acc1).toBe(0);
    expect(outcome.acc5).toBe(1);
    expect(outcome.r5).toBe(1);
  });

  it('take a tie as its members in random order', () => {
    // One relevant among four of equal score: expected rank (4 + 1) / 2, first with probability 1/4.
    const one = judge(scores(0.5, 0.5, 0.5, 0.5), [2]);
    expect(one.mrr).toBeCloseTo(1 / 2.5);
    expect(one.acc1).toBeCloseTo(1 / 4);
    expect(one.r5).toBe(1);
    // Two relevant among four behind one better: expected ranks 1 + 5/3 and 1 + 10/3; neither first.
    const two = judge(scores(0.9, 0.5, 0.5, 0.5, 0.5), [1, 2]);
    expect(two.mrr).toBeCloseTo(1 / (1 + 5 / 3));
    expect(two.map).toBeCloseTo((1 / (1 + 5 / 3) + 2 / (1 + 10 / 3)) / 2);
    expect(two.acc1).toBe(0);
  });

  it('count exactly how likely a tie is cut', () => {
    // Twelve alike, two relevant, first ten: one misses both with probability (2/12)(1/11).
    const outcome = judge(new Float32Array(12).fill(1), [0, 5]);
    expect(outcome.acc10).toBeCloseTo(1 - (2 * 1) / (12 * 11));
    expect(outcome.r10).toBeCloseTo(10 / 12);
    expect(outcome.acc5).toBeCloseTo(1 - (10 * 9 * 8 * 7 * 6) / (12 * 11 * 10 * 9 * 8));
  });

  it('agrees with sorting for random scores without ties', () => {
    let state = 7;
    const random = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 4_294_967_296;
    for (let round = 0; round < 50; round++) {
      const values = Float32Array.from({ length: 60 }, (_, place) => place / 100 + Math.floor(random() * 4));
      const relevant = [3, 17, 40, 59];
      const order = [...values.keys()].sort((left, right) => values[right]! - values[left]!);
      const ranks = relevant.map((candidate) => order.indexOf(candidate) + 1).sort((left, right) => left - right);
      const outcome = judge(values, relevant);
      expect(outcome.mrr).toBeCloseTo(1 / ranks[0]!);
      expect(outcome.map).toBeCloseTo(ranks.reduce((sum, rank, place) => sum + (place + 1) / rank, 0) / ranks.length);
      expect(outcome.r10).toBeCloseTo(ranks.filter((rank) => rank <= 10).length / ranks.length);
    }
  });

  it('give an interval around the mean, the same one every time, narrower for more queries', () => {
    const values = Array.from({ length: 400 }, (_, place) => place % 2);
    const interval = bootstrap([values]);
    expect(interval).toEqual(bootstrap([values]));
    expect(interval.low).toBeLessThan(0.5);
    expect(interval.high).toBeGreaterThan(0.5);
    const few = bootstrap([values.slice(0, 20)]);
    expect(few.high - few.low).toBeGreaterThan(interval.high - interval.low);
  });
});
