/**
 * The best rows of a search, one an owner, in a bounded heap: its root is the worst row kept, which a better one
 * replaces. Rows must be offered in ascending order; among equal scores the earlier row wins.
 *
 * Cost of an offer: one comparison for most; for a row that enters, the heap's height.
 */

export interface BestRow {
  readonly row: number;
  readonly owner: number;
  readonly score: number;
}

export class BestRows {
  readonly #limit: number;
  readonly #heap: BestRow[] = [];
  /** Where the heap holds an owner. */
  readonly #places = new Map<number, number>();
  /** A row enters only with a score above this. */
  threshold = Number.NEGATIVE_INFINITY;

  constructor(limit: number) {
    this.#limit = limit;
    if (limit === 0) this.threshold = Number.POSITIVE_INFINITY;
  }

  offer(row: number, owner: number, score: number): void {
    if (!(score > this.threshold)) return;
    const held = this.#places.get(owner);
    if (held !== undefined) {
      if (score > this.#heap[held]!.score) this.#sink(held, { row, owner, score });
    } else if (this.#heap.length < this.#limit) {
      this.#rise(this.#heap.length, { row, owner, score });
    } else {
      this.#places.delete(this.#heap[0]!.owner);
      this.#sink(0, { row, owner, score });
    }
    if (this.#heap.length === this.#limit) this.threshold = this.#heap[0]!.score;
  }

  /** Best first; among equal scores the earlier row first. */
  sorted(): BestRow[] {
    return this.#heap.toSorted((left, right) => (isWorse(left, right) ? 1 : -1));
  }

  #put(place: number, entry: BestRow): void {
    this.#heap[place] = entry;
    this.#places.set(entry.owner, place);
  }

  #rise(from: number, entry: BestRow): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isWorse(entry, this.#heap[parent]!)) break;
      this.#put(place, this.#heap[parent]!);
      place = parent;
    }
    this.#put(place, entry);
  }

  #sink(from: number, entry: BestRow): void {
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      const right = this.#heap[child + 1];
      if (right !== undefined && isWorse(right, this.#heap[child]!)) child += 1;
      if (child >= this.#heap.length || !isWorse(this.#heap[child]!, entry)) break;
      this.#put(place, this.#heap[child]!);
      place = child;
    }
    this.#put(place, entry);
  }
}

function isWorse(left: BestRow, right: BestRow): boolean {
  return left.score < right.score || (left.score === right.score && left.row > right.row);
}
