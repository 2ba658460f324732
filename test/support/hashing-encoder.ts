/** A small deterministic encoder: signs of words and of their letters' trigrams, summed. Like texts give like vectors. */
import { crc32 } from 'node:zlib';
import { fold } from '../../worker/core/fold.ts';
import type { Encoder, EncoderIdentity } from '../../worker/engines/encoder/encoder.ts';

const DIMENSIONS = 64;

function featuresOf(text: string): string[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => {
      const marked = `<${word}>`;
      const grams = Array.from({ length: Math.max(0, marked.length - 2) }, (_, at) => marked.slice(at, at + 3));
      return [` ${word}`, ...grams];
    });
}

/** Another `seed` is another encoder, whose vectors have nothing to do with those of this one. */
export function createHashingEncoder(seed = 1): Encoder {
  const identity: EncoderIdentity = {
    tier: 'STATIC',
    name: `hashing-${seed}`,
    hash: seed.toString(16).padStart(16, '0'),
    dimensions: DIMENSIONS,
  };
  const encode = (text: string): Float32Array => {
    const vector = new Float32Array(DIMENSIONS);
    for (const feature of featuresOf(text)) {
      for (let part = 0; part < DIMENSIONS; part += 32) {
        const bits = crc32(`${seed} ${part} ${feature}`);
        for (let bit = 0; bit < 32; bit++) vector[part + bit]! += (bits >>> bit) & 1 ? 1 : -1;
      }
    }
    const length = Math.hypot(...vector);
    return length === 0 ? vector : vector.map((value) => value / length);
  };
  return { identity, encode: async (texts) => texts.map(encode) };
}
