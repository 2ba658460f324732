/**
 * Collections in D1: which there are, whose they are, which encoder serves them. Their titles: collection-titles.ts.
 *
 * Whatever a tenant asks for names the tenant in the statement; only the queue and the repair, which act for nobody,
 * read by id alone.
 */
import { type SQL, and, asc, eq, gt, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { EncoderIdentity, EncoderTier } from '../engines/encoder/encoder.ts';
import { type AuditEntry, insertAudit } from './audit.ts';
import { collections, titles } from './collection-tables.ts';
import { runBatch } from './d1-batch.ts';

export interface CollectionRow {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly createdAt: number;
  readonly deletedAt: number | null;
  readonly encoder: EncoderIdentity;
  readonly otherEncoder: EncoderIdentity | undefined;
  readonly snapshot: string;
  readonly passAt: number | null;
  readonly lastError: string | null;
  readonly lastErrorAt: number | null;
}

export type TitleState = (typeof titles.$inferSelect)['state'];

export interface NewCollection {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly createdAt: number;
  readonly encoder: EncoderIdentity;
  readonly snapshot: string;
}

export interface CollectionStore {
  /** False where the tenant has as many as it may have. */
  create(collection: NewCollection, maximum: number, audit: AuditEntry): Promise<boolean>;
  /** Undefined where the tenant has none of this id, or has deleted it. */
  find(tenant: string, id: string): Promise<CollectionRow | undefined>;
  /** By id, those after `after` alone. */
  list(tenant: string, limit: number, after: string): Promise<readonly CollectionRow[]>;
  /** Whoever it belongs to, also while it is being deleted. */
  read(id: string): Promise<CollectionRow | undefined>;
  /** How many titles are in which state. Reads an index entry a title. */
  countStates(id: string): Promise<ReadonlyMap<TitleState, number>>;
  /** False where there is nothing to delete. */
  markDeleted(tenant: string, id: string, now: number, audit: AuditEntry): Promise<boolean>;
  /** Forgets a deleted collection whose titles are gone. */
  forget(id: string): Promise<void>;
  noteError(id: string, message: string, now: number): Promise<void>;
  /** Collections whose deletion is not finished, and made no progress since `idleSince`. */
  deleted(idleSince: number, limit: number): Promise<readonly string[]>;
  /** Collections that another encoder or snapshot serves, or that hold vectors of another; and where no pass made progress since `idleSince`. */
  outdated(encoder: EncoderIdentity, snapshot: string, idleSince: number, limit: number): Promise<readonly string[]>;
  /** Notes that work on the collection as a whole is making progress. */
  noteProgress(id: string, now: number): Promise<void>;
  /** Likewise, of a pass that makes vectors of this encoder. */
  notePass(id: string, encoder: EncoderIdentity, now: number): Promise<void>;
  /** From now on this encoder's vectors serve; those of the one before, if another, wait to be removed. */
  switchTo(id: string, encoder: EncoderIdentity, snapshot: string): Promise<void>;
  /** The vectors of this encoder are gone. */
  dropOther(id: string, encoder: EncoderIdentity): Promise<void>;
  endPass(id: string): Promise<void>;
}

const TIERS: readonly EncoderTier[] = ['STATIC', 'TRANSFORMER', 'WORKERS_AI'];

/** Reads back what {@link CollectionStore} wrote. */
function parseIdentity(json: string): EncoderIdentity {
  const value: Readonly<Record<string, unknown>> = JSON.parse(json);
  const tier = TIERS.find((candidate) => candidate === value['tier']);
  const { name, hash, dimensions } = value;
  if (tier === undefined || typeof name !== 'string' || typeof hash !== 'string' || typeof dimensions !== 'number')
    throw new Error(`Not the identity of an encoder: ${json}`);
  return { tier, name, hash, dimensions };
}

const identityJson = ({ tier, name, hash, dimensions }: EncoderIdentity): string =>
  JSON.stringify({ tier, name, hash, dimensions });

export function toCollectionRow(row: typeof collections.$inferSelect): CollectionRow {
  const { encoder, otherEncoder, ...rest } = row;
  return {
    ...rest,
    encoder: parseIdentity(encoder),
    otherEncoder: otherEncoder === null ? undefined : parseIdentity(otherEncoder),
  };
}

/** A tenant's own, not deleted. */
export function isOwn(tenant: string, id: string): SQL | undefined {
  return and(eq(collections.id, id), eq(collections.tenant, tenant), isNull(collections.deletedAt));
}

/** No work on the collection as a whole was noted since then. */
const isIdle = (since: number): SQL | undefined => or(isNull(collections.passAt), lt(collections.passAt, since));

/** Longest note of an error. */
const ERROR_LENGTH = 500;

export function createCollectionStore(client: D1Database): CollectionStore {
  const database = drizzle(client);
  const first = async (condition: SQL | undefined): Promise<CollectionRow | undefined> => {
    const [row] = await database.select().from(collections).where(condition);
    return row === undefined ? undefined : toCollectionRow(row);
  };
  return {
    async create({ id, tenant, name, createdAt, encoder, snapshot }, maximum, audit) {
      const [created = []] = await runBatch<{ id: string }>(client, [
        sql`INSERT INTO collection (id, tenant, name, created_at, encoder, snapshot)
            SELECT ${id}, ${tenant}, ${name}, ${createdAt}, ${identityJson(encoder)}, ${snapshot}
            WHERE (SELECT count(*) FROM collection WHERE tenant = ${tenant} AND deleted_at IS NULL) < ${maximum}
            RETURNING id`,
        insertAudit(database, audit),
      ]);
      return created.length > 0;
    },
    find: (tenant, id) => first(isOwn(tenant, id)),
    async list(tenant, limit, after) {
      const rows = await database
        .select()
        .from(collections)
        .where(and(eq(collections.tenant, tenant), isNull(collections.deletedAt), gt(collections.id, after)))
        .orderBy(asc(collections.id))
        .limit(limit);
      return rows.map(toCollectionRow);
    },
    read: (id) => first(eq(collections.id, id)),
    async countStates(id) {
      const rows = await database
        .select({ state: titles.state, count: sql<number>`count(*)` })
        .from(titles)
        .where(eq(titles.collectionId, id))
        .groupBy(titles.state);
      return new Map(rows.map(({ state, count }) => [state, count]));
    },
    async markDeleted(tenant, id, now, audit) {
      const [marked = []] = await runBatch<{ id: string }>(client, [
        database.update(collections).set({ deletedAt: now }).where(isOwn(tenant, id)).returning({ id: collections.id }),
        insertAudit(database, audit),
      ]);
      return marked.length > 0;
    },
    async forget(id) {
      await database.delete(collections).where(and(eq(collections.id, id), isNotNull(collections.deletedAt)));
    },
    async noteError(id, message, now) {
      await database
        .update(collections)
        .set({ lastError: message.slice(0, ERROR_LENGTH), lastErrorAt: now })
        .where(eq(collections.id, id));
    },
    async deleted(idleSince, limit) {
      const rows = await database
        .select({ id: collections.id })
        .from(collections)
        .where(and(isNotNull(collections.deletedAt), isIdle(idleSince)))
        .limit(limit);
      return rows.map(({ id }) => id);
    },
    async outdated(encoder, snapshot, idleSince, limit) {
      const rows = await database
        .select({ id: collections.id })
        .from(collections)
        .where(
          and(
            isNull(collections.deletedAt),
            or(
              ne(collections.encoder, identityJson(encoder)),
              ne(collections.snapshot, snapshot),
              isNotNull(collections.otherEncoder),
            ),
            isIdle(idleSince),
          ),
        )
        .limit(limit);
      return rows.map(({ id }) => id);
    },
    async noteProgress(id, now) {
      await database.update(collections).set({ passAt: now }).where(eq(collections.id, id));
    },
    async notePass(id, encoder, now) {
      const json = identityJson(encoder);
      const other = sql`CASE WHEN ${collections.encoder} = ${json} THEN ${collections.otherEncoder} ELSE ${json} END`;
      await database.update(collections).set({ otherEncoder: other, passAt: now }).where(eq(collections.id, id));
    },
    async switchTo(id, encoder, snapshot) {
      const json = identityJson(encoder);
      const other = sql`CASE WHEN ${collections.encoder} = ${json} THEN NULL ELSE ${collections.encoder} END`;
      await database
        .update(collections)
        .set({ encoder: json, otherEncoder: other, snapshot })
        .where(eq(collections.id, id));
    },
    async dropOther(id, encoder) {
      await database
        .update(collections)
        .set({ otherEncoder: null })
        .where(and(eq(collections.id, id), eq(collections.otherEncoder, identityJson(encoder))));
    },
    async endPass(id) {
      await database.update(collections).set({ passAt: null }).where(eq(collections.id, id));
    },
  };
}
