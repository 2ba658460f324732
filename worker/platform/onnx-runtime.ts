/**
 * onnxruntime-web in workerd and in Node: runs the transformer's network.
 *
 * The runtime expects to compile its own WebAssembly, which workerd forbids. It is handed a marker in the place of the
 * binary, and while it starts `WebAssembly.instantiate` answers that marker with the module that was compiled when the
 * Worker was deployed. The runtime refuses to be started twice at once, so that everything that may start it is done one
 * after another. Known to work with onnxruntime-web 1.30.0 alone; another version has to be tried.
 *
 * Costs: the compiled module adds 3.6 MB (gzip) to the script, 150 ms and 70 MB to the start of the process, whether or
 * not it is used (docs/decisions.md); its memory never shrinks.
 */
import type { InferenceSession } from 'onnxruntime-web/wasm';
import type { PieceBatch, TransformerModel } from '../engines/encoder/transformer/model.ts';

/** transformer.onnx and transformer.onnx.data, as models/crosswalk_models/transformer_file.py writes them. */
export interface OnnxFiles {
  readonly graph: Uint8Array;
  readonly weights: Uint8Array;
}

export interface OnnxRuntime {
  open(files: OnnxFiles): Promise<TransformerModel>;
  /** Bytes of WebAssembly memory; 0 before anything was opened. */
  memory(): number;
}

/** Under which the graph knows its weights. */
const WEIGHTS_NAME = 'transformer.onnx.data';

const MARKER = new TextEncoder().encode('onnxruntime, compiled');

const isMarker = (source: unknown): boolean =>
  source instanceof Uint8Array &&
  source.length === MARKER.length &&
  MARKER.every((byte, index) => source[index] === byte);

/** The memory among what a module imports. */
const memoryOf = (imports: WebAssembly.Imports | undefined): WebAssembly.Memory | undefined =>
  Object.values(imports ?? {})
    .flatMap((module) => Object.values(module))
    .find((value) => value instanceof WebAssembly.Memory);

/** `compiled` is onnxruntime-web/ort-wasm-simd-threaded.wasm. */
export function createOnnxRuntime(compiled: WebAssembly.Module): OnnxRuntime {
  let memory: WebAssembly.Memory | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** Starts the runtime, the first time, and opens a graph. */
  async function start({ graph, weights }: OnnxFiles): Promise<TransformerModel> {
    const onnx = await import('onnxruntime-web/wasm');
    Object.assign(onnx.env.wasm, { numThreads: 1, proxy: false, wasmBinary: MARKER.buffer });
    onnx.env.logLevel = 'error';
    const original = WebAssembly.instantiate;
    const instantiate = async (source: BufferSource | WebAssembly.Module, imports?: WebAssembly.Imports) => {
      if (!isMarker(source)) return original(source as BufferSource, imports);
      memory = memoryOf(imports);
      return { module: compiled, instance: await original(compiled, imports) };
    };
    WebAssembly.instantiate = instantiate as typeof WebAssembly.instantiate;
    let session: InferenceSession;
    try {
      session = await onnx.InferenceSession.create(graph, {
        executionProviders: ['wasm'],
        externalData: [{ path: WEIGHTS_NAME, data: weights }],
      });
    } finally {
      WebAssembly.instantiate = original;
    }
    return {
      async run({ texts, pieces, contributions, present }: PieceBatch) {
        const { vector } = await session.run({
          contributions: new onnx.Tensor('float32', contributions, [
            texts,
            pieces,
            contributions.length / present.length,
          ]),
          present: new onnx.Tensor('float32', present, [texts, pieces]),
        });
        if (!(vector?.data instanceof Float32Array)) throw new Error('the network gave no float32 "vector"');
        return vector.data;
      },
    };
  }

  return {
    open(files) {
      const opened = last.then(() => start(files));
      last = opened.catch(() => undefined);
      return opened;
    },
    memory: () => memory?.buffer.byteLength ?? 0,
  };
}
