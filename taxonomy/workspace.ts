/**
 * Where an import leaves its results, below the folder that `npm start` serves from.
 *
 * ```
 * .crosswalk/assets/snapshot/        snapshot files and manifest.json, served as static assets
 * .crosswalk/state/                  local D1, as wrangler lays it out
 * .crosswalk/manifest.next.json      a manifest that waits for its D1 transaction (see snapshot-folder.ts)
 * .crosswalk/import.lock, .pid       held while an import runs
 * ```
 */
import { join } from 'node:path';

export interface Workspace {
  readonly folder: string;
  readonly snapshot: string;
  readonly manifest: string;
  readonly nextManifest: string;
  readonly state: string;
}

export function workspaceIn(root: string): Workspace {
  const folder = join(root, '.crosswalk');
  const snapshot = join(folder, 'assets/snapshot');
  return {
    folder,
    snapshot,
    manifest: join(snapshot, 'manifest.json'),
    nextManifest: join(folder, 'manifest.next.json'),
    state: join(folder, 'state'),
  };
}
