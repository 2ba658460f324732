/**
 * Imports taxonomies: files in, a served snapshot and the rows of D1 out, in one step that happens whole or not at all
 * (snapshot-folder.ts says how).
 *
 * ESCO 1.1.1 in English with labels in 21 languages takes about half a minute and 1.4 GB on two cores.
 */
import { compileSnapshot } from './compile.ts';
import type { Taxonomy } from './model.ts';
import { Problems } from './problems.ts';
import { queriesOf, readLatestEsco } from './read-store.ts';
import { readTaxonomies } from './read-taxonomies.ts';
import { withImportLock } from './lock.ts';
import { describeSizes } from './sizes.ts';
import { announceManifest, recoverSnapshot, switchManifest, writeSnapshotFiles } from './snapshot-folder.ts';
import { holdsImport, migrateStore, openStore, writeVersions } from './store.ts';
import { type Workspace, workspaceIn } from './workspace.ts';
import type { Manifest } from '../worker/engines/snapshot/manifest.ts';

export interface ImportOptions {
  /** ESCO packages, label tables, or a folder in the format of taxonomy/starter. */
  readonly files: readonly string[];
  /** The folder that holds `.crosswalk`. */
  readonly root: string;
  /** Told what is being done, a line at a time. */
  readonly onProgress: (line: string) => void;
}

/** Finishes or drops what a killed import left behind. To be called while holding the import lock. */
export function recoverImport(workspace: Workspace): void {
  const store = openStore(workspace);
  try {
    recoverSnapshot(workspace, (manifest) => store !== undefined && holdsImport(store, manifest));
  } finally {
    store?.close();
  }
}

async function readAll(
  files: readonly string[],
  workspace: Workspace,
  report: (line: string) => void,
): Promise<Taxonomy[]> {
  const store = openStore(workspace);
  try {
    const latestEsco = async () => (store === undefined ? undefined : await readLatestEsco(queriesOf(store)));
    return await readTaxonomies(files, { problems: new Problems(), report, latestEsco });
  } finally {
    store?.close();
  }
}

/**
 * Imports files and serves the newest taxonomy in them. Throws {@link TaxonomyRefused}, and changes nothing, when they
 * are not in order.
 */
export async function importTaxonomy({ files, root, onProgress }: ImportOptions): Promise<Manifest> {
  const workspace = workspaceIn(root);
  const started = performance.now();
  const report = (line: string): void =>
    onProgress(`${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}`);
  return withImportLock(workspace, async () => {
    migrateStore(workspace);
    recoverImport(workspace);
    const taxonomies = await readAll(files, workspace, report);
    const served = taxonomies.at(-1);
    if (served === undefined) throw new Error('No taxonomy was read');

    const importedAt = new Date().toISOString();
    const { manifest, files: snapshotFiles } = compileSnapshot(served, importedAt, report);
    writeSnapshotFiles(workspace, snapshotFiles);
    for (const line of describeSizes(manifest)) report(line);

    report('Writing D1');
    announceManifest(workspace, manifest);
    const store = openStore(workspace);
    if (store === undefined) throw new Error(`No local D1 was found below ${workspace.state}`);
    try {
      writeVersions(
        store,
        taxonomies.map((taxonomy) => ({
          taxonomy,
          importedAt,
          snapshot: taxonomy === served ? manifest.snapshot : '',
        })),
      );
    } finally {
      store.close();
    }
    report('Wrote D1');
    switchManifest(workspace);
    report(`Serving ${manifest.taxonomy.name} ${manifest.taxonomy.version}, snapshot ${manifest.snapshot}`);
    return manifest;
  });
}
