/**
 * Statements written in SQL, as one D1 batch: one round trip, one transaction. (Drizzle's own `batch` takes no SQL with
 * parameters on D1.)
 */
import { type Column, type Query, type SQL, sql } from 'drizzle-orm';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';

const dialect = new SQLiteAsyncDialect();

/** SQL, or what a query builder has built. */
export type Statement = SQL | { toSQL(): Query };

async function answers(client: D1Database, statements: readonly Statement[]): Promise<unknown[][]> {
  const prepared = statements.map((statement) => {
    const { sql, params } = 'toSQL' in statement ? statement.toSQL() : dialect.sqlToQuery(statement);
    return client.prepare(sql).bind(...params);
  });
  const results = await client.batch(prepared);
  return results.map((result) => result.results);
}

/** The rows that each statement answers, in their order. `Row` is what the statements say that a row is. */
export function runBatch<Row>(client: D1Database, statements: readonly Statement[]): Promise<Row[][]> {
  return answers(client, statements) as Promise<Row[][]>;
}

/** Likewise, of statements whose rows differ: `Rows` says of each what a row is. */
export function runTogether<Rows extends readonly unknown[]>(
  client: D1Database,
  statements: { readonly [Place in keyof Rows]: Statement },
): Promise<{ [Place in keyof Rows]: Rows[Place][] }> {
  return answers(client, statements) as Promise<{ [Place in keyof Rows]: Rows[Place][] }>;
}

/** Columns under the names that a row has in the code: Drizzle's own select costs as long as the statement takes. */
export function columnsOf(columns: Readonly<Record<string, Column>>): SQL {
  return sql.join(
    Object.entries(columns).map(([name, column]) => sql`${column} AS ${sql.identifier(name)}`),
    sql`, `,
  );
}
