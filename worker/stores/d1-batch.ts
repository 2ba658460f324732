/**
 * Statements written in SQL, as one D1 batch: one round trip, one transaction. (Drizzle's own `batch` takes no SQL with
 * parameters on D1.)
 */
import type { Query, SQL } from 'drizzle-orm';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';

const dialect = new SQLiteAsyncDialect();

/** SQL, or what a query builder has built. */
export type Statement = SQL | { toSQL(): Query };

/** The rows that each statement answers, in their order. `Row` is what the statements say that a row is. */
export async function runBatch<Row>(client: D1Database, statements: readonly Statement[]): Promise<Row[][]> {
  const prepared = statements.map((statement) => {
    const { sql, params } = 'toSQL' in statement ? statement.toSQL() : dialect.sqlToQuery(statement);
    return client.prepare(sql).bind(...params);
  });
  const results = await client.batch<Row>(prepared);
  return results.map((result) => result.results);
}
