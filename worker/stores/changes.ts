/**
 * What one version of a taxonomy changed against another, computed from the rows of both when it is asked for.
 *
 * Changes are ordered by concept id, then by kind, so a page continues after the last change of the one before. SQLite
 * merges one walk along the primary key a kind and stops when the page is full: between two versions of ESCO a page takes
 * 1 to 70 ms on local D1, depending on how far apart the changes are. Groups are not listed: what moved in them shows in their members.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';

/** In the order in which changes of one concept are listed. */
export const CHANGE_KINDS = ['ADDED', 'MOVED', 'REMOVED', 'RENAMED', 'REPLACED'] as const;
/**
 * ADDED: the concept is new. REMOVED: it is gone or deprecated, and nothing takes its place. REPLACED: likewise, but
 * others take its place. RENAMED: its preferred English label changed. MOVED: its ISCO group or its broader concepts
 * changed.
 */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface ConceptChange {
  readonly kind: ChangeKind;
  readonly conceptId: string;
  /** The version in which the concept can be read: the newer one where it holds it. */
  readonly versionId: string;
  /** English label; MOVED: ISCO code and broader concepts. Undefined for ADDED. */
  readonly before: string | undefined;
  /** English label, for REPLACED those of what took its place; MOVED: ISCO code and broader concepts. Undefined for REMOVED. */
  readonly after: string | undefined;
  /** REPLACED: ids of what took its place in the newer version. */
  readonly replacedBy: readonly string[];
}

export type ChangeCursor = Pick<ConceptChange, 'conceptId' | 'kind'>;

export interface ChangeQuery {
  /** Ids of versions, such as "esco-1.1.0". */
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly ChangeKind[];
  readonly first: number;
  readonly after?: ChangeCursor | undefined;
}

export interface ChangePage {
  readonly changes: readonly ConceptChange[];
  readonly hasNextPage: boolean;
}

/** D1 through Drizzle, or any other asynchronous SQLite. */
export type ChangeDatabase = Pick<BaseSQLiteDatabase<'async', unknown>, 'all'>;

interface ChangeRow {
  readonly kind: ChangeKind;
  readonly concept_id: string;
  readonly version_id: string;
  readonly before: string | null;
  readonly after: string | null;
  /** JSON array of ids. */
  readonly replaced_by: string | null;
}

/** The columns of `old` and `new` are those of one concept in the two versions. */
const OLD = sql.raw('old');
const NEW = sql.raw('new');

/** The preferred English label of a concept that a column names. */
const label = (version: string, id: SQL): SQL =>
  sql`(SELECT text FROM label WHERE version_id = ${version} AND concept_id = ${id} AND language = 'en' AND kind = 'PREFERRED' AND position = 0)`;

/** Ids of a concept's broader concepts: equal where it did not move. */
const broader = (alias: SQL): SQL =>
  sql`(SELECT group_concat(to_id, ' ' ORDER BY to_id) FROM relation WHERE version_id = ${alias}.version_id AND from_id = ${alias}.id AND kind = 'BROADER')`;

/** Where a concept stands, for a person: "2269 health professionals not elsewhere classified". */
const standing = (alias: SQL, version: string): SQL =>
  sql`trim(${alias}.isco_code || ' ' || coalesce((SELECT group_concat(${label(version, sql`to_id`)}, ', ' ORDER BY to_id) FROM relation WHERE version_id = ${alias}.version_id AND from_id = ${alias}.id AND kind = 'BROADER'), ''))`;

/** The rows that say what took the place of `old`. */
const successors = (to: string): SQL => sql`FROM replacement WHERE version_id = ${to} AND concept_id = old.id`;

/** Released concepts of one version, occupations and skills, from the cursor on. */
function released(alias: SQL, version: string, kind: ChangeKind, after: ChangeCursor | undefined): SQL {
  const start =
    after === undefined
      ? sql``
      : kind > after.kind
        ? sql`AND ${alias}.id >= ${after.conceptId}`
        : sql`AND ${alias}.id > ${after.conceptId}`;
  return sql`${alias}.version_id = ${version} AND ${alias}.kind <> 'GROUP' AND ${alias}.status = 'RELEASED' ${start}`;
}

/** `old` in the older version, without a released concept of its id in the newer one. */
function gone(kind: ChangeKind, { from, to, after }: ChangeQuery): SQL {
  return sql`concept AS old WHERE ${released(OLD, from, kind, after)} AND NOT EXISTS (SELECT 1 FROM concept AS new WHERE new.version_id = ${to} AND new.id = old.id AND new.status = 'RELEASED')`;
}

