/** What bulk jobs stand on, in Node: D1 over node:sqlite, files in memory, a queue that is worked off when a test says so. */
import { createLinks } from '../../worker/domain/bulk-links.ts';
import type { BulkTask } from '../../worker/domain/bulk-tasks.ts';
import type { BulkParts } from '../../worker/domain/bulk.ts';
import { createBulkStore } from '../../worker/stores/bulk.ts';
import { PEPPER } from './admission.ts';
import type { TestD1 } from './d1.ts';

export interface TestBulk extends BulkParts {
  readonly sent: BulkTask[];
  readonly uploads: Map<string, Uint8Array>;
  /** By job and part; how often each was written. */
  readonly results: Map<string, { readonly text: string; readonly writes: number }>;
  /** Milliseconds that the clock is ahead. */
  ahead: number;
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function createTestBulk(d1: TestD1): TestBulk {
  const sent: BulkTask[] = [];
  const uploads = new Map<string, Uint8Array>();
  const results = new Map<string, { text: string; writes: number }>();
  const clock = (): number => Date.now() + bulk.ahead;
  const bulk: TestBulk = {
    sent,
    uploads,
    results,
    ahead: 0,
    jobs: createBulkStore(d1.client),
    files: {
      async createUpload(job, body, length) {
        const bytes = await readAll(body);
        if (bytes.length !== length) throw new Error(`${bytes.length} bytes of ${length} came`);
        if (uploads.has(job)) return false;
        uploads.set(job, bytes);
        return true;
      },
      async readUpload(job, start, length) {
        const bytes = uploads.get(job);
        if (bytes === undefined) throw new Error(`The upload of ${job} is gone`);
        return bytes.slice(start, start + length);
      },
      async writeResult(job, part, text) {
        const name = `${job} ${part}`;
        results.set(name, { text, writes: (results.get(name)?.writes ?? 0) + 1 });
      },
      async readResult(job, part) {
        const result = results.get(`${job} ${part}`);
        return result === undefined ? undefined : new Blob([result.text]).stream();
      },
    },
    queue: { send: async (tasks) => void sent.push(...tasks) },
    links: createLinks(PEPPER, clock),
    clock,
    pause: () => new Promise((resolve) => setTimeout(resolve, 1)),
  };
  return bulk;
}
