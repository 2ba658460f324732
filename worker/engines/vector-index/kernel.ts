/**
 * The inner loops over all vectors: in WebAssembly where the caller has the compiled module (kernel.wat), else in
 * TypeScript. Both work on the same linear memory and give the same numbers.
 *
 * Numbers of 8 bits stand in halves (halves.ts): rows of upper halves one after another, their lower halves likewise, at one
 * distance behind them.
 *
 * Cost of the module over 34,410 vectors of 256 numbers and of the twin: docs/performance.md.
 */
import { type HalvedRow, OTHER, eachNumber, firstOf } from './halves.ts';

/** Arguments are byte addresses, but for counts, `offset`, `weight` and `limit`. `bytes` is of half a row, a multiple of 16. */
export interface Kernel {
  /**
   * Which of `count` rows, a multiple of 4, may have a score above a limit, as their upper halves tell:
   * `scales[r] * Σ (32 * upper[d] - 241) * query[d] + rests[r] * weight > limit`. Writes their numbers to `out`, uint32,
   * and returns the end of the list. The query is int8, `offset` 241 times its sum; other numbers are float32, each
   * result rounded.
   */
  near(
    rows: number,
    count: number,
    bytes: number,
    query: number,
    offset: number,
    scales: number,
    rests: number,
    weight: number,
    limit: number,
    out: number,
  ): number;
  /**
   * `out[n] = Σ row[d] * query[d]` for the `count` rows whose numbers stand at `list`, uint32; the query is int16, results
   * are int32. `lower` is the distance from upper halves to lower ones.
   */
  dots(list: number, count: number, rows: number, bytes: number, lower: number, query: number, out: number): void;
  /**
   * `into[d] += weights[n] * row[d]` for one row after another: `count` of them, whose addresses stand at `list`, uint32.
   * Weights and `into` are float32, each result rounded.
   */
  add(list: number, count: number, bytes: number, lower: number, weights: number, into: number): void;
  /**
   * `out[r] = Σ tables[g][g-th group of 4 bits of row r]`. Rows stand in blocks of 16: byte 0 of each, byte 1 of each,
   * and so on; a byte's low bits are group 2 * byte, its high bits the next. A table is 16 bytes, each at most 127;
   * results are uint16. At most 258 bytes a row.
   */
  codes(codes: number, blocks: number, bytes: number, tables: number, out: number): void;
}

/** Rows that {@link Kernel.near} takes at a time, and rows of a block of codes. */
export const ROWS_AT_A_TIME = 4;
export const BLOCK_ROWS = 16;

/** The kernel over a memory; without a module its twin. */
export function createKernel(memory: WebAssembly.Memory, module: WebAssembly.Module | undefined): Kernel {
  if (module === undefined) return createTwin(memory);
  // The module is assembled from kernel.wat, which exports these functions.
  return new WebAssembly.Instance(module, { index: { memory } }).exports as unknown as Kernel;
}

function createTwin(memory: WebAssembly.Memory): Kernel {
  const rowAt = (upper: number, bytes: number, lower: number): HalvedRow => ({ upper, lower: upper + lower, bytes });
  return {
    near(rows, count, bytes, query, offset, scales, rests, weight, limit, out) {
      const uppers = new Uint8Array(memory.buffer, rows, count * bytes);
      const numbers = new Int8Array(memory.buffer, query, 2 * bytes);
      const scaleOf = new Float32Array(memory.buffer, scales, count);
      const restOf = new Float32Array(memory.buffer, rests, count);
      const found = new Uint32Array(memory.buffer, out, count);
      let kept = 0;
      for (let row = 0, at = 0; row < count; row++) {
        let sum = 0;
        for (let byte = 0; byte < bytes; byte++, at++) {
          const d = firstOf(byte);
          const halves = uppers[at]!;
          sum += (halves & 15) * numbers[d]! + (halves >> 4) * numbers[d + OTHER]!;
        }
        const upper = Math.fround(Math.fround(32 * sum - offset) * scaleOf[row]!);
        const rest = Math.fround(Math.fround(weight) * restOf[row]!);
        if (Math.fround(upper + rest) > Math.fround(limit)) found[kept++] = row;
      }
      return out + kept * 4;
    },
    dots(list, count, rows, bytes, lower, query, out) {
      const held = new Uint8Array(memory.buffer);
      const wanted = new Uint32Array(memory.buffer, list, count);
      const weights = new Int16Array(memory.buffer, query, 2 * bytes);
      const sums = new Int32Array(memory.buffer, out, count);
      for (let n = 0; n < count; n++) {
        let sum = 0;
        eachNumber(held, rowAt(rows + wanted[n]! * bytes, bytes, lower), (number, d) => (sum += number * weights[d]!));
        sums[n] = sum;
      }
    },
    add(list, count, bytes, lower, weights, into) {
      const held = new Uint8Array(memory.buffer);
      const wanted = new Uint32Array(memory.buffer, list, count);
      const weightOf = new Float32Array(memory.buffer, weights, count);
      const sums = new Float32Array(memory.buffer, into, 2 * bytes);
      for (let n = 0; n < count; n++) {
        const weight = weightOf[n]!;
        eachNumber(held, rowAt(wanted[n]!, bytes, lower), (number, d) => {
          sums[d] = sums[d]! + Math.fround(weight * number);
        });
      }
    },
    codes(codes, blocks, bytes, tables, out) {
      const groups = new Uint8Array(memory.buffer, codes, blocks * bytes * BLOCK_ROWS);
      const table = new Uint8Array(memory.buffer, tables, bytes * 32);
      const sums = new Uint16Array(memory.buffer, out, blocks * BLOCK_ROWS);
      sums.fill(0);
      for (let block = 0, at = 0; block < blocks; block++) {
        for (let byte = 0; byte < bytes; byte++) {
          for (let row = block * BLOCK_ROWS; row < (block + 1) * BLOCK_ROWS; row++, at++) {
            const pair = groups[at]!;
            sums[row] = sums[row]! + table[byte * 32 + (pair & 15)]! + table[byte * 32 + 16 + (pair >> 4)]!;
          }
        }
      }
    },
  };
}

const PAGE_BYTES = 65_536;

/** A memory of at least so many bytes. */
export function memoryOf(bytes: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
}

/** Makes a memory at least this long, by zeros. Views made before may be detached. */
export function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}

/** The next multiple of `unit`. */
export const roundUp = (count: number, unit: number): number => Math.ceil(count / unit) * unit;
