/**
 * The composition root: builds every part once an isolate, from the bindings. The only place, beside the entries,
 * that sees all rooms.
 */
import type { Bindings } from './platform/bindings.ts';
import { parseConfiguration } from './platform/bindings.ts';
import { type Log, createLog } from './platform/log.ts';
import { type SnapshotStore, createSnapshotStore } from './stores/snapshot.ts';

export interface Services {
  readonly log: Log;
  readonly snapshot: SnapshotStore;
}

export function createServices(bindings: Bindings): Services {
  const configuration = parseConfiguration(bindings);
  const log = createLog(configuration.logLevel);
  const snapshot = createSnapshotStore({
    fetchFile: (name) => bindings.ASSETS.fetch(`https://assets.local/snapshot/${name}`),
    onFailure: (file, reason) => log.warn('snapshot_read_failed', { file, reason }),
  });
  return { log, snapshot };
}
