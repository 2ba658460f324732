/**
 * What the queue carries for collections. A task only points at what may be due; what is due is read from D1 when it is
 * taken up. So a task may be lost (the repair sends it again), repeated, late or out of order, and nothing goes wrong.
 */
import type { TitleVersion } from '../stores/collection-titles.ts';
import type { Mutation } from '../stores/vector-store.ts';

export type CollectionTask =
  /** Titles of one collection were written or deleted: as [key, version]. */
  | { readonly kind: 'TITLES'; readonly collection: string; readonly titles: readonly (readonly [number, number])[] }
  /**
   * All titles of a collection shall be brought to the present encoder and taxonomy; those up to `after` are. `mutation`:
   * all are, and queries see their vectors once they see this change of the vector store.
   */
  | { readonly kind: 'PASS'; readonly collection: string; readonly after: number; readonly mutation?: Mutation }
  /** A collection was deleted: its vectors and rows go. */
  | { readonly kind: 'DROP'; readonly collection: string };

/** What a task waits for has not come yet: it is to be delivered again in a few seconds. Nothing failed. */
export class NotYet extends Error {}

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

function parseMutation(value: unknown): Mutation | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { mutationId, acceptedAt }: Partial<Record<string, unknown>> = { ...value };
  return typeof mutationId === 'string' && typeof acceptedAt === 'number' ? { mutationId, acceptedAt } : undefined;
}

/** Undefined for what is no task: a message of a version of this Worker that is not this one. */
export function parseTask(body: unknown): CollectionTask | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { kind, collection, titles, after, mutation }: Partial<Record<string, unknown>> = { ...body };
  if (typeof collection !== 'string') return undefined;
  if (kind === 'TITLES' && Array.isArray(titles) && titles.every(isPair)) return { kind, collection, titles };
  if (kind === 'PASS' && typeof after === 'number') {
    const awaited = parseMutation(mutation);
    return { kind, collection, after, ...(awaited === undefined ? {} : { mutation: awaited }) };
  }
  return kind === 'DROP' ? { kind, collection } : undefined;
}
