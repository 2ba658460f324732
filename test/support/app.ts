/** The whole Worker but for its bindings, in Node, over the small taxonomy. */
import { createApi } from '../../worker/api/server.ts';
import { type App, createApp } from '../../worker/http/app.ts';
import { createLog } from '../../worker/platform/log.ts';
import { type LongTexts, createApiServices } from '../../worker/services.ts';
import type { BulkWork } from '../../worker/domain/bulk-work.ts';
import type { CollectionDomain } from '../../worker/domain/collection-domain.ts';
import type { AdmissionServices } from '../../worker/http/admission.ts';
import type { OperationPoint } from '../../worker/platform/metrics.ts';
import { createAuditStore } from '../../worker/stores/audit.ts';
import { createConceptStore } from '../../worker/stores/concepts.ts';
import { createAdmission } from './admission.ts';
import { type TestBulk, createTestBulk } from './bulk.ts';
import { type TestCollectionStores, createTestCollectionStores } from './collections.ts';
import { CONTENTS, type Contents, type TestStores, createStoresOf, taxonomyOf } from './taxonomy.ts';

export interface TestApp extends TestStores {
  readonly app: App;
  /** Every log line, parsed. */
  readonly log: Record<string, unknown>[];
  readonly points: OperationPoint[];
  /** What the queue and the clock do, and what they do it on. */
  readonly collections: CollectionDomain;
  readonly collectionStores: TestCollectionStores;
  readonly bulk: TestBulk;
  /** Works off what was sent for bulk jobs, and what is sent meanwhile. */
  workOffBulk(): Promise<void>;
  readonly bulkWork: BulkWork;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Sends a query by POST and gives the parsed answer. */
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
}

/** A part of an answer, whose shape the test's own query says. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests read answers of every shape
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Json;
  readonly errors: readonly { message: string; path?: unknown[]; extensions: Record<string, unknown> }[] | undefined;
}

/** Serves the last of these versions of the small taxonomy. */
export function createTestApp(...versions: readonly Contents[]): TestApp {
  return createAppOver(createStoresOf((versions.length === 0 ? [CONTENTS] : versions).map(taxonomyOf)));
}

/** `admission` changes who is admitted, and how often; `longTexts` reads long descriptions. */
export function createAppOver(
  stores: TestStores,
  admission: Partial<AdmissionServices> = {},
  longTexts?: LongTexts,
): TestApp {
  const log: Record<string, unknown>[] = [];
  const points: OperationPoint[] = [];
  const bulk = createTestBulk(stores.d1);
  const collectionStores = createTestCollectionStores(stores.d1);
  const services = createApiServices(
    stores.snapshot,
    createConceptStore(stores.d1.client),
    collectionStores,
    createAuditStore(stores.d1.client),
    bulk,
    longTexts,
  );
  const app = createApp({
    log: createLog('debug', (line) => log.push(JSON.parse(line))),
    bulk: services.bulk,
    metrics: (point) => points.push(point),
    admission: createAdmission(stores.d1, admission),
    api: createApi(services),
    served: async () => ({ snapshot: (await stores.snapshot.manifest()).snapshot, worker: 'test' }),
    ready: async () => {
      const { taxonomy, snapshot } = await stores.snapshot.manifest();
      return { taxonomy: taxonomy.id, snapshot, encoder: null };
    },
    asset: async (request) => new Response(`asset ${new URL(request.url).pathname}`),
    explorer: async () =>
      new Response('<!doctype html><title>GraphiQL</title>', { headers: { 'content-type': 'text/html' } }),
  });
  const fetch = async (path: string, init?: RequestInit): Promise<Response> =>
    app.fetch(new Request(`http://localhost${path}`, init));
  return {
    ...stores,
    app,
    log,
    points,
    collections: services.collections,
    collectionStores,
    bulk,
    async workOffBulk() {
      for (let task = bulk.sent.shift(); task !== undefined; task = bulk.sent.shift())
        await services.bulk.work.run(task);
    },
    bulkWork: services.bulk.work,
    fetch,
    async ask(query, variables, headers = {}) {
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = JSON.parse(await response.text());
      return { status: response.status, headers: response.headers, data, errors };
    },
  };
}
