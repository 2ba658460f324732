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

export interface CollectionRow {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly createdAt: number;
  readonly deletedAt: number | null;
  readonly encoder: EncoderIdentity;
  readonly nextEncoder: EncoderIdentity | undefined;
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
  /** Collections whose deletion is not finished. */
  deleted(limit: number): Promise<readonly string[]>;
  /** Collections that another encoder or snapshot serves than these, and where no pass made progress since `idleSince`. */
  outdated(encoder: EncoderIdentity, snapshot: string, idleSince: number, limit: number): Promise<readonly string[]>;
  /** Notes that a pass towards this encoder is making progress. */
  notePass(id: string, encoder: EncoderIdentity, now: number): Promise<void>;
  /** Ends a pass: from now on, this encoder's vectors serve. */
  finishPass(id: string, encoder: EncoderIdentity, snapshot: string): Promise<void>;
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
  const { encoder, nextEncoder, ...rest } = row;
  return {
    ...rest,
    encoder: parseIdentity(encoder),
    nextEncoder: nextEncoder === null ? undefined : parseIdentity(nextEncoder),
  };
}

/** A tenant's own, not deleted. */
export function isOwn(tenant: string, id: string): SQL | undefined {
  return and(eq(collections.id, id), eq(collections.tenant, tenant), isNull(collections.deletedAt));
}

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
      const [created] = await database.batch([
        database.all<{ id: string }>(
          sql`INSERT INTO collection (id, tenant, name, created_at, encoder, snapshot)
            SELECT ${id}, ${tenant}, ${name}, ${createdAt}, ${identityJson(encoder)}, ${snapshot}
            WHERE (SELECT count(*) FROM collection WHERE tenant = ${tenant} AND deleted_at IS NULL) < ${maximum}
            RETURNING id`,
        ),
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
      const [marked] = await database.batch([
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
    async deleted(limit) {
      const rows = await database
        .select({ id: collections.id })
        .from(collections)
        .where(isNotNull(collections.deletedAt))
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
            or(ne(collections.encoder, identityJson(encoder)), ne(collections.snapshot, snapshot)),
            or(isNull(collections.passAt), lt(collections.passAt, idleSince)),
          ),
        )
        .limit(limit);
      return rows.map(({ id }) => id);
    },
    async notePass(id, encoder, now) {
      const json = identityJson(encoder);
      const next = sql`CASE WHEN ${collections.encoder} = ${json} THEN NULL ELSE ${json} END`;
      await database.update(collections).set({ nextEncoder: next, passAt: now }).where(eq(collections.id, id));
    },
    async finishPass(id, encoder, snapshot) {
      await database
        .update(collections)
        .set({ encoder: identityJson(encoder), nextEncoder: null, snapshot, passAt: null })
        .where(eq(collections.id, id));
    },
  };
}
