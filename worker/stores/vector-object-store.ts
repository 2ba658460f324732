/**
 * The vector store in Durable Objects: one object for each namespace of an encoder, exact search, seen at once.
 *
 * The embedded home: `npm start` keeps it on disk, and a deployment without Vectorize may bind it as well. One object
 * holds 200,000 vectors of 256 numbers and answers one call at a time.
 */
import { reasonOf } from '../core/reason.ts';
import type { EncoderIdentity } from '../engines/encoder/encoder.ts';
import { CallTimeout, type RetryPolicy, withRetry } from '../platform/retry.ts';
import { checkIds, checkNamespace, checkQuery, checkVectors } from './vector-checks.ts';
import type { VectorObject } from './vector-object.ts';
import {
  type Mutation,
  type OpenVectorStore,
  VECTOR_LIMITS,
  type VectorStore,
  VectorStoreError,
  findsNothing,
} from './vector-store.ts';

/** A restart of the object reads up to 51 MB; a write waits for those before it. */
const POLICY: RetryPolicy = { attempts: 3, timeoutMs: 20_000, pauseMs: 100 };

/** What the runtime throws of an object: `overloaded` where too many calls wait, `retryable` where it had to restart. */
function problemOf(error: unknown): VectorStoreError {
  if (error instanceof VectorStoreError) return error;
  const reason = reasonOf(error);
  const overloaded = error instanceof Error && 'overloaded' in error && error.overloaded === true;
  return new VectorStoreError({ kind: overloaded ? 'rate_limited' : 'unavailable', reason }, { cause: error });
}

/** Whether to try again at once: not of an object that has too many calls waiting, nor of one that is slow. */
function isRetryable(error: unknown): boolean {
  return !(error instanceof CallTimeout) && problemOf(error).problem.kind === 'unavailable';
}

function accepted(): Mutation {
  return { mutationId: crypto.randomUUID(), acceptedAt: Date.now() };
}

function createObjectStore(objects: DurableObjectNamespace<VectorObject>, encoder: EncoderIdentity): VectorStore {
  const { dimensions } = encoder;

  /** An object that threw may be broken for good: each attempt asks for it anew. */
  const call = async <Value>(
    namespace: string,
    send: (object: DurableObjectStub<VectorObject>) => Promise<Value>,
  ): Promise<Value> => {
    const id = objects.idFromName(`${encoder.hash}.${namespace}`);
    try {
      return await withRetry(POLICY, isRetryable, () => send(objects.get(id)));
    } catch (error) {
      throw problemOf(error);
    }
  };

  return {
    encoder,

    async upsert(namespace, vectors) {
      const counting = checkVectors(namespace, vectors, dimensions);
      if (counting.length === 0) return accepted();
      const values = new Float32Array(counting.length * dimensions);
      for (const [at, vector] of counting.entries()) values.set(vector.values, at * dimensions);
      const batch = { vectors: counting.map(({ id, metadata }) => ({ id, metadata })), values };
      const outcome = await call(namespace, async (object) => object.upsert(dimensions, batch));
      if (!outcome.stored) throw new VectorStoreError({ kind: 'full', capacity: outcome.capacity });
      return accepted();
    },

    async query(namespace, values, query) {
      checkQuery(namespace, values, query, dimensions);
      if (findsNothing(query.filter ?? {})) return [];
      return call(namespace, async (object) => object.query(dimensions, values.slice(), query));
    },

    async getByIds(namespace, ids) {
      const wanted = checkIds(namespace, ids, VECTOR_LIMITS.idsPerGet);
      return wanted.length === 0 ? [] : call(namespace, async (object) => object.getByIds(dimensions, wanted));
    },

    async deleteByIds(namespace, ids) {
      const wanted = checkIds(namespace, ids, VECTOR_LIMITS.idsPerDelete);
      if (wanted.length > 0) await call(namespace, async (object) => object.deleteByIds(dimensions, wanted));
      return accepted();
    },

    async describe(namespace) {
      checkNamespace(namespace);
      const count = await call(namespace, async (object) => object.count(dimensions));
      return { dimensions, count, processedUpTo: Number.POSITIVE_INFINITY };
    },
  };
}

export function openObjectStore(objects: DurableObjectNamespace<VectorObject>): OpenVectorStore {
  return (encoder) => createObjectStore(objects, encoder);
}
