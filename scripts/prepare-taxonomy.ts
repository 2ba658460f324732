/**
 * The taxonomy that is served: what an import made, else the embedded starter taxonomy, compiled when it is first
 * needed and again when it has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTaxonomy, recoverImport } from '../taxonomy/import.ts';
import { withImportLock } from '../taxonomy/lock.ts';
import { type Workspace, workspaceIn } from '../taxonomy/workspace.ts';
import { parseManifest } from '../worker/engines/snapshot/manifest.ts';

/** Changes when the starter taxonomy or the compiler does. */
function starterHash(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(['taxonomy/**/*.{tsv,ts}', 'worker/{core,engines}/**/*.ts', 'worker/stores/tables.ts'], {
    cwd: root,
  });
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** The id of the taxonomy that would be served now; undefined where there is none, or none that can be read. */
function servedTaxonomy(workspace: Workspace): string | undefined {
  if (!existsSync(workspace.manifest)) return undefined;
  const manifest = parseManifest(readFileSync(workspace.manifest, 'utf8'));
  return manifest.ok ? manifest.value.taxonomy.id : undefined;
}

/** Imports `files` where some are named. */
export async function prepareTaxonomy(root: string, files: readonly string[]): Promise<void> {
  const onProgress = (line: string): void => console.log(line);
  if (files.length > 0) {
    await importTaxonomy({ files, root, onProgress });
    return;
  }
  const workspace = workspaceIn(root);
  const marker = join(workspace.folder, 'starter-hash');
  await withImportLock(workspace, async () => recoverImport(workspace));
  const served = servedTaxonomy(workspace);
  if (served !== undefined && !served.startsWith('starter-')) return;
  const hash = starterHash(root);
  if (served !== undefined && existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
  console.log('Compiling the starter taxonomy. Later starts find it in place.');
  await importTaxonomy({ files: [join(root, 'taxonomy/starter')], root, onProgress });
  writeFileSync(marker, hash);
}
