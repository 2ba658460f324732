/** Takes messages of bulk jobs, as consumer.ts takes those of collections. */
import type { BulkWork } from '../domain/bulk-work.ts';
import { parseBulkTask } from '../domain/bulk-tasks.ts';
import { type ConsumerParts, DEAD_LETTER_SUFFIX, type QueueBatch } from './consumer.ts';

/** Queues whose messages are these begin so. */
export const BULK_QUEUE_PREFIX = 'crosswalk-bulk';
const LONGEST_DELAY_S = 300;

export interface BulkConsumerParts extends Pick<ConsumerParts, 'onFailure' | 'onUnknown'> {
  readonly work: BulkWork;
}

export function createBulkConsumer({
  work,
  onFailure,
  onUnknown,
}: BulkConsumerParts): (batch: QueueBatch) => Promise<void> {
  return async ({ queue, messages }) => {
    for (const message of messages) {
      const task = parseBulkTask(message.body);
      if (task === undefined) {
        onUnknown(message.id);
        message.ack();
        continue;
      }
      try {
        await (queue.endsWith(DEAD_LETTER_SUFFIX) ? work.giveUp(task) : work.run(task));
        message.ack();
      } catch (error) {
        onFailure(message, error);
        message.retry({ delaySeconds: Math.min(2 ** message.attempts, LONGEST_DELAY_S) });
      }
    }
  };
}
