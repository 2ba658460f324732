/**
 * The folder from which the snapshot is served, and how it passes from one taxonomy to the next.
 *
 * ```
 * 1. new files            hashed names, each written aside and renamed: nothing points to them yet
 * 2. manifest.next.json   written beside the folder: the switch is announced
 * 3. D1 transaction       commits, or does not
 * 4. rename               manifest.next.json becomes manifest.json: the switch is made
 * 5. clean-up             files that neither the new nor the previous manifest names
 * ```
 * A process that is killed before 3 has changed nothing that is served. Killed between 3 and 4, D1 is ahead of the
 * manifest: {@link recoverSnapshot} sees by the announced manifest whether the transaction was committed, and makes or
 * drops the switch.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, type SnapshotFile, parseManifest } from '../worker/engines/snapshot/manifest.ts';
import type { Workspace } from './workspace.ts';

/** Written in whole or not at all. */
function writeWhole(path: string, content: Uint8Array | string): void {
  writeFileSync(`${path}.tmp`, content, { flush: true });
  renameSync(`${path}.tmp`, path);
}

/** All files that a manifest names. */
export function filesOf({
  files: { concepts, vectors, surroundings, labels, prefix, codes },
}: Manifest): SnapshotFile[] {
  return [
    concepts,
    vectors,
    surroundings,
    ...[labels, prefix.OCCUPATION, prefix.SKILL, codes.OCCUPATION, codes.SKILL].flatMap((byLanguage) =>
      Object.values(byLanguage),
    ),
  ];
}

/** The manifest at a path; undefined where there is none that can be read. */
export function readManifest(path: string): Manifest | undefined {
  if (!existsSync(path)) return undefined;
  const parsed = parseManifest(readFileSync(path, 'utf8'));
  return parsed.ok ? parsed.value : undefined;
}

export function writeSnapshotFiles({ snapshot }: Workspace, files: ReadonlyMap<string, Uint8Array>): void {
  mkdirSync(snapshot, { recursive: true });
  for (const [name, bytes] of files) writeWhole(join(snapshot, name), bytes);
}

export function announceManifest({ nextManifest }: Workspace, manifest: Manifest): void {
  writeWhole(nextManifest, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** Serves the announced manifest and removes what no isolate can be reading any more. */
export function switchManifest(workspace: Workspace): void {
  const previous = readManifest(workspace.manifest);
  renameSync(workspace.nextManifest, workspace.manifest);
  const current = readManifest(workspace.manifest);
  const kept = new Set([
    'manifest.json',
    ...[previous, current].flatMap((manifest) =>
      manifest === undefined ? [] : filesOf(manifest).map(({ name }) => name),
    ),
  ]);
  for (const name of readdirSync(workspace.snapshot))
    if (!kept.has(name)) rmSync(join(workspace.snapshot, name), { recursive: true });
}

/** Finishes or drops a switch that a killed import announced. `isCommitted` asks D1 whether it holds that import. */
export function recoverSnapshot(workspace: Workspace, isCommitted: (manifest: Manifest) => boolean): void {
  const announced = readManifest(workspace.nextManifest);
  if (announced !== undefined && isCommitted(announced)) switchManifest(workspace);
  else rmSync(workspace.nextManifest, { force: true });
}
