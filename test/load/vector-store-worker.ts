/** The Worker that vector-store.ts drives: the embedded vector store, asked over HTTP, timed inside. */
import type { EncoderIdentity } from '../../worker/engines/encoder/encoder.ts';
import type { VectorObject } from '../../worker/stores/vector-object.ts';
import { openObjectStore } from '../../worker/stores/vector-object-store.ts';
import type { StoredVector, VectorFilter } from '../../worker/stores/vector-store.ts';

export { VectorObject } from '../../worker/stores/vector-object.ts';

export type LoadRequest =
  | { readonly upsert: { readonly first: number; readonly count: number } }
  | { readonly query: { readonly seeds: readonly number[]; readonly filter?: VectorFilter } }
  | { readonly count: true };

export interface LoadAnswer {
  /** Milliseconds of each call of the store. */
  readonly ms: readonly number[];
  /** The best id of each query; or how many vectors there are. */
  readonly found: readonly string[] | number;
}

const DIMENSIONS = 256;
const ENCODER: EncoderIdentity = { tier: 'STATIC', name: 'load', hash: '0123456789abcdef', dimensions: DIMENSIONS };
const NAMESPACE = 'load';
const LANGUAGES = ['en', 'de', 'fr', 'es', 'zh', 'pl', 'it', 'nl'];

/** The same direction for the same seed, near no other. */
function direction(seed: number): Float32Array {
  const values = new Float32Array(DIMENSIONS);
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  for (let d = 0; d < DIMENSIONS; d += 1) {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    values[d] = state / 2 ** 31 - 1;
  }
  return values;
}

function vector(seed: number): StoredVector {
  const metadata = {
    language: LANGUAGES[seed % 8]!,
    group: String(1_000 + (seed % 8_000)),
    postedDay: 1 + (seed % 3_000),
  };
  return { id: `v${seed}`, values: direction(seed), metadata };
}

export default {
  async fetch(request, bindings) {
    const store = openObjectStore(bindings.VECTOR_OBJECT)(ENCODER);
    const asked: LoadRequest = await request.json();
    const ms: number[] = [];
    const timed = async <Value>(call: Promise<Value>): Promise<Value> => {
      const start = performance.now();
      const value = await call;
      ms.push(performance.now() - start);
      return value;
    };
    let found: string[] | number = [];
    if ('upsert' in asked) {
      const { first, count } = asked.upsert;
      await timed(
        store.upsert(
          NAMESPACE,
          Array.from({ length: count }, (_, n) => vector(first + n)),
        ),
      );
    } else if ('query' in asked) {
      const { seeds, filter } = asked.query;
      for (const seed of seeds) {
        const query = filter === undefined ? { topK: 10 } : { topK: 10, filter };
        const [best] = await timed(store.query(NAMESPACE, direction(seed), query));
        found.push(best?.id ?? '');
      }
    } else found = (await timed(store.describe(NAMESPACE))).count;
    return Response.json({ ms, found } satisfies LoadAnswer);
  },
} satisfies ExportedHandler<{ VECTOR_OBJECT: DurableObjectNamespace<VectorObject> }>;
