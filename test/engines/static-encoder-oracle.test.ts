import { describe, expect, it } from 'vitest';
import { openStatic, readCards } from '../../taxonomy/encoders.ts';
import { compareWithOracle } from '../support/static-oracle.ts';
import { readStaticOracle } from '../support/static-oracle-file.ts';

const oracle = readStaticOracle();

describe.skipIf(oracle === undefined)('the static encoder of the repository', () => {
  it('answers 2,000 texts as Python does', () => {
    const encoder = openStatic();
    const { hash, ...compared } = compareWithOracle(encoder, oracle!);
    expect(hash, 'run python -m crosswalk_models.oracle again').toBe(encoder.identity.hash);
    expect(compared).toEqual({ texts: 2_000, wrongRows: [], wrongVectors: [] });
  });

  it('has at most 16 MB of weights, as its card says', () => {
    const card = readCards().static!;
    const { identity } = openStatic();
    expect(card).toMatchObject({ name: identity.name, hash: identity.hash, dimensions: identity.dimensions });
    expect(card.bytes).toBeLessThanOrEqual(16_000_000);
  });
});
