/**
 * The store of record: the local D1, a SQLite file that miniflare keeps, read and written here with node:sqlite.
 *
 * Everything an import writes goes into one transaction. Costs about 10 microseconds a row.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from '../scripts/wrangler.ts';
import {
  codeMappings,
  concepts,
  descriptions,
  labels,
  relations,
  replacements,
  taxonomyVersions,
} from '../worker/stores/tables.ts';
import { type Taxonomy, countTaxonomy } from './model.ts';
import type { Manifest } from '../worker/engines/snapshot/manifest.ts';
import type { Workspace } from './workspace.ts';

const PROJECT = join(import.meta.dirname, '..');

/** Tables whose rows belong to a version, in the order in which they are written. */
export const VERSIONED_TABLES = [concepts, labels, descriptions, relations, replacements, codeMappings] as const;

/** The SQLite file of the local D1; undefined where there is none yet. */
function databasePath({ state }: Workspace): string | undefined {
  const folder = join(state, 'v3/d1/miniflare-D1DatabaseObject');
  const names = (existsSync(folder) ? readdirSync(folder) : []).filter(
    (file) => file.endsWith('.sqlite') && file !== 'metadata.sqlite',
  );
  const [name] = names;
  // Another file is that of another database_id in wrangler.toml: which of them is served cannot be told from here.
  if (names.length > 1)
    throw new Error(`There are several local D1 databases in ${folder}; remove it and import again.`);
  return name === undefined ? undefined : join(folder, name);
}

function isMigrated(workspace: Workspace): boolean {
  const path = databasePath(workspace);
  if (path === undefined) return false;
  const database = new DatabaseSync(path);
  try {
    const applied = new Set(
      database
        .prepare('SELECT name FROM d1_migrations')
        .all()
        .map(({ name }) => name),
    );
    return readdirSync(join(PROJECT, 'migrations')).every((file) => !file.endsWith('.sql') || applied.has(file));
  } catch {
    return false; // No table of migrations yet.
  } finally {
    database.close();
  }
}

/** Applies the migrations that the local D1 lacks; about 3 s when there are any. */
export function migrateStore(workspace: Workspace): void {
  if (isMigrated(workspace)) return;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [WRANGLER_PROGRAM, 'd1', 'migrations', 'apply', 'DB', '--local', '--persist-to', workspace.state],
    { cwd: PROJECT, encoding: 'utf8', env: { ...process.env, ...WRANGLER_ENVIRONMENT, CI: 'true' } },
  );
  if (status !== 0) throw new Error(`The migrations could not be applied to the local D1:\n${stdout}\n${stderr}`);
}

/** Opens the local D1; undefined where nothing was imported yet. */
export function openStore(workspace: Workspace): DatabaseSync | undefined {
  const path = databasePath(workspace);
  // A server may be reading or writing: wait for it rather than fail.
  return path === undefined ? undefined : new DatabaseSync(path, { timeout: 10_000 });
}

type Insert<Table extends SQLiteTable> = (row: Table['$inferInsert']) => void;

function toSql(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`A ${typeof value} cannot be stored`);
}

/** A prepared insertion; columns are those of the table's definition. */
function inserter<Table extends SQLiteTable>(database: DatabaseSync, table: Table): Insert<Table> {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  const statement = database.prepare(
    `INSERT INTO "${getTableName(table)}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (row) => {
    const values: Readonly<Record<string, unknown>> = row;
    statement.run(
      ...columns.map(([key, column]) => toSql(values[key] === undefined ? null : column.mapToDriverValue(values[key]))),
    );
  };
}

export interface ImportedVersion {
  readonly taxonomy: Taxonomy;
  /** RFC 3339, UTC. */
  readonly importedAt: string;
  /** Hash of the snapshot compiled from it; "" for a version that is not served. */
  readonly snapshot: string;
}

function insertVersion(database: DatabaseSync, { taxonomy, importedAt, snapshot }: ImportedVersion): void {
  const { id: versionId, ...identity } = taxonomy.identity;
  const idOf = (concept: number): string => taxonomy.concepts[concept]!.id;

  const insertConcept = inserter(database, concepts);
  for (const { isco, deprecated, isGroup: _, ...concept } of taxonomy.concepts) {
    insertConcept({
      ...concept,
      versionId,
      iscoCode: isco,
      status: deprecated ? 'DEPRECATED' : 'RELEASED',
      category: concept.category ?? null,
      reuseLevel: concept.reuseLevel ?? null,
    });
  }
  const insertLabel = inserter(database, labels);
  for (const [language, pool] of taxonomy.labels) {
    let position = 0;
    for (const [index, { concept, kind, text }] of pool.entries()) {
      const previous = pool[index - 1];
      position = previous?.concept === concept && previous.kind === kind ? position + 1 : 0;
      insertLabel({ versionId, conceptId: idOf(concept), language, kind, position, text });
    }
  }
  const insertDescription = inserter(database, descriptions);
  for (const [language, texts] of taxonomy.descriptions) {
    for (const { concept, text } of texts) insertDescription({ versionId, conceptId: idOf(concept), language, text });
  }
  const insertRelation = inserter(database, relations);
  for (const { from, kind, to } of taxonomy.relations)
    insertRelation({ versionId, fromId: idOf(from), kind, toId: idOf(to) });
  const insertReplacement = inserter(database, replacements);
  for (const { from, to } of taxonomy.replacements)
    insertReplacement({ versionId, conceptId: idOf(from), replacedById: idOf(to) });
  const insertMapping = inserter(database, codeMappings);
  for (const { concept, ...mapping } of taxonomy.codeMappings)
    insertMapping({ ...mapping, versionId, conceptId: idOf(concept) });
  inserter(
    database,
    taxonomyVersions,
  )({
    ...identity,
    ...countTaxonomy(taxonomy),
    id: versionId,
    importedAt,
    snapshot,
    languages: [...taxonomy.labels.keys()],
  });
}

/** Writes versions in one transaction, in place of the rows that they had. */
export function writeVersions(database: DatabaseSync, versions: readonly ImportedVersion[]): void {
  database.exec('PRAGMA cache_size = -131072'); // 128 MiB: inserts into large indexes stay in memory
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const version of versions) {
      const { id } = version.taxonomy.identity;
      for (const table of VERSIONED_TABLES)
        database.prepare(`DELETE FROM "${getTableName(table)}" WHERE "version_id" = ?`).run(id);
      database.prepare(`DELETE FROM "${getTableName(taxonomyVersions)}" WHERE "id" = ?`).run(id);
      insertVersion(database, version);
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** True when the transaction of the import that made this manifest was committed. */
export function holdsImport(database: DatabaseSync, { snapshot, taxonomy: { id, importedAt } }: Manifest): boolean {
  const held = database.prepare(
    'SELECT 1 FROM "taxonomy_version" WHERE "id" = ? AND "snapshot" = ? AND "imported_at" = ?',
  );
  return held.get(id, snapshot, importedAt) !== undefined;
}
