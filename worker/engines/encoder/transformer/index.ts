/**
 * The transformer tier: the static tier's vector of a title, corrected by a small network that sees the title's pieces in
 * their order (models/crosswalk_models/transformer.py).
 *
 * Text -> pieces (pieces.ts) -> what the static tier's rows say of each (groupContributions) -> network -> vector. The
 * vectors stay in the static tier's space: its indexes serve them too. Costs some milliseconds a title and blocks the
 * isolate for as long (`npm run bench -- encoder`); titles of one call go through the network up to sixteen at a time,
 * which changes nothing in their vectors.
 */
import type { Encoder, EncoderIdentity } from '../encoder.ts';
import type { StaticEncoder } from '../static/index.ts';
import type { TransformerModel } from './model.ts';
import { MAXIMUM_PIECES, writePieces } from './pieces.ts';

const TEXTS_AT_ONCE = 16;

export interface TransformerParts {
  /** The tier that the network was trained over. */
  readonly base: StaticEncoder;
  readonly model: TransformerModel;
  readonly identity: Pick<EncoderIdentity, 'name' | 'hash'>;
}

interface CutText {
  /** Its place among the texts of the call. */
  readonly place: number;
  readonly pieces: number;
  readonly contributions: Float32Array;
}

export function createTransformerEncoder({ base, model, identity: { name, hash } }: TransformerParts): Encoder {
  const { dimensions } = base.identity;
  const scratch = new Float32Array(MAXIMUM_PIECES * dimensions);

  function cut(text: string, place: number): CutText {
    const pieces = base.groupContributions(text, writePieces, scratch);
    return { place, pieces, contributions: scratch.slice(0, pieces * dimensions) };
  }

  async function run(texts: readonly CutText[], vectors: Float32Array[]): Promise<void> {
    const pieces = Math.max(...texts.map((text) => text.pieces));
    const contributions = new Float32Array(texts.length * pieces * dimensions);
    const present = new Float32Array(texts.length * pieces);
    for (const [row, text] of texts.entries()) {
      contributions.set(text.contributions, row * pieces * dimensions);
      present.fill(1, row * pieces, row * pieces + text.pieces);
    }
    const made = await model.run({ texts: texts.length, pieces, contributions, present });
    for (const [row, { place }] of texts.entries())
      vectors[place] = made.slice(row * dimensions, (row + 1) * dimensions);
  }

  return {
    identity: { tier: 'TRANSFORMER', name, hash, dimensions },
    async encode(texts) {
      const vectors = texts.map(() => new Float32Array(dimensions));
      // Texts of much the same length go together, so that little is filled up.
      const cuts = texts
        .map(cut)
        .filter(({ pieces }) => pieces > 0)
        .sort((left, right) => left.pieces - right.pieces);
      for (let start = 0; start < cuts.length; start += TEXTS_AT_ONCE)
        await run(cuts.slice(start, start + TEXTS_AT_ONCE), vectors);
      return vectors;
    },
  };
}
