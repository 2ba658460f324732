/** What was acknowledged is indexed exactly once in the end, whatever fails on the way. `npm run soak` does it at length. */
import { describe, expect, it } from 'vitest';
import { createTestD1 } from '../support/d1.ts';
import { createHashingEncoder } from '../support/hashing-encoder.ts';
import { type Random, createRandom } from '../support/random.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';
import { createTestVectorStore } from '../support/vector-store.ts';
import { type Life, type Outcome, WRITER, live, outcomeOf, search } from './life.ts';
import { type Plan, planOf } from './plan.ts';
import { type DurableQueue, type Message, Process, type Surroundings } from './world.ts';

const MINUTE_MS = 60_000;
const KILLS = 12;
const NO_FAULTS = { vectorFailures: 0, duplicates: 0 };

interface MemoryQueue extends DurableQueue {
  /** Gives back what a dead process was working on. */
  recover(): void;
  /** Forgets that, and part of what waits: as a queue does that is kept in memory. */
  lose(random: Random, part: number): void;
}

function createMemoryQueue(): MemoryQueue {
  let waiting: Message[] = [];
  const held = new Map<string, Message>();
  let count = 0;
  return {
    send: (body) => void waiting.push({ id: String(count++), body: structuredClone(body), attempts: 0 }),
    take(random) {
      const [message] = waiting.splice(random.integer(waiting.length), 1);
      if (message !== undefined) held.set(message.id, message);
      return message;
    },
    putBack(message) {
      held.delete(message.id);
      waiting.push(message);
    },
    done: (id) => void held.delete(id),
    recover() {
      waiting.push(...held.values());
      held.clear();
    },
    lose(random, part) {
      held.clear();
      waiting = waiting.filter(() => !random.chance(part));
    },
    get size() {
      return waiting.length;
    },
  };
}

interface Ending extends Outcome {
  readonly kills: number;
  readonly search: (query: string) => Promise<readonly string[]>;
}

/** Carries a plan out through so many deaths; `lost`: the part of waiting messages that each of them loses. */
async function endingOf(seed: number, plan: Plan, lost: number): Promise<Ending> {
  const random = createRandom(seed);
  const { sqlite, client } = createTestD1();
  const vectors = createTestVectorStore();
  const queue = createMemoryQueue();
  const durable = { d1: client, openVectors: vectors.open, queue };
  const encoder = createHashingEncoder();
  let now = 1_000_000 * MINUTE_MS;
  let death = Promise.withResolvers<'died'>();
  const around: Surroundings = {
    snapshot: createStoresOf([taxonomyOf(CONTENTS)]).snapshot,
    encoder,
    random,
    clock: () => now,
    faults: { vectorFailures: 0.3, duplicates: 0.1 },
    die: () => death.resolve('died'),
  };
  const immortal = new Process(durable, { ...around, faults: NO_FAULTS }, Infinity);
  const { id: collection } = await immortal.domain.collections.create(WRITER, 'Jobs');
  const life: Life = { plan, collection, sqlite, queue, acknowledged: 0, advance: () => (now += 3 * MINUTE_MS) };
  for (let kills = 0; ; kills++) {
    death = Promise.withResolvers();
    const process = new Process(durable, around, kills < KILLS ? 5 + random.integer(30) : Infinity);
    const end = await Promise.race([live(process, life).then(() => 'done' as const), death.promise]);
    if (end === 'done') {
      const outcome = await outcomeOf(life, vectors.open, encoder.identity);
      return { ...outcome, kills, search: (query) => search(immortal, life, query) };
    }
    if (lost > 0) queue.lose(random, lost);
    else queue.recover();
    vectors.restart();
  }
}

async function expectAllThere({ kills, titles, rows, indexed, search }: Ending, { expected }: Plan): Promise<void> {
  expect(kills).toBe(KILLS);
  expect(titles).toEqual(expected);
  expect([rows, indexed]).toEqual([expected.size, expected.size]);
  for (const [id, title] of [...expected].filter((_, place) => place % 40 === 0))
    expect((await search(title))[0]).toBe(id);
}

describe('titles that were acknowledged', () => {
  it('are indexed exactly once: none is missing, no vector too many', async () => {
    const plan = planOf(1, 240, 8);
    const ending = await endingOf(1, plan, 0);
    await expectAllThere(ending, plan);
    expect(ending.stored).toEqual(ending.wanted);
  });

  it('are all there when every kill loses half of the messages too', async () => {
    const plan = planOf(2, 240, 8);
    const ending = await endingOf(2, plan, 0.5);
    await expectAllThere(ending, plan);
    // The message that would have removed a past state's vector may be lost. What it leaves is never answered.
    expect(ending.stored).toEqual(expect.arrayContaining([...ending.wanted]));
  });
});
