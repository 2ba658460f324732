/** A long description on its way to Workers AI and back: the API, the adapter, and a server on the wire that may fail. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCircuitBreaker } from '../../worker/platform/circuit-breaker.ts';
import {
  type EmbeddingService,
  type WorkersAiOptions,
  WorkersAiError,
  createWorkersAiEncoder,
  loggableReason,
} from '../../worker/platform/workers-ai.ts';
import { type TestApp, createAppOver } from '../support/app.ts';
import { CONTENTS, type TestStores, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';
import { type Fault, type RecordedCall, startWireServer } from '../support/wire-server.ts';
import { WIRE_DIMENSIONS, WIRE_MODEL, workersAiService } from '../support/workers-ai-service.ts';

const QUERY = `query ($description: String) {
  normalizeTitle(title: "software nurse", language: "en", description: $description) {
    encoder
    matches { occupation { id } confidence evidence { source detail weight } }
  }
}`;
/** The server's vectors count letters: none is nearer to this than the text of the occupation. */
const DESCRIPTION = 'registered nurse\n'.repeat(20);
const POLICY = { attempts: 2, timeoutMs: 20_000, pauseMs: 1 };

const address = await startWireServer({ WIRE_AI: workersAiService });

/** As workerd's client sends it; that client itself is tested in test/workerd/workers-ai.test.ts. */
const service: EmbeddingService = {
  async run(model, inputs) {
    const headers = {
      'mf-binding': 'WIRE_AI',
      'mf-url': 'http://workers-ai/run',
      'mf-header-cf-consn-model-id': model,
    };
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ inputs }) });
    if (!answer.ok) throw new Error(`InferenceUpstreamError: ${await answer.text()}`);
    return answer.json();
  },
};

async function setFaults(...faults: readonly Fault[]): Promise<void> {
  const body = JSON.stringify({ binding: 'WIRE_AI', faults, held: false });
  await fetch(new URL('/control', address), { method: 'POST', body });
}

async function calls(): Promise<readonly RecordedCall[]> {
  return (await fetch(new URL('/calls?binding=WIRE_AI', address))).json() as Promise<readonly RecordedCall[]>;
}

let stores: TestStores;
let told: unknown[];
beforeAll(() => {
  stores = createStoresOf([taxonomyOf(CONTENTS)]);
});
beforeEach(async () => {
  told = [];
  await setFaults();
});

function appWith(options: Partial<WorkersAiOptions> = {}): TestApp {
  const encoder = createWorkersAiEncoder({
    service,
    model: WIRE_MODEL,
    dimensions: WIRE_DIMENSIONS,
    policy: POLICY,
    ...options,
  });
  return createAppOver(stores, {}, { encoder, onFailure: (error) => told.push(error) });
}

async function normalize({ ask }: TestApp, description = DESCRIPTION) {
  const { data, errors } = await ask(QUERY, { description });
  expect(errors).toBeUndefined();
  return data.normalizeTitle;
}

describe('a long description', () => {
  it('is read by the model on Workers AI, and the answer says so', async () => {
    const app = appWith();
    const { encoder, matches } = await normalize(app);
    expect(encoder).toBe('WORKERS_AI');
    expect(matches[0].occupation.id).toBe('occupation:nurse');
    expect(matches[0].evidence).toContainEqual({ source: 'description', detail: WIRE_MODEL, weight: 1 });
    await normalize(app);
    const sent = (await calls()).map(({ body }) => JSON.parse(body).inputs.text.length);
    expect(sent).toEqual([expect.any(Number), 1]);
    expect(sent[0]).toBeGreaterThan(2);
    expect(told).toEqual([]);
  });

  it('is read again after a failure that passes', async () => {
    await setFaults({ operation: 'run', times: 1, status: 429, body: 'Too Many Requests' });
    expect((await normalize(appWith())).encoder).toBe('WORKERS_AI');
    expect(await calls()).toHaveLength(2);
  });

  it.each<[string, object, Partial<WorkersAiOptions>]>([
    ['is late', { delayMs: 60_000 }, { policy: { attempts: 2, timeoutMs: 20, pauseMs: 1 } }],
    ['has too much to do', { status: 429, body: '3040: out of capacity' }, {}],
    ['breaks', { status: 500, body: 'oops' }, {}],
    ['answers no JSON', { status: 200, body: '{"data": [[' }, {}],
    ['answers NaN', { status: 200, body: '{"data": [[NaN, 1, 1, 1, 1, 1, 1, 1]]}' }, {}],
    ['answers too little', { status: 200, body: { data: [] } }, {}],
    ['is unknown', { delayMs: 0 }, { model: '@cf/unknown' }],
    ['is not bound', { delayMs: 0 }, { service: undefined as unknown as EmbeddingService }],
  ])('is read passage by passage where the model %s', async (_, fault, options) => {
    await setFaults({ operation: 'run', times: 9, ...fault });
    const answer = await normalize(appWith(options));
    expect(answer).toEqual(await normalize(createAppOver(stores)));
    expect(answer.encoder).toBe('STATIC');
    expect(told).toEqual([expect.any(WorkersAiError)]);
  });

  it('is not sent while the model is left alone', async () => {
    const breaker = createCircuitBreaker({ failures: 1, openMs: 60_000, now: () => 1_000 });
    const app = appWith({ breaker });
    await setFaults({ operation: 'run', times: 2, status: 500, body: 'oops' });
    await normalize(app);
    expect((await normalize(app)).encoder).toBe('STATIC');
    expect(await calls()).toHaveLength(2);
    expect(told.map(loggableReason)).toEqual(['unavailable', undefined]);
  });

  it('is in no line of the log, not even where the server repeats it', async () => {
    const app = appWith();
    const secret = `Zanzibar ${DESCRIPTION}`;
    await normalize(app, secret);
    await setFaults({ operation: 'run', times: 9, status: 500, body: `3001: cannot read "${secret}"` });
    await normalize(app, secret);
    expect(String(told[0])).toContain('Zanzibar');
    expect(app.log.length).toBeGreaterThan(0);
    expect(JSON.stringify([app.log, told.map(loggableReason)])).not.toContain('Zanzibar');
  });
});
