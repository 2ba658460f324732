/**
 * Vectorize on the wire, from its public documentation (developers.cloudflare.com/vectorize, read 2026-11-23): routes,
 * limits, filters, and mutations that become visible a moment after they were accepted. Scores are exact cosines.
 *
 * Error codes as users report them: 40006 too many vectors, 40007 too many ids, 40008 id too long, 40041 too many
 * requests; the others are this file's own.
 */
import type { WireAnswer, WireRequest, WireService } from './wire-server.ts';

type Scalar = string | number | boolean | null;

interface WireVector {
  readonly id: string;
  readonly values: readonly number[];
  readonly namespace?: string;
  readonly metadata?: Readonly<Record<string, Scalar>>;
}

interface WireQuery {
  readonly vector: readonly number[];
  readonly topK?: number;
  readonly namespace?: string;
  readonly returnValues?: boolean;
  readonly returnMetadata?: 'none' | 'indexed' | 'all';
  readonly filter?: Readonly<Record<string, unknown>>;
}

export interface VectorizeIndexOptions {
  readonly dimensions: number;
  /** Properties with a metadata index; no other can be filtered by, or is returned by "indexed". */
  readonly metadataIndexes: readonly string[];
  /** Between the acceptance of a mutation and its visibility. */
  readonly processingMs: number;
}

class Refused extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

function checkVector(vector: WireVector, dimensions: number): void {
  if (bytes(vector.id) > 64) throw new Refused(40_008, `id too long; max is 64 bytes, got ${bytes(vector.id)} bytes`);
  if (bytes(vector.namespace ?? '') > 64) throw new Refused(40_009, 'namespace too long; max is 64 bytes');
  if (vector.values.length !== dimensions)
    throw new Refused(
      40_012,
      `invalid vector for id="${vector.id}", expected ${dimensions} dimensions, and got ${vector.values.length} dimensions`,
    );
  if (vector.values.some((value) => typeof value !== 'number')) throw new Refused(40_023, 'failed to parse vectors');
  if (bytes(JSON.stringify(vector.metadata ?? {})) > 10_240) throw new Refused(40_011, 'metadata too large');
}

const OPERATORS: Readonly<Record<string, (value: Scalar, operand: unknown) => boolean>> = {
  $eq: (value, operand) => value === operand,
  $ne: (value, operand) => value !== operand,
  $in: (value, operand) => Array.isArray(operand) && operand.includes(value),
  $nin: (value, operand) => Array.isArray(operand) && !operand.includes(value),
  $lt: (value, operand) => compare(value, operand) < 0,
  $lte: (value, operand) => compare(value, operand) <= 0,
  $gt: (value, operand) => compare(value, operand) > 0,
  $gte: (value, operand) => compare(value, operand) >= 0,
};

/** NaN, which no comparison accepts, for values of different types. */
function compare(value: Scalar, operand: unknown): number {
  if (typeof value === 'number' && typeof operand === 'number') return value - operand;
  if (typeof value === 'string' && typeof operand === 'string') return value < operand ? -1 : Number(value > operand);
  return Number.NaN;
}

function checkFilter(filter: Readonly<Record<string, unknown>>): void {
  if (Object.keys(filter).length === 0) throw new Refused(40_024, 'filter must be a non-empty object');
  if (bytes(JSON.stringify(filter)) >= 2_048) throw new Refused(40_024, 'filter must be less than 2048 bytes');
  for (const condition of Object.values(filter)) {
    if (typeof condition !== 'object' || condition === null) continue;
    for (const operator of Object.keys(condition)) {
      if (!(operator in OPERATORS)) throw new Refused(40_024, `unknown filter operator ${operator}`);
    }
  }
}

function passes(value: Scalar | undefined, condition: unknown): boolean {
  if (value === undefined) return false;
  if (typeof condition !== 'object' || condition === null) return value === condition;
  return Object.entries(condition).every(([operator, operand]) => OPERATORS[operator]?.(value, operand) === true);
}

function cosine(left: readonly number[], right: readonly number[]): number {
  let [dot, leftSquares, rightSquares] = [0, 0, 0];
  for (const [at, value] of left.entries()) {
    dot += value * right[at]!;
    leftSquares += value * value;
    rightSquares += right[at]! ** 2;
  }
  return dot / Math.sqrt(leftSquares * rightSquares);
}

