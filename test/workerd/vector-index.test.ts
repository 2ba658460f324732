import { expect, it } from 'vitest';
import kernel from '../../worker/engines/vector-index/kernel.wasm';
import { createVectorIndex, quantise } from '../../worker/engines/vector-index/index.ts';

it('the kernel is imported compiled, and answers as its twin does', () => {
  const vectorOf = (row: number): Float32Array =>
    Float32Array.from({ length: 256 }, (_, d) => Math.sin((row + 1) * 12.9898 * (d + 1) ** 1.5));
  const answers = [kernel, undefined].map((module) => {
    const index = createVectorIndex({ dimensions: 256, kernel: module });
    for (let row = 0; row < 100; row++) index.set(row, row, quantise(vectorOf(row)));
    return index.search(vectorOf(42), { limit: 10 });
  });
  expect(answers[0]![0]!.row).toBe(42);
  expect(answers[0]).toEqual(answers[1]);
});
