/** The encoder on Workers AI: our adapter, workerd's own client, and a server on the wire (test/support/workers-ai-service.ts). */
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFallbackEncoder } from '../../worker/engines/encoder/fallback.ts';
import type { Encoder } from '../../worker/engines/encoder/encoder.ts';
import { createCircuitBreaker } from '../../worker/platform/circuit-breaker.ts';
import {
  createWorkersAiEncoder,
  type EmbeddingService,
  WorkersAiError,
  type WorkersAiOptions,
} from '../../worker/platform/workers-ai.ts';
import { callsOf, setFaults, wire } from '../support/wire-client.ts';
import { WIRE_DIMENSIONS, WIRE_MODEL, wireVector } from '../support/workers-ai-service.ts';

const POLICY = { attempts: 3, timeoutMs: 20_000, pauseMs: 1 };

function encoder(options: Partial<WorkersAiOptions> = {}): Encoder {
  return createWorkersAiEncoder({
    service: wire.WIRE_AI,
    model: WIRE_MODEL,
    dimensions: WIRE_DIMENSIONS,
    policy: POLICY,
    ...options,
  });
}

async function problemOf(call: Promise<unknown>): Promise<WorkersAiError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WorkersAiError)) throw new Error(`Expected a WorkersAiError, not ${String(error)}`);
  return error;
}

const unit = (text: string): number[] => {
  const vector = wireVector(text);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
};

function expectVectors(vectors: readonly Float32Array[], texts: readonly string[]): void {
  expect(vectors).toHaveLength(texts.length);
  for (const [at, text] of texts.entries()) {
    for (const [d, value] of unit(text).entries()) expect(vectors[at]![d]).toBeCloseTo(value, 5);
  }
}

beforeEach(() => setFaults('WIRE_AI'));

describe('encoding', () => {
  it('gives one vector of length 1 a text, in their order', async () => {
    const texts = ['Softwareentwicklerin', 'nurse', '護師', 'x'.repeat(20_000)];
    expectVectors(await encoder().encode(texts), texts);
  });

  it('names the model that answers', () => {
    expect(encoder().identity).toMatchObject({ tier: 'WORKERS_AI', name: WIRE_MODEL, dimensions: WIRE_DIMENSIONS });
    expect(encoder().identity.hash).toMatch(/^[0-9a-f]{16}$/u);
    expect(encoder({ model: '@cf/other' }).identity.hash).not.toBe(encoder().identity.hash);
  });

  it('sends many texts in few calls, each within what the model takes', async () => {
    const texts = Array.from({ length: 250 }, (_, n) => `title ${n}`);
    expectVectors(await encoder().encode(texts), texts);
    expect(await callsOf('WIRE_AI')).toHaveLength(3);
    const long = Array.from({ length: 10 }, (_, n) => `${n} ${'word '.repeat(12_000)}`);
    expectVectors(await encoder().encode(long), long);
  });

  it('sends no text without letters: its vector is all zero', async () => {
    const [empty, nurse, dashes] = await encoder().encode(['', 'nurse', ' – ! ']);
    expect([...empty!, ...dashes!].every((value) => value === 0)).toBe(true);
    expectVectors([nurse!], ['nurse']);
    const [call] = await callsOf('WIRE_AI');
    expect(JSON.parse(call!.body)).toMatchObject({ inputs: { text: ['nurse'] } });
  });

  it('sends nothing for nothing', async () => {
    expect(await encoder().encode([])).toEqual([]);
    await encoder().encode(['', '…']);
    expect(await callsOf('WIRE_AI')).toEqual([]);
  });
});

