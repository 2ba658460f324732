/**
 * How far bulk jobs are, in D1. Every change is conditional on what it changes from, so that a message that comes twice,
 * late or after a crash changes nothing twice.
 */
import { and, asc, count, eq, inArray, lt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { type AuditEntry, insertAudit } from './audit.ts';
import { bulkJobs, bulkParts } from './bulk-tables.ts';
import { type Statement, runBatch } from './d1-batch.ts';

export type BulkJobRow = typeof bulkJobs.$inferSelect;
export type BulkPartRow = typeof bulkParts.$inferSelect;
export type BulkState = BulkJobRow['state'];
export type BulkFormat = BulkJobRow['format'];
export type NewBulkPart = Pick<BulkPartRow, 'part' | 'start' | 'end' | 'firstRow' | 'rows'>;

export interface BulkProgress {
  readonly rows: number;
  readonly doneRows: number;
  readonly failedRows: number;
}

/** How far the upload is divided. */
export interface Scanned {
  readonly bytes: number;
  readonly rows: number;
  readonly isLast: boolean;
  readonly header: string | null;
}

export interface BulkStore {
  create(job: typeof bulkJobs.$inferInsert, audit: AuditEntry): Promise<void>;
  /** Jobs of a tenant that are not over. */
  countOpen(tenant: string): Promise<number>;
  find(id: string): Promise<BulkJobRow | undefined>;
  /** The upload is there. False where the job did not wait for it. */
  begin(id: string, bytes: number, now: number): Promise<boolean>;
  /** Adds parts from `from` on; nothing where another scan was further. */
  addParts(id: string, from: number, parts: readonly NewBulkPart[], scanned: Scanned, now: number): Promise<void>;
  part(id: string, part: number): Promise<BulkPartRow | undefined>;
  finishPart(id: string, part: number, failedRows: number, now: number): Promise<void>;
  progress(id: string): Promise<BulkProgress>;
  partCount(id: string): Promise<number>;
  /** Parts that are not done, at most `limit`, from the first on. */
  openParts(id: string, limit: number): Promise<readonly number[]>;
  /** Ends a job that is not over. False where it was. */
  cancel(id: string, now: number, audit: AuditEntry): Promise<boolean>;
  fail(id: string, error: string, now: number): Promise<void>;
  /** Running jobs without progress since then. */
  stalled(before: number, limit: number): Promise<readonly BulkJobRow[]>;
  touch(id: string, now: number): Promise<void>;
}

const OPEN: readonly BulkState[] = ['AWAITING_UPLOAD', 'RUNNING'];
/** Parts of one statement: they travel as one JSON parameter. */
const PARTS_PER_STATEMENT = 500;

export function createBulkStore(client: D1Database): BulkStore {
  const database = drizzle(client);
  const isOpen = (id: string) => and(eq(bulkJobs.id, id), inArray(bulkJobs.state, [...OPEN]));
  /** A job is done when all of it is divided and no part is left. */
  const settle = (id: string, now: number) =>
    database
      .update(bulkJobs)
      .set({ state: 'DONE', updatedAt: now })
      .where(
        and(
          eq(bulkJobs.id, id),
          eq(bulkJobs.state, 'RUNNING'),
          eq(bulkJobs.scanned, true),
          sql`NOT EXISTS (SELECT 1 FROM bulk_part WHERE job_id = ${id} AND done = 0)`,
        ),
      );

  return {
    async create(job, audit) {
      await database.batch([database.insert(bulkJobs).values(job), insertAudit(database, audit)]);
    },
    countOpen: (tenant) =>
      database.$count(bulkJobs, and(eq(bulkJobs.tenant, tenant), inArray(bulkJobs.state, [...OPEN]))),
    find: (id) => database.select().from(bulkJobs).where(eq(bulkJobs.id, id)).get(),
    async begin(id, bytes, now) {
      const begun = await database
        .update(bulkJobs)
        .set({ state: 'RUNNING', bytes, updatedAt: now })
        .where(and(eq(bulkJobs.id, id), eq(bulkJobs.state, 'AWAITING_UPLOAD')))
        .returning({ id: bulkJobs.id });
      return begun.length > 0;
    },
    async addParts(id, from, parts, { bytes, rows, isLast, header }, now) {
      const statements: Statement[] = [];
      for (let start = 0; start < parts.length; start += PARTS_PER_STATEMENT) {
        const json = JSON.stringify(parts.slice(start, start + PARTS_PER_STATEMENT));
        statements.push(
          sql`INSERT OR IGNORE INTO bulk_part (job_id, part, start, "end", first_row, rows)
            SELECT ${id}, value ->> 'part', value ->> 'start', value ->> 'end', value ->> 'firstRow', value ->> 'rows'
            FROM json_each(${json}) WHERE (SELECT scanned_bytes FROM bulk_job WHERE id = ${id}) = ${from}`,
        );
      }
      const advance = database
        .update(bulkJobs)
        .set({ scannedBytes: bytes, scannedRows: rows, scanned: isLast, header, updatedAt: now })
        .where(and(eq(bulkJobs.id, id), eq(bulkJobs.scannedBytes, from), eq(bulkJobs.scanned, false)));
      await runBatch(client, [...statements, advance, settle(id, now)]);
    },
    part: (id, part) =>
      database
        .select()
        .from(bulkParts)
        .where(and(eq(bulkParts.jobId, id), eq(bulkParts.part, part)))
        .get(),
    async finishPart(id, part, failedRows, now) {
      await database.batch([
        database
          .update(bulkParts)
          .set({ done: true, failedRows })
          .where(and(eq(bulkParts.jobId, id), eq(bulkParts.part, part))),
        database.update(bulkJobs).set({ updatedAt: now }).where(eq(bulkJobs.id, id)),
        settle(id, now),
      ]);
    },
    async progress(id) {
      const row = await database
        .select({
          rows: sql<number>`coalesce(sum(${bulkParts.rows}), 0)`,
          doneRows: sql<number>`coalesce(sum(${bulkParts.rows} * ${bulkParts.done}), 0)`,
          failedRows: sql<number>`coalesce(sum(${bulkParts.failedRows}), 0)`,
        })
        .from(bulkParts)
        .where(eq(bulkParts.jobId, id))
        .get();
      return row ?? { rows: 0, doneRows: 0, failedRows: 0 };
    },
    async partCount(id) {
      const row = await database.select({ parts: count() }).from(bulkParts).where(eq(bulkParts.jobId, id)).get();
      return row?.parts ?? 0;
    },
    async openParts(id, limit) {
      const rows = await database
        .select({ part: bulkParts.part })
        .from(bulkParts)
        .where(and(eq(bulkParts.jobId, id), eq(bulkParts.done, false)))
        .orderBy(asc(bulkParts.part))
        .limit(limit);
      return rows.map(({ part }) => part);
    },
    async cancel(id, now, audit) {
      const [cancelled] = await database.batch([
        database
          .update(bulkJobs)
          .set({ state: 'CANCELLED', updatedAt: now })
          .where(isOpen(id))
          .returning({ id: bulkJobs.id }),
        insertAudit(database, audit),
      ]);
      return cancelled.length > 0;
    },
    async fail(id, error, now) {
      await database.update(bulkJobs).set({ state: 'FAILED', error, updatedAt: now }).where(isOpen(id));
    },
    stalled: (before, limit) =>
      database
        .select()
        .from(bulkJobs)
        .where(and(eq(bulkJobs.state, 'RUNNING'), lt(bulkJobs.updatedAt, before)))
        .orderBy(asc(bulkJobs.updatedAt))
        .limit(limit),
    async touch(id, now) {
      await database.update(bulkJobs).set({ updatedAt: now }).where(eq(bulkJobs.id, id));
    },
  };
}
