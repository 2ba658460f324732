/** The layout of bulk jobs. Their rows stand in files (bulk-files.ts); here stands how far each job is. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const bulkJobs = sqliteTable(
  'bulk_job',
  {
    /** A ULID. */
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    format: text('format', { enum: ['CSV', 'NDJSON'] }).notNull(),
    state: text('state', { enum: ['AWAITING_UPLOAD', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] }).notNull(),
    /** Of rows that name none; null: detected. */
    language: text('language'),
    /** Of the names in the result. */
    labelLanguage: text('label_language').notNull(),
    matches: integer('matches').notNull(),
    minConfidence: real('min_confidence').notNull(),
    /** Milliseconds since 1970. */
    createdAt: integer('created_at').notNull(),
    /** When the job last made progress. */
    updatedAt: integer('updated_at').notNull(),
    /** Bytes of the upload. */
    bytes: integer('bytes').notNull().default(0),
    /** JSON: delimiter and column names of a CSV file, once they are read. */
    header: text('header'),
    /** Up to which byte and row the upload is divided into parts. */
    scannedBytes: integer('scanned_bytes').notNull().default(0),
    scannedRows: integer('scanned_rows').notNull().default(0),
    scanned: integer('scanned', { mode: 'boolean' }).notNull().default(false),
    /** Why it failed. */
    error: text('error'),
  },
  (table) => [
    index('bulk_job_by_tenant').on(table.tenant, table.id),
    index('bulk_job_running')
      .on(table.updatedAt)
      .where(sql`${table.state} = 'RUNNING'`),
  ],
);

/** A stretch of rows that is worked off as a whole. */
export const bulkParts = sqliteTable(
  'bulk_part',
  {
    jobId: text('job_id').notNull(),
    /** Counted from 0, in the order of the rows. */
    part: integer('part').notNull(),
    /** Bytes of the upload: from the first to before the second. */
    start: integer('start').notNull(),
    end: integer('end').notNull(),
    firstRow: integer('first_row').notNull(),
    rows: integer('rows').notNull(),
    /** Rows that could not be normalised. */
    failedRows: integer('failed_rows').notNull().default(0),
    done: integer('done', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.part] }),
    index('bulk_part_open')
      .on(table.jobId, table.part)
      .where(sql`${table.done} = 0`),
  ],
);
