/**
 * Exact search: the rows of int8 vectors with the largest dot product with a query, one an owner.
 *
 * Rows stand in the kernel's memory, `dimensions` bytes each (rounded up to 32), with owner, scale and bound 12 bytes more.
 * A search reads half of every row, whatever the limit and the filter, and the rest of those that this half does not
 * rule out (near.ts). Answers are those of a search that reads everything. Cost: docs/performance.md.
 */
import { type BestRow, BestRows } from './best-rows.ts';
import { type Bitmap, isIn } from './bitmap.ts';
import { GROUP, type HalvedRow, eachNumber, writeHalves } from './halves.ts';
import { ROWS_AT_A_TIME, createKernel, growTo, memoryOf, roundUp } from './kernel.ts';
import { lengthsOf, nearQuery } from './near.ts';
import { type QuantisedVector, quantiseQuery } from './quantise.ts';

export interface SearchOptions {
  /** Owners answered at most. */
  readonly limit: number;
  /** Only these owners. */
  readonly accept?: Bitmap | undefined;
}

export interface VectorIndex {
  readonly dimensions: number;
  /** One more than the highest row that was ever set. */
  readonly rows: number;
  /** Bytes held. */
  readonly bytes: number;
  /**
   * The owners whose best row has the largest dot product with the query (the cosine, where both are of length 1),
   * best first; among equal ones the earlier row. None for a query without direction.
   */
  search(query: Float32Array, options: SearchOptions): BestRow[];
  /** Writes the vector that a row holds, as exact as it was kept; false for an empty row. */
  read(row: number, into: Float32Array): boolean;
  /** Adds the vectors of some rows, each times its weight; of empty rows nothing. */
  addTo(into: Float32Array, rows: readonly number[], weights: readonly number[]): void;
}

export interface MutableVectorIndex extends VectorIndex {
  /** Sets or replaces a row; rows between may stay empty. */
  set(row: number, owner: number, vector: QuantisedVector): void;
  /** Sets the first rows, which stand one after another in `vectors`; without owners every row is its own. */
  setFirst(vectors: Int8Array, scales: Float32Array, owners: Uint32Array | undefined): void;
  /** Empties a row. */
  remove(row: number): void;
  /** Makes room for this many rows at once. */
  reserve(rows: number): void;
}

/** The owner of an empty row. */
const NOBODY = 0xffffffff;
/** 200,000 rows of 256 numbers are 51 MB; more belongs into codes, or into another place than an isolate. */
const MAXIMUM_BYTES = 96 * 1024 * 1024;
/** Rows that stand together, upper halves before lower ones, and are looked at at a time. */
const CHUNK_ROWS = 1_024;
/** Rows added at a time. */
const ADDED_ROWS = 64;
/** No vector of an encoder is as long; bounds of longer ones would leave float32. */
const LONGEST_ROW = 1e25;

export interface VectorIndexOptions {
  readonly dimensions: number;
  /** The compiled kernel.wasm; without it the twin in TypeScript answers. */
  readonly kernel?: WebAssembly.Module | undefined;
}

