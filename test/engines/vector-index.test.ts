import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assembleKernel } from '../../scripts/kernel.ts';
import type { EncoderIdentity } from '../../worker/engines/encoder/encoder.ts';
import { type Container, readContainer } from '../../worker/engines/snapshot/container.ts';
import {
  OtherEncoder,
  bitmapOf,
  buildCodeIndex,
  buildVectorIndex,
  createVectorIndex,
  openCodeIndex,
  openVectorIndex,
  quantise,
} from '../../worker/engines/vector-index/index.ts';
import { rotate, rotatedLength, rotationSigns } from '../../worker/engines/vector-index/rotation.ts';
import { KERNEL, KERNEL_FILE } from './vector-index-kernel.ts';

const ENCODER: EncoderIdentity = { tier: 'STATIC', name: 'compass', hash: '00000000000000aa', dimensions: 2 };

/** Directions in the plane, in degrees. */
const at = (degrees: number): Float32Array =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

function open(bytes: Uint8Array): Container {
  const container = readContainer(bytes);
  if (!container.ok) throw new Error(container.failure.reason);
  return container.value;
}

it('the committed kernel is what its source assembles to', async () => {
  expect(Buffer.from(await assembleKernel())).toEqual(readFileSync(KERNEL_FILE));
});

describe.each([
  ['kernel', KERNEL],
  ['twin', undefined],
])('the exact index with the %s', (_, kernel) => {
  const file = buildVectorIndex({
    encoder: ENCODER,
    rows: 4,
    vectorOf: (row, into) => into.set(at([0, 90, 80, 45][row]!)),
    owners: Uint32Array.of(5, 6, 6, 7),
  });
  const index = openVectorIndex(open(file), { encoder: ENCODER, kernel });

  it('answers with the best row of each owner, and cosines', () => {
    const hits = index.search(at(85), { limit: 3 });
    expect(hits.map(({ row, owner }) => [row, owner])).toEqual([
      [1, 6],
      [3, 7],
      [0, 5],
    ]);
    expect(hits[0]!.score).toBeCloseTo(Math.cos((5 * Math.PI) / 180), 2);
    expect(hits[2]!.score).toBeCloseTo(Math.cos((85 * Math.PI) / 180), 2);
  });

  it('answers only with owners of the filter', () => {
    const accept = bitmapOf(8, (owner) => owner !== 6);
    expect(index.search(at(85), { limit: 3, accept }).map(({ owner }) => owner)).toEqual([7, 5]);
    expect(index.search(at(85), { limit: 3, accept: bitmapOf(1, () => true) })).toEqual([]);
  });

  it('answers nothing to a query without direction, or where nothing is wanted', () => {
    expect(index.search(new Float32Array(2), { limit: 3 })).toEqual([]);
    expect(index.search(at(0), { limit: 0 })).toEqual([]);
  });

  it('reads a row, and adds some times their weights, but no empty ones', () => {
    const [read, sum] = [new Float32Array(2), Float32Array.of(10, 20)];
    expect(index.read(3, read)).toBe(true);
    index.addTo(sum, [3, 4, 3], [2, 100, 0.5]);
    expect(sum[0]).toBeCloseTo(10 + 2.5 * read[0]!, 5);
    expect(sum[1]).toBeCloseTo(20 + 2.5 * read[1]!, 5);
    expect(index.read(4, read)).toBe(false);
  });

  it('takes rows in any order, replaces and removes them, and grows', () => {
    const growing = createVectorIndex({ dimensions: 2, kernel });
    expect(growing.search(at(0), { limit: 1 })).toEqual([]);
    growing.set(70_000, 1, quantise(at(10)));
    growing.set(3, 2, quantise(at(20)));
    growing.set(3, 2, quantise(at(5)));
    expect(growing.rows).toBe(70_001);
    expect(growing.search(at(0), { limit: 9 }).map(({ row }) => row)).toEqual([3, 70_000]);
    growing.remove(3);
    expect(growing.search(at(0), { limit: 9 }).map(({ row }) => row)).toEqual([70_000]);
  });

  it('refuses what is no vector of its length, and more than it can hold', () => {
    const growing = createVectorIndex({ dimensions: 256, kernel });
    expect(() => growing.set(0, 0, quantise(at(0)))).toThrow('256 numbers, not 2');
    expect(() => growing.search(at(0), { limit: 1 })).toThrow('256 numbers, not 2');
    expect(() => quantise(Float32Array.of(Number.NaN))).toThrow('finite');
    expect(() => index.search(Float32Array.of(Number.POSITIVE_INFINITY, 0), { limit: 1 })).toThrow('finite');
    expect(() => growing.reserve(500_000)).toThrow('500000 rows of 256 numbers are beyond');
    expect(() => growing.setFirst(new Int8Array(255), new Float32Array(1), undefined)).toThrow('not 1 rows of 256');
    const long = { values: new Int8Array(256).fill(127), scale: 1e25 };
    expect(() => growing.set(0, 0, long)).toThrow('a length of');
    expect(() => createVectorIndex({ dimensions: 0, kernel })).toThrow('dimensions');
  });
});

describe.each([
  ['kernel', KERNEL],
  ['twin', undefined],
])('the code index with the %s', (_, kernel) => {
  it('finds the nearest of random directions, by sign bits alone', () => {
    const encoder = { ...ENCODER, dimensions: 256 };
    const vectorOf = (row: number, into: Float32Array): void => {
      for (let d = 0; d < into.length; d++) into[d] = Math.sin((row + 1) * 12.9898 * (d + 1) ** 1.5);
    };
    const index = openCodeIndex(open(buildCodeIndex({ encoder, rows: 500, vectorOf })), { encoder, kernel });
    const query = new Float32Array(256);
    for (const row of [0, 17, 499]) {
      vectorOf(row, query);
      expect(index.search(query, { limit: 5 })[0]!.row).toBe(row);
      expect(index.search(query, { limit: 5, accept: bitmapOf(500, (owner) => owner !== row) })[0]!.row).not.toBe(row);
    }
  });
});

it('an index of another encoder is refused by name and hash', () => {
  const of = { encoder: ENCODER, rows: 1, vectorOf: (_: number, into: Float32Array) => into.set(at(0)) };
  const other = { ...ENCODER, hash: '00000000000000bb' };
  expect(() => openVectorIndex(open(buildVectorIndex(of)), { encoder: other })).toThrow(OtherEncoder);
  expect(() => openCodeIndex(open(buildCodeIndex(of)), { encoder: other })).toThrow('compass (00000000000000aa)');
});

it('a stored number is wrong by at most half a scale', () => {
  const vector = Float32Array.from({ length: 300 }, (_, d) => Math.sin(d * d) * (d % 17));
  const { values, scale } = quantise(vector);
  expect(scale).toBeCloseTo(Math.max(...vector.map(Math.abs)) / 127, 6);
  for (const [d, number] of vector.entries())
    expect(Math.abs(number - values[d]! * scale)).toBeLessThan(scale * 0.50001);
});

it('rotating keeps lengths and angles', () => {
  const [left, right] = [at(10), at(70)].map((vector) => {
    const into = new Float32Array(rotatedLength(6));
    rotate(Float32Array.of(...vector, 0, 0, 0, 0), rotationSigns(8), into);
    return into;
  });
  const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, number, d) => sum + number * b[d]!, 0);
  expect(left!.length).toBe(8);
  expect(dot(left!, left!)).toBeCloseTo(1, 5);
  expect(dot(left!, right!)).toBeCloseTo(0.5, 5);
});
