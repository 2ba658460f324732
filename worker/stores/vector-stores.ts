/** Which home the vectors of an encoder have: the one that is bound. */
import type { EncoderIdentity } from '../engines/encoder/encoder.ts';
import type { Bindings } from '../platform/bindings.ts';
import { openObjectStore } from './vector-object-store.ts';
import type { OpenVectorStore } from './vector-store.ts';
import { openVectorizeStore } from './vectorize-store.ts';

export type VectorBindings = Pick<Bindings, 'TITLE_VECTORS' | 'LONG_TEXT_VECTORS' | 'VECTOR_OBJECT'>;

/** Vectorize where its indexes are bound, else Durable Objects. Throws with the bindings' names where neither is. */
export function openVectorStores(bindings: VectorBindings): OpenVectorStore {
  const { TITLE_VECTORS: titles, LONG_TEXT_VECTORS: longTexts, VECTOR_OBJECT: objects } = bindings;
  if (titles !== undefined && longTexts !== undefined) {
    // The encoders of an index have its dimensions: 256 for those of our own, the model's on Workers AI.
    const indexFor = ({ tier }: EncoderIdentity): VectorizeIndex => (tier === 'WORKERS_AI' ? longTexts : titles);
    // `wrangler types` still names the client of the beta, whose answers differ.
    return openVectorizeStore((encoder) => indexFor(encoder) as unknown as Vectorize);
  }
  if (objects !== undefined) return openObjectStore(objects);
  throw new Error('Bind TITLE_VECTORS and LONG_TEXT_VECTORS (Vectorize), or VECTOR_OBJECT (a Durable Object)');
}
