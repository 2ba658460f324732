/**
 * Who makes the vectors of titles that are asked about, where that is to be the transformer: it, or the static tier in the
 * same space where it cannot be loaded or fails. After a failed load it is left alone for a minute.
 */
import { type FallbackEncoder, createFallbackEncoder } from '../engines/encoder/fallback.ts';
import { CircuitOpen, createCircuitBreaker } from '../platform/circuit-breaker.ts';
import type { EncoderStore } from './encoders.ts';

const PAUSE_MS = 60_000;

export interface QueryEncoderParts {
  readonly encoders: Pick<EncoderStore, 'static' | 'transformer'>;
  /** Milliseconds. */
  readonly now: () => number;
  /** Told why the static tier answers in the place of the transformer; not while that is left alone. */
  readonly onFallback: (error: unknown) => void;
}

export function createQueryEncoder({ encoders, now, onFallback }: QueryEncoderParts): FallbackEncoder {
  const breaker = createCircuitBreaker({ failures: 1, openMs: PAUSE_MS, now });
  return createFallbackEncoder({
    preferred: () =>
      breaker.call(
        () => encoders.transformer(),
        () => true,
      ),
    local: () => encoders.static(),
    onFallback: (error) => {
      if (!(error instanceof CircuitOpen)) onFallback(error);
    },
  });
}
