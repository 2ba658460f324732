/**
 * Exact search: the rows of int8 vectors with the largest dot product with a query, one an owner.
 *
 * Rows stand in the kernel's memory, `dimensions` bytes each (rounded up to 16), owner and scale beside it, 8 bytes.
 * A search visits every row, whatever the limit and the filter: docs/performance.md.
 */
import { type BestRow, BestRows } from './best-rows.ts';
import { type Bitmap, isIn } from './bitmap.ts';
import { ROWS_AT_A_TIME, createKernel, growTo, memoryOf, roundUp } from './kernel.ts';
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
  /** Adds that vector, times a weight; false for an empty row. */
  addTo(row: number, weight: number, into: Float32Array): boolean;
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
/** Rows scored at a time: their scores stay in the processor's first cache. */
const CHUNK_ROWS = 2_048;

export interface VectorIndexOptions {
  readonly dimensions: number;
  /** The compiled kernel.wasm; without it the twin in TypeScript answers. */
  readonly kernel?: WebAssembly.Module | undefined;
}

export function createVectorIndex({ dimensions, kernel: module }: VectorIndexOptions): MutableVectorIndex {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > 4_096)
    throw new RangeError(`dimensions are from 1 to 4096, not ${dimensions}`);
  // In memory: the query, the scores of a chunk, the rows.
  const stride = roundUp(dimensions, 16);
  const scoresAt = stride * 2;
  const rowsAt = scoresAt + CHUNK_ROWS * 4;
  const memory = memoryOf(rowsAt);
  const kernel = createKernel(memory, module);
  let owners = new Uint32Array(0);
  let scales = new Float32Array(0);
  let rows = 0;

  function reserve(count: number): void {
    const capacity = roundUp(count, ROWS_AT_A_TIME);
    if (capacity * stride > MAXIMUM_BYTES)
      throw new RangeError(`${count} rows of ${dimensions} numbers are beyond ${MAXIMUM_BYTES} bytes`);
    growTo(memory, rowsAt + capacity * stride);
    if (owners.length >= count) return;
    const [oldOwners, oldScales] = [owners, scales];
    owners = new Uint32Array(capacity).fill(NOBODY);
    scales = new Float32Array(capacity);
    owners.set(oldOwners);
    scales.set(oldScales);
  }

  /** Room for a row, and for half as many again, so that growing costs little a row. */
  function makeRoomFor(row: number): void {
    if (row < owners.length) return;
    const most = Math.floor(MAXIMUM_BYTES / stride / ROWS_AT_A_TIME) * ROWS_AT_A_TIME;
    reserve(Math.max(row + 1, Math.min(most, Math.ceil(rows * 1.5))));
  }

  return {
    dimensions,
    reserve,
    get rows() {
      return rows;
    },
    get bytes() {
      return memory.buffer.byteLength + owners.byteLength + scales.byteLength;
    },
    set(row, owner, { values, scale }) {
      if (values.length !== dimensions) throw new RangeError(`a row has ${dimensions} numbers, not ${values.length}`);
      if (!Number.isInteger(owner) || owner < 0 || owner >= NOBODY) throw new RangeError(`no owner: ${owner}`);
      if (!Number.isInteger(row) || row < 0) throw new RangeError(`no row: ${row}`);
      makeRoomFor(row);
      rows = Math.max(rows, row + 1);
      new Int8Array(memory.buffer, rowsAt + row * stride, dimensions).set(values);
      owners[row] = owner;
      scales[row] = scale;
    },
    setFirst(vectors, ownScales, ownOwners) {
      const count = ownScales.length;
      if (vectors.length !== count * dimensions || (ownOwners?.length ?? count) !== count)
        throw new RangeError(`${vectors.length} numbers are not ${count} rows of ${dimensions}`);
      reserve(count);
      rows = Math.max(rows, count);
      const held = new Int8Array(memory.buffer, rowsAt);
      if (stride === dimensions) held.set(vectors);
      else
        for (let row = 0; row < count; row++)
          held.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), row * stride);
      scales.set(ownScales);
      if (ownOwners === undefined) for (let row = 0; row < count; row++) owners[row] = row;
      else owners.set(ownOwners);
    },
    remove(row) {
      if (row < rows) owners[row] = NOBODY;
    },
    read(row, into) {
      if (row >= rows || owners[row] === NOBODY) return false;
      const values = new Int8Array(memory.buffer, rowsAt + row * stride, dimensions);
      for (let d = 0; d < dimensions; d++) into[d] = values[d]! * scales[row]!;
      return true;
    },
    addTo(row, weight, into) {
      if (row >= rows || owners[row] === NOBODY) return false;
      const values = new Int8Array(memory.buffer, rowsAt + row * stride, dimensions);
      const factor = weight * scales[row]!;
      for (let d = 0; d < dimensions; d++) into[d]! += factor * values[d]!;
      return true;
    },
    search(query, { limit, accept }) {
      if (query.length !== dimensions) throw new RangeError(`a query has ${dimensions} numbers, not ${query.length}`);
      const queryScale = quantiseQuery(query, new Int16Array(memory.buffer, 0, dimensions));
      if (queryScale === 0) return [];
      const best = new BestRows(limit);
      for (let first = 0; first < rows; first += CHUNK_ROWS) {
        const count = Math.min(CHUNK_ROWS, rows - first);
        kernel.dots(rowsAt + first * stride, roundUp(count, ROWS_AT_A_TIME), stride, 0, scoresAt);
        const sums = new Int32Array(memory.buffer, scoresAt, count);
        for (let at = 0, row = first; at < count; at++, row++) {
          const score = sums[at]! * scales[row]!;
          if (score <= best.threshold) continue;
          const owner = owners[row]!;
          if (owner === NOBODY || (accept !== undefined && !isIn(accept, owner))) continue;
          best.offer(row, owner, score);
        }
      }
      return best.sorted().map((hit) => ({ ...hit, score: hit.score * queryScale }));
    },
  };
}
