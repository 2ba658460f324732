/** The transformer tier in Node, as the command-line tools open it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { WEIGHTS, WeightsRefused, openStatic, readWeights } from '../taxonomy/encoders.ts';
import type { Encoder } from '../worker/engines/encoder/encoder.ts';
import { createTransformerEncoder } from '../worker/engines/encoder/transformer/index.ts';
import { createOnnxRuntime } from '../worker/platform/onnx-runtime.ts';
import type { SnapshotStore } from '../worker/stores/snapshot.ts';

/** The WebAssembly of onnxruntime-web, which workerd imports and Node reads. */
export const ONNX_RUNTIME = 'onnxruntime-web/ort-wasm-simd-threaded.wasm';

export function readOnnxRuntime(): Buffer<ArrayBuffer> {
  return readFileSync(createRequire(import.meta.url).resolve(ONNX_RUNTIME));
}

/** Opens the transformer tier on the static tier of the same folder: about half a second. */
export async function openTransformer(folder: string = WEIGHTS): Promise<Encoder> {
  const base = openStatic(folder);
  const { card, files } = readWeights(folder, 'transformer');
  if (card.static !== base.identity.hash)
    throw new WeightsRefused(
      `The transformer in ${folder} stands on the static tier ${card.static}, not on ${base.identity.hash}: train and export it again.`,
    );
  const runtime = createOnnxRuntime(new WebAssembly.Module(readOnnxRuntime()));
  const model = await runtime.open({ graph: files[0]!, weights: files[1]! });
  return createTransformerEncoder({ base, model, identity: card });
}

/** The snapshot as it is where another encoder reads what is searched for. */
export function readingQueries(snapshot: SnapshotStore, open: () => Promise<Encoder>): SnapshotStore {
  return {
    ...snapshot,
    async senses(texts) {
      const encoder = await open();
      const [{ of }, vectors] = await Promise.all([snapshot.senses(texts), encoder.encode(texts)]);
      const read = texts.map((text, place) => [text, { ...of.get(text)!, vector: vectors[place]! }] as const);
      return { tier: encoder.identity.tier, of: new Map(read) };
    },
  };
}
