/**
 * An encoder that may fail, and one that does not: whole calls are answered by the first, or else by the second, and
 * the answer names which. Their vectors never mix within a call.
 */
import type { Encoder, EncoderIdentity } from './encoder.ts';

export interface EncodedTexts {
  /** Whose vectors these are. */
  readonly encoder: EncoderIdentity;
  /** One a text, in their order. */
  readonly vectors: readonly Float32Array[];
}

export interface FallbackEncoder {
  encode(texts: readonly string[]): Promise<EncodedTexts>;
}

export interface FallbackOptions {
  /** The encoder that answers when all is well; asked for with every call. */
  readonly preferred: () => Promise<Encoder>;
  /** Asked for where the preferred one fails. */
  readonly local: () => Promise<Encoder>;
  /** Told about each failure of the preferred encoder. */
  readonly onFallback: (error: unknown) => void;
}

export function createFallbackEncoder({ preferred, local, onFallback }: FallbackOptions): FallbackEncoder {
  return {
    async encode(texts) {
      try {
        const encoder = await preferred();
        return { encoder: encoder.identity, vectors: await encoder.encode(texts) };
      } catch (error) {
        onFallback(error);
        const encoder = await local();
        return { encoder: encoder.identity, vectors: await encoder.encode(texts) };
      }
    },
  };
}
