/**
 * D1 over node:sqlite, for tests that run in Node: the part of its interface that Drizzle uses, and a count of round
 * trips (a batch is one, and one transaction).
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** Of D1's limits those that a statement may meet. */
const LIMITS = { compoundSelect: 5, variableNumber: 100 };
const MIGRATIONS = join(import.meta.dirname, '../../migrations');

export interface TestD1 {
  readonly sqlite: DatabaseSync;
  readonly client: D1Database;
  /** Round trips so far. */
  roundTrips(): number;
}

class Statement {
  readonly #sqlite: DatabaseSync;
  readonly #count: () => void;
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];

  constructor(sqlite: DatabaseSync, count: () => void, sql: string, parameters: readonly SQLInputValue[] = []) {
    this.#sqlite = sqlite;
    this.#count = count;
    this.sql = sql;
    this.parameters = parameters;
  }

  bind(...parameters: SQLInputValue[]): Statement {
    return new Statement(this.#sqlite, this.#count, this.sql, parameters);
  }

  rows(): Record<string, unknown>[] {
    return this.#sqlite.prepare(this.sql).all(...this.parameters);
  }

  async all(): Promise<{ results: Record<string, unknown>[]; success: true }> {
    this.#count();
    return { results: this.rows(), success: true };
  }

  async run(): Promise<{ results: Record<string, unknown>[]; success: true }> {
    return this.all();
  }

  async raw(): Promise<unknown[][]> {
    this.#count();
    return this.rows().map((row) => Object.values(row));
  }
}

/** A database with every migration applied, in memory unless a file is named. */
export function createTestD1(path = ':memory:'): TestD1 {
  const isNew = path === ':memory:' || !existsSync(path);
  const sqlite = new DatabaseSync(path, { limits: LIMITS });
  for (const file of isNew ? globSync('*.sql', { cwd: MIGRATIONS }).toSorted() : []) {
    sqlite.exec(readFileSync(join(MIGRATIONS, file), 'utf8'));
  }
  let roundTrips = 0;
  const count = (): void => {
    roundTrips += 1;
  };
  const client = {
    prepare: (sql: string) => new Statement(sqlite, count, sql),
    batch: async (statements: readonly Statement[]) => {
      count();
      sqlite.exec('BEGIN');
      try {
        const results = statements.map((statement) => ({ results: statement.rows(), success: true }));
        sqlite.exec('COMMIT');
        return results;
      } catch (error) {
        sqlite.exec('ROLLBACK');
        throw error;
      }
    },
  };
  // Drizzle calls nothing else of D1's interface.
  return { sqlite, client: client as unknown as D1Database, roundTrips: () => roundTrips };
}
