/**
 * A world in which processes die, the vector store fails and the queue repeats and shuffles.
 *
 * What is durable (D1, vectors, messages) outlives processes. A process does all its reading and writing through
 * {@link Process.io}, which kills it at a point chosen beforehand: before the effect or after it. A dead process never
 * hears of anything again.
 */
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { type CollectionDomain, createCollectionDomain } from '../../worker/domain/collection-domain.ts';
import { createNames } from '../../worker/domain/names.ts';
import { createTitleNormalizer } from '../../worker/domain/normalize-title.ts';
import type { Encoder } from '../../worker/engines/encoder/encoder.ts';
import { type QueueMessage, createConsumer } from '../../worker/queues/consumer.ts';
import { createCollectionTitleStore } from '../../worker/stores/collection-titles.ts';
import { createCollectionStore } from '../../worker/stores/collections.ts';
import type { SnapshotStore } from '../../worker/stores/snapshot.ts';
import { type OpenVectorStore, VectorStoreError } from '../../worker/stores/vector-store.ts';
import type { Random } from '../support/random.ts';

export interface Message {
  readonly id: string;
  readonly body: unknown;
  /** Deliveries so far. */
  readonly attempts: number;
}

export interface DurableQueue {
  send(body: unknown): void;
  /** Takes a message out, any of them; undefined where none waits. */
  take(random: Random): Message | undefined;
  /** Puts it back, to be delivered again. */
  putBack(message: Message): void;
  /** The work on a message is done. */
  done(id: string): void;
  /** Messages that wait. */
  readonly size: number;
}

export interface Durable {
  readonly d1: D1Database;
  readonly openVectors: OpenVectorStore;
  readonly queue: DurableQueue;
}

export interface Faults {
  /** Part of the vector store's calls that fail, half of them after they have taken effect. */
  readonly vectorFailures: number;
  /** Part of the messages that are delivered once more although they were acknowledged. */
  readonly duplicates: number;
}

export interface Surroundings {
  readonly snapshot: SnapshotStore;
  readonly encoder: Encoder;
  /** Milliseconds since 1970; moves on when the world says so. */
  readonly clock: () => number;
  readonly random: Random;
  readonly faults: Faults;
  /** How a process ends: it must never return to its caller. */
  readonly die: () => void;
}

const never = new Promise<never>(() => undefined);

export class Process {
  readonly domain: CollectionDomain;
  readonly #durable: Durable;
  readonly #around: Surroundings;
  #left: number;
  #alive = true;

  /** `life`: reads and writes until it dies. */
  constructor(durable: Durable, around: Surroundings, life: number) {
    this.#durable = durable;
    this.#around = around;
    this.#left = life;
    const { snapshot, encoder, clock } = around;
    const d1 = this.#watch(durable.d1);
    this.domain = createCollectionDomain({
      collections: createCollectionStore(d1),
      titles: createCollectionTitleStore(d1),
      encoders: {
        current: async () => encoder,
        find: async (hash) => (hash === encoder.identity.hash ? encoder : undefined),
      },
      openVectors: (identity) => {
        const store = durable.openVectors(identity);
        return {
          ...store,
          encoder: identity,
          upsert: (...values) => this.#vectorIo(() => store.upsert(...values)),
          query: (...values) => this.#vectorIo(() => store.query(...values)),
          deleteByIds: (...values) => this.#vectorIo(() => store.deleteByIds(...values)),
        };
      },
      snapshot,
      lexicon: BUILT_IN_LEXICON,
      names: createNames(snapshot),
      normalizer: createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON }),
      queue: {
        send: async (tasks) => {
          for (const task of tasks) await this.io(async () => durable.queue.send(task));
        },
      },
      clock,
      onTrouble: () => undefined,
    });
  }

  /** Does something that outlives the process, or dies. */
  async io<Value>(effect: () => Promise<Value>): Promise<Value> {
    if (!this.#alive) return never;
    this.#left -= 1;
    const dies = this.#left <= 0;
    if (dies && this.#around.random.chance(0.5)) return this.#die();
    const value = await effect();
    if (dies) return this.#die();
    return this.#alive ? value : never;
  }

  #die(): Promise<never> {
    this.#alive = false;
    this.#around.die();
    return never;
  }

  async #vectorIo<Value>(effect: () => Promise<Value>): Promise<Value> {
    const { random, faults } = this.#around;
    const fails = random.chance(faults.vectorFailures);
    const failure = new VectorStoreError({ kind: 'unavailable', reason: 'it failed on purpose' });
    if (fails && random.chance(0.5)) {
      await this.io(async () => undefined);
      throw failure;
    }
    const value = await this.io(effect);
    if (fails) throw failure;
    return value;
  }

  /** D1 whose statements are reads and writes of this process. */
  #watch(client: D1Database): D1Database {
    const bound = new WeakMap<object, D1PreparedStatement>();
    const wrap = (statement: D1PreparedStatement): object => {
      const wrapped = {
        bind: (...values: unknown[]) => wrap(statement.bind(...values)),
        all: () => this.io(() => statement.all()),
        run: () => this.io(() => statement.run()),
        raw: () => this.io(() => statement.raw()),
      };
      bound.set(wrapped, statement);
      return wrapped;
    };
    const watched = {
      prepare: (sql: string) => wrap(client.prepare(sql)),
      batch: (statements: readonly object[]) =>
        this.io(() => client.batch(statements.map((statement) => bound.get(statement)!))),
    };
    // The parts of D1's interface that the stores call.
    return watched as unknown as D1Database;
  }

  /** Takes a message and works it off; false where there was none. */
  async workOne(): Promise<boolean> {
    const { random, faults } = this.#around;
    const { queue } = this.#durable;
    const taken = queue.take(random);
    if (taken === undefined) return false;
    const attempts = taken.attempts + 1;
    const again = (): void => queue.putBack({ ...taken, attempts });
    const message: QueueMessage = {
      id: taken.id,
      body: taken.body,
      attempts,
      ack: () => (random.chance(faults.duplicates) ? again() : queue.done(taken.id)),
      retry: again,
    };
    const consume = createConsumer({
      indexing: this.domain.indexing,
      onFailure: () => undefined,
      onUnknown: (id) => {
        throw new Error(`Not understood: ${id}`);
      },
    });
    await consume({ queue: 'collections', messages: [message] });
    return true;
  }
}
