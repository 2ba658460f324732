/** Calls of remote services: a time-out for each attempt, and further attempts after growing, random pauses. */

export interface RetryPolicy {
  /** How often to try in all, 1 or more. */
  readonly attempts: number;
  /** One attempt may take this long. Its outcome is ignored afterwards; it is not undone. */
  readonly timeoutMs: number;
  /** Before the second attempt: a random time up to this; up to twice as much before each further one. */
  readonly pauseMs: number;
}

/** An attempt took longer than its policy allows. */
export class CallTimeout extends Error {
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
    this.name = 'CallTimeout';
  }
}

async function withTimeout<Value>(call: () => Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallTimeout(timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([call(), expiry]);
  } finally {
    clearTimeout(timer);
  }
}

/** Repeats the call while `isRetryable` says so of its error; throws the last one. Pauses are drawn evenly ("full jitter"). */
export async function withRetry<Value>(
  policy: RetryPolicy,
  isRetryable: (error: unknown) => boolean,
  call: () => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withTimeout(call, policy.timeoutMs);
    } catch (error) {
      if (attempt >= policy.attempts || !isRetryable(error)) throw error;
      const pauseMs = Math.random() * policy.pauseMs * 2 ** (attempt - 1);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
