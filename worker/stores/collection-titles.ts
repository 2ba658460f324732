/**
 * The titles of collections in D1: acknowledged, settled, deleted, and read for searches.
 *
 * Lists of rows travel as one JSON parameter, so no statement comes near D1's 100 parameters, and what belongs together
 * is one batch, which D1 runs as a transaction. Every call is one round trip.
 */
import { type SQL, and, asc, eq, getTableColumns, gt, isNotNull, ne, or, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { type AuditEntry, insertAudit } from './audit.ts';
import { collections, titles } from './collection-tables.ts';
import { columnsOf, runBatch, runTogether } from './d1-batch.ts';
import { type CollectionRow, type TitleState, isOwn, toCollectionRow } from './collections.ts';
import { type TitleFilter, isAttribute, titleConditions } from './title-filter.ts';

const { description: _, stamp: __, queuedAt: ___, contentHash: ____, ...LISTED } = getTableColumns(titles);

const VISIBLE_STATES = ['PENDING', 'INDEXED', 'FAILED'] as const;
const TITLE_STATES = [...VISIBLE_STATES, 'DELETED'] as const;

const LISTED_COLUMNS = columnsOf(LISTED);
const COLLECTION_COLUMNS = columnsOf(getTableColumns(collections));
type CollectionRecord = typeof collections.$inferSelect;

/** A title without its description, which only a reader of the page needs. */
export type TitleRow = Omit<typeof titles.$inferSelect, 'description' | 'stamp' | 'queuedAt' | 'contentHash'>;

/** What upsertTitles writes of one title. */
export interface WrittenTitle {
  readonly externalId: string;
  readonly title: string;
  readonly language: string;
  readonly cleaned: string;
  readonly folded: string;
  readonly description: string | null;
  /** JSON. */
  readonly facts: string;
  /** Seconds since 1970. */
  readonly postedAt: number | null;
  readonly contentHash: string;
}

/** One state of one title. */
export interface TitleVersion {
  readonly key: number;
  readonly version: number;
}

/** What the queue found out about one state of a title. */
export interface SettledTitle extends TitleVersion {
  /** Null for a title without letters, which has no vector. */
  readonly vectorVersion: number | null;
  readonly encoder: string;
  readonly snapshot: string;
  readonly occupation: string | null;
  readonly confidence: number | null;
  readonly groupCode: string;
  readonly subjects: string;
}

export interface WriteOutcome {
  /** Titles that are new or differ from what was stored. */
  readonly changed: number;
  /** All of the call's titles that are not indexed: they need a message. */
  readonly unsettled: readonly TitleVersion[];
}

export interface WriteStamp {
  /** Unique to the call. */
  readonly stamp: string;
  readonly now: number;
  readonly audit: AuditEntry;
}

/** Rows to look at closely: of these keys, of this text, and of these occupations. */
export interface CandidateQuery {
  readonly keys: readonly number[];
  /** Empty for a text without letters, which is the text of no title. */
  readonly folded: string;
  /** Global ids of occupations, four at most. */
  readonly occupations: readonly string[];
  readonly filter: TitleFilter;
  /** Rows by folded text, and by each occupation. */
  readonly limit: number;
  /** Rows that carry the filter's attributes; one more is read, to tell whether these are all. */
  readonly filteredLimit: number;
}

export interface Candidates {
  readonly collection: CollectionRow | undefined;
  readonly rows: readonly TitleRow[];
  /** True where `rows` holds all titles that the filter leaves. */
  readonly complete: boolean;
}

export interface CollectionTitleStore {
  write(tenant: string, collection: string, rows: readonly WrittenTitle[], stamp: WriteStamp): Promise<WriteOutcome>;
  /** Makes titles invisible; their rows stay until {@link purge}. */
  markDeleted(
    tenant: string,
    collection: string,
    ids: readonly string[],
    stamp: WriteStamp,
  ): Promise<readonly TitleVersion[]>;
  /** Rows by key, deleted ones among them. */
  byKeys(collection: string, keys: readonly number[]): Promise<readonly TitleRow[]>;
  /** Marks as INDEXED what has not changed meanwhile; gives the keys of those. */
  settle(settled: readonly SettledTitle[]): Promise<ReadonlySet<number>>;
  /** Marks as FAILED what has not changed meanwhile. */
  fail(versions: readonly TitleVersion[], reason: string): Promise<void>;
  /** Removes deleted rows that have not come back meanwhile. */
  purge(versions: readonly TitleVersion[]): Promise<void>;
  /** Removes rows of a deleted collection. */
  remove(keys: readonly number[]): Promise<void>;
  /** By key, whatever their state. */
  page(collection: string, after: number, limit: number): Promise<readonly TitleRow[]>;
  /** Indexed titles of another encoder or snapshot, by key. */
  outdated(
    collection: string,
    encoder: string,
    snapshot: string,
    after: number,
    limit: number,
  ): Promise<readonly TitleRow[]>;
  /** Takes titles of one state, of any collection, whose last message is older than `before`, and notes a new one. */
  takeUnsettled(
    state: Exclude<TitleState, 'INDEXED'>,
    before: number,
    now: number,
    limit: number,
  ): Promise<readonly (TitleVersion & { readonly collectionId: string })[]>;

  candidates(tenant: string, collection: string, query: CandidateQuery): Promise<Candidates>;
  /** Those of these keys that a reader may see and the filter leaves. */
  visible(
    tenant: string,
    collection: string,
    keys: readonly number[],
    filter: TitleFilter,
  ): Promise<readonly TitleRow[]>;
  /** By the client's own ids. */
  byIds(tenant: string, collection: string, ids: readonly string[]): Promise<readonly TitleRow[]>;
  /** A page in the order of keys; undefined for titles of every state. */
  list(
    tenant: string,
    collection: string,
    state: TitleState | undefined,
    after: number,
    limit: number,
  ): Promise<readonly TitleRow[]>;
  descriptions(tenant: string, collection: string, keys: readonly number[]): Promise<ReadonlyMap<number, string>>;
}

/** Characters of one JSON parameter; D1 takes two million bytes. */
const JSON_CHARACTERS = 450_000;

/** Rows as JSON lists that each fit one parameter. */
function jsonLists(rows: readonly object[]): readonly string[] {
  const lists: string[][] = [[]];
  let length = 0;
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (length > 0 && length + json.length > JSON_CHARACTERS) {
      lists.push([]);
      length = 0;
    }
    lists.at(-1)!.push(json);
    length += json.length;
  }
  return lists.map((list) => `[${list.join(',')}]`);
}

