/**
 * What the queue carries for collections. A task only points at what may be due; what is due is read from D1 when it is
 * taken up. So a task may be lost (the repair sends it again), repeated, late or out of order, and nothing goes wrong.
 */
import type { TitleVersion } from '../stores/collection-titles.ts';

export type CollectionTask =
  /** Titles of one collection were written or deleted: as [key, version]. */
  | { readonly kind: 'TITLES'; readonly collection: string; readonly titles: readonly (readonly [number, number])[] }
  /** All titles of a collection shall be brought to the present encoder and taxonomy; those up to `after` are. */
  | { readonly kind: 'PASS'; readonly collection: string; readonly after: number }
  /** A collection was deleted: its vectors and rows go. */
  | { readonly kind: 'DROP'; readonly collection: string };

/** Where tasks go. Resolves once they are stored; afterwards each is delivered at least once. */
export interface TaskQueue {
  send(tasks: readonly CollectionTask[]): Promise<void>;
}

/** Titles of one task: what a consumer does in one go. */
const TITLES_PER_TASK = 100;

export function titleTasks(collection: string, versions: readonly TitleVersion[]): CollectionTask[] {
  const tasks: CollectionTask[] = [];
  for (let start = 0; start < versions.length; start += TITLES_PER_TASK) {
    const titles = versions.slice(start, start + TITLES_PER_TASK).map(({ key, version }) => [key, version] as const);
    tasks.push({ kind: 'TITLES', collection, titles });
  }
  return tasks;
}

const isPair = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => Number.isSafeInteger(part));

/** Undefined for what is no task: a message of a version of this Worker that is not this one. */
export function parseTask(body: unknown): CollectionTask | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { kind, collection, titles, after }: Partial<Record<string, unknown>> = { ...body };
  if (typeof collection !== 'string') return undefined;
  if (kind === 'TITLES' && Array.isArray(titles) && titles.every(isPair)) return { kind, collection, titles };
  if (kind === 'PASS' && typeof after === 'number') return { kind, collection, after };
  return kind === 'DROP' ? { kind, collection } : undefined;
}
