/**
 * The inner loops over all vectors: in WebAssembly where the caller has the compiled module (kernel.wat), else in
 * TypeScript. Both work on the same linear memory and give the same integers.
 *
 * Cost of the module over 34,410 vectors of 256 numbers and of the twin: docs/performance.md.
 */

export interface Kernel {
  /**
   * `out[r] = Σ rows[r * stride + d] * query[d]`. Arguments but `count` and `stride` are byte addresses; rows are
   * int8, the query int16, results int32. `stride` is a multiple of 16, `count` of 4.
   */
  dots(rows: number, count: number, stride: number, query: number, out: number): void;
  /**
   * `out[r] = Σ tables[g][g-th group of 4 bits of row r]`. Rows stand in blocks of 16: byte 0 of each, byte 1 of each,
   * and so on; a byte's low bits are group 2 * byte, its high bits the next. A table is 16 bytes, each at most 127;
   * results are uint16. At most 258 bytes a row.
   */
  codes(codes: number, blocks: number, bytes: number, tables: number, out: number): void;
}

/** Rows that {@link Kernel.dots} takes at a time, and rows of a block of codes. */
export const ROWS_AT_A_TIME = 4;
export const BLOCK_ROWS = 16;

/** The kernel over a memory; without a module its twin. */
export function createKernel(memory: WebAssembly.Memory, module: WebAssembly.Module | undefined): Kernel {
  if (module === undefined) return createTwin(memory);
  // The module is assembled from kernel.wat, which exports these functions.
  return new WebAssembly.Instance(module, { index: { memory } }).exports as unknown as Kernel;
}

function createTwin(memory: WebAssembly.Memory): Kernel {
  return {
    dots(rows, count, stride, query, out) {
      const values = new Int8Array(memory.buffer, rows, count * stride);
      const weights = new Int16Array(memory.buffer, query, stride);
      const sums = new Int32Array(memory.buffer, out, count);
      for (let row = 0, at = 0; row < count; row++) {
        let sum = 0;
        for (let d = 0; d < stride; d += 4, at += 4) {
          sum +=
            values[at]! * weights[d]! +
            values[at + 1]! * weights[d + 1]! +
            values[at + 2]! * weights[d + 2]! +
            values[at + 3]! * weights[d + 3]!;
        }
        sums[row] = sum;
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
