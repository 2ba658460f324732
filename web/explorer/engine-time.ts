/**
 * How long the engine itself takes. A Worker's clock stands still while it computes, so the Worker cannot say; the same
 * code over the same index file, run here, can. Both are fetched once the page has answered and is idle, about 300 kB
 * for English, and not where the connection is slow or data are saved.
 */
import { idle } from './idle.ts';

interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

function isThrifty(): boolean {
  const connection: Connection | undefined =
    'connection' in navigator ? (navigator.connection as Connection) : undefined;
  return connection?.saveData === true || (connection?.effectiveType ?? '4g') !== '4g';
}

/** Microseconds of one completion in one language; undefined where it is not measured. */
export async function measureEngine(text: string, language: string): Promise<number | undefined> {
  if (isThrifty()) return undefined;
  await idle();
  const { timeOf } = await import('./engine.ts');
  return timeOf(text, language);
}
