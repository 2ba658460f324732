import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitmapOf, createVectorIndex, quantise } from '../../worker/engines/vector-index/index.ts';
import { BestRows } from '../../worker/engines/vector-index/best-rows.ts';
import { createCodeIndex, encodeRows } from '../../worker/engines/vector-index/codes.ts';
import { createKernel, growTo } from '../../worker/engines/vector-index/kernel.ts';
import { writeHalves } from '../../worker/engines/vector-index/halves.ts';
import { quantiseQuery } from '../../worker/engines/vector-index/quantise.ts';
import { rotate, rotatedLength, rotationSigns } from '../../worker/engines/vector-index/rotation.ts';
import { KERNEL } from './vector-index-kernel.ts';

const seeds = fc.integer({ min: 1, max: 0x7fffffff });
const dimensionCounts = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constantFrom(255, 256, 257, 1024));

/** Bytes of every value, by Marsaglia's xorshift: quicker than letting fast-check draw each. */
function randomBytes(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 8;
  });
}

/** Small whole numbers, so that scores tie, with whole rows of zeros between. */
function randomVectors(count: number, dimensions: number, seed: number): Float32Array[] {
  const bytes = randomBytes(count * dimensions, seed);
  return Array.from({ length: count }, (_, row) =>
    Float32Array.from(bytes.subarray(row * dimensions, (row + 1) * dimensions), (byte) =>
      (row + seed) % 13 === 0 ? 0 : (byte % 9) - 4,
    ),
  );
}

/** Best score of each owner, best first, the earlier row among equals: by the definition. */
function naiveBest(
  rows: readonly { row: number; owner: number; score: number }[],
  limit: number,
): { row: number; owner: number; score: number }[] {
  const best = new Map<number, { row: number; owner: number; score: number }>();
  for (const entry of rows) {
    const held = best.get(entry.owner);
    if (held === undefined || entry.score > held.score) best.set(entry.owner, entry);
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score || a.row - b.row).slice(0, limit);
}

/** The largest numbers of 8 bits where `extreme`, else all of them; of both signs. */
function numbersOf(length: number, seed: number, extreme: boolean): Int8Array {
  return Int8Array.from(randomBytes(length, seed), (byte) => (extreme ? (byte & 1) * 254 - 127 : (byte % 255) - 127));
}

/** A memory with rows of halves from 0 on, the lower ones behind the upper, and what is needed behind them, at `free`. */
function memoryWith(rows: Int8Array, bytes: number, needed: number): { memory: WebAssembly.Memory; free: number } {
  const memory = new WebAssembly.Memory({ initial: 0 });
  growTo(memory, rows.length + needed);
  const lower = rows.length / 2;
  for (let row = 0; row * bytes < lower; row++) {
    const values = rows.subarray(row * bytes * 2, (row + 1) * bytes * 2);
    const at = row * bytes;
    writeHalves(values, new Uint8Array(memory.buffer), { upper: at, lower: lower + at, bytes });
  }
  return { memory, free: rows.length };
}

const fours = fc.integer({ min: 1, max: 40 });
const groups = fc.integer({ min: 1, max: 16 });

