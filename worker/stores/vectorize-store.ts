/**
 * The vector store in Vectorize: one index per kind of encoder, a namespace per collection.
 *
 * An index outlives a model, so the first digits of the encoder's hash stand before every namespace and id: vectors of
 * two models share an index while one replaces the other, and neither is ever found by the other. Ids are unique in an
 * index, not in a namespace, so the namespace stands in the id as well; nobody reaches another's vectors by guessing.
 *
 * The index must have been created with the metric "cosine", the encoder's dimensions and a metadata index for each
 * of {@link VECTORIZE_METADATA_INDEXES} before the first vector: Vectorize fills them on insertion only.
 */
import { reasonOf } from '../core/reason.ts';
import type { EncoderIdentity } from '../engines/encoder/encoder.ts';
import { CallTimeout, type RetryPolicy, withRetry } from '../platform/retry.ts';
import { checkIds, checkNamespace, checkQuery, checkVectors } from './vector-checks.ts';
import {
  type Mutation,
  type OpenVectorStore,
  type StoredVector,
  VECTOR_LIMITS,
  type VectorFilter,
  type VectorMatch,
  type VectorMetadata,
  type VectorStore,
  VectorStoreError,
  findsNothing,
} from './vector-store.ts';

/** What filters use. A group is found by any of its prefixes, so each length has a field of its own. */
export const VECTORIZE_METADATA_INDEXES = [
  { property: 'language', type: 'string' },
  { property: 'group1', type: 'string' },
  { property: 'group2', type: 'string' },
  { property: 'group3', type: 'string' },
  { property: 'group4', type: 'string' },
  { property: 'postedDay', type: 'number' },
] as const;

/** Vectorize takes fewer ids in a call than it takes vectors; longer lists are sent in parts. */
const IDS_PER_GET = 20;
const IDS_PER_DELETE = 100;
/** Parts in flight at once. A Worker may have six connections open. */
const CONCURRENT_PARTS = 5;

/** Digits of the encoder's hash before namespaces and ids: 6 + 26 + 1 + 31 characters are Vectorize's 64 bytes. */
const TAG_LENGTH = 6;
const SEPARATOR = '.';

/** Somebody waits for what is read; what is written comes from a queue. */
interface VectorizePolicies {
  readonly read: RetryPolicy;
  readonly write: RetryPolicy;
}

const POLICIES: VectorizePolicies = {
  read: { attempts: 3, timeoutMs: 5_000, pauseMs: 100 },
  write: { attempts: 3, timeoutMs: 20_000, pauseMs: 500 },
};

/** Vectorize's own code for "Too Many Requests". */
const RATE_LIMIT_CODE = 40_041;

/** Reads what workerd's client throws: "VECTOR_QUERY_ERROR (code = 40006): too many" or "...: Status + 503". */
function problemOf(error: unknown): VectorStoreError {
  if (error instanceof VectorStoreError) return error;
  const reason = reasonOf(error);
  const code = Number(/_ERROR \(code = (\d+)\)/u.exec(reason)?.[1]);
  const status = Number(/_ERROR: Status \+ (\d+)/u.exec(reason)?.[1]);
  if (error instanceof CallTimeout) return new VectorStoreError({ kind: 'unavailable', reason }, { cause: error });
  if (code === RATE_LIMIT_CODE || status === 429 || /too many requests/iu.test(reason))
    return new VectorStoreError({ kind: 'rate_limited', reason }, { cause: error });
  if ((code >= 40_000 && code < 50_000) || (status >= 400 && status < 500))
    return new VectorStoreError({ kind: 'refused', reason }, { cause: error });
  return new VectorStoreError({ kind: 'unavailable', reason }, { cause: error });
}

async function call<Value>(policy: RetryPolicy, send: () => Promise<Value>): Promise<Value> {
  return withRetry(
    policy,
    (error) => error instanceof VectorStoreError && error.retryable,
    async () => {
      try {
        return await send();
      } catch (error) {
        throw problemOf(error);
      }
    },
  ).catch((error: unknown) => {
    throw problemOf(error);
  });
}

type Fields = Record<string, string | number>;

/** What is unknown is left out: no filter matches a field that is not there. */
function fieldsOf({ language, group, postedDay }: VectorMetadata): Fields {
  const fields: Fields = {};
  if (language !== '') fields['language'] = language;
  for (let length = 1; length <= group.length; length += 1) fields[`group${length}`] = group.slice(0, length);
  if (postedDay > 0) fields['postedDay'] = postedDay;
  return fields;
}

function metadataOf(fields: VectorizeVector['metadata']): VectorMetadata {
  const text = (name: string): string => {
    const value = fields?.[name];
    return typeof value === 'string' ? value : '';
  };
  const day = fields?.['postedDay'];
  return {
    language: text('language'),
    group: text('group4') || text('group3') || text('group2') || text('group1'),
    postedDay: typeof day === 'number' ? day : 0,
  };
}

/**
 * Vectorize joins conditions by "and", and groups of different lengths are in different fields: one filter for each
 * length, whose answers are merged. At most four.
 */
export function filtersOf(filter: VectorFilter | undefined): readonly (VectorizeVectorMetadataFilter | undefined)[] {
  const common: VectorizeVectorMetadataFilter = {};
  if (filter?.languages !== undefined) common['language'] = { $in: [...new Set(filter.languages)] };
  if (filter?.postedFrom !== undefined || filter?.postedTo !== undefined) {
    common['postedDay'] = {
      $gte: filter.postedFrom ?? 0,
      ...(filter.postedTo === undefined ? {} : { $lte: filter.postedTo }),
    };
  }
  if (filter?.groups === undefined) return [Object.keys(common).length === 0 ? undefined : common];
  const byLength = Map.groupBy(new Set(filter.groups), (group) => group.length);
  return [...byLength].map(([length, groups]) => ({ ...common, [`group${length}`]: { $in: groups } }));
}

