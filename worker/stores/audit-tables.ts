/** The layout of the audit log: one row a write that was acknowledged. Rows are only ever added. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const auditEntries = sqliteTable(
  'audit_entry',
  {
    /** Grows with time. */
    id: integer('id').primaryKey({ autoIncrement: true }),
    tenant: text('tenant').notNull(),
    /** RFC 3339, UTC. */
    at: text('at').notNull(),
    /** Who wrote: the id of the key, or "cli". */
    actor: text('actor').notNull(),
    /** What was done, by the name of the mutation: "upsertTitles". */
    action: text('action').notNull(),
    /** What it was done to: the id of a collection, a job or a key. */
    subject: text('subject').notNull(),
    /** How many things it touched. */
    count: integer('count').notNull(),
    /** The request's `X-Request-Id`. */
    requestId: text('request_id').notNull(),
  },
  (table) => [index('audit_entry_by_tenant').on(table.tenant, table.id)],
);
