import { describe, expect, it } from 'vitest';
import { CrosswalkFailure } from '../../worker/core/failures.ts';
import type { OnnxFiles, OnnxRuntime } from '../../worker/platform/onnx-runtime.ts';
import { createEncoderStore } from '../../worker/stores/encoders.ts';
import { createQueryEncoder } from '../../worker/stores/query-encoder.ts';
import { createSyntheticEncoder, featuresOf } from '../support/static-encoder.ts';

const synthetic = createSyntheticEncoder(featuresOf('software developer'));
const FILE = `static-${synthetic.hash}.bin`;

/** A transformer whose network gives the same vector for every title; it cannot be opened the first `failing` times. */
function runtimeOf(failing = 0) {
  const opened: OnnxFiles[] = [];
  const { dimensions } = synthetic.encoder.identity;
  const runtime: OnnxRuntime = {
    memory: () => 0,
    async open(files) {
      opened.push(files);
      if (opened.length <= failing) throw new Error('no memory is shared here');
      return { run: async ({ texts }) => new Float32Array(texts * dimensions).fill(Math.sqrt(1 / dimensions)) };
    },
  };
  return { runtime, opened };
}
const TRANSFORMER = { name: 'small', hash: 'abcdefabcdefabcd', static: synthetic.hash };
const withTransformer = (card: object = TRANSFORMER): Answers => ({
  'manifest.json': () => Response.json({ static: { hash: synthetic.hash }, transformer: card }),
  [`transformer-${TRANSFORMER.hash}.onnx`]: () => new Response('graph'),
  [`transformer-${TRANSFORMER.hash}.onnx.data`]: () => new Response('weights'),
});

type Answers = Readonly<Record<string, (time: number) => Response>>;

/** A store over files that answer by how often they were asked before. */
function storeOf(changed: Answers = {}, runtime?: OnnxRuntime) {
  const answers: Answers = {
    'manifest.json': () => Response.json({ static: { name: 'synthetic', hash: synthetic.hash } }),
    [FILE]: () => new Response(synthetic.bytes),
    ...changed,
  };
  const asked: string[] = [];
  const failures: string[] = [];
  const store = createEncoderStore({
    runtime,
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

describe('the transformer', () => {
  it('is loaded once for concurrent requests, over the static tier that is served', async () => {
    const { runtime, opened } = runtimeOf();
    const { store, asked } = storeOf(withTransformer(), runtime);
    const [one, two] = await Promise.all([store.transformer(), store.transformer()]);
    expect(one).toBe(two);
    expect(one.identity).toMatchObject({ tier: 'TRANSFORMER', name: 'small', hash: TRANSFORMER.hash });
    expect(
      opened.map(({ graph, weights }) => [graph, weights].map((bytes) => new TextDecoder().decode(bytes))),
    ).toEqual([['graph', 'weights']]);
    expect(asked.filter((name) => name !== 'manifest.json').toSorted()).toEqual(
      [FILE, `transformer-${TRANSFORMER.hash}.onnx`, `transformer-${TRANSFORMER.hash}.onnx.data`].toSorted(),
    );
    expect((await one.encode(['nurse']))[0]).toEqual(new Float32Array(64).fill(1 / 8));
  });

  it.each([
    ['stands on another static tier', withTransformer({ ...TRANSFORMER, static: '0' }), 'stands on the static tier 0,'],
    ['is not deployed', {}, 'names no weights of the tier "transformer"'],
  ])('is refused where it %s', async (_, files, reason) => {
    const { store, failures } = storeOf(files, runtimeOf().runtime);
    await expect(store.transformer()).rejects.toMatchObject({ failure: { code: 'UNAVAILABLE', part: 'transformer' } });
    expect(failures[0]).toContain(reason);
  });

  it('leaves titles to the static tier where it cannot be loaded, and is tried again after a minute', async () => {
    let now = 0;
    const { runtime, opened } = runtimeOf(2);
    const { store, failures } = storeOf(withTransformer(), runtime);
    const told: unknown[] = [];
    const queries = createQueryEncoder({ encoders: store, now: () => now, onFallback: (error) => told.push(error) });
    const [vector] = await synthetic.encoder.encode(['nurse']);
    for (let time = 0; time < 3; time++)
      expect(await queries.encode(['nurse'])).toEqual({ encoder: synthetic.encoder.identity, vectors: [vector] });
    expect(failures).toEqual(['no memory is shared here', 'no memory is shared here']);
    expect([told.length, opened.length]).toEqual([1, 2]);
    now = 60_000;
    expect((await queries.encode(['nurse'])).encoder.tier).toBe('TRANSFORMER');
  });

  it('is missed by a Worker that was built without its runtime', async () => {
    const { store, failures } = storeOf(withTransformer());
    await expect(store.transformer()).rejects.toThrow();
    expect(failures[0]).toContain('worker/transformer.ts');
  });
});
