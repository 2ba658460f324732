/**
 * Takes messages from the queues: each is acknowledged when its work is done, and delivered again later when it fails.
 * A message that failed too often comes back through the dead-letter queue; its work is given up, and noted.
 */
import { reasonOf } from '../core/reason.ts';
import type { CollectionIndexing } from '../domain/collection-indexing.ts';
import { NotYet, parseTask } from '../domain/collection-tasks.ts';

/** The part of a Queues message that is used. */
export interface QueueMessage {
  readonly id: string;
  readonly body: unknown;
  /** Deliveries so far, this one among them. */
  readonly attempts: number;
  ack(): void;
  retry(options?: { delaySeconds?: number }): void;
}

export interface QueueBatch {
  readonly queue: string;
  readonly messages: readonly QueueMessage[];
}

export interface ConsumerParts {
  readonly indexing: CollectionIndexing;
  /** Told about every message whose work failed. */
  readonly onFailure: (message: { readonly id: string; readonly attempts: number }, error: unknown) => void;
  /** Told about messages that this version does not understand; they are dropped. */
  readonly onUnknown: (id: string) => void;
}

/** Dead-letter queues are named after their queue. */
export const DEAD_LETTER_SUFFIX = '-dead';
const LONGEST_DELAY_S = 300;
const SOON_S = 5;

export function createConsumer({
  indexing,
  onFailure,
  onUnknown,
}: ConsumerParts): (batch: QueueBatch) => Promise<void> {
  async function consume(message: QueueMessage, isDead: boolean): Promise<void> {
    const task = parseTask(message.body);
    if (task === undefined) {
      onUnknown(message.id);
      message.ack();
      return;
    }
    try {
      await (isDead ? indexing.giveUp(task) : indexing.run(task));
      message.ack();
    } catch (error) {
      if (error instanceof NotYet) return message.retry({ delaySeconds: SOON_S });
      onFailure(message, error);
      // Where even the note cannot be written, the log has it.
      await indexing.noteFailure(task, reasonOf(error)).catch((second: unknown) => onFailure(message, second));
      message.retry({ delaySeconds: Math.min(2 ** message.attempts, LONGEST_DELAY_S) });
    }
  }

  return async ({ queue, messages }) => {
    for (const message of messages) await consume(message, queue.endsWith(DEAD_LETTER_SUFFIX));
  };
}
