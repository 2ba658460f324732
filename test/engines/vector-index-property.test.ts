import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitmapOf, createVectorIndex, quantise } from '../../worker/engines/vector-index/index.ts';
import { BestRows } from '../../worker/engines/vector-index/best-rows.ts';
import { createCodeIndex, encodeRows } from '../../worker/engines/vector-index/codes.ts';
import { createKernel, growTo } from '../../worker/engines/vector-index/kernel.ts';
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

describe('kernel and twin', () => {
  it('give the same dot products, for the largest values too', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 32 }),
        fc.boolean(),
        (seed, fours, sixteens, extreme) => {
          const [count, stride] = [fours * 4, sixteens * 16];
          const outputs = [KERNEL, undefined].map((module) => {
            const memory = new WebAssembly.Memory({ initial: 0 });
            growTo(memory, count * stride + stride * 2 + count * 4);
            const rows = new Uint8Array(memory.buffer, 0, count * stride);
            const query = new Uint8Array(memory.buffer, count * stride, stride * 2);
            rows.set(randomBytes(rows.length, seed));
            query.set(randomBytes(query.length, seed + 1));
            if (extreme) {
              new Int8Array(memory.buffer, 0, count * stride).fill(-127);
              new Int16Array(memory.buffer, count * stride, stride).fill(-32_767);
            }
            createKernel(memory, module).dots(0, count, stride, count * stride, count * stride + stride * 2);
            return new Int32Array(memory.buffer.slice(count * stride + stride * 2), 0, count);
          });
          expect(outputs[0]).toEqual(outputs[1]);
          if (extreme) expect(outputs[0]![0]).toBe(127 * 32_767 * stride);
        },
      ),
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
