/**
 * Writes what an import made into one folder for a deployment: the snapshot as it is served, and the rows of the
 * served version as SQL for `wrangler d1 execute DB --remote --file taxonomy.sql`.
 *
 * The SQL replaces the version's rows and can be run again. D1 wraps a file in its own transaction and refuses
 * statements over 100 kB, so rows are packed into statements below that.
 */
import { closeSync, cpSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { taxonomyVersions } from '../worker/stores/tables.ts';
import { TaxonomyRefused } from './problems.ts';
import { filesOf, readManifest } from './snapshot-folder.ts';
import { VERSIONED_TABLES, openStore } from './store.ts';
import type { Workspace } from './workspace.ts';

const STATEMENT_BYTES = 64 * 1024;

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  throw new TypeError(`A ${typeof value} has no place in the tables`);
}

/** The rows of one version in one table, as statements. */
function* statements(
  database: DatabaseSync,
  table: SQLiteTable,
  versionColumn: string,
  versionId: string,
): Generator<string> {
  const name = `"${getTableName(table)}"`;
  const columns = Object.values(getTableColumns(table)).map((column) => column.name);
  const list = columns.map((column) => `"${column}"`).join(', ');
  yield `DELETE FROM ${name} WHERE "${versionColumn}" = ${literal(versionId)};\n`;
  let rows: string[] = [];
  let bytes = 0;
  const flush = (): string => {
    const statement = `INSERT INTO ${name} (${list}) VALUES\n${rows.join(',\n')};\n`;
    rows = [];
    bytes = 0;
    return statement;
  };
  for (const row of database
    .prepare(`SELECT ${list} FROM ${name} WHERE "${versionColumn}" = ? ORDER BY rowid`)
    .iterate(versionId)) {
    const text = `(${columns.map((column) => literal(row[column])).join(', ')})`;
    if (bytes > 0 && bytes + Buffer.byteLength(text) > STATEMENT_BYTES) yield flush();
    rows.push(text);
    bytes += Buffer.byteLength(text) + 2;
  }
  if (rows.length > 0) yield flush();
}

/** Writes `folder`/snapshot and `folder`/taxonomy.sql; throws where nothing was imported. */
export function exportTaxonomy(
  workspace: Workspace,
  folder: string,
): { readonly versionId: string; readonly sqlBytes: number } {
  const manifest = readManifest(workspace.manifest);
  const store = openStore(workspace);
  if (manifest === undefined || store === undefined) {
    throw new TaxonomyRefused('There is nothing to export', [
      'import a taxonomy first: npm run taxonomy -- import FILES...',
    ]);
  }
  try {
    mkdirSync(join(folder, 'snapshot'), { recursive: true });
    for (const name of ['manifest.json', ...filesOf(manifest).map((file) => file.name)])
      cpSync(join(workspace.snapshot, name), join(folder, 'snapshot', name));
    const versionId = manifest.taxonomy.id;
    const file = openSync(join(folder, 'taxonomy.sql'), 'w');
    let sqlBytes = 0;
    for (const table of VERSIONED_TABLES)
      for (const statement of statements(store, table, 'version_id', versionId)) sqlBytes += writeSync(file, statement);
    for (const statement of statements(store, taxonomyVersions, 'id', versionId))
      sqlBytes += writeSync(file, statement);
    closeSync(file);
    return { versionId, sqlBytes };
  } finally {
    store.close();
  }
}
