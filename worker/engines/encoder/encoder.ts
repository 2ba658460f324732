/**
 * What every encoder is, whatever computes it: texts in, unit vectors out.
 *
 * Vectors of different encoders never mix: an index keeps the identity of the encoder that made it and refuses others.
 */

/** From microseconds to GPUs: n-gram vectors, a small transformer over them, a large model on Workers AI. */
export type EncoderTier = 'STATIC' | 'TRANSFORMER' | 'WORKERS_AI';

export interface EncoderIdentity {
  readonly tier: EncoderTier;
  /** The model's name, for people: "crosswalk-static-1". */
  readonly name: string;
  /** 16 hex digits over weights and vocabulary; of a remote model, over its name and settings. */
  readonly hash: string;
  /** Length of every vector. */
  readonly dimensions: number;
}

export interface Encoder {
  readonly identity: EncoderIdentity;
  /** One vector a text, in their order, of `identity.dimensions` numbers and length 1 (all zero for a text without letters). */
  encode(texts: readonly string[]): Promise<Float32Array[]>;
}

/** An encoder that answers at once, from memory. */
export interface SynchronousEncoder extends Encoder {
  /** Writes the vector of one text into `into`, which has `identity.dimensions` numbers. Allocates nothing. */
  encodeInto(text: string, into: Float32Array): void;
}
