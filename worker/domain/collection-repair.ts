/**
 * What the clock does: sends tasks again for whatever D1 says is due and nobody seems to be working on.
 *
 * With it, messages may be lost altogether: what was acknowledged stands in D1, and D1 knows what is not done.
 */
import type { CollectionStore } from '../stores/collections.ts';
import type { CollectionTitleStore, TitleVersion } from '../stores/collection-titles.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import type { CollectionEncoders } from './collection-encoders.ts';
import { type CollectionTask, type TaskQueue, titleTasks } from './collection-tasks.ts';

export interface RepairParts {
  readonly collections: CollectionStore;
  readonly titles: CollectionTitleStore;
  readonly encoders: CollectionEncoders;
  readonly snapshot: SnapshotStore;
  readonly queue: TaskQueue;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export interface RepairOutcome {
  readonly titles: number;
  readonly passes: number;
  readonly drops: number;
}

const MINUTE_MS = 60_000;
/** A task is taken for lost after this time; one that is merely late is done twice, which changes nothing. */
const LOST_AFTER_MS = 2 * MINUTE_MS;
/** What was given up is tried again after this time: what stood in its way may be gone. */
const FAILED_AFTER_MS = 30 * MINUTE_MS;
/** Titles of one state that are sent again at a time. */
const TITLES = 5_000;
/** Collections that are taken up at a time. */
const COLLECTIONS = 50;

export function createCollectionRepair(parts: RepairParts): () => Promise<RepairOutcome> {
  const { collections, titles, encoders, snapshot, queue, clock } = parts;

  async function lostTitles(): Promise<readonly CollectionTask[]> {
    const now = clock();
    const taken = [
      ...(await titles.takeUnsettled('DELETED', now - LOST_AFTER_MS, now, TITLES)),
      ...(await titles.takeUnsettled('PENDING', now - LOST_AFTER_MS, now, TITLES)),
      ...(await titles.takeUnsettled('FAILED', now - FAILED_AFTER_MS, now, TITLES)),
    ];
    const byCollection = new Map<string, TitleVersion[]>();
    for (const { collectionId, ...version } of taken) {
      const known = byCollection.get(collectionId);
      if (known === undefined) byCollection.set(collectionId, [version]);
      else known.push(version);
    }
    return Array.from(byCollection, ([collection, versions]) => titleTasks(collection, versions)).flat();
  }

  return async () => {
    const idleSince = clock() - LOST_AFTER_MS;
    const { identity } = await encoders.current();
    const { snapshot: name } = await snapshot.manifest();
    const lost = await lostTitles();
    const outdated = await collections.outdated(identity, name, idleSince, COLLECTIONS);
    const deleted = await collections.deleted(idleSince, COLLECTIONS);
    await queue.send([
      ...lost,
      ...outdated.map((collection) => ({ kind: 'PASS', collection, after: 0 }) as const),
      ...deleted.map((collection) => ({ kind: 'DROP', collection }) as const),
    ]);
    const count = lost.reduce((sum, task) => sum + (task.kind === 'TITLES' ? task.titles.length : 0), 0);
    return { titles: count, passes: outdated.length, drops: deleted.length };
  };
}
