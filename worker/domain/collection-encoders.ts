/**
 * The encoders of collections, and where their vectors are.
 *
 * New titles are encoded by the present encoder. While a collection is still served by an earlier one, both take part,
 * as long as the earlier one's weights are still deployed.
 */
import type { Encoder, EncoderIdentity } from '../engines/encoder/encoder.ts';
import type { CollectionRow } from '../stores/collections.ts';
import type { OpenVectorStore, VectorStore } from '../stores/vector-store.ts';

export interface CollectionEncoders {
  /** The one that new vectors are made with. */
  current(): Promise<Encoder>;
  /** One whose weights are deployed, by its hash; undefined where they are not. */
  find(hash: string): Promise<Encoder | undefined>;
}

/** An encoder and the store of its vectors. */
export interface VectorHome {
  readonly encoder: Encoder;
  readonly store: VectorStore;
}

/** Where a new vector of a collection goes: to the present encoder's store, and to the one that still serves. */
export async function homesOf(
  { encoder: serving }: Pick<CollectionRow, 'encoder'>,
  encoders: CollectionEncoders,
  open: OpenVectorStore,
): Promise<readonly [VectorHome, ...VectorHome[]]> {
  const current = await encoders.current();
  const home = (encoder: Encoder): VectorHome => ({ encoder, store: open(encoder.identity) });
  if (serving.hash === current.identity.hash) return [home(current)];
  const earlier = await encoders.find(serving.hash);
  return earlier === undefined ? [home(current)] : [home(current), home(earlier)];
}

/** Every store that may hold a vector of a collection, also of an encoder that is no longer deployed. */
export function storesOf(
  { encoder, otherEncoder }: Pick<CollectionRow, 'encoder' | 'otherEncoder'>,
  current: EncoderIdentity,
  open: OpenVectorStore,
): readonly VectorStore[] {
  const identities = new Map([encoder, otherEncoder ?? encoder, current].map((identity) => [identity.hash, identity]));
  return Array.from(identities.values(), open);
}
