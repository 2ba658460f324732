/**
 * The composition root: builds every part once an isolate, from the bindings. The only place, beside the entries,
 * that sees all rooms.
 */
import { reasonOf } from './core/reason.ts';
import type { ApiServices } from './api/context.ts';
import { createApi } from './api/server.ts';
import { createAuditLog } from './domain/audit.ts';
import { createAutocomplete } from './domain/autocomplete.ts';
import { createLinks } from './domain/bulk-links.ts';
import { createBulkWork } from './domain/bulk-work.ts';
import { type BulkParts, createBulk } from './domain/bulk.ts';
import { createChanges } from './domain/changes.ts';
import {
  type CollectionDomain,
  type CollectionDomainParts,
  createCollectionDomain,
} from './domain/collection-domain.ts';
import type { CollectionTask } from './domain/collection-tasks.ts';
import { createDetails } from './domain/details.ts';
import { createHierarchy } from './domain/hierarchy.ts';
import { createKeyRing } from './domain/keys.ts';
import { type LongDescriptionParts, createLongDescriptions } from './domain/long-descriptions.ts';
import { createNames } from './domain/names.ts';
import { createTitleNormalizer } from './domain/normalize-title.ts';
import { createOccupations } from './domain/occupations.ts';
import { createTitleRanker } from './domain/rank-titles.ts';
import { createTitleSkills } from './domain/skills-for-title.ts';
import { createSkills } from './domain/skills.ts';
import { createTaxonomies } from './domain/taxonomy.ts';
import { BUILT_IN_LEXICON } from './domain/title-cleaning/built-in.ts';
import type { AppServices } from './http/app.ts';
import type { Bindings } from './platform/bindings.ts';
import { parseConfiguration } from './platform/bindings.ts';
import { createLog } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import type { OnnxRuntime } from './platform/onnx-runtime.ts';
import { sendAll } from './platform/queue.ts';
import { createWorkersAiEncoder, loggableReason } from './platform/workers-ai.ts';
import { BULK_QUEUE_PREFIX, createBulkConsumer } from './queues/bulk.ts';
import { type ConsumerParts, type QueueBatch, createConsumer } from './queues/consumer.ts';
import { createApiKeyStore } from './stores/api-keys.ts';
import { type AuditStore, createAuditStore } from './stores/audit.ts';
import { createBulkFiles } from './stores/bulk-files.ts';
import { createBulkStore } from './stores/bulk.ts';
import { createCollectionTitleStore } from './stores/collection-titles.ts';
import { createCollectionStore } from './stores/collections.ts';
import { type ConceptStore, createConceptStore } from './stores/concepts.ts';
import { createEncoderStore } from './stores/encoders.ts';
import { createQueryEncoder } from './stores/query-encoder.ts';
import { type SnapshotStore, createSnapshotStore } from './stores/snapshot.ts';
import { openVectorStores } from './stores/vector-stores.ts';

/** What collections stand on beside the taxonomy. */
export type CollectionStores = Omit<CollectionDomainParts, 'snapshot' | 'lexicon' | 'names' | 'normalizer'>;

/** The large model that reads long descriptions, where the deployment has one do so. */
export type LongTexts = Pick<LongDescriptionParts, 'encoder' | 'onFailure'>;

/** The domain over its stores; tests build it over stores of their own. */
export function createApiServices(
  snapshot: SnapshotStore,
  concepts: ConceptStore,
  collections: CollectionStores,
  audit: AuditStore,
  bulk: BulkParts,
  longTexts?: LongTexts,
): ApiServices {
  const names = createNames(snapshot);
  const longDescriptions = longTexts && createLongDescriptions({ ...longTexts, snapshot, concepts });
  const normalizer = createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON, longDescriptions });
  const taxonomies = createTaxonomies(snapshot, concepts);
  return {
    taxonomies,
    changes: createChanges(snapshot, concepts),
    occupations: createOccupations(snapshot),
    skills: createSkills(snapshot),
    hierarchy: createHierarchy(snapshot),
    names,
    autocomplete: createAutocomplete(snapshot, names),
    normalizer,
    ranker: createTitleRanker({ snapshot, lexicon: BUILT_IN_LEXICON }),
    titleSkills: createTitleSkills({ snapshot, lexicon: BUILT_IN_LEXICON }),
    collections: createCollectionDomain({ ...collections, snapshot, lexicon: BUILT_IN_LEXICON, names, normalizer }),
    audit: createAuditLog(audit),
    bulk: { ...createBulk(bulk), work: createBulkWork({ ...bulk, normalizer, taxonomies, names }) },
    createDetails: () => createDetails(concepts),
  };
}

export interface WorkerServices extends AppServices {
  /** Works off messages of a queue. */
  consume(batch: QueueBatch): Promise<void>;
  /** What is due by the clock. */
  repair(): Promise<void>;
}