describe('what goes wrong', () => {
  const outOfCapacity = { internalCode: 3040, name: 'AiError', description: 'No more data centers to forward to' };
  const passing: [string, object][] = [
    ['429, out of capacity', { status: 429, body: outOfCapacity }],
    ['429 of a server in between', { status: 429, body: 'Too Many Requests' }],
    ['500', { status: 500, body: 'oops' }],
    ['500 with nothing in it', { status: 500, body: '' }],
    ['a 408', { status: 408, body: { internalCode: 3007, name: 'AiError', description: 'Request timeout' } }],
    ['an answer that is no JSON', { status: 200, body: '{"data": [[NaN' }],
    ['NaN for a number', { status: 200, body: '{"data": [[NaN, 1, 1, 1, 1, 1, 1, 1]]}' }],
    ['null for a number', { status: 200, body: { data: [[null, 1, 1, 1, 1, 1, 1, 1]] } }],
    ['a number beyond all', { status: 200, body: '{"data": [[1e999, 1, 1, 1, 1, 1, 1, 1]]}' }],
    ['a vector of zeros', { status: 200, body: { data: [[0, 0, 0, 0, 0, 0, 0, 0]] } }],
    ['a vector that is too short', { status: 200, body: { data: [[1, 2]] } }],
    ['too few vectors', { status: 200, body: { data: [] } }],
    ['another shape', { status: 200, body: { result: 'fine' } }],
    ['null', { status: 200, body: 'null' }],
  ];

  it.each(passing)('is tried again after %s', async (_, fault) => {
    await setFaults('WIRE_AI', { operation: 'run', times: 2, ...fault });
    expectVectors(await encoder().encode(['nurse']), ['nurse']);
    expect(await callsOf('WIRE_AI')).toHaveLength(3);
  });

  it.each(passing)('throws after three times %s', async (_, fault) => {
    await setFaults('WIRE_AI', { operation: 'run', times: 9, ...fault });
    expect((await problemOf(encoder().encode(['nurse']))).problem).not.toBe('refused');
    expect(await callsOf('WIRE_AI')).toHaveLength(3);
  });

  it('waits for a slow answer up to the time-out, then tries again', async () => {
    await setFaults('WIRE_AI', { operation: 'run', times: 1, delayMs: 60_000 });
    const patient = encoder({ policy: { attempts: 2, timeoutMs: 1_500, pauseMs: 1 } });
    expectVectors(await patient.encode(['nurse']), ['nurse']);
    expect(await callsOf('WIRE_AI')).toHaveLength(2);
    await setFaults('WIRE_AI', { operation: 'run', times: 9, delayMs: 60_000 });
    const hasty = encoder({ policy: { attempts: 2, timeoutMs: 20, pauseMs: 1 } });
    expect(await problemOf(hasty.encode(['nurse']))).toMatchObject({
      problem: 'unavailable',
      message: 'Workers AI, unavailable: no answer within 20 ms',
    });
  });

  it('is not tried again where that cannot help', async () => {
    expect((await problemOf(encoder({ model: '@cf/unknown' }).encode(['nurse']))).problem).toBe('refused');
    expect(await callsOf('WIRE_AI')).toHaveLength(1);
    const used = { internalCode: 3036, name: 'AiError', description: 'You have used up your daily free allocation' };
    await setFaults('WIRE_AI', { operation: 'run', times: 9, status: 429, body: used });
    expect((await problemOf(encoder().encode(['nurse']))).problem).toBe('rate_limited');
    expect(await callsOf('WIRE_AI')).toHaveLength(1);
  });

  it('leaves a model alone that keeps failing, and tries one call after a while', async () => {
    let now = 1_000;
    const breaker = createCircuitBreaker({ failures: 2, openMs: 100, now: () => now });
    const patient = encoder({ breaker, policy: { ...POLICY, attempts: 1 } });
    await setFaults('WIRE_AI', { operation: 'run', times: 3, status: 500, body: 'oops' });
    await problemOf(patient.encode(['a']));
    await problemOf(patient.encode(['b']));
    expect(await problemOf(patient.encode(['c']))).toMatchObject({ problem: 'unavailable' });
    expect(await callsOf('WIRE_AI')).toHaveLength(2);
    now += 100;
    await problemOf(patient.encode(['d']));
    await problemOf(patient.encode(['e']));
    expect(await callsOf('WIRE_AI')).toHaveLength(3);
    now += 100;
    expectVectors(await patient.encode(['f']), ['f']);
    expectVectors(await patient.encode(['g']), ['g']);
  });
});

describe('the fall-back', () => {
  const local: Encoder = {
    identity: { tier: 'STATIC', name: 'local', hash: '0'.repeat(16), dimensions: 2 },
    encode: async (texts) => texts.map(() => Float32Array.of(1, 0)),
  };

  it('answers where Workers AI does not, and says who answered', async () => {
    const told: unknown[] = [];
    const both = createFallbackEncoder({
      preferred: async () => encoder(),
      local: async () => local,
      onFallback: (error) => told.push(error),
    });
    const remote = await both.encode(['nurse', 'cook']);
    expect(remote.encoder).toEqual(encoder().identity);
    expectVectors(remote.vectors, ['nurse', 'cook']);
    expect(told).toEqual([]);

    await setFaults('WIRE_AI', { operation: 'run', times: 9, status: 500, body: 'oops' });
    const answered = await both.encode(['nurse', 'cook']);
    expect(answered.encoder).toEqual(local.identity);
    expect(answered.vectors).toEqual([Float32Array.of(1, 0), Float32Array.of(1, 0)]);
    expect(told).toHaveLength(1);
  });

  it('is whole: where one of several batches fails, no vector of the model is given', async () => {
    const both = createFallbackEncoder({
      preferred: async () => encoder(),
      local: async () => local,
      onFallback: () => undefined,
    });
    const texts = Array.from({ length: 150 }, (_, n) => `title ${n}`);
    await setFaults('WIRE_AI', { operation: 'run', times: 1, delayMs: 1 }, { operation: 'run', times: 9, status: 500 });
    const { encoder: answered, vectors } = await both.encode(texts);
    expect(answered).toEqual(local.identity);
    expect(vectors).toHaveLength(150);
  });
});

describe('the stand-in', () => {
  const { AI, WORKERS_AI_MODEL: model, WORKERS_AI_DIMENSIONS: dimensions } = env;
  // Both have this method; the types of Workers AI name every model with its own inputs.
  const service = AI as unknown as EmbeddingService;

  // The first call loads the Worker that stands in, and its weights.
  beforeAll(async () => {
    await service.run(model, { text: ['nurse'], truncate_inputs: true });
  }, 300_000);

  it('answers through its binding as a model does, under a name of its own', async () => {
    const local = createWorkersAiEncoder({ service, model, dimensions: Number(dimensions), policy: POLICY });
    expect(local.identity).toMatchObject({ tier: 'WORKERS_AI', name: '@local/static-encoder' });
    const [nurse, empty, upper] = await local.encode(['nurse', '', 'NURSE']);
    expect(nurse!.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 4);
    expect([...upper!]).toEqual([...nurse!]);
    expect(empty!.every((value) => value === 0)).toBe(true);
  });

  it('is no model on Workers AI', async () => {
    const other = createWorkersAiEncoder({ service, model: WIRE_MODEL, dimensions: 1_024, policy: POLICY });
    expect(await problemOf(other.encode(['nurse']))).toMatchObject({ problem: 'refused' });
  });
});
