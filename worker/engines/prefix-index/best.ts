/**
 * The best completions so far: at most `limit`, one a concept, by key. What cannot be among them is turned away by
 * one comparison with {@link Best.worst}.
 */
import { rankOf } from './ranking.ts';

export class Best {
  size = 0;
  /** The key that a newcomer must be below. */
  worst = 0;
  #limit = 0;
  #accept: ((concept: number) => boolean) | undefined;
  #keys = new Float64Array(16);
  #concepts = new Uint32Array(16);
  readonly #conceptOf: Uint32Array;

  constructor(conceptOf: Uint32Array) {
    this.#conceptOf = conceptOf;
  }

  clear(limit: number, accept: ((concept: number) => boolean) | undefined): void {
    this.size = 0;
    this.#limit = limit;
    this.#accept = accept;
    this.worst = limit > 0 ? Number.POSITIVE_INFINITY : -1;
    if (limit > this.#keys.length) {
      this.#keys = new Float64Array(limit);
      this.#concepts = new Uint32Array(limit);
    }
  }

  get full(): boolean {
    return this.size === this.#limit;
  }

  key(index: number): number {
    return this.#keys[index]!;
  }

  concept(index: number): number {
    return this.#concepts[index]!;
  }

  /** Takes a label in, in the place of a worse one of its concept or of the worst of all. `key` is below `worst`. */
  add(key: number): void {
    const keys = this.#keys;
    const concepts = this.#concepts;
    const concept = this.#conceptOf[rankOf(key)]!;
    let last = 0; // the place that becomes free
    while (last < this.size && concepts[last] !== concept) last += 1;
    if (last < this.size) {
      if (keys[last]! <= key) return;
    } else {
      if (this.#accept !== undefined && !this.#accept(concept)) return;
      if (this.size === this.#limit) last -= 1;
      else this.size += 1;
    }
    while (last > 0 && keys[last - 1]! > key) {
      keys[last] = keys[last - 1]!;
      concepts[last] = concepts[last - 1]!;
      last -= 1;
    }
    keys[last] = key;
    concepts[last] = concept;
    if (this.size === this.#limit) this.worst = keys[this.size - 1]!;
  }
}
