/** What collections stand on, in Node: D1 and vectors over node:sqlite, a queue that is worked off when a test says so. */
import type { CollectionTask } from '../../worker/domain/collection-tasks.ts';
import type { Encoder } from '../../worker/engines/encoder/encoder.ts';
import type { CollectionStores } from '../../worker/services.ts';
import { createCollectionTitleStore } from '../../worker/stores/collection-titles.ts';
import { createCollectionStore } from '../../worker/stores/collections.ts';
import type { TestD1 } from './d1.ts';
import { createHashingEncoder } from './hashing-encoder.ts';
import { type TestVectorStore, createTestVectorStore } from './vector-store.ts';

export interface TestCollectionStores extends CollectionStores {
  /** Sent and not yet worked off, oldest first. */
  readonly sent: CollectionTask[];
  /** The encoders that are deployed, the present one first. */
  readonly deployed: Encoder[];
  readonly vectorStore: TestVectorStore;
  /** What was told to `onTrouble`. */
  readonly troubles: string[];
  /** Milliseconds that the clock is ahead. */
  ahead: number;
}

export function createTestCollectionStores(d1: TestD1): TestCollectionStores {
  const sent: CollectionTask[] = [];
  const deployed: Encoder[] = [createHashingEncoder()];
  const troubles: string[] = [];
  const vectorStore = createTestVectorStore();
  const stores: TestCollectionStores = {
    sent,
    deployed,
    vectorStore,
    troubles,
    ahead: 0,
    collections: createCollectionStore(d1.client),
    titles: createCollectionTitleStore(d1.client),
    encoders: {
      current: async () => deployed[0]!,
      find: async (hash) => deployed.find(({ identity }) => identity.hash === hash),
    },
    openVectors: vectorStore.open,
    queue: {
      send: async (tasks) => {
        sent.push(...tasks);
      },
    },
    clock: () => Date.now() + stores.ahead,
    onTrouble: (event, _, reason) => troubles.push(`${event}: ${reason}`),
  };
  return stores;
}

/** Works off what was sent, and what is sent meanwhile. */
export async function drain(
  { sent }: Pick<TestCollectionStores, 'sent'>,
  run: (task: CollectionTask) => Promise<void>,
): Promise<void> {
  for (let task = sent.shift(); task !== undefined; task = sent.shift()) await run(task);
}
