/** Starts transformer-worker.ts in workerd, with weights as its static assets, and asks it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Miniflare, convertV4MiniflareOptions } from 'miniflare';
import { ONNX_RUNTIME, readOnnxRuntime } from '../evaluate/transformer.ts';
import { writeEncoders } from '../scripts/encoders.ts';
import type { TransformerAnswer, TransformerRequest } from './transformer-worker.ts';

/** Length of a vector. */
const DIMENSIONS = 256;

export interface TransformerWorker {
  ask(
    request: TransformerRequest,
  ): Promise<Omit<TransformerAnswer, 'vectors'> & { readonly vectors: readonly Float32Array[] }>;
  stop(): Promise<void>;
}

/** The Worker as wrangler would bundle it. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'transformer-worker.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['*.wasm', 'node:*'],
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

/** A fresh process of workerd; its clock counts whole milliseconds. */
export async function startTransformerWorker(weights: string): Promise<TransformerWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  writeEncoders(folder, weights);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      workers: [
        {
          name: 'transformer',
          compatibilityDate: '2026-10-01',
          modulesRoot: '/',
          modules: [
            { type: 'ESModule', path: '/worker.js', contents: await bundle() },
            {
              type: 'CompiledWasm',
              path: `/${ONNX_RUNTIME}`,
              contents: readOnnxRuntime(),
            },
          ],
          serviceBindings: { ASSETS: { disk: { path: folder, writable: false } } },
          unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
        },
      ],
    }),
  );
  const url = await miniflare.unsafeGetDirectURL('transformer');
  return {
    async ask(request) {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
      if (!response.ok) throw new Error(`The Worker answered ${response.status}: ${await response.text()}`);
      const { vectors, ...answer }: TransformerAnswer = await response.json();
      const { buffer } = Uint8Array.from(atob(vectors), (unit) => unit.charCodeAt(0));
      const rows = buffer.byteLength / 4 / DIMENSIONS;
      return {
        ...answer,
        vectors: Array.from({ length: rows }, (_, row) => new Float32Array(buffer, row * DIMENSIONS * 4, DIMENSIONS)),
      };
    },
    async stop() {
      await miniflare.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
