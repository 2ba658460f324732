import { expect, it } from 'vitest';
import { LARGEST_FILE_BYTES } from '../../taxonomy/compile.ts';
import { loadLargeTaxonomy } from './large-taxonomy.ts';

it('an isolate that answers in 28 languages stays within its budget, and every language answers', async () => {
  const budget = 1_000_000;
  const report = await loadLargeTaxonomy(28 * 700, budget);
  expect(report.labels).toBe(28 * 700);
  expect(report.silent).toEqual([]);
  expect(report.largest.bytes).toBeLessThan(LARGEST_FILE_BYTES);
  expect(report.bytes).toBeGreaterThan(2 * budget); // else nothing had to go
  expect(report.heldBytes).toBeLessThanOrEqual(budget);
  expect(report.heldBytes).toBeGreaterThan(budget / 2);
});