export function createVectorIndex({ dimensions, kernel: module }: VectorIndexOptions): MutableVectorIndex {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > 4_096)
    throw new RangeError(`dimensions are from 1 to 4096, not ${dimensions}`);
  const stride = roundUp(dimensions, GROUP);
  const bytes = stride / 2;
  // In memory: the query in 16 bits and in 8, a list of rows and their sums, then chunks of upper halves, lower halves,
  // scales and lengths of the rests. A vector to which rows are added, its rows and weights take the query's place.
  const nearAt = stride * 2;
  const addedAt = stride * 4;
  const factorsAt = addedAt + ADDED_ROWS * 4;
  const listAt = Math.max(nearAt + stride, factorsAt + ADDED_ROWS * 4);
  const sumsAt = listAt + CHUNK_ROWS * 4;
  const chunksAt = sumsAt + CHUNK_ROWS * 4;
  const lower = CHUNK_ROWS * bytes;
  const scalesFrom = 2 * lower;
  const restsFrom = scalesFrom + CHUNK_ROWS * 4;
  const chunkBytes = restsFrom + CHUNK_ROWS * 4;
  const memory = memoryOf(chunksAt);
  const kernel = createKernel(memory, module);
  let owners = new Uint32Array(0);
  let rows = 0;
  /** The largest length of what upper halves say, times its scale, of all rows that were ever set. */
  let longest = 0;

  /** All of the memory, as bytes and as numbers; made anew when it grows. */
  let held = new Uint8Array(memory.buffer);
  let numbers = new Float32Array(memory.buffer);
  let addresses = new Uint32Array(memory.buffer);

  const chunkOf = (row: number): number => chunksAt + Math.floor(row / CHUNK_ROWS) * chunkBytes;
  /** Where a row's upper halves stand. */
  const placeOf = (row: number): number => chunkOf(row) + (row % CHUNK_ROWS) * bytes;
  const halvesOf = (row: number): HalvedRow => ({ upper: placeOf(row), lower: placeOf(row) + lower, bytes });
  /** Where a row's scale stands among the numbers. */
  const scaleAt = (row: number): number => (chunkOf(row) + scalesFrom) / 4 + (row % CHUNK_ROWS);
  const isEmpty = (row: number): boolean => row >= rows || owners[row] === NOBODY;

  function reserve(count: number): void {
    if (count * stride > MAXIMUM_BYTES)
      throw new RangeError(`${count} rows of ${dimensions} numbers are beyond ${MAXIMUM_BYTES} bytes`);
    const capacity = roundUp(count, CHUNK_ROWS);
    if (owners.length >= capacity) return;
    growTo(memory, chunkOf(capacity));
    held = new Uint8Array(memory.buffer);
    numbers = new Float32Array(memory.buffer);
    addresses = new Uint32Array(memory.buffer);
    const old = owners;
    owners = new Uint32Array(capacity).fill(NOBODY);
    owners.set(old);
  }

  /** Room for a row, and for half as many again, so that growing costs little a row. */
  function makeRoomFor(row: number): void {
    if (row < owners.length) return;
    const most = Math.floor(MAXIMUM_BYTES / stride);
    reserve(Math.max(row + 1, Math.min(most, Math.ceil(rows * 1.5))));
  }

  function write(row: number, values: Int8Array, scale: number): void {
    const { upper, rest } = lengthsOf(values);
    if (!(scale * upper <= LONGEST_ROW)) throw new RangeError(`a row has a length of ${LONGEST_ROW} at most`);
    writeHalves(values, held, halvesOf(row));
    const at = scaleAt(row);
    numbers[at] = scale;
    numbers[at + CHUNK_ROWS] = scale * rest;
    longest = Math.max(longest, scale * upper);
  }

  return {
    dimensions,
    reserve,
    get rows() {
      return rows;
    },
    get bytes() {
      return memory.buffer.byteLength + owners.byteLength;
    },
    set(row, owner, { values, scale }) {
      if (values.length !== dimensions) throw new RangeError(`a row has ${dimensions} numbers, not ${values.length}`);
      if (!Number.isInteger(owner) || owner < 0 || owner >= NOBODY) throw new RangeError(`no owner: ${owner}`);
      if (!Number.isInteger(row) || row < 0) throw new RangeError(`no row: ${row}`);
      makeRoomFor(row);
      write(row, values, scale);
      rows = Math.max(rows, row + 1);
      owners[row] = owner;
    },
    setFirst(vectors, scales, ownOwners) {
      const count = scales.length;
      if (vectors.length !== count * dimensions || (ownOwners?.length ?? count) !== count)
        throw new RangeError(`${vectors.length} numbers are not ${count} rows of ${dimensions}`);
      reserve(count);
      rows = Math.max(rows, count);
      for (let row = 0; row < count; row++) {
        write(row, vectors.subarray(row * dimensions, (row + 1) * dimensions), scales[row]!);
        owners[row] = ownOwners === undefined ? row : ownOwners[row]!;
      }
    },
    remove(row) {
      if (row < rows) owners[row] = NOBODY;
    },
    read(row, into) {
      if (isEmpty(row)) return false;
      const scale = numbers[scaleAt(row)]!;
      eachNumber(held, halvesOf(row), (number, d) => {
        if (d < dimensions) into[d] = number * scale;
      });
      return true;
    },
    addTo(into, added, weights) {
      numbers.set(into.subarray(0, dimensions));
      let count = 0;
      const add = (): void => {
        kernel.add(addedAt, count, bytes, lower, factorsAt, 0);
        count = 0;
      };
      for (const [place, row] of added.entries()) {
        if (isEmpty(row)) continue;
        if (count === ADDED_ROWS) add();
        addresses[addedAt / 4 + count] = placeOf(row);
        numbers[factorsAt / 4 + count] = weights[place]! * numbers[scaleAt(row)]!;
        count += 1;
      }
      add();
      into.set(numbers.subarray(0, dimensions));
    },
    search(query, { limit, accept }) {
      if (query.length !== dimensions) throw new RangeError(`a query has ${dimensions} numbers, not ${query.length}`);
      const asked = new Int16Array(memory.buffer, 0, dimensions);
      held.fill(0, 0, nearAt + stride);
      const queryScale = quantiseQuery(query, asked);
      const near = nearQuery(asked, new Int8Array(memory.buffer, nearAt, stride));
      if (near === undefined) return [];
      const best = new BestRows(limit);
      const listed = new Uint32Array(memory.buffer, listAt, CHUNK_ROWS);
      const sums = new Int32Array(memory.buffer, sumsAt, CHUNK_ROWS);
      for (let first = 0; first < rows; first += CHUNK_ROWS) {
        const at = chunkOf(first);
        const [scales, rests] = [at + scalesFrom, at + restsFrom];
        const { offset, weight } = near;
        const least = near.limit(best.threshold, longest);
        const count = roundUp(Math.min(CHUNK_ROWS, rows - first), ROWS_AT_A_TIME);
        const end = kernel.near(at, count, bytes, nearAt, offset, scales, rests, weight, least, listAt);
        let kept = 0;
        for (let place = 0; place < (end - listAt) / 4; place++) {
          const owner = owners[first + listed[place]!]!;
          if (owner === NOBODY || (accept !== undefined && !isIn(accept, owner))) continue;
          listed[kept++] = listed[place]!;
        }
        if (kept === 0) continue;
        kernel.dots(listAt, kept, at, bytes, lower, 0, sumsAt);
        const scalesAt = scaleAt(first);
        for (let place = 0; place < kept; place++) {
          const row = listed[place]!;
          best.offer(first + row, owners[first + row]!, sums[place]! * numbers[scalesAt + row]!);
        }
      }
      return best.sorted().map((hit) => ({ ...hit, score: hit.score * queryScale }));
    },
  };
}
