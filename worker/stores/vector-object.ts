/**
 * The Durable Object that holds the vectors of one namespace and one encoder (vector-rows.ts says how).
 *
 * It is called through vector-object-store.ts, which has checked every argument. What its methods answer crosses isolates:
 * plain data, and outcomes rather than errors of a class of our own, which would arrive as plain errors.
 */
import { DurableObject } from 'cloudflare:workers';
import kernel from '../engines/vector-index/kernel.wasm';
import { VectorRows } from './vector-rows.ts';
import type { StoredVector, VectorMatch, VectorQuery } from './vector-store.ts';

/** Several vectors with their numbers in one array: an array for each would travel as a buffer for each. */
export interface VectorBatch {
  readonly vectors: readonly Omit<StoredVector, 'values'>[];
  readonly values: Float32Array;
}

export type UpsertOutcome = { readonly stored: true } | { readonly stored: false; readonly capacity: number };

export class VectorObject extends DurableObject<Env> {
  #rows: VectorRows | undefined;

  upsert(dimensions: number, batch: VectorBatch): UpsertOutcome {
    const vectors = batch.vectors.map((vector, at) => ({
      ...vector,
      values: batch.values.subarray(at * dimensions, (at + 1) * dimensions),
    }));
    const outcome = this.#open(dimensions).upsert(vectors);
    return outcome.ok ? { stored: true } : { stored: false, capacity: outcome.failure };
  }

  query(dimensions: number, values: Float32Array, query: VectorQuery): readonly VectorMatch[] {
    return this.#open(dimensions).query(values, query);
  }

  getByIds(dimensions: number, ids: readonly string[]): readonly StoredVector[] {
    return this.#open(dimensions).get(ids);
  }

  async deleteByIds(dimensions: number, ids: readonly string[]): Promise<void> {
    const rows = this.#open(dimensions);
    rows.delete(ids);
    if (rows.count > 0) return;
    rows.forget();
    await this.ctx.storage.deleteAll();
  }

  count(dimensions: number): number {
    return this.#open(dimensions).count;
  }

  #open(dimensions: number): VectorRows {
    this.#rows ??= new VectorRows(this.ctx.storage, dimensions, kernel);
    if (this.#rows.dimensions !== dimensions)
      throw new Error(`This object holds vectors of ${this.#rows.dimensions} numbers, not ${dimensions}`);
    return this.#rows;
  }
}