/** `runtime` runs the transformer, which serves where ENCODER_TIER asks for it. */
export function createServices(bindings: Bindings, kernel: WebAssembly.Module, runtime?: OnnxRuntime): WorkerServices {
  const configuration = parseConfiguration(bindings);
  const log = createLog(configuration.logLevel);
  const asset = (request: Request): Promise<Response> => bindings.ASSETS.fetch(request);
  const queries = createQueryEncoder({
    encoders: { static: () => encoders.static(), transformer: () => encoders.transformer() },
    now: () => Date.now(),
    onFallback: (error) => log.warn('encoder_fallback', { reason: reasonOf(error) }),
  });
  const snapshot = createSnapshotStore({
    encoder: () => encoders.static(),
    queries: configuration.encoderTier === 'transformer' ? queries : undefined,
    kernel,
    fetchFile: (name) => asset(new Request(`https://assets.local/snapshot/${name}`)),
    onFailure: (file, reason) => log.warn('snapshot_read_failed', { file, reason }),
  });
  const encoders = createEncoderStore({
    runtime,
    fetchFile: (name) => asset(new Request(`https://assets.local/encoder/${name}`)),
    onFailure: (part, reason) => log.warn('encoder_read_failed', { part, reason }),
  });
  const longTexts = (): LongTexts => ({
    encoder: createWorkersAiEncoder({ service: bindings.AI, ...configuration.workersAi }),
    onFailure: (error) => {
      const reason = loggableReason(error);
      if (reason !== undefined) log.warn('long_text_fallback', { reason });
    },
  });
  const keyRing = createKeyRing(createApiKeyStore(bindings.DB), bindings.KEY_PEPPER, () => Date.now());
  const apiServices = createApiServices(
    snapshot,
    createConceptStore(bindings.DB),
    {
      collections: createCollectionStore(bindings.DB),
      titles: createCollectionTitleStore(bindings.DB),
      encoders: { current: () => encoders.static(), find: (hash) => encoders.byHash(hash) },
      openVectors: openVectorStores(bindings),
      queue: { send: (tasks: readonly CollectionTask[]) => sendAll(bindings.COLLECTION_QUEUE, tasks) },
      clock: () => Date.now(),
      onTrouble: (event, collection, reason) => log.warn(event, { collection, reason }),
    },
    createAuditStore(bindings.DB),
    {
      jobs: createBulkStore(bindings.DB),
      files: createBulkFiles(bindings.BULK_FILES),
      queue: { send: (tasks) => sendAll(bindings.BULK_QUEUE, tasks) },
      links: createLinks(bindings.KEY_PEPPER, () => Date.now()),
      clock: () => Date.now(),
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    },
    configuration.longTexts === 'workers-ai' ? longTexts() : undefined,
  );
  const { work } = apiServices.bulk;
  const watched: Pick<ConsumerParts, 'onFailure' | 'onUnknown'> = {
    onFailure: ({ id, attempts }, error) =>
      log.warn('message_failed', { message: id, attempts, reason: reasonOf(error) }),
    onUnknown: (id) => log.error('message_not_understood', { message: id }),
  };
  const { indexing, repair }: CollectionDomain = apiServices.collections;
  const consumeTitles = createConsumer({ indexing, ...watched });
  const consumeBulk = createBulkConsumer({ work, ...watched });
  return {
    log,
    api: createApi(apiServices),
    consume: (batch) => (batch.queue.startsWith(BULK_QUEUE_PREFIX) ? consumeBulk(batch) : consumeTitles(batch)),
    async repair() {
      const [{ titles, passes, drops }, jobs] = await Promise.all([repair(), work.repair()]);
      if (titles + passes + drops + jobs > 0) log.warn('repair', { titles, passes, drops, jobs });
    },
    async served() {
      const manifest = await snapshot.manifest();
      return { snapshot: `${manifest.snapshot} ${manifest.taxonomy.importedAt}`, worker: bindings.VERSION.id };
    },
    async ready() {
      const [manifest, encoder] = await Promise.all([
        snapshot.manifest(),
        encoders.static().then(
          ({ identity }) => identity.hash,
          () => null, // titles are still compared by their letters
        ),
        snapshot.concepts(),
      ]);
      return { taxonomy: manifest.taxonomy.id, snapshot: manifest.snapshot, encoder };
    },
    admission: {
      authenticate: (key, origin) => keyRing.authenticate(key, origin),
      rates: configuration.rates,
      limiters: {
        address: bindings.ADDRESS_LIMITER,
        publishableKey: bindings.PUBLISHABLE_KEY_LIMITER,
        secretKey: bindings.SECRET_KEY_LIMITER,
      },
      anonymousReading: configuration.anonymousReading,
      now: () => Date.now(),
    },
    bulk: apiServices.bulk,
    metrics: createMetrics(bindings.METRICS),
    asset,
    explorer: ({ url }) => asset(new Request(new URL('/graphiql', url))),
  };
}
