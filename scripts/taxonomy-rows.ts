/**
 * A taxonomy version's rows as a file of SQL for a deployed D1, read from the local one. D1 takes statements of up to
 * 100 kB, so rows are written in groups; the version's own row comes last, and wrangler imports a file as a whole, so
 * that a version is there entirely or not at all.
 */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { getTableName } from 'drizzle-orm';
import { VERSIONED_TABLES } from '../taxonomy/store.ts';
import { taxonomyVersions } from '../worker/stores/tables.ts';
import type { DeployedVersion } from './deployment.ts';
import { literal } from './key-rows.ts';

/** Characters of a statement. Most are ASCII; three bytes each would still fit. */
const STATEMENT_LENGTH = 30_000;

function* insertions(database: DatabaseSync, table: string, idColumn: string, version: string): Generator<string> {
  const head = `INSERT INTO ${table} VALUES `;
  let rows: string[] = [];
  let length = 0;
  for (const row of database.prepare(`SELECT * FROM ${table} WHERE ${idColumn} = ?`).iterate(version)) {
    const values = Object.values(row).map((value) =>
      literal(typeof value === 'bigint' ? Number(value) : value instanceof Uint8Array ? null : value),
    );
    const text = `(${values.join(',')})`;
    if (rows.length > 0 && length + text.length > STATEMENT_LENGTH) {
      yield `${head}${rows.join(',')};\n`;
      rows = [];
      length = 0;
    }
    rows.push(text);
    length += text.length + 1;
  }
  if (rows.length > 0) yield `${head}${rows.join(',')};\n`;
}

/** Writes a file for each local version that the deployment lacks, or holds from another import; gives their paths. */
export function writeTaxonomyFiles(
  database: DatabaseSync,
  deployed: readonly DeployedVersion[],
  folder: string,
): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const versions = database.prepare('SELECT id, imported_at FROM taxonomy_version ORDER BY imported_at').all();
  const lacking = versions.filter(
    ({ id, imported_at: importedAt }) => !deployed.some((held) => held.id === id && held.importedAt === importedAt),
  );
  return lacking.map(({ id }) => {
    const version = String(id);
    const path = join(folder, `${version.replace(/[^\w.-]/g, '_')}.sql`);
    const file = openSync(path, 'w');
    try {
      const tables = VERSIONED_TABLES.map((table) => [getTableName(table), 'version_id'] as const);
      const all = [...tables, [getTableName(taxonomyVersions), 'id'] as const];
      for (const [table, column] of all)
        writeSync(file, `DELETE FROM ${table} WHERE ${column} = ${literal(version)};\n`);
      for (const [table, column] of all) {
        for (const statement of insertions(database, table, column, version)) writeSync(file, statement);
      }
    } finally {
      closeSync(file);
    }
    return path;
  });
}
