/** The production entry. */
import kernel from './engines/vector-index/kernel.wasm';
import { createHandler } from './handler.ts';

/** Held by a deployment that binds it (worker/stores/vector-stores.ts). */
export { VectorObject } from './stores/vector-object.ts';

export default createHandler(kernel);