function partsOf<Element>(elements: readonly Element[], size: number): Element[][] {
  return Array.from({ length: Math.ceil(elements.length / size) }, (_, part) =>
    elements.slice(part * size, (part + 1) * size),
  );
}

/** Some parts at once; answers in order. */
async function sendParts<Part, Answer>(
  parts: readonly Part[],
  send: (part: Part) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < parts.length; start += CONCURRENT_PARTS) {
    answers.push(...(await Promise.all(parts.slice(start, start + CONCURRENT_PARTS).map(send))));
  }
  return answers;
}

function unitVector(values: VectorizeVector['values']): Float32Array {
  const unit = Float32Array.from(values);
  let squares = 0;
  for (const value of unit) squares += value * value;
  const length = Math.sqrt(squares);
  return unit.map((value) => value / length);
}

/** Milliseconds since 1970 of what the client types as a number and Vectorize sends as an ISO 8601 text, or null. */
function moment(value: unknown): number {
  const milliseconds = typeof value === 'string' ? Date.parse(value) : Number(value ?? 0);
  return Number.isNaN(milliseconds) ? 0 : milliseconds;
}

function createVectorizeStore(index: Vectorize, encoder: EncoderIdentity, policies: VectorizePolicies): VectorStore {
  const tag = encoder.hash.slice(0, TAG_LENGTH);
  const space = (namespace: string): string => `${tag}${namespace}`;
  const prefix = (namespace: string): string => `${tag}${namespace}${SEPARATOR}`;

  const accepted = ({ mutationId }: VectorizeAsyncMutation): Mutation => ({ mutationId, acceptedAt: Date.now() });
  /** Of a call that changes nothing; seen from the beginning. */
  const nothing: Mutation = { mutationId: '', acceptedAt: -1 };

  return {
    encoder,

    async upsert(namespace, vectors) {
      const counting = checkVectors(namespace, vectors, encoder.dimensions);
      if (counting.length === 0) return nothing;
      const rows: VectorizeVector[] = counting.map(({ id, values, metadata }) => ({
        id: prefix(namespace) + id,
        namespace: space(namespace),
        values,
        metadata: fieldsOf(metadata),
      }));
      return accepted(await call(policies.write, () => index.upsert(rows)));
    },

    async query(namespace, values, query) {
      checkQuery(namespace, values, query, encoder.dimensions);
      if (findsNothing(query.filter ?? {})) return [];
      const idStart = prefix(namespace).length;
      const answers = await Promise.all(
        filtersOf(query.filter).map((filter) =>
          call(policies.read, () =>
            index.query(values, {
              topK: query.topK,
              namespace: space(namespace),
              // "all" would allow but 50 results; what is indexed is all there is.
              returnMetadata: 'indexed',
              ...(filter === undefined ? {} : { filter }),
            }),
          ),
        ),
      );
      const matches = new Map<string, VectorMatch>();
      for (const { id, score, metadata } of answers.flatMap((answer) => answer.matches)) {
        matches.set(id, { id: id.slice(idStart), score, metadata: metadataOf(metadata) });
      }
      return [...matches.values()].toSorted((a, b) => b.score - a.score).slice(0, query.topK);
    },

    async getByIds(namespace, ids) {
      const wanted = checkIds(namespace, ids, VECTOR_LIMITS.idsPerGet);
      const idStart = prefix(namespace).length;
      const parts = await sendParts(partsOf(wanted, IDS_PER_GET), (part) =>
        call(policies.read, () => index.getByIds(part.map((id) => prefix(namespace) + id))),
      );
      const found = new Map<string, StoredVector>();
      for (const { id, values, metadata } of parts.flat()) {
        const own = id.slice(idStart);
        found.set(own, { id: own, values: unitVector(values), metadata: metadataOf(metadata) });
      }
      return wanted.flatMap((id) => found.get(id) ?? []);
    },

    async deleteByIds(namespace, ids) {
      const wanted = checkIds(namespace, ids, VECTOR_LIMITS.idsPerDelete);
      const remove = (part: readonly string[]): Promise<VectorizeAsyncMutation> =>
        call(policies.write, () => index.deleteByIds(part.map((id) => prefix(namespace) + id)));
      const parts = partsOf(wanted, IDS_PER_DELETE);
      const last = parts.pop();
      if (last === undefined) return nothing;
      // Mutations are applied in the order of acceptance: the last one, sent when the others are accepted, speaks for all.
      await sendParts(parts, remove);
      return accepted(await remove(last));
    },

    async describe(namespace) {
      checkNamespace(namespace);
      const { dimensions, vectorCount, processedUpToMutation, processedUpToDatetime } = await call(policies.read, () =>
        index.describe(),
      );
      // oxlint-disable-next-line typescript/no-unnecessary-condition -- the client's types say number; an empty index has null
      const processedMutation =
        processedUpToMutation == null ? {} : { processedMutation: String(processedUpToMutation) };
      return { dimensions, count: vectorCount, ...processedMutation, processedUpTo: moment(processedUpToDatetime) };
    },
  };
}

/** `indexFor`: the Vectorize index of each kind of encoder. */
export function openVectorizeStore(
  indexFor: (encoder: EncoderIdentity) => Vectorize,
  policies: VectorizePolicies = POLICIES,
): OpenVectorStore {
  return (encoder) => createVectorizeStore(indexFor(encoder), encoder, policies);
}