/**
 * That rows which are read by their keys are of a collection. The plus keeps SQLite, which knows nothing of how many titles
 * a collection has, from reading all of them by an index instead.
 */
const within = (collection: string): SQL => sql`+${titles.collectionId} = ${collection}`;

const keyed = (collection: string, keys: readonly number[]): SQL =>
  sql`${within(collection)} AND ${titles.key} IN ${listOf(keys)}`;

/** `title.key` and `title.version` are those of one of the versions. */
function among(versions: readonly TitleVersion[]): SQL {
  const pairs = JSON.stringify(versions.map(({ key, version }) => [key, version]));
  return sql`(key, version) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${pairs}))`;
}

const listOf = (values: readonly (string | number)[]): SQL =>
  sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

interface Touched extends TitleVersion {
  readonly changed: 0 | 1;
  readonly settled: 0 | 1;
}

export function createCollectionTitleStore(client: D1Database): CollectionTitleStore {
  const database = drizzle(client);
  const listed = () => database.select(LISTED).from(titles);
  /** What a tenant's reader may see of its collection, and the filter leaves. */
  const seen = (tenant: string, collection: string, filter: TitleFilter = {}): readonly SQL[] => [
    eq(titles.tenant, tenant),
    ne(titles.state, 'DELETED'),
    ...titleConditions(collection, filter),
  ];
  /** A page in the order of keys: of each state by its index, since all states together would be read whole. */
  const pageOf = async (
    collection: string,
    states: readonly TitleState[],
    after: number,
    limit: number,
    ...conditions: readonly SQL[]
  ): Promise<TitleRow[]> => {
    const pages = states.map((state) =>
      listed()
        .where(and(eq(titles.collectionId, collection), eq(titles.state, state), gt(titles.key, after), ...conditions))
        .orderBy(asc(titles.key))
        .limit(limit),
    );
    const [first, ...others] = pages;
    const rows = first === undefined ? [] : await database.batch([first, ...others]);
    return rows
      .flat()
      .sort((left, right) => left.key - right.key)
      .slice(0, limit);
  };

  return {
    async write(tenant, collection, rows, { stamp, now, audit }) {
      const ids = listOf(rows.map(({ externalId }) => externalId));
      const touched = sql`collection_id = ${collection} AND external_id IN ${ids}`;
      const results = await runBatch<Touched>(client, [
        insertAudit(database, audit),
        ...jsonLists(rows).map(
          (json) =>
            sql`INSERT INTO title (collection_id, tenant, external_id, title, language, cleaned, folded, description, facts, posted_at, content_hash, version, state, stamp, queued_at)
              SELECT ${collections.id}, ${collections.tenant}, value ->> 'externalId', value ->> 'title', value ->> 'language', value ->> 'cleaned', value ->> 'folded',
                value ->> 'description', value ->> 'facts', value ->> 'postedAt', value ->> 'contentHash', 1, 'PENDING', ${stamp}, ${now}
              FROM json_each(${json}) JOIN ${collections} ON ${isOwn(tenant, collection)}
              WHERE true
              ON CONFLICT (collection_id, external_id) DO UPDATE SET
                title = excluded.title, language = excluded.language, cleaned = excluded.cleaned, folded = excluded.folded,
                description = excluded.description, facts = excluded.facts, posted_at = excluded.posted_at,
                content_hash = excluded.content_hash, version = title.version + 1, state = 'PENDING', stamp = excluded.stamp,
                queued_at = excluded.queued_at, last_error = NULL
              WHERE title.content_hash <> excluded.content_hash OR title.state = 'DELETED'`,
        ),
        sql`DELETE FROM title_attribute WHERE title_key IN (SELECT key FROM title WHERE ${touched} AND stamp = ${stamp})`,
        sql`INSERT INTO title_attribute (collection_id, name, value, title_key)
            SELECT title.collection_id, attribute.key, attribute.value, title.key
            FROM title JOIN json_each(title.facts, '$.attributes') AS attribute WHERE ${touched} AND stamp = ${stamp}`,
        sql`SELECT key, version, stamp = ${stamp} AS changed, state = 'INDEXED' AS settled FROM title WHERE ${touched}`,
      ]);
      const found = results.at(-1) ?? [];
      return {
        changed: found.filter(({ changed }) => changed === 1).length,
        unsettled: found.filter(({ settled }) => settled === 0).map(({ key, version }) => ({ key, version })),
      };
    },
    async markDeleted(tenant, collection, ids, { stamp, now, audit }) {
      const [marked = []] = await runBatch<TitleVersion>(client, [
        sql`UPDATE title SET state = 'DELETED', version = version + 1, stamp = ${stamp}, queued_at = ${now}, last_error = NULL
            WHERE collection_id = ${collection} AND tenant = ${tenant} AND external_id IN ${listOf(ids)} AND state <> 'DELETED'
            RETURNING key, version`,
        insertAudit(database, audit),
      ]);
      return marked;
    },
    byKeys: (collection, keys) => listed().where(keyed(collection, keys)),
    async settle(settled) {
      const rows = await database.all<{ key: number }>(
        sql`UPDATE title SET state = 'INDEXED', last_error = NULL,
            vector_version = value ->> 'vectorVersion', encoder = value ->> 'encoder', snapshot = value ->> 'snapshot',
            occupation = value ->> 'occupation', confidence = value ->> 'confidence', group_code = value ->> 'groupCode',
            subjects = value ->> 'subjects'
          FROM json_each(${JSON.stringify(settled)})
          WHERE title.key = value ->> 'key' AND title.version = value ->> 'version' AND title.state <> 'DELETED'
          RETURNING title.key AS key`,
      );
      return new Set(rows.map(({ key }) => key));
    },
    async fail(versions, reason) {
      await database.run(
        sql`UPDATE title SET state = 'FAILED', last_error = ${reason} WHERE ${among(versions)} AND state IN ('PENDING', 'FAILED')`,
      );
    },
    async purge(versions) {
      const gone = sql`SELECT key FROM title WHERE ${among(versions)} AND state = 'DELETED'`;
      await runBatch(client, [
        sql`DELETE FROM title_attribute WHERE title_key IN (${gone})`,
        sql`DELETE FROM title WHERE key IN (${gone})`,
      ]);
    },
    async remove(keys) {
      await runBatch(client, [
        sql`DELETE FROM title_attribute WHERE title_key IN ${listOf(keys)}`,
        sql`DELETE FROM title WHERE key IN ${listOf(keys)}`,
      ]);
    },
    page: (collection, after, limit) => pageOf(collection, TITLE_STATES, after, limit),
    outdated: (collection, encoder, snapshot, after, limit) =>
      listed()
        .where(
          and(
            eq(titles.collectionId, collection),
            eq(titles.state, 'INDEXED'),
            gt(titles.key, after),
            or(ne(titles.encoder, encoder), ne(titles.snapshot, snapshot)),
          ),
        )
        .orderBy(asc(titles.key))
        .limit(limit),
    takeUnsettled: (state, before, now, limit) =>
      database.all(
        sql`UPDATE title SET queued_at = ${now}
          WHERE key IN (SELECT key FROM title WHERE state <> 'INDEXED' AND state = ${state} AND queued_at < ${before} LIMIT ${limit})
          RETURNING key, version, collection_id AS collectionId`,
      ),

    async candidates(tenant, collection, { keys, folded, occupations, filter, limit, filteredLimit }) {
      const conditions = and(...seen(tenant, collection, filter));
      // Without a filter these are read from the indexes alone.
      const left = and(eq(titles.collectionId, collection), ...titleConditions(collection, filter));
      const lists = [
        sql`folded = ${folded} AND folded <> ''`,
        ...occupations.map((occupation) => sql`occupation = ${occupation} ORDER BY confidence DESC`),
      ].map((condition) => sql`SELECT key FROM (SELECT key FROM title WHERE ${left} AND ${condition} LIMIT ${limit})`);
      // A list by itself: D1 joins at most five.
      const wanted = sql`SELECT value FROM json_each(${JSON.stringify(keys)})
        UNION ALL SELECT key FROM (${sql.join(lists, sql` UNION ALL `)})`;
      const [attribute] = filter.attributes ?? [];
      // From the attribute's index to the titles, as far as needed.
      const attributed =
        attribute === undefined
          ? sql`SELECT 0 WHERE false`
          : sql`SELECT ${LISTED_COLUMNS} FROM title_attribute CROSS JOIN title ON title.key = title_attribute.title_key
              WHERE ${isAttribute(collection, attribute)} AND ${within(collection)} AND ${conditions} LIMIT ${filteredLimit + 1}`;
      const [[owned], found, filtered] = await runTogether<[CollectionRecord, TitleRow, TitleRow]>(client, [
        sql`SELECT ${COLLECTION_COLUMNS} FROM collection WHERE ${isOwn(tenant, collection)}`,
        sql`SELECT ${LISTED_COLUMNS} FROM title WHERE ${within(collection)} AND key IN (${wanted}) AND ${conditions}`,
        attributed,
      ]);
      return {
        collection: owned === undefined ? undefined : toCollectionRow(owned),
        complete: attribute !== undefined && filtered.length <= filteredLimit,
        rows: [...filtered.slice(0, filteredLimit), ...found],
      };
    },
    visible: (tenant, collection, keys, filter) =>
      listed().where(and(keyed(collection, keys), ...seen(tenant, collection, filter))),
    byIds: (tenant, collection, ids) =>
      listed().where(
        and(
          eq(titles.collectionId, collection),
          sql`${titles.externalId} IN ${listOf(ids)}`,
          ...seen(tenant, collection),
        ),
      ),
    list: (tenant, collection, state, after, limit) =>
      pageOf(collection, state === undefined ? VISIBLE_STATES : [state], after, limit, ...seen(tenant, collection)),
    async descriptions(tenant, collection, keys) {
      const rows = await database
        .select({ key: titles.key, description: titles.description })
        .from(titles)
        .where(and(keyed(collection, keys), ...seen(tenant, collection), isNotNull(titles.description)));
      return new Map(rows.map(({ key, description }) => [key, description ?? '']));
    },
  };
}
