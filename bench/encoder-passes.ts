/** How the encoder bench times an encoder, in Node and in workerd alike. */
import type { SynchronousEncoder } from '../worker/engines/encoder/encoder.ts';

/**
 * Milliseconds a title, one number a pass over all titles: workerd's clock counts whole milliseconds, so that single
 * titles cannot be timed there. The first pass only warms up.
 */
export function timePasses(encoder: SynchronousEncoder, titles: readonly string[], passes: number): number[] {
  const vector = new Float32Array(encoder.identity.dimensions);
  const times: number[] = [];
  for (let pass = 0; pass <= passes; pass++) {
    const before = performance.now();
    for (const title of titles) encoder.encodeInto(title, vector);
    if (pass > 0) times.push((performance.now() - before) / titles.length);
  }
  return times;
}
