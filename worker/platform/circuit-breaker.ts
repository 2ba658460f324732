/**
 * Spares a service that fails, and those who wait for it: after some failures in a row calls fail at once, until a
 * single one, sent after a while, succeeds. Counts what this isolate sees.
 */

export interface CircuitBreakerOptions {
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  /** How long it stays open before one call is let through. */
  readonly openMs: number;
  /** Milliseconds. */
  readonly now: () => number;
}

/** The circuit is open: the call was not made. */
export class CircuitOpen extends Error {
  constructor() {
    super('the service failed repeatedly and is left alone for a moment');
    this.name = 'CircuitOpen';
  }
}

export interface CircuitBreaker {
  /** Makes the call, or throws {@link CircuitOpen}. `isFailure`: which errors speak against the service. */
  call<Value>(send: () => Promise<Value>, isFailure: (error: unknown) => boolean): Promise<Value>;
}

export function createCircuitBreaker({ failures, openMs, now }: CircuitBreakerOptions): CircuitBreaker {
  let inARow = 0;
  /** When the next call may be made; 0 while the circuit is closed. */
  let openUntil = 0;

  return {
    async call(send, isFailure) {
      if (now() < openUntil) throw new CircuitOpen();
      // The call that tries an open circuit keeps all others out until it is answered.
      if (openUntil > 0) openUntil = now() + openMs;
      try {
        const value = await send();
        [inARow, openUntil] = [0, 0];
        return value;
      } catch (error) {
        if (!isFailure(error)) [inARow, openUntil] = [0, 0];
        else if (++inARow >= failures) openUntil = now() + openMs;
        throw error;
      }
    },
  };
}
