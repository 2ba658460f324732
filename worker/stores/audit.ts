/**
 * The audit log in D1. {@link insertAudit} belongs into the batch of the write that it tells about, so that what was
 * acknowledged and what was logged cannot differ.
 */
import { and, desc, eq, lt } from 'drizzle-orm';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { auditEntries } from './audit-tables.ts';

export type AuditRow = typeof auditEntries.$inferSelect;
/** What a write says about itself; `at` is filled in. */
export type AuditEntry = Omit<AuditRow, 'id' | 'at'>;

export interface AuditStore {
  /** A tenant's newest entries, at most `limit`, older than the one with the id `before`. */
  newest(tenant: string, limit: number, before: number | undefined): Promise<readonly AuditRow[]>;
}

/** A statement for a batch of `database`: one round trip, one transaction. */
export function insertAudit(database: DrizzleD1Database, entry: AuditEntry) {
  return database.insert(auditEntries).values({ ...entry, at: new Date().toISOString() });
}

export function createAuditStore(client: D1Database): AuditStore {
  const database = drizzle(client);
  return {
    newest: (tenant, limit, before) =>
      database
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.tenant, tenant), before === undefined ? undefined : lt(auditEntries.id, before)))
        .orderBy(desc(auditEntries.id))
        .limit(limit),
  };
}
