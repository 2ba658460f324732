/** The Worker that transformer-workerd.ts starts: loads the transformer as the product does, and runs it within workerd. */
import compiled from 'onnxruntime-web/ort-wasm-simd-threaded.wasm';
import { createOnnxRuntime } from '../worker/platform/onnx-runtime.ts';
import { createEncoderStore } from '../worker/stores/encoders.ts';

interface Bindings {
  readonly ASSETS: Fetcher;
}

export interface TransformerRequest {
  /** Encoded in one call. */
  readonly titles: readonly string[];
  /** How often. */
  readonly calls: number;
}

export interface TransformerAnswer {
  /** Until the encoder was there: 0 but for the first request. */
  readonly load_ms: number;
  readonly calls_ms: number;
  /** Bytes of WebAssembly memory afterwards. */
  readonly memory: number;
  readonly hash: string;
  /** Of the last call: base64 of float32, one title after another. */
  readonly vectors: string;
}

const runtime = createOnnxRuntime(compiled);
let store: ReturnType<typeof createEncoderStore> | undefined;

const base64 = (vectors: readonly Float32Array[]): string =>
  btoa(vectors.map(({ buffer }) => String.fromCharCode(...new Uint8Array(buffer as ArrayBuffer))).join(''));

export default {
  async fetch(request, { ASSETS }) {
    const { titles, calls }: TransformerRequest = await request.json();
    store ??= createEncoderStore({
      runtime,
      fetchFile: (name) => ASSETS.fetch(`https://assets.local/encoder/${name}`),
    });
    const begun = performance.now();
    const encoder = await store.transformer();
    const loaded = performance.now();
    let vectors: Float32Array[] = [];
    for (let call = 0; call < calls; call++) vectors = await encoder.encode(titles);
    return Response.json({
      load_ms: loaded - begun,
      calls_ms: performance.now() - loaded,
      memory: runtime.memory(),
      hash: encoder.identity.hash,
      vectors: base64(vectors),
    } satisfies TransformerAnswer);
  },
} satisfies ExportedHandler<Bindings>;
