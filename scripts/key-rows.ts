/**
 * Rows of keys and of their audit log as SQL text: the one form that both the local D1 (a SQLite file) and a deployed
 * one (`wrangler d1 execute`) take.
 */
import { getTableColumns, getTableName } from 'drizzle-orm';
import { auditEntries } from '../worker/stores/audit-tables.ts';
import { apiKeys } from '../worker/stores/api-key-tables.ts';
import type { ApiKeyRow } from '../worker/stores/api-keys.ts';
import type { AuditEntry } from '../worker/stores/audit.ts';

type Literal = string | number | null;

/** A value as SQL. NUL is no part of anything that is written here. */
export function literal(value: Literal): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''").replaceAll('\0', '')}'`;
}

function insertSql(table: typeof apiKeys | typeof auditEntries, values: Readonly<Record<string, unknown>>): string {
  const columns = Object.entries(getTableColumns(table)).filter(([property]) => property in values);
  const names = columns.map(([, column]) => column.name);
  const literals = columns.map(([property]) => {
    const value = values[property];
    return literal(
      typeof value === 'string' || typeof value === 'number' || value === null ? value : JSON.stringify(value),
    );
  });
  return `INSERT INTO ${getTableName(table)} (${names.join(', ')}) VALUES (${literals.join(', ')});`;
}

export const insertKeySql = (row: ApiKeyRow): string => insertSql(apiKeys, row);

/** What was done with a key from the command line. */
export function auditSql(entry: Pick<AuditEntry, 'tenant' | 'action' | 'subject'>, at: Date): string {
  const row = { ...entry, at: at.toISOString(), actor: 'cli', count: 1, requestId: '' };
  return insertSql(auditEntries, row);
}