describe('kernel and twin', () => {
  it('give the same dot products, which are those of the numbers, for the largest too', () => {
    fc.assert(
      fc.property(seeds, fours, groups, fc.boolean(), (seed, four, group, extreme) => {
        const [count, stride, bytes] = [four * 4, group * 32, group * 16];
        const rows = numbersOf(count * stride, seed, extreme);
        const query = Int16Array.from(randomBytes(stride, seed + 1), (byte) =>
          extreme ? -32_767 : byte * 200 - 25_000,
        );
        const wanted = Uint32Array.from(randomBytes(count, seed + 2), (byte) => byte % count);
        const outputs = [KERNEL, undefined].map((module) => {
          const { memory, free } = memoryWith(rows, bytes, stride * 2 + count * 8);
          const [list, out] = [free + stride * 2, free + stride * 2 + count * 4];
          new Int16Array(memory.buffer, free, stride).set(query);
          new Uint32Array(memory.buffer, list, count).set(wanted);
          createKernel(memory, module).dots(list, count, 0, bytes, rows.length / 2, free, out);
          return new Int32Array(memory.buffer, out, count);
        });
        const products = Int32Array.from(wanted, (row) =>
          query.reduce((sum, number, d) => sum + number * rows[row * stride + d]!, 0),
        );
        expect(outputs).toEqual([products, products]);
      }),
      { numRuns: 200 },
    );
  });

  it('leave the same rows by their upper halves, for the largest numbers too', () => {
    fc.assert(
      fc.property(seeds, fours, groups, fc.boolean(), fc.double(), (seed, four, group, extreme, part) => {
        const [count, stride, bytes] = [four * 4, group * 32, group * 16];
        const rows = numbersOf(count * stride, seed, extreme);
        const query = numbersOf(stride, seed + 1, extreme);
        const offset = 241 * query.reduce((sum, number) => sum + number, 0);
        const lengths = Float32Array.from(randomBytes(count * 2, seed + 2), (byte) => byte / 7);
        const limit = (Number.isNaN(part) ? 0 : part % 1) * 1e6;
        const outputs = [KERNEL, undefined].map((module) => {
          const { memory, free } = memoryWith(rows, bytes, stride + count * 12);
          const [scales, rests, out] = [free + stride, free + stride + count * 4, free + stride + count * 8];
          new Int8Array(memory.buffer, free, stride).set(query);
          new Float32Array(memory.buffer, scales, count * 2).set(lengths);
          const kernel = createKernel(memory, module);
          const end = kernel.near(0, count, bytes, free, offset, scales, rests, 3.3, limit, out);
          return [...new Uint32Array(memory.buffer, out, (end - out) / 4)];
        });
        const left = Array.from({ length: count }, (_, row) => row).filter((row) => {
          let upper = -offset;
          for (let d = 0; d < stride; d++) upper += 32 * ((rows[row * stride + d]! + 128) >> 4) * query[d]!;
          const least = Math.fround(Math.fround(3.3) * lengths[count + row]!);
          return Math.fround(Math.fround(Math.fround(upper) * lengths[row]!) + least) > Math.fround(limit);
        });
        expect(outputs).toEqual([left, left]);
      }),
      { numRuns: 200 },
    );
  });

  it('add the same rows, to the last bit', () => {
    fc.assert(
      fc.property(seeds, fours, groups, fc.nat({ max: 70 }), (seed, four, group, added) => {
        const [count, stride, bytes] = [four * 4, group * 32, group * 16];
        const rows = numbersOf(count * stride, seed, false);
        const wanted = Uint32Array.from(randomBytes(added, seed + 1), (byte) => byte % count);
        const weights = Float32Array.from(randomBytes(added, seed + 2), (byte) => (byte - 90) / 999);
        const outputs = [KERNEL, undefined].map((module) => {
          const { memory, free } = memoryWith(rows, bytes, stride * 4 + added * 8);
          const [list, factors] = [free + stride * 4, free + stride * 4 + added * 4];
          const into = new Float32Array(memory.buffer, free, stride).fill(0.1);
          new Uint32Array(memory.buffer, list, added).set(wanted.map((row) => row * bytes));
          new Float32Array(memory.buffer, factors, added).set(weights);
          createKernel(memory, module).add(list, added, bytes, rows.length / 2, factors, free);
          return into;
        });
        const sums = new Float32Array(stride).fill(0.1);
        for (const [n, row] of wanted.entries())
          for (let d = 0; d < stride; d++) sums[d]! += Math.fround(weights[n]! * rows[row * stride + d]!);
        expect(outputs).toEqual([sums, sums]);
      }),
      { numRuns: 200 },
    );
  });

  it('give the same sums of table entries, for the largest tables too', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 258 }),
        fc.boolean(),
        (seed, blocks, bytes, extreme) => {
          const [tables, sums] = [blocks * bytes * 16, blocks * bytes * 16 + bytes * 32];
          const outputs = [KERNEL, undefined].map((module) => {
            const memory = new WebAssembly.Memory({ initial: 0 });
            growTo(memory, sums + blocks * 32);
            new Uint8Array(memory.buffer).set(randomBytes(tables, seed));
            const entries = new Uint8Array(memory.buffer, tables, bytes * 32);
            for (const [at, byte] of randomBytes(bytes * 32, seed + 1).entries())
              entries[at] = extreme ? 127 : byte % 128;
            createKernel(memory, module).codes(0, blocks, bytes, tables, sums);
            return new Uint16Array(memory.buffer.slice(sums), 0, blocks * 16);
          });
          expect(outputs[0]).toEqual(outputs[1]);
          if (extreme) expect(outputs[0]![0]).toBe(127 * 2 * bytes);
        },
      ),
      { numRuns: 200 },
    );
  });
});

