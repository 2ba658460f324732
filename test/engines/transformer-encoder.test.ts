import { describe, expect, it } from 'vitest';
import { createTransformerEncoder } from '../../worker/engines/encoder/transformer/index.ts';
import type { PieceBatch, TransformerModel } from '../../worker/engines/encoder/transformer/model.ts';
import { writePieces } from '../../worker/engines/encoder/transformer/pieces.ts';
import { createSyntheticEncoder, featuresOf } from '../support/static-encoder.ts';
import { piecesOf } from '../support/transformer-oracle.ts';

const base = createSyntheticEncoder(featuresOf('software developer nurse')).encoder;
const { dimensions } = base.identity;
const identity = { name: 'synthetic-transformer', hash: '0123456789abcdef' };

/** A network that changes nothing: it adds up what is present. Keeps the batches that it was given. */
function summing(): TransformerModel & { readonly batches: PieceBatch[] } {
  const batches: PieceBatch[] = [];
  return {
    batches,
    run(batch) {
      batches.push(batch);
      const vectors = new Float32Array(batch.texts * dimensions);
      for (let at = 0; at < batch.contributions.length; at++) {
        const piece = Math.floor(at / dimensions);
        const text = Math.floor(piece / batch.pieces);
        vectors[text * dimensions + (at % dimensions)]! += batch.present[piece]! * batch.contributions[at]!;
      }
      return Promise.resolve(vectors);
    },
  };
}

describe('pieces', () => {
  it.each([
    // " nurse", the 3-grams of "<nurse>", its 4-grams
    ['nurse', [0, ...Array(5).fill(0), ...Array(4).fill(0)]],
    // Two words.
    ['ab c', [0, 0, 0, 0, 1, 1]],
    // Nine letters, two pieces; an n-gram belongs to the piece in which it starts: 2 x (0..8) / 9.
    ['fachkraft', [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1]],
    // A piece a character: the run, its characters, 2-grams and 3-grams.
    ['软件工', [0, 0, 1, 2, 0, 1, 0]],
    ['', []],
  ])('of "%s"', (text, expected) => {
    expect(piecesOf(text)).toEqual(expected);
  });

  it('beyond the 24th belong to the 24th', () => {
    const pieces = piecesOf('护'.repeat(30));
    expect(pieces.slice(1, 31)).toEqual([...Array(30).keys()].map((at) => Math.min(at, 23)));
  });

  it('add up to the vector of the text', () => {
    for (const title of ['Senior Softwareentwickler (m/w/d)', '软件工程师 nurse', 'a', 'x'.repeat(500)]) {
      const into = new Float32Array(24 * dimensions);
      const pieces = base.groupContributions(title, writePieces, into);
      expect(pieces).toBe(Math.max(...piecesOf(title)) + 1);
      const whole = new Float32Array(dimensions);
      base.encodeInto(title, whole);
      for (let d = 0; d < dimensions; d++) {
        let sum = 0;
        for (let piece = 0; piece < pieces; piece++) sum += into[piece * dimensions + d]!;
        expect(sum).toBeCloseTo(whole[d]!, 5);
      }
    }
  });
});

describe('the transformer encoder', () => {
  it('sends at most sixteen texts at once, of much the same length, and answers in the order asked', async () => {
    const model = summing();
    const encoder = createTransformerEncoder({ base, model, identity });
    const titles = Array.from({ length: 40 }, (_, at) =>
      at % 8 === 0 ? '' : `nurse ${'developer '.repeat(at % 5)}${at}`,
    );
    const vectors = await encoder.encode(titles);
    expect(encoder.identity).toEqual({ tier: 'TRANSFORMER', ...identity, dimensions });
    for (const [place, expected] of (await base.encode(titles)).entries())
      for (const [d, value] of expected.entries()) expect(vectors[place]![d]!).toBeCloseTo(value, 5);
    // 35 of the titles have letters.
    expect(model.batches.map(({ texts }) => texts)).toEqual([16, 16, 3]);
    const pieces = model.batches.map((batch) => batch.pieces);
    expect(pieces).toEqual(pieces.toSorted((left, right) => left - right));
  });

  it('asks the network nothing about texts without letters', async () => {
    const model = summing();
    expect(await createTransformerEncoder({ base, model, identity }).encode(['', '!!'])).toEqual([
      new Float32Array(dimensions),
      new Float32Array(dimensions),
    ]);
    expect(model.batches).toEqual([]);
  });
});
