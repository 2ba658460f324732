/** The Worker that encoder.ts starts: loads the encoder as the product does, and times it within workerd. */
import { createEncoderStore } from '../worker/stores/encoders.ts';
import { timePasses } from './encoder-passes.ts';

interface Bindings {
  readonly ASSETS: Fetcher;
}

/** What encoder.ts sends. */
export interface EncoderBenchRequest {
  readonly titles: readonly string[];
  readonly passes: number;
}

export interface EncoderBenchAnswer {
  readonly load_ms: number;
  /** Milliseconds a title, one number a pass. */
  readonly times: readonly number[];
}

export default {
  async fetch(request, { ASSETS }) {
    const { titles, passes }: EncoderBenchRequest = await request.json();
    const before = performance.now();
    const encoder = await createEncoderStore({
      fetchFile: (name) => ASSETS.fetch(`https://assets.local/encoder/${name}`),
    }).static();
    const load_ms = performance.now() - before;
    const times = timePasses(encoder, titles, passes);
    return Response.json({ load_ms, times } satisfies EncoderBenchAnswer);
  },
} satisfies ExportedHandler<Bindings>;
