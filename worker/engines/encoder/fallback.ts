/**
 * An encoder that may fail, and one that does not: whole calls are answered by the first, or else by the second, and
 * the answer names which. Their vectors never mix, so what is done with them depends on that name.
 */
import type { Encoder, EncoderIdentity } from './encoder.ts';

export interface EncodedTexts {
  /** Whose vectors these are. */
  readonly encoder: EncoderIdentity;
  /** One a text, in their order. */
  readonly vectors: readonly Float32Array[];
}

export interface FallbackEncoder {
  /** The encoder that answers when all is well. */
  readonly preferred: EncoderIdentity;
  encode(texts: readonly string[]): Promise<EncodedTexts>;
}

export interface FallbackOptions {
  readonly preferred: Encoder;
  /** Asked for when it is first needed. */
  readonly local: () => Promise<Encoder>;
  /** Told about each failure of the preferred encoder. */
  readonly onFallback: (error: unknown) => void;
}

export function createFallbackEncoder({ preferred, local, onFallback }: FallbackOptions): FallbackEncoder {
  return {
    preferred: preferred.identity,
    async encode(texts) {
      try {
        return { encoder: preferred.identity, vectors: await preferred.encode(texts) };
      } catch (error) {
        onFallback(error);
        const encoder = await local();
        return { encoder: encoder.identity, vectors: await encoder.encode(texts) };
      }
    },
  };
}
