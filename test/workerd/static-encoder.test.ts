import { env } from 'cloudflare:workers';
import { expect, inject, it } from 'vitest';
import { createEncoderStore } from '../../worker/stores/encoders.ts';
import { compareWithOracle } from '../support/static-oracle.ts';
import { createSyntheticEncoder, featuresOf } from '../support/static-encoder.ts';

const oracle = inject('staticOracle');

it('the static encoder answers in workerd what its definition says', () => {
  const titles = ['Senior Softwareentwickler (m/w/d)', '软件工程师', '👩‍⚕️ nurse \ud800', 'مهندس برمجيات', ''];
  const synthetic = createSyntheticEncoder(titles.flatMap(featuresOf).filter((_, index) => index % 2 === 0));
  const vector = new Float32Array(synthetic.encoder.identity.dimensions);
  for (const title of titles) {
    expect([...synthetic.encoder.rows(title)]).toEqual(synthetic.rows(title));
    synthetic.encoder.encodeInto(title, vector);
    for (const [at, value] of synthetic.vector(title).entries()) expect(vector[at]!).toBeCloseTo(value, 6);
  }
});

it.skipIf(oracle === null)(
  'the static encoder, loaded from static assets, answers 2,000 texts as Python does',
  async () => {
    const encoder = await createEncoderStore({
      fetchFile: (name) => env.ASSETS.fetch(`https://assets.local/encoder/${name}`),
    }).static();
    const { hash, ...compared } = compareWithOracle(encoder, oracle!);
    expect(hash, 'run python -m crosswalk_models.oracle again').toBe(encoder.identity.hash);
    expect(compared).toEqual({ texts: 2_000, wrongRows: [], wrongVectors: [] });
  },
);
