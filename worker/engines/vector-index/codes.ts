/**
 * Search over sign codes: one bit for each rotated number of a vector, 32 bytes for 256 numbers where the exact index
 * takes 256. The query keeps its numbers, so that a score is the dot product with the row's signs. What it finds is to
 * be scored exactly afterwards: recall by number of candidates stands in docs/performance.md.
 */
import { type BestRow, BestRows } from './best-rows.ts';
import { isIn } from './bitmap.ts';
import { BLOCK_ROWS, createKernel, memoryOf, roundUp } from './kernel.ts';
import { rotate, rotatedLength, rotationSigns } from './rotation.ts';
import type { SearchOptions } from './vectors.ts';

export interface CodeIndex {
  readonly dimensions: number;
  readonly rows: number;
  /** Bytes held. */
  readonly bytes: number;
  /**
   * The owners whose best row seems nearest to the query, best first. A score estimates the cosine of vectors of
   * length 1, with a standard error of about .75 / sqrt(dimensions).
   */
  search(query: Float32Array, options: SearchOptions): BestRow[];
}

/** Bytes of a row. */
const codeBytes = (dimensions: number): number => Math.max(1, rotatedLength(dimensions) / 8);

/** Longer rows would not fit the kernel's 16-bit sums. */
const MAXIMUM_DIMENSIONS = 2_048;
/** What an entry of a table may be, so that two of them fit a byte. */
const TABLE_MAXIMUM = 127;
/** Rows scored at a time: their scores stay in the processor's first cache. */
const CHUNK_ROWS = 8_192;

/** Writes the codes of some rows, in blocks of 16 as the kernel reads them. */
export function encodeRows(
  rows: number,
  dimensions: number,
  vectorOf: (row: number, into: Float32Array) => void,
): Uint8Array<ArrayBuffer> {
  if (dimensions > MAXIMUM_DIMENSIONS) throw new RangeError(`codes have at most ${MAXIMUM_DIMENSIONS} numbers`);
  const bytes = codeBytes(dimensions);
  const codes = new Uint8Array(roundUp(rows, BLOCK_ROWS) * bytes);
  const vector = new Float32Array(dimensions);
  const rotated = new Float32Array(rotatedLength(dimensions));
  const signs = rotationSigns(rotated.length);
  for (let row = 0; row < rows; row++) {
    vectorOf(row, vector);
    rotate(vector, signs, rotated);
    const block = Math.floor(row / BLOCK_ROWS) * BLOCK_ROWS * bytes + (row % BLOCK_ROWS);
    for (let d = 0; d < rotated.length; d++) {
      if (rotated[d]! >= 0) codes[block + (d >> 3) * BLOCK_ROWS]! |= 1 << (d & 7);
    }
  }
  return codes;
}

/** How sums of table entries become scores. */
interface TableScale {
  readonly factor: number;
  readonly offset: number;
}

/**
 * For each group of four numbers and each combination of signs: the signed sum, moved up and scaled to 0..127.
 * Undefined for a query without direction.
 */
function writeTables(rotated: Float32Array, tables: Uint8Array): TableScale | undefined {
  let largest = 0;
  let total = 0;
  for (let d = 0; d < rotated.length; d += 4) {
    let sum = 0;
    for (let at = d; at < Math.min(d + 4, rotated.length); at++) sum += Math.abs(rotated[at]!);
    largest = Math.max(largest, 2 * sum);
    total += sum;
  }
  if (!Number.isFinite(total)) throw new RangeError('a vector holds only finite numbers');
  if (largest === 0) return undefined;
  const scale = TABLE_MAXIMUM / largest;
  for (let d = 0; d < rotated.length; d += 4) {
    for (let combination = 0; combination < 16; combination++) {
      let sum = 0;
      for (let at = 0; at < Math.min(4, rotated.length - d); at++) {
        const number = rotated[d + at]!;
        sum += Math.abs(number) + ((combination >> at) & 1 ? number : -number);
      }
      tables[d * 4 + combination] = Math.min(TABLE_MAXIMUM, Math.round(sum * scale));
    }
  }
  // The signs' mean dot product with a vector of length 1 is sqrt(2 / pi * dimensions) times the cosine.
  const cosine = Math.sqrt(Math.PI / (2 * rotated.length));
  return { factor: cosine / scale, offset: -total * cosine };
}

export interface CodeIndexOptions {
  readonly dimensions: number;
  readonly rows: number;
  /** What {@link encodeRows} wrote; copied. */
  readonly codes: Uint8Array;
  /** The owner of each row; where there are none, every row is its own. */
  readonly owners: Uint32Array | undefined;
  readonly kernel?: WebAssembly.Module | undefined;
}

export function createCodeIndex({ dimensions, rows, codes, owners, kernel: module }: CodeIndexOptions): CodeIndex {
  const bytes = codeBytes(dimensions);
  if (codes.length !== roundUp(rows, BLOCK_ROWS) * bytes || (owners !== undefined && owners.length !== rows))
    throw new RangeError(`${codes.length} bytes are not the codes of ${rows} rows`);
  const signs = rotationSigns(rotatedLength(dimensions));
  const rotated = new Float32Array(signs.length);
  // In memory: the tables, the sums of a chunk, the codes.
  const sumsAt = bytes * 32;
  const codesAt = sumsAt + CHUNK_ROWS * 2;
  const memory = memoryOf(codesAt + codes.length);
  const kernel = createKernel(memory, module);
  new Uint8Array(memory.buffer).set(codes, codesAt);
  const ownerOf = owners?.slice();

  return {
    dimensions,
    rows,
    bytes: memory.buffer.byteLength + (ownerOf?.byteLength ?? 0),
    search(query, { limit, accept }) {
      if (query.length !== dimensions) throw new RangeError(`a query has ${dimensions} numbers, not ${query.length}`);
      rotate(query, signs, rotated);
      const scale = writeTables(rotated, new Uint8Array(memory.buffer, 0, bytes * 32));
      if (scale === undefined) return [];
      const best = new BestRows(limit);
      const sums = new Uint16Array(memory.buffer, sumsAt, CHUNK_ROWS);
      for (let first = 0; first < rows; first += CHUNK_ROWS) {
        const count = Math.min(CHUNK_ROWS, rows - first);
        kernel.codes(codesAt + first * bytes, Math.ceil(count / BLOCK_ROWS), bytes, 0, sumsAt);
        for (let at = 0; at < count; at++) {
          const sum = sums[at]!;
          if (sum <= best.threshold) continue;
          const row = first + at;
          const owner = ownerOf === undefined ? row : ownerOf[row]!;
          if (accept === undefined || isIn(accept, owner)) best.offer(row, owner, sum);
        }
      }
      return best.sorted().map((hit) => ({ ...hit, score: hit.score * scale.factor + scale.offset }));
    },
  };
}
