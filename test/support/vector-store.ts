/**
 * The embedded vector store in Node, for tests of what stands on it: the rows, the search and the checks are the
 * product's; the Durable Object around them is a plain object over node:sqlite.
 */
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { openObjectStore } from '../../worker/stores/vector-object-store.ts';
import type { UpsertOutcome, VectorBatch, VectorObject } from '../../worker/stores/vector-object.ts';
import { type VectorDatabase, VectorRows } from '../../worker/stores/vector-rows.ts';
import type { OpenVectorStore } from '../../worker/stores/vector-store.ts';

function databaseOver(sqlite: DatabaseSync): VectorDatabase {
  const exec = (query: string, ...bindings: (ArrayBuffer | SQLInputValue)[]) => {
    if (bindings.length === 0 && query.includes(';')) {
      sqlite.exec(query);
      return { toArray: () => [], [Symbol.iterator]: () => [].values() };
    }
    const values = bindings.map((value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value));
    const rows = sqlite
      .prepare(query)
      .all(...values)
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            value instanceof Uint8Array ? new Uint8Array(value).buffer : value,
          ]),
        ),
      );
    return { toArray: () => rows, [Symbol.iterator]: () => rows.values() };
  };
  return {
    // Of SqlStorage, what VectorRows calls.
    sql: { exec } as unknown as SqlStorage,
    transactionSync(closure) {
      sqlite.exec('BEGIN');
      try {
        const value = closure();
        sqlite.exec('COMMIT');
        return value;
      } catch (error) {
        sqlite.exec('ROLLBACK');
        throw error;
      }
    },
  };
}

class ObjectInNode {
  readonly #sqlite: DatabaseSync;
  readonly #capacity: number | undefined;
  #rows: VectorRows | undefined;

  constructor(path: string, capacity: number | undefined) {
    this.#sqlite = new DatabaseSync(path);
    this.#capacity = capacity;
  }

  #open(dimensions: number): VectorRows {
    return (this.#rows ??= new VectorRows(databaseOver(this.#sqlite), dimensions, undefined, this.#capacity));
  }

  upsert(dimensions: number, { vectors, values }: VectorBatch): UpsertOutcome {
    const outcome = this.#open(dimensions).upsert(
      vectors.map((vector, n) => ({ ...vector, values: values.slice(n * dimensions, (n + 1) * dimensions) })),
    );
    return outcome.ok ? { stored: true } : { stored: false, capacity: outcome.failure };
  }

  query(dimensions: number, ...[values, query]: Parameters<VectorRows['query']>) {
    return this.#open(dimensions).query(values, query);
  }

  getByIds(dimensions: number, ids: readonly string[]) {
    return this.#open(dimensions).get(ids);
  }

  deleteByIds(dimensions: number, ids: readonly string[]): void {
    this.#open(dimensions).delete(ids);
  }

  count(dimensions: number): number {
    return this.#open(dimensions).count;
  }

  /** As after a restart: what memory held is read again. */
  restart(): void {
    this.#rows = undefined;
  }
}

export interface TestVectorStore {
  readonly open: OpenVectorStore;
  /** Every object starts anew from its database. */
  restart(): void;
}

/**
 * A store whose vectors go with it, unless there is a folder to keep them in. `capacity`: of a namespace, instead of
 * what an isolate holds.
 */
export function createTestVectorStore(capacity?: number, folder?: string): TestVectorStore {
  const objects = new Map<string, ObjectInNode>();
  const namespace = {
    idFromName: (name: string) => name,
    get(name: string): ObjectInNode {
      const path =
        folder === undefined ? ':memory:' : join(folder, `vectors-${name.replaceAll(/[^\w-]/g, '-')}.sqlite`);
      const object = objects.get(name) ?? new ObjectInNode(path, capacity);
      objects.set(name, object);
      return object;
    },
  };
  return {
    // The two methods of a namespace, and the methods of its objects, that the store calls.
    open: openObjectStore(namespace as unknown as DurableObjectNamespace<VectorObject>),
    restart() {
      for (const object of objects.values()) object.restart();
    },
  };
}
