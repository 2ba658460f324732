/**
 * The encoder on Workers AI: texts in batches to a large model, vectors back.
 *
 * Each batch has a time-out and another attempt; a model that keeps failing is left alone for a while. An encode()
 * either gives every vector or throws {@link WorkersAiError}: the local encoder then decides
 * (worker/domain/long-descriptions.ts). 10 titles cost about as much as one call's way to a GPU, so callers send many
 * texts at once.
 */
import { reasonOf } from '../core/reason.ts';
import type { Encoder } from '../engines/encoder/encoder.ts';
import { batchesOf, hasLetters, parseEmbeddings, workersAiIdentity } from '../engines/encoder/workers-ai.ts';
import { CircuitOpen, type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';
import { CallTimeout, type RetryPolicy, withRetry } from './retry.ts';

/** The part of the `AI` binding that is used; the local stand-in has it too. */
export interface EmbeddingService {
  run(model: string, inputs: { readonly text: readonly string[]; readonly truncate_inputs: true }): Promise<unknown>;
}

export type WorkersAiProblem =
  /** The request is wrong, or the account may not use the model: no repetition helps. */
  | 'refused'
  /** Too many requests, or the day's free allocation is used up. */
  | 'rate_limited'
  /** Failed, or did not answer in time. */
  | 'unavailable'
  /** Answered something that is not what was asked for. */
  | 'malformed';

export class WorkersAiError extends Error {
  readonly problem: WorkersAiProblem;

  constructor(problem: WorkersAiProblem, reason: string, options?: ErrorOptions) {
    super(`Workers AI, ${problem}: ${reason}`, options);
    this.name = 'WorkersAiError';
    this.problem = problem;
  }
}

/** Why an encode() failed, for the log; undefined while a failing model is left alone. */
export function loggableReason(error: unknown): string | undefined {
  if (!(error instanceof WorkersAiError)) return reasonOf(error);
  // A server's own words are left out: they might repeat the texts.
  return error.cause instanceof CircuitOpen ? undefined : error.problem;
}

export interface WorkersAiOptions {
  readonly service: EmbeddingService;
  /** "@cf/baai/bge-m3" */
  readonly model: string;
  readonly dimensions: number;
  readonly policy?: RetryPolicy;
  readonly breaker?: CircuitBreaker;
}

/** A client waits: after a little more than 6 s the local encoder answers it. */
const POLICY: RetryPolicy = { attempts: 2, timeoutMs: 3_000, pauseMs: 250 };
/** Batches that failed in a row, each with all its attempts. */
const FAILURES_TO_OPEN = 3;
const OPEN_MS = 30_000;
/** Batches in flight at once. */
const CONCURRENT_CALLS = 4;

/** Workers AI's own codes that repeating may mend: time-out, aborted, out of capacity. */
const PASSING_CODES = new Set([3007, 3008]);
const OUT_OF_CAPACITY = 3040;
const ALLOCATION_USED_UP = 3036;

/** Reads what workerd's client throws: "3040: No more data centers ..."; other texts are of a server in between. */
function problemOf(error: unknown): WorkersAiError {
  if (error instanceof WorkersAiError) return error;
  const reason = reasonOf(error);
  const code = Number(/^(?:InferenceUpstreamError: )?(\d{4}): /u.exec(reason)?.[1]);
  const wrap = (problem: WorkersAiProblem): WorkersAiError => new WorkersAiError(problem, reason, { cause: error });
  if (error instanceof CallTimeout || error instanceof CircuitOpen || PASSING_CODES.has(code))
    return wrap('unavailable');
  if (code === OUT_OF_CAPACITY || code === ALLOCATION_USED_UP || /too many requests/iu.test(reason))
    return wrap('rate_limited');
  if (error instanceof SyntaxError) return wrap('malformed');
  // The documented codes of 3000 and 5000 are the caller's fault.
  return wrap(code >= 3_000 && code < 6_000 ? 'refused' : 'unavailable');
}

function isRetryable(error: unknown): boolean {
  const { problem, message } = problemOf(error);
  return problem !== 'refused' && !message.includes(`${ALLOCATION_USED_UP}: `);
}

export function createWorkersAiEncoder({
  service,
  model,
  dimensions,
  policy = POLICY,
  breaker = createCircuitBreaker({ failures: FAILURES_TO_OPEN, openMs: OPEN_MS, now: Date.now }),
}: WorkersAiOptions): Encoder {
  async function encodeBatch(text: readonly string[]): Promise<Float32Array[]> {
    const attempt = async (): Promise<Float32Array[]> => {
      const vectors = parseEmbeddings(
        await service.run(model, { text, truncate_inputs: true }),
        text.length,
        dimensions,
      );
      if (!vectors.ok) throw new WorkersAiError('malformed', vectors.failure);
      return vectors.value;
    };
    try {
      return await breaker.call(
        () => withRetry(policy, isRetryable, attempt),
        (error) => problemOf(error).problem !== 'refused',
      );
    } catch (error) {
      throw problemOf(error);
    }
  }

  return {
    identity: workersAiIdentity(model, dimensions),
    async encode(texts) {
      const batches = batchesOf(texts.filter(hasLetters));
      const encoded: Float32Array[] = [];
      for (let first = 0; first < batches.length; first += CONCURRENT_CALLS) {
        const answers = await Promise.all(batches.slice(first, first + CONCURRENT_CALLS).map(encodeBatch));
        encoded.push(...answers.flat());
      }
      let next = 0;
      return texts.map((text) => (hasLetters(text) ? encoded[next++]! : new Float32Array(dimensions)));
    },
  };
}
