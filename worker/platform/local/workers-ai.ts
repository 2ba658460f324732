/**
 * Stands in for Workers AI where there is none: the same interface over the static encoder. Not that model, and says
 * so: it answers to a name of its own, so that its vectors are never taken for those of a model on Workers AI.
 */
import type { Encoder } from '../../engines/encoder/encoder.ts';

/** What WORKERS_AI_MODEL names in development. */
const STAND_IN_MODEL = '@local/static-encoder';

export interface EmbeddingAnswer {
  readonly shape: readonly [texts: number, dimensions: number];
  readonly data: readonly (readonly number[])[];
}

export async function embedLocally(
  encoder: Encoder,
  model: string,
  inputs: { readonly text: readonly string[] },
): Promise<EmbeddingAnswer> {
  if (model !== STAND_IN_MODEL)
    throw new Error(`5007: No such model ${model}: the stand-in for Workers AI has but ${STAND_IN_MODEL}`);
  const vectors = await encoder.encode(inputs.text);
  return { shape: [vectors.length, encoder.identity.dimensions], data: vectors.map((vector) => [...vector]) };
}