/** `old` and `new`, the same concept in both versions. */
function kept(kind: ChangeKind, { from, to, after }: ChangeQuery): SQL {
  return sql`concept AS old JOIN concept AS new ON new.version_id = ${to} AND new.id = old.id AND new.status = 'RELEASED' WHERE ${released(OLD, from, kind, after)}`;
}

/** The version in which a concept that is gone can be read: it may be there still, as deprecated. */
const lastSeen = ({ from, to }: ChangeQuery): SQL =>
  sql`(CASE WHEN EXISTS (SELECT 1 FROM concept WHERE version_id = ${to} AND id = old.id) THEN ${to} ELSE ${from} END)`;

/** All changes of one kind, in the order of concept ids. */
function changesOf(kind: ChangeKind, query: ChangeQuery): SQL {
  const { from, to, after } = query;
  const columns = (id: SQL, version: SQL, before: SQL, text: SQL, replacedBy: SQL = sql`NULL`): SQL =>
    sql`SELECT ${sql.raw(`'${kind}'`)} AS kind, ${id} AS concept_id, ${version} AS version_id, ${before} AS before, ${text} AS after, ${replacedBy} AS replaced_by FROM`;
  switch (kind) {
    case 'ADDED':
      return sql`${columns(sql`new.id`, sql`${to}`, sql`NULL`, label(to, sql`new.id`))} concept AS new WHERE ${released(NEW, to, kind, after)} AND NOT EXISTS (SELECT 1 FROM concept AS old WHERE old.version_id = ${from} AND old.id = new.id AND old.status = 'RELEASED')`;
    case 'REMOVED':
      return sql`${columns(sql`old.id`, lastSeen(query), label(from, sql`old.id`), sql`NULL`)} ${gone(kind, query)} AND NOT EXISTS (SELECT 1 ${successors(to)})`;
    case 'REPLACED': {
      const labels = sql`(SELECT group_concat(${label(to, sql`replaced_by_id`)}, ', ' ORDER BY replaced_by_id) ${successors(to)})`;
      const ids = sql`(SELECT json_group_array(replaced_by_id ORDER BY replaced_by_id) ${successors(to)})`;
      return sql`${columns(sql`old.id`, lastSeen(query), label(from, sql`old.id`), labels, ids)} ${gone(kind, query)} AND EXISTS (SELECT 1 ${successors(to)})`;
    }
    case 'RENAMED':
      return sql`${columns(sql`old.id`, sql`${to}`, label(from, sql`old.id`), label(to, sql`old.id`))} ${kept(kind, query)} AND ${label(from, sql`old.id`)} IS NOT ${label(to, sql`old.id`)}`;
    case 'MOVED':
      return sql`${columns(sql`old.id`, sql`${to}`, standing(OLD, from), standing(NEW, to))} ${kept(kind, query)} AND (old.isco_code <> new.isco_code OR ${broader(OLD)} IS NOT ${broader(NEW)})`;
  }
}

function parseIds(json: string | null): string[] {
  const ids: unknown = json === null ? [] : JSON.parse(json);
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

/** One page of changes; `kinds` must not be empty. */
export async function readChanges(database: ChangeDatabase, query: ChangeQuery): Promise<ChangePage> {
  const kinds = CHANGE_KINDS.filter((kind) => query.kinds.includes(kind));
  const union = sql.join(
    kinds.map((kind) => changesOf(kind, query)),
    sql` UNION ALL `,
  );
  const rows = await database.all<ChangeRow>(sql`${union} ORDER BY concept_id, kind LIMIT ${query.first + 1}`);
  const changes = rows.slice(0, query.first).map((row) => ({
    kind: row.kind,
    conceptId: row.concept_id,
    versionId: row.version_id,
    before: row.before ?? undefined,
    after: row.after ?? undefined,
    replacedBy: parseIds(row.replaced_by),
  }));
  return { changes, hasNextPage: rows.length > query.first };
}

/** How many changes there are on all pages; costs as much as reading them all. */
export async function countChanges(database: ChangeDatabase, query: ChangeQuery): Promise<number> {
  const everything = { ...query, after: undefined };
  const union = sql.join(
    query.kinds.map((kind) => changesOf(kind, everything)),
    sql` UNION ALL `,
  );
  const [row] = await database.all<{ total: number }>(sql`SELECT count(*) AS total FROM (${union})`);
  return row?.total ?? 0;
}
