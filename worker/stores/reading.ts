/** How an isolate reads what it then holds: twice where the first time fails, and once for all who ask. */
import { CrosswalkFailure } from '../core/failures.ts';
import { reasonOf } from '../core/reason.ts';

const ATTEMPTS = 2;

/** Tries a read once more where it failed, telling of each failure; then it is UNAVAILABLE. */
export async function readTwice<Value>(
  part: string,
  read: () => Promise<Value>,
  onFailure: (reason: string) => void,
): Promise<Value> {
  for (let tried = 1; ; tried++) {
    try {
      return await read();
    } catch (error) {
      onFailure(reasonOf(error));
      if (tried === ATTEMPTS) throw new CrosswalkFailure({ code: 'UNAVAILABLE', part });
    }
  }
}

/** Concurrent callers share one read; a failed one is forgotten, so that the next caller reads anew. */
export function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let held: Promise<Value> | undefined;
  return () => {
    if (held === undefined) {
      held = read();
      held.catch(() => (held = undefined));
    }
    return held;
  };
}
