/**
 * The encoders as an isolate holds them: weights read from static assets when first asked for.
 *
 * `manifest.json` says which weights are served; every other file carries the hash of its content in its name.
 * Concurrent requests share one load. A failed or damaged read is tried once more, then answered with UNAVAILABLE; the
 * next request tries anew. Holds 17 MB once the static tier is loaded, and 25 MB more with the transformer.
 */
import type { Encoder } from '../engines/encoder/encoder.ts';
import { type StaticEncoder, describeStaticFileFailure, openStaticEncoder } from '../engines/encoder/static/index.ts';
import { createTransformerEncoder } from '../engines/encoder/transformer/index.ts';
import type { OnnxRuntime } from '../platform/onnx-runtime.ts';
import { once, readTwice } from './reading.ts';

export interface EncoderStore {
  /** The encoder that answers at once, from memory. */
  static(): Promise<StaticEncoder>;
  /** The one with this hash, or an earlier one that is still deployed; undefined where it is not. Holds 17 MB more. */
  byHash(hash: string): Promise<StaticEncoder | undefined>;
  /** The small network over the static tier; its vectors lie in the static tier's space. */
  transformer(): Promise<Encoder>;
}

export interface EncoderSource {
  /** Reads a file of the encoder folder by its name: "manifest.json", "static-....bin". */
  fetchFile(name: string): Promise<Response>;
  /** What runs the transformer; without it there is none. */
  readonly runtime?: OnnxRuntime | undefined;
  /** Told about every read that failed and was tried again. */
  onFailure?(file: string, reason: string): void;
}

/** What is asked of the manifest: {"static": {"hash": "...", ...}, "transformer": {"static": "...", ...}}. */
interface ServedWeights {
  readonly name: string;
  readonly hash: string;
  /** Of the transformer: the hash of the static tier that it stands on. */
  readonly static: string;
}

function servedWeights(manifest: unknown, tier: 'static' | 'transformer'): ServedWeights {
  const cards = manifest as Readonly<Record<string, Partial<Record<string, unknown>> | undefined>> | null;
  const { hash, name = '', static: base = '' } = cards?.[tier] ?? {};
  if (typeof hash !== 'string') throw new Error(`manifest.json names no weights of the tier "${tier}"`);
  return { hash, name: String(name), static: String(base) };
}

export function createEncoderStore(source: EncoderSource): EncoderStore {
  let earlier: { readonly hash: string; readonly encoder: Promise<StaticEncoder | undefined> } | undefined;

  async function read(name: string): Promise<Response> {
    const response = await source.fetchFile(name);
    if (response.ok) return response;
    await response.body?.cancel();
    throw new Error(`${name}: status ${response.status}`);
  }

  async function open(name: string, response: Response, hash: string): Promise<StaticEncoder> {
    const opened = openStaticEncoder(new Uint8Array(await response.arrayBuffer()), hash);
    if (!opened.ok) throw new Error(describeStaticFileFailure(name, opened.failure));
    return opened.value;
  }

  async function loadStatic(): Promise<StaticEncoder> {
    const { hash } = servedWeights(await (await read('manifest.json')).json(), 'static');
    const name = `static-${hash}.bin`;
    return open(name, await read(name), hash);
  }

  async function loadEarlier(hash: string): Promise<StaticEncoder | undefined> {
    const name = `static-${hash}.bin`;
    const response = await source.fetchFile(name);
    if (response.ok) return open(name, response, hash);
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    throw new Error(`${name}: status ${response.status}`);
  }

  async function loadTransformer(runtime: OnnxRuntime): Promise<Encoder> {
    const identity = servedWeights(await (await read('manifest.json')).json(), 'transformer');
    const bytesOf = async (ending: string): Promise<Uint8Array> =>
      new Uint8Array(await (await read(`transformer-${identity.hash}.${ending}`)).arrayBuffer());
    const [base, graph, weights] = await Promise.all([loadOnce(), bytesOf('onnx'), bytesOf('onnx.data')]);
    if (identity.static !== base.identity.hash)
      throw new Error(`the transformer stands on the static tier ${identity.static}, not on ${base.identity.hash}`);
    return createTransformerEncoder({ base, model: await runtime.open({ graph, weights }), identity });
  }

  const attempt = <Value>(part: string, load: () => Promise<Value>): Promise<Value> =>
    readTwice(part, load, (reason) => source.onFailure?.(part, reason));
  const loadOnce = once(() => attempt('static encoder', loadStatic));

  const loadTransformerOnce = once(() =>
    attempt('transformer', async () => {
      if (source.runtime === undefined)
        throw new Error('this Worker was built without onnxruntime (worker/transformer.ts)');
      return loadTransformer(source.runtime);
    }),
  );

  return {
    static: loadOnce,
    transformer: loadTransformerOnce,
    async byHash(hash) {
      const current = await loadOnce();
      if (current.identity.hash === hash) return current;
      if (earlier?.hash !== hash) {
        const loading = { hash, encoder: attempt('earlier static encoder', () => loadEarlier(hash)) };
        earlier = loading;
        loading.encoder.catch(() => (earlier = earlier === loading ? undefined : earlier));
      }
      return earlier.encoder;
    },
  };
}
