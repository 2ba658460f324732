/** The end of a command whose input is refused: what is wrong with it in a line. Anything else is a fault, and thrown on. */
import { WeightsRefused } from '../taxonomy/encoders.ts';
import { TaxonomyRefused } from '../taxonomy/problems.ts';
import { UnreadableSet } from './tables.ts';

export function sayRefusal(error: unknown): void {
  const isRefusal =
    error instanceof TaxonomyRefused || error instanceof UnreadableSet || error instanceof WeightsRefused;
  if (!isRefusal) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