/** One index. Mutations are applied in order, each when its time has come. */
export function createVectorizeService(options: VectorizeIndexOptions): WireService {
  const visible = new Map<string, WireVector>();
  let waiting: { readonly id: string; readonly at: number; readonly apply: () => void }[] = [];
  let processed: { readonly id: string; readonly at: number } | undefined;
  let mutations = 0;
  let held = false;

  function process(): void {
    if (held) return;
    const now = Date.now();
    while (waiting[0] !== undefined && waiting[0].at + options.processingMs <= now) {
      const [mutation, ...rest] = waiting;
      mutation.apply();
      processed = mutation;
      waiting = rest;
    }
  }

  function accept(apply: () => void): { mutationId: string } {
    mutations += 1;
    const id = `00000000-0000-4000-8000-${String(mutations).padStart(12, '0')}`;
    waiting.push({ id, at: Date.now(), apply });
    return { mutationId: id };
  }

  function parseVectors({ headers, body }: WireRequest): readonly WireVector[] {
    if (headers.get('content-type') !== 'application/x-ndjson') throw new Refused(40_023, 'expected NDJSON');
    const vectors = body.split('\n').map((line) => JSON.parse(line) as WireVector);
    if (vectors.length > 1_000)
      throw new Refused(40_006, `too many vectors in payload; max is 1000, got ${vectors.length}`);
    for (const vector of vectors) checkVector(vector, options.dimensions);
    return vectors.map((vector) => ({ ...vector, values: [...Float32Array.from(vector.values)] }));
  }

  function parseIds(body: string, maximum: number): readonly string[] {
    const { ids } = JSON.parse(body) as { ids: string[] };
    if (ids.length > maximum)
      throw new Refused(40_007, `too many ids in payload; max id count is ${maximum}, got ${ids.length}`);
    return ids;
  }

  const indexed = (metadata: WireVector['metadata']): Record<string, Scalar> =>
    Object.fromEntries(Object.entries(metadata ?? {}).filter(([name]) => options.metadataIndexes.includes(name)));

  function query(body: string): unknown {
    const {
      vector,
      topK = 5,
      namespace,
      returnValues,
      returnMetadata = 'none',
      filter,
    } = JSON.parse(body) as WireQuery;
    if (vector.length !== options.dimensions)
      throw new Refused(
        40_006,
        `invalid query vector, expected ${options.dimensions} dimensions, and got ${vector.length} dimensions`,
      );
    const maximum = returnValues === true || returnMetadata === 'all' ? 50 : 100;
    if (topK < 1 || topK > maximum) throw new Refused(40_025, `max top K is ${maximum}`);
    if (filter !== undefined) checkFilter(filter);
    const matches = [...visible.values()]
      .filter((stored) => namespace === undefined || stored.namespace === namespace)
      .filter(({ metadata }) => {
        const fields = indexed(metadata);
        return Object.entries(filter ?? {}).every(([name, condition]) => passes(fields[name], condition));
      })
      .map(({ id, values, metadata, ...stored }) => ({
        id,
        score: cosine(vector, values),
        ...(stored.namespace === undefined ? {} : { namespace: stored.namespace }),
        ...(returnValues === true ? { values } : {}),
        ...(returnMetadata === 'none' ? {} : { metadata: returnMetadata === 'all' ? metadata : indexed(metadata) }),
      }))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, topK);
    return { count: matches.length, matches };
  }

  function handle(request: WireRequest): unknown {
    switch (operationOf(request)) {
      case 'info':
        return {
          dimensions: options.dimensions,
          vectorCount: visible.size,
          processedUpToDatetime: processed === undefined ? null : new Date(processed.at).toISOString(),
          processedUpToMutation: processed?.id ?? null,
        };
      case 'insert': {
        const vectors = parseVectors(request);
        return accept(() => {
          for (const vector of vectors) if (!visible.has(vector.id)) visible.set(vector.id, vector);
        });
      }
      case 'upsert': {
        const vectors = parseVectors(request);
        return accept(() => {
          for (const vector of vectors) visible.set(vector.id, vector);
        });
      }
      case 'query':
        return query(request.body);
      case 'getByIds':
        return parseIds(request.body, 20).flatMap((id) => visible.get(id) ?? []);
      case 'deleteByIds': {
        const ids = parseIds(request.body, 100);
        return accept(() => {
          for (const id of ids) visible.delete(id);
        });
      }
      default:
        throw new Refused(10_000, `no such route: ${request.url.pathname}`);
    }
  }

  return {
    operation: operationOf,
    hold(wanted) {
      held = wanted;
    },
    answer(request): WireAnswer {
      process();
      try {
        return { status: 200, body: handle(request) };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { status: 400, body: { code: error.code, error: error.message } };
      }
    },
  };
}

function operationOf({ url }: WireRequest): string {
  return url.pathname.slice(1);
}
