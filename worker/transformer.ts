/**
 * The production entry with the transformer tier. An entry of its own, for the runtime's WebAssembly is compiled when the
 * script is loaded, whether or not it is used (worker/platform/onnx-runtime.ts). `npm run deploy` takes it where
 * ENCODER_TIER is "transformer".
 */
import compiled from 'onnxruntime-web/ort-wasm-simd-threaded.wasm';
import kernel from './engines/vector-index/kernel.wasm';
import { createHandler } from './handler.ts';
import { createOnnxRuntime } from './platform/onnx-runtime.ts';

export { VectorObject } from './stores/vector-object.ts';

export default createHandler(kernel, createOnnxRuntime(compiled));
