/**
 * The encoders as an isolate holds them: weights read from static assets when first asked for.
 *
 * `manifest.json` says which weights are served; every other file carries the hash of its content in its name.
 * Concurrent requests share one load. A failed or damaged read is tried once more, then answered with UNAVAILABLE; the
 * next request tries anew. Holds 17 MB once the static tier is loaded.
 */
import { type StaticEncoder, describeStaticFileFailure, openStaticEncoder } from '../engines/encoder/static/index.ts';
import { once, readTwice } from './reading.ts';

export interface EncoderStore {
  /** The encoder that answers at once, from memory. */
  static(): Promise<StaticEncoder>;
  /** The one with this hash, or an earlier one that is still deployed; undefined where it is not. Holds 17 MB more. */
  byHash(hash: string): Promise<StaticEncoder | undefined>;
}

export interface EncoderSource {
  /** Reads a file of the encoder folder by its name: "manifest.json", "static-....bin". */
  fetchFile(name: string): Promise<Response>;
  /** Told about every read that failed and was tried again. */
  onFailure?(file: string, reason: string): void;
}

/** The hash of a tier's weights in the manifest: {"static": {"hash": "...", ...}}. */
function servedHash(manifest: unknown, tier: string): string {
  const cards = manifest as Readonly<Record<string, { readonly hash?: unknown } | undefined>> | null;
  const hash = cards?.[tier]?.hash;
  if (typeof hash !== 'string') throw new Error(`manifest.json names no weights of the tier "${tier}"`);
  return hash;
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
    const hash = servedHash(await (await read('manifest.json')).json(), 'static');
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

  const attempt = <Value>(part: string, load: () => Promise<Value>): Promise<Value> =>
    readTwice(part, load, (reason) => source.onFailure?.(part, reason));
  const loadOnce = once(() => attempt('static encoder', loadStatic));

  return {
    static: loadOnce,
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
