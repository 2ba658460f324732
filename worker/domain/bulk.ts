/**
 * Bulk normalisation as its owner sees it: a job is started, its file uploaded through a signed link, and its result
 * fetched through another. What happens in between: bulk-work.ts.
 */
import { CrosswalkFailure } from '../core/failures.ts';
import type { LanguageTag } from '../core/language.ts';
import { LIMITS } from '../core/limits.ts';
import { streamOf } from '../core/streams.ts';
import { newUlid } from '../core/ulid.ts';
import type { BulkFiles } from '../stores/bulk-files.ts';
import type { BulkFormat, BulkJobRow, BulkState, BulkStore } from '../stores/bulk.ts';
import type { Links } from './bulk-links.ts';
import { CSV_RESULT_HEADER } from './bulk-rows.ts';
import type { BulkQueue } from './bulk-tasks.ts';
import { type Writer, auditEntry } from './collections.ts';

export interface BulkOrder {
  readonly format: BulkFormat;
  readonly language: LanguageTag | undefined;
  readonly labelLanguage: LanguageTag;
  readonly matches: number;
  readonly minConfidence: number;
}

export interface BulkJob {
  readonly id: string;
  readonly state: BulkState;
  readonly format: BulkFormat;
  readonly createdAt: number;
  readonly error: string | undefined;
  /** Undefined until the whole upload is divided. */
  readonly rowCount: number | undefined;
  readonly doneRows: number;
  readonly failedRows: number;
}

export interface Bulk {
  start(writer: Writer, order: BulkOrder): Promise<{ readonly job: BulkJob; readonly uploadUrl: string }>;
  find(tenant: string, id: string): Promise<BulkJob | undefined>;
  /** Throws NOT_FOUND where the tenant has no such job. */
  cancel(writer: Writer, id: string): Promise<BulkJob>;
  /** The job now and whenever it changed, until it is over. Throws NOT_FOUND likewise. */
  watch(tenant: string, id: string): AsyncGenerator<BulkJob>;
  resultUrl(job: BulkJob): Promise<string | undefined>;
  /** Takes the file of a job, once. */
  upload(id: string, link: SignedLink, body: ReadableStream<Uint8Array>, length: number): Promise<void>;
  /** The result of a job that is done. */
  result(id: string, link: SignedLink): Promise<{ readonly format: BulkFormat; readonly body: ReadableStream }>;
}

export interface SignedLink {
  readonly expires: string;
  readonly signature: string;
}

export interface BulkParts {
  readonly jobs: BulkStore;
  readonly files: BulkFiles;
  readonly queue: BulkQueue;
  readonly links: Links;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Resolves after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** How often a watched job is looked at. */
const WATCH_MS = 1_000;
/** A job that stands still is told of again after so many looks, so that no connection is taken for dead. */
const LOOKS_A_SIGN = 15;

const isOver = ({ state }: BulkJob): boolean => state === 'DONE' || state === 'FAILED' || state === 'CANCELLED';

export function createBulk({ jobs, files, queue, links, clock, pause }: BulkParts): Bulk {
  const unknown = (id: string): CrosswalkFailure => new CrosswalkFailure({ code: 'NOT_FOUND', argument: 'id', id });

  async function describe(row: BulkJobRow): Promise<BulkJob> {
    const { doneRows, failedRows } = await jobs.progress(row.id);
    return {
      id: row.id,
      state: row.state,
      format: row.format,
      createdAt: row.createdAt,
      error: row.error ?? undefined,
      rowCount: row.scanned ? row.scannedRows : undefined,
      doneRows,
      failedRows,
    };
  }

  async function find(tenant: string, id: string): Promise<BulkJob | undefined> {
    const row = await jobs.find(id);
    return row === undefined || row.tenant !== tenant ? undefined : describe(row);
  }

  async function* resultParts(row: BulkJobRow): AsyncGenerator<Uint8Array> {
    if (row.format === 'CSV') yield new TextEncoder().encode(CSV_RESULT_HEADER);
    const count = await jobs.partCount(row.id);
    for (let part = 0; part < count; part += 1) {
      const stream = await files.readResult(row.id, part);
      if (stream === undefined) throw new Error(`Part ${part} of ${row.id} has no result`);
      yield* stream;
    }
  }

  return {
    find,
    async start(writer, order) {
      const open = await jobs.countOpen(writer.tenant);
      if (open >= LIMITS.bulkJobsPerTenant) {
        const reason = `cannot begin: ${open} jobs are not over yet, which is the most; wait for one, or cancel it`;
        throw new CrosswalkFailure({ code: 'BAD_USER_INPUT', argument: 'startBulkNormalization', reason });
      }
      const now = clock();
      const id = newUlid(now);
      const { format, language, labelLanguage, matches, minConfidence } = order;
      const state = 'AWAITING_UPLOAD';
      const settings = { format, language: language ?? null, labelLanguage, matches, minConfidence };
      await jobs.create(
        { id, tenant: writer.tenant, state, createdAt: now, updatedAt: now, ...settings },
        auditEntry(writer, 'startBulkNormalization', id, 1),
      );
      const job: BulkJob = {
        id,
        state,
        format,
        createdAt: now,
        error: undefined,
        rowCount: undefined,
        doneRows: 0,
        failedRows: 0,
      };
      return { job, uploadUrl: await links.sign('rows', id) };
    },
    async cancel(writer, id) {
      if ((await find(writer.tenant, id)) === undefined) throw unknown(id);
      await jobs.cancel(id, clock(), auditEntry(writer, 'cancelBulkNormalization', id, 1));
      const job = await find(writer.tenant, id);
      if (job === undefined) throw unknown(id);
      return job;
    },
    async *watch(tenant, id) {
      let told = '';
      for (let looks = 0; ; looks += 1) {
        const job = await find(tenant, id);
        if (job === undefined) throw unknown(id);
        const now = JSON.stringify(job);
        if (now !== told || looks % LOOKS_A_SIGN === 0) yield job;
        told = now;
        if (isOver(job)) return;
        await pause(WATCH_MS);
      }
    },
    resultUrl: async ({ id, state }) => (state === 'DONE' ? links.sign('result', id) : undefined),
    async upload(id, { expires, signature }, body, length) {
      await links.check('rows', id, expires, signature);
      if (length > LIMITS.bulkBytes) throw new CrosswalkFailure({ code: 'BODY_TOO_LARGE', maximum: LIMITS.bulkBytes });
      const job = await jobs.find(id);
      if (job?.state !== 'AWAITING_UPLOAD') throw new CrosswalkFailure({ code: 'LINK_INVALID', reason: 'USED' });
      const isFirst = await files.createUpload(id, body, length);
      // Where an upload was stored and the job not begun, for a crash came between, the same link begins it.
      const hasBegun = await jobs.begin(id, length, clock());
      if (!isFirst && !hasBegun) throw new CrosswalkFailure({ code: 'LINK_INVALID', reason: 'USED' });
      await queue.send([{ kind: 'SCAN', job: id }]);
    },
    async result(id, { expires, signature }) {
      await links.check('result', id, expires, signature);
      const row = await jobs.find(id);
      if (row?.state !== 'DONE') throw new CrosswalkFailure({ code: 'LINK_INVALID', reason: 'EXPIRED' });
      return { format: row.format, body: streamOf(resultParts(row)) };
    },
  };
}