it('the bounded heap keeps what sorting everything would', () => {
  const offers = fc.array(fc.record({ owner: fc.nat({ max: 12 }), score: fc.integer({ min: -4, max: 4 }) }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(offers, fc.integer({ min: 0, max: 15 }), (offered, limit) => {
      const rows = offered.map((offer, row) => ({ row, ...offer }));
      const best = new BestRows(limit);
      for (const { row, owner, score } of rows) best.offer(row, owner, score);
      expect(best.sorted()).toEqual(naiveBest(rows, limit));
    }),
    { numRuns: 2_000 },
  );
});

describe('an exact index', () => {
  const change = fc.record({ row: fc.nat({ max: 40 }), owner: fc.nat({ max: 9 }), removes: fc.boolean(), seed: seeds });

  it('answers like a loop over all its rows, whatever was set, replaced and removed, with both kernels', () => {
    fc.assert(
      fc.property(
        dimensionCounts,
        fc.array(change, { maxLength: 60 }),
        seeds,
        fc.integer({ min: 0, max: 12 }),
        fc.option(fc.nat({ max: 9 }), { nil: undefined }),
        (dimensions, changes, seed, limit, divisor) => {
          const query = randomVectors(1, dimensions, seed)[0]!;
          const accept = divisor === undefined ? undefined : bitmapOf(10, (owner) => owner % (divisor + 1) === 0);
          const present = new Map<number, { owner: number; vector: Float32Array }>();
          const answers = [KERNEL, undefined].map((kernel) => {
            const index = createVectorIndex({ dimensions, kernel });
            for (const { row, owner, removes, seed: vectorSeed } of changes) {
              const vector = randomVectors(1, dimensions, vectorSeed)[0]!;
              if (removes) index.remove(row);
              else index.set(row, owner, quantise(vector));
              if (removes) present.delete(row);
              else present.set(row, { owner, vector });
            }
            return index.search(query, { limit, accept });
          });
          expect(answers[0]).toEqual(answers[1]);

          const naive = naiveBest(
            [...present]
              .toSorted(([a], [b]) => a - b)
              .flatMap(([row, { owner, vector }]) => {
                if (divisor !== undefined && owner % (divisor + 1) !== 0) return [];
                const { values, scale } = quantise(vector);
                return [{ row, owner, score: query.reduce((sum, number, d) => sum + number * values[d]! * scale, 0) }];
              }),
            limit,
          );
          const hits = answers[0]!;
          if (query.every((number) => number === 0)) {
            expect(hits).toEqual([]);
            return;
          }
          expect(hits.length).toBe(naive.length);
          // The query is rounded to 16 bits: near ties may change places, scores may not.
          const tolerance = dimensions * 127 * 0.002;
          for (const [place, hit] of hits.entries())
            expect(Math.abs(hit.score - naive[place]!.score)).toBeLessThan(tolerance);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('an exact index of several chunks', () => {
  /** How a row's numbers lie: near to the query or not, evenly, with one that is far larger than the rest. */
  const shapes = ['near', 'even', 'peaked'] as const;

  it('rules out by halves only what is none of the best: the same rows and scores as without', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(3, 32, 100, 256),
        seeds,
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        fc.boolean(),
        (dimensions, seed, limit, unequal, filtered) => {
          const count = 2_600;
          const bytes = randomBytes(count * dimensions, seed);
          const query = Float32Array.from(randomBytes(dimensions, seed + 1), (byte) => byte - 128);
          const vectors = Array.from({ length: count }, (_, row) => {
            const shape = shapes[(row + (row >> 5)) % 3]!;
            const own = bytes.subarray(row * dimensions, (row + 1) * dimensions);
            const vector = Float32Array.from(
              own,
              (byte, d) => byte - 128 + (shape === 'near' ? query[d]! * (row % 7) : 0),
            );
            if (shape === 'peaked') vector[row % dimensions]! *= 30;
            const length = Math.hypot(...vector) || 1;
            return quantise(vector.map((number) => (number / length) * (unequal ? 1 + (row % 50) ** 2 : 1)));
          });
          const accept = filtered ? bitmapOf(count, (owner) => owner % 11 === 3) : undefined;
          const numbers = new Int16Array(dimensions);
          const step = quantiseQuery(query, numbers);
          const naive = naiveBest(
            vectors.flatMap(({ values, scale }, row) => {
              const owner = row % 1_900;
              if (filtered && owner % 11 !== 3) return [];
              return [{ row, owner, score: values.reduce((sum, value, d) => sum + value * numbers[d]!, 0) * scale }];
            }),
            limit,
          ).map((hit) => ({ ...hit, score: hit.score * step }));
          for (const kernel of [KERNEL, undefined]) {
            const index = createVectorIndex({ dimensions, kernel });
            for (const [row, vector] of vectors.entries()) index.set(row, row % 1_900, vector);
            expect(index.search(query, { limit, accept })).toEqual(naive);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a code index', () => {
  it('answers like a loop over the signs of all rows, with both kernels', () => {
    fc.assert(
      fc.property(
        dimensionCounts,
        fc.integer({ min: 0, max: 70 }),
        seeds,
        fc.integer({ min: 0, max: 20 }),
        fc.boolean(),
        (dimensions, count, seed, limit, owned) => {
          const vectors = randomVectors(count, dimensions, seed);
          const query = randomVectors(1, dimensions, seed + 7)[0]!;
          const codes = encodeRows(count, dimensions, (row, into) => into.set(vectors[row]!));
          const owners = owned ? Uint32Array.from({ length: count }, (_, row) => row % 7) : undefined;
          const answers = [KERNEL, undefined].map((kernel) =>
            createCodeIndex({ dimensions, rows: count, codes, owners, kernel }).search(query, { limit }),
          );
          expect(answers[0]).toEqual(answers[1]);

          const length = rotatedLength(dimensions);
          const rotated = (vector: Float32Array): Float32Array => {
            const into = new Float32Array(length);
            rotate(vector, rotationSigns(length), into);
            return into;
          };
          const direction = rotated(query);
          const naive = vectors.map((vector, row) => ({
            row,
            owner: owned ? row % 7 : row,
            score:
              rotated(vector).reduce((sum, number, d) => sum + (number >= 0 ? direction[d]! : -direction[d]!), 0) *
              Math.sqrt(Math.PI / (2 * length)),
          }));
          const hits = answers[0]!;
          if (query.every((number) => number === 0)) {
            expect(hits).toEqual([]);
            return;
          }
          const expected = naiveBest(naive, limit);
          expect(hits.length).toBe(expected.length);
          // Each table entry is rounded to half a step, of which there are 127 in the largest group's range.
          const largest = Math.max(...direction.map(Math.abs)) * 8;
          const tolerance =
            (largest / 127) * Math.ceil(length / 4) * 0.5 * Math.sqrt(Math.PI / (2 * length)) * 1.01 + 1e-3;
          for (const [place, hit] of hits.entries()) {
            expect(Math.abs(hit.score - naive[hit.row]!.score)).toBeLessThan(tolerance);
            expect(Math.abs(hit.score - expected[place]!.score)).toBeLessThan(tolerance);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
