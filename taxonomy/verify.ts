/** Checks that what is served is whole: the snapshot in itself, D1 in itself, and the two against each other. */
import { existsSync, readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { CONCEPT_KINDS, RELATION_KINDS } from '../worker/engines/snapshot/concept-table.ts';
import { parseManifest } from '../worker/engines/snapshot/manifest.ts';
import { Problems } from './problems.ts';
import { filesOf } from './snapshot-folder.ts';
import { openStore } from './store.ts';
import { MEND, type OpenedSnapshot, checkSnapshot } from './verify-snapshot.ts';
import type { Workspace } from './workspace.ts';

/** Compares the rows of one version with numbers that are known from elsewhere. */
function checkRows(store: DatabaseSync, versionId: string, { table, pools }: OpenedSnapshot, problems: Problems): void {
  const counts = (sql: string): Map<string, number> =>
    new Map(
      store
        .prepare(sql)
        .all(versionId)
        .map(({ name, count }) => [String(name), Number(count)] as const),
    );
  const compare = (
    what: string,
    stored: ReadonlyMap<string, number>,
    compiled: readonly (readonly [string, number])[],
  ): void => {
    for (const [name, count] of compiled) {
      const rows = stored.get(name) ?? 0;
      if (rows !== count) {
        problems.refuse(
          { file: 'D1' },
          `${versionId} has ${rows} rows of ${what} ${name} where the snapshot has ${count}`,
          MEND,
        );
      }
    }
  };
  compare(
    'concept',
    counts('SELECT kind AS name, count(*) AS count FROM concept WHERE version_id = ? GROUP BY kind'),
    CONCEPT_KINDS.map((kind) => [kind, table.range[kind].end - table.range[kind].start] as const),
  );
  compare(
    'label',
    counts('SELECT language AS name, count(*) AS count FROM label WHERE version_id = ? GROUP BY language'),
    Array.from(pools, ([language, { size }]) => [language, size] as const),
  );
  const relationCount = (kind: (typeof RELATION_KINDS)[number]): number => {
    let count = 0;
    for (let concept = 0; concept < table.size; concept++) count += table.related(concept, kind).length;
    return count;
  };
  compare(
    'relation',
    counts('SELECT kind AS name, count(*) AS count FROM relation WHERE version_id = ? GROUP BY kind'),
    RELATION_KINDS.map((kind) => [kind, relationCount(kind)] as const),
  );
}

/** Rows that name a concept which their version does not hold. */
function checkOrphans(store: DatabaseSync, versionId: string, problems: Problems): void {
  for (const [table, column] of [
    ['label', 'concept_id'],
    ['description', 'concept_id'],
    ['code_mapping', 'concept_id'],
    ['relation', 'from_id'],
    ['relation', 'to_id'],
    ['replacement', 'concept_id'],
  ] as const) {
    const orphans = store.prepare(
      `SELECT count(*) AS count FROM ${table} AS row WHERE row.version_id = ? AND NOT EXISTS (SELECT 1 FROM concept WHERE concept.version_id = row.version_id AND concept.id = row.${column})`,
    );
    const count = Number(orphans.get(versionId)?.['count']);
    if (count > 0)
      problems.refuse(
        { file: 'D1', column },
        `${count} rows of ${table} in ${versionId} name a concept that is not there`,
        MEND,
      );
  }
}

/**
 * Verifies a version's rows, and the snapshot with them where it is the one that is served. Tells what was found to be
 * in order, a line a part; throws TaxonomyRefused where something is not.
 */
export function verifyTaxonomy(workspace: Workspace, versionId?: string): string[] {
  const problems = new Problems();
  const lines: string[] = [];
  const text = existsSync(workspace.manifest) ? readFileSync(workspace.manifest, 'utf8') : undefined;
  const parsed = text === undefined ? undefined : parseManifest(text);
  if (parsed?.ok === false)
    problems.refuse({ file: 'manifest.json' }, `${parsed.failure.reason} ${parsed.failure.path}`, MEND);
  const manifest = parsed?.ok === true ? parsed.value : undefined;
  const id = versionId ?? manifest?.taxonomy.id;
  const store = openStore(workspace);
  try {
    if (id === undefined || store === undefined) {
      problems.refuse(
        { file: workspace.folder },
        'no taxonomy was imported',
        'Import one: npm run taxonomy -- import FILES...',
      );
    } else {
      const row = store.prepare('SELECT snapshot FROM taxonomy_version WHERE id = ?').get(id);
      if (row === undefined)
        problems.refuse({ file: 'D1' }, `no version is called "${id}"`, 'See npm run taxonomy -- list.');
      checkOrphans(store, id, problems);
      lines.push(`${id}: every row of D1 names a concept that is there`);
      if (manifest !== undefined && manifest.taxonomy.id === id) {
        if (row !== undefined && row['snapshot'] !== manifest.snapshot)
          problems.refuse(
            { file: 'D1' },
            `${id} was compiled as snapshot ${String(row['snapshot'])}, but ${manifest.snapshot} is served`,
            MEND,
          );
        const opened = checkSnapshot(workspace, manifest, problems);
        if (opened !== undefined) checkRows(store, id, opened, problems);
        lines.push(
          `${id}: ${filesOf(manifest).length} files of snapshot ${manifest.snapshot} are whole and agree with D1`,
        );
      }
    }
  } finally {
    store?.close();
  }
  problems.check('The taxonomy is not in order');
  return lines;
}
