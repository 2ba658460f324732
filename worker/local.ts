/** The development entry: the production Worker, beside the stand-ins for what has no local binding. */
import { WorkerEntrypoint } from 'cloudflare:workers';
import type { Bindings } from './platform/bindings.ts';
import { type EmbeddingAnswer, embedLocally } from './platform/local/workers-ai.ts';
import { createEncoderStore, type EncoderStore } from './stores/encoders.ts';

export { default, VectorObject } from './index.ts';

let encoders: EncoderStore | undefined;

/** Stands in for Workers AI; wrangler.toml binds it as `AI`. */
export class LocalWorkersAi extends WorkerEntrypoint<Bindings> {
  async run(model: string, inputs: { readonly text: readonly string[] }): Promise<EmbeddingAnswer> {
    encoders ??= createEncoderStore({
      fetchFile: (name) => this.env.ASSETS.fetch(`https://assets.local/encoder/${name}`),
    });
    return embedLocally(await encoders.static(), model, inputs);
  }
}
