import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TransformerWorker, startTransformerWorker } from '../../bench/transformer-workerd.ts';
import { openTransformer } from '../../evaluate/transformer.ts';
import { WEIGHTS, readCards } from '../../taxonomy/encoders.ts';
import { piecesOf, readTransformerOracle, wrongVectors } from '../support/transformer-oracle.ts';

const card = readCards().transformer;
const oracle = readTransformerOracle();
const titles = oracle?.lines.map(({ text }) => text) ?? [];

describe.skipIf(card === undefined)('the transformer of the repository', () => {
  it('has an oracle of its own, and at most 16 MB of weights', () => {
    expect(oracle?.hash, 'run python -m crosswalk_models.oracle again').toBe(card!.hash);
    expect(titles).toHaveLength(2_000);
    expect(card!.bytes).toBeLessThanOrEqual(16_000_000);
  });

  it('cuts 2,000 texts as Python does', () => {
    const wrong = oracle!.lines.filter(({ text, pieces }) => piecesOf(text).join() !== pieces.join());
    expect(wrong).toEqual([]);
  });

  it('answers 2,000 texts in Node as Python does', async () => {
    const encoder = await openTransformer();
    expect(encoder.identity).toMatchObject({ tier: 'TRANSFORMER', name: card!.name, hash: card!.hash });
    expect(wrongVectors(oracle!, await encoder.encode(titles))).toEqual([]);
  });

  describe('in workerd', () => {
    let worker: TransformerWorker;
    beforeAll(async () => {
      worker = await startTransformerWorker(WEIGHTS);
    });
    afterAll(() => worker.stop());

    it('answers concurrent first requests from one load, and 2,000 texts as Python does', async () => {
      // In parts: sixteen texts block the isolate for some tens of milliseconds.
      const parts = Array.from({ length: 8 }, (_, part) => titles.slice(part * 250, (part + 1) * 250));
      const answers = await Promise.all(parts.map((part) => worker.ask({ titles: part, calls: 1 })));
      expect(new Set(answers.map(({ hash }) => hash))).toEqual(new Set([card!.hash]));
      const vectors = answers.flatMap(({ vectors }) => vectors);
      expect(wrongVectors(oracle!, vectors)).toEqual([]);
    });
  });
});
