/**
 * Where the vectors of collections live: one contract, two homes.
 *
 * `vectorize-store.ts` keeps them in Vectorize, `vector-object-store.ts` in Durable Objects; one suite of cases holds both
 * against this text (test/stores/vector-store-cases.ts). What this file promises is what callers may rely on: the
 * narrower of both homes, so that moving from one to the other changes nothing but speed.
 */
import type { EncoderIdentity } from '../engines/encoder/encoder.ts';

/** What both homes can hold and answer. A call past a limit throws {@link VectorStoreError} before anything is done. */
export const VECTOR_LIMITS = {
  /** A namespace: this many characters of A-Z a-z 0-9 _ -. A ULID fits. */
  namespaceLength: 26,
  /** An id, unique within its namespace: this many characters of A-Z a-z 0-9 _ -. A ULID fits, a UUID with hyphens does not. */
  idLength: 31,
  /** A language tag: characters. */
  languageLength: 35,
  /** Vectors in one upsert. */
  vectorsPerUpsert: 1_000,
  /** Ids in one getByIds. */
  idsPerGet: 100,
  /** Ids in one deleteByIds. */
  idsPerDelete: 1_000,
  /** Largest `topK`. */
  topK: 100,
  /** Languages in one filter. */
  filterLanguages: 30,
  /** Groups in one filter. */
  filterGroups: 100,
} as const;

/** The last day that fits 16 bits, in the year 2149. */
export const LATEST_DAY = 65_535;

/** What a vector is found by beside its direction. Nothing else is stored: the rest of a title lives in D1. */
export interface VectorMetadata {
  /** The title's language, a lower-case BCP 47 tag ("en", "zh-hant"); empty when unknown. */
  readonly language: string;
  /** The ISCO-08 code of the title's occupation, 1 to 4 digits ("2512"); empty when unknown. */
  readonly group: string;
  /** When the title was posted, in whole days since 1970-01-01 UTC ({@link dayOf}); 0 when unknown. At most 65,535. */
  readonly postedDay: number;
}

export interface StoredVector {
  readonly id: string;
  /** `encoder.dimensions` finite numbers, not all zero; any length, as only the direction counts. */
  readonly values: Float32Array;
  readonly metadata: VectorMetadata;
}

/** Every condition that is given must hold. */
export interface VectorFilter {
  /** One of these languages; of an empty list, none. */
  readonly languages?: readonly string[];
  /** At or below one of these ISCO-08 codes, 1 to 4 digits each: "25" finds "2512". Of an empty list, none. */
  readonly groups?: readonly string[];
  /** Posted on this day or later. Vectors without a day never match. */
  readonly postedFrom?: number;
  /** Posted on this day or earlier. Vectors without a day never match. */
  readonly postedTo?: number;
}

export interface VectorQuery {
  /** How many at most, 1 to {@link VECTOR_LIMITS}.topK. */
  readonly topK: number;
  readonly filter?: VectorFilter;
}

export interface VectorMatch {
  readonly id: string;
  /** Cosine of both vectors, -1 to 1. Homes may differ by about .01: one keeps 8 bits a number, the other searches approximately. */
  readonly score: number;
  readonly metadata: VectorMetadata;
}

/** What a write leaves behind, to ask later whether queries see it ({@link isVisible}). */
export interface Mutation {
  readonly mutationId: string;
  /** When the home acknowledged it, in milliseconds since 1970. From then on it is durable. */
  readonly acceptedAt: number;
}

export interface VectorStoreDescription {
  readonly dimensions: number;
  /** Vectors held: by this namespace where the home counts so (Durable Object), by the whole index otherwise. */
  readonly count: number;
  /** The last mutation that queries see; absent before the first. */
  readonly processedMutation?: string;
  /** Mutations accepted before this moment are seen by queries. Milliseconds since 1970; 0 before the first, Infinity where all are. */
  readonly processedUpTo: number;
}

/**
 * The vectors of one encoder. Those of another are elsewhere and can neither be found nor changed through this object.
 *
 * Writes are durable when their promise resolves, and seen by queries a moment later: at once in the Durable Object,
 * after some seconds in Vectorize. Writes to one id are applied in the order in which they were acknowledged; of two
 * that overlap, either may win. All are idempotent, so a caller may repeat one whose outcome it does not know.
 */
export interface VectorStore {
  readonly encoder: EncoderIdentity;
  /** Inserts or replaces, whole vectors. Of two with one id the later in the list counts. An empty list is fine. */
  upsert(namespace: string, vectors: readonly StoredVector[]): Promise<Mutation>;
  /** The most similar first. Ties in any order. Fewer than `topK` where fewer match. */
  query(namespace: string, values: Float32Array, query: VectorQuery): Promise<readonly VectorMatch[]>;
  /** Those that exist, in the order asked for. `values` are of length 1 and may have lost precision (8 bits a number). */
  getByIds(namespace: string, ids: readonly string[]): Promise<readonly StoredVector[]>;
  /** Ids that do not exist are no error. A namespace whose last vector goes takes no more space. */
  deleteByIds(namespace: string, ids: readonly string[]): Promise<Mutation>;
  describe(namespace: string): Promise<VectorStoreDescription>;
}

/** Gives the store of an encoder's vectors. During a change of encoder both are open: the old one serves, the new one fills. */
export type OpenVectorStore = (encoder: EncoderIdentity) => VectorStore;

/** Whether queries see a mutation, by a description that was asked for after it. */
export function isVisible(mutation: Mutation, description: VectorStoreDescription): boolean {
  return description.processedMutation === mutation.mutationId || description.processedUpTo > mutation.acceptedAt;
}

/** The `postedDay` of a moment in seconds since 1970; 0 for 0 and all before. */
export function dayOf(seconds: number): number {
  return Math.max(0, Math.min(LATEST_DAY, Math.floor(seconds / 86_400)));
}

/** Whether a filter lets nothing through, whatever there is. */
export function findsNothing({ languages, groups, postedFrom = 0, postedTo = LATEST_DAY }: VectorFilter): boolean {
  return languages?.length === 0 || groups?.length === 0 || postedFrom > postedTo;
}

export type VectorStoreProblem =
  /** The call itself is wrong; the same call can never succeed. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The namespace is full; another home holds more. */
  | { readonly kind: 'full'; readonly capacity: number }
  /** The home asked to slow down. */
  | { readonly kind: 'rate_limited'; readonly reason: string }
  /** The home failed or did not answer. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Every failure of a vector store. */
export class VectorStoreError extends Error {
  readonly problem: VectorStoreProblem;

  constructor(problem: VectorStoreProblem, options?: ErrorOptions) {
    super(describe(problem), options);
    this.name = 'VectorStoreError';
    this.problem = problem;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return this.problem.kind === 'rate_limited' || this.problem.kind === 'unavailable';
  }
}

function describe(problem: VectorStoreProblem): string {
  switch (problem.kind) {
    case 'refused':
      return `The vector store refused the call: ${problem.reason}.`;
    case 'full':
      return `The namespace holds ${problem.capacity} vectors, as many as fit; delete some, or use Vectorize.`;
    case 'rate_limited':
      return `The vector store asks to slow down: ${problem.reason}.`;
    case 'unavailable':
      return `The vector store did not answer: ${problem.reason}.`;
  }
}
