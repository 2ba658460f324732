import { describe, expect, it } from 'vitest';
import { CrosswalkFailure } from '../../worker/core/failures.ts';
import { createEncoderStore } from '../../worker/stores/encoders.ts';
import { createSyntheticEncoder, featuresOf } from '../support/static-encoder.ts';

const synthetic = createSyntheticEncoder(featuresOf('software developer'));
const FILE = `static-${synthetic.hash}.bin`;

type Answers = Readonly<Record<string, (time: number) => Response>>;

/** A store over files that answer by how often they were asked before. */
function storeOf(changed: Answers = {}) {
  const answers: Answers = {
    'manifest.json': () => Response.json({ static: { name: 'synthetic', hash: synthetic.hash } }),
    [FILE]: () => new Response(synthetic.bytes),
    ...changed,
  };
  const asked: string[] = [];
  const failures: string[] = [];
  const store = createEncoderStore({
    fetchFile: async (name) => {
      const time = asked.filter((other) => other === name).length;
      asked.push(name);
      return answers[name]?.(time) ?? new Response('missing', { status: 404 });
    },
    onFailure: (_, reason) => failures.push(reason),
  });
  return { store, asked, failures };
}

const missing = (): Response => new Response('missing', { status: 404 });
const damaged = (): Response => {
  const bytes = synthetic.bytes.slice();
  bytes[bytes.length - 9]! ^= 1;
  return new Response(bytes);
};

describe('encoder store', () => {
  it('shares one load between concurrent requests, and keeps what it loaded', async () => {
    const { store, asked } = storeOf();
    const encoders = await Promise.all([store.static(), store.static(), store.static()]);
    expect(new Set([...encoders, await store.static()]).size).toBe(1);
    expect(asked).toEqual(['manifest.json', FILE]);
    expect(encoders[0].identity).toMatchObject({ tier: 'STATIC', hash: synthetic.hash });
    const [vector] = await encoders[0].encode(['software developer']);
    for (const [at, value] of synthetic.vector('software developer').entries())
      expect(vector![at]!).toBeCloseTo(value, 6);
  });

  it.each([
    ['a missing file', missing, `${FILE}: status 404`],
    ['a damaged file', damaged, 'section "steps" is refused (checksum)'],
  ])('tries %s once more', async (_, first, reason) => {
    const { store, failures } = storeOf({
      [FILE]: (time) => (time === 0 ? first() : new Response(synthetic.bytes)),
    });
    await expect(store.static()).resolves.toHaveProperty('identity.hash', synthetic.hash);
    expect(failures).toEqual([expect.stringContaining(reason)]);
  });

  it('says that it is not available, and tries anew for the next request', async () => {
    const { store, asked, failures } = storeOf({
      'manifest.json': (time) => (time < 2 ? Response.json({}) : Response.json({ static: { hash: synthetic.hash } })),
    });
    const refused = await Promise.allSettled([store.static(), store.static()]);
    for (const outcome of refused) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(CrosswalkFailure) });
      expect(outcome).toMatchObject({ reason: { failure: { code: 'UNAVAILABLE', part: 'static encoder' } } });
    }
    expect(asked).toEqual(['manifest.json', 'manifest.json']);
    expect(failures[0]).toContain('names no weights of the tier "static"');
    await expect(store.static()).resolves.toHaveProperty('identity.hash', synthetic.hash);
  });

  it('has an earlier encoder by its hash, as long as its weights are deployed', async () => {
    const earlier = createSyntheticEncoder(featuresOf('nurse'));
    const { store, asked } = storeOf({ [`static-${earlier.hash}.bin`]: () => new Response(earlier.bytes) });
    expect(await store.byHash(synthetic.hash)).toBe(await store.static());
    const found = await Promise.all([store.byHash(earlier.hash), store.byHash(earlier.hash)]);
    expect(found[0]?.identity.hash).toBe(earlier.hash);
    expect(new Set(found).size).toBe(1);
    expect(asked.filter((name) => name === `static-${earlier.hash}.bin`)).toHaveLength(1);
    expect(await store.byHash('0'.repeat(16))).toBeUndefined();
  });
});
