/** Collections: a tenant's own titles, kept apart from everybody else's. Their titles: collection-titles.ts. */
import { CrosswalkFailure } from '../core/failures.ts';
import { LIMITS } from '../core/limits.ts';
import { newUlid } from '../core/ulid.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import type { AuditEntry } from '../stores/audit.ts';
import type { CollectionRow, CollectionStore, TitleState } from '../stores/collections.ts';
import type { CollectionEncoders } from './collection-encoders.ts';
import type { TaskQueue } from './collection-tasks.ts';
import { type Connection, type PageArguments, decodeCursor, encodeCursor } from './connections.ts';
import { checkText } from './title-input.ts';

/** Who writes, for the audit log. */
export interface Writer {
  readonly tenant: string;
  /** The id of the key. */
  readonly actor: string;
  readonly requestId: string;
}

export type Collection = CollectionRow;

export interface TitleCounts {
  readonly pending: number;
  readonly indexed: number;
  readonly failed: number;
}

export interface Collections {
  create(writer: Writer, name: string): Promise<Collection>;
  /** Its titles are found by nobody from then on; they are removed by and by. */
  delete(writer: Writer, id: string): Promise<void>;
  find(tenant: string, id: string): Promise<Collection | undefined>;
  /** Throws NOT_FOUND where the tenant has no such collection. */
  require(tenant: string, id: string): Promise<Collection>;
  list(tenant: string, page: PageArguments): Promise<Omit<Connection<Collection>, 'totalCount'>>;
  counts(collection: Collection): Promise<TitleCounts>;
}

export interface CollectionParts {
  readonly collections: CollectionStore;
  readonly encoders: CollectionEncoders;
  readonly snapshot: SnapshotStore;
  readonly queue: TaskQueue;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export const auditEntry = (
  { tenant, actor, requestId }: Writer,
  action: string,
  subject: string,
  count: number,
): AuditEntry => ({ tenant, actor, requestId, action, subject, count });

/** The key behind a cursor of a list that is ordered by key. */
export function cursorKey({ after }: PageArguments): string | undefined {
  if (after === undefined || after === null) return undefined;
  const key = decodeCursor(after);
  if (key === undefined || key === '') throw new CrosswalkFailure({ code: 'INVALID_CURSOR', argument: 'after' });
  return key;
}

/** The page of a list that was read one element further than the page. */
export function pageOf<Item, Node>(
  items: readonly Item[],
  page: PageArguments,
  key: (item: Item) => string,
  node: (item: Item) => Node,
): Omit<Connection<Node>, 'totalCount'> {
  const edges = items.slice(0, page.first).map((item) => ({ cursor: encodeCursor(key(item)), node: node(item) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: items.length > page.first,
      hasPreviousPage: page.after !== undefined && page.after !== null,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    },
  };
}

export function createCollections({ collections, encoders, snapshot, queue, clock }: CollectionParts): Collections {
  const find = (tenant: string, id: string): Promise<Collection | undefined> => collections.find(tenant, id);
  return {
    find,
    async create(writer, name) {
      checkText('name', name, LIMITS.collectionNameLength);
      if (name.trim() === '')
        throw new CrosswalkFailure({ code: 'BAD_USER_INPUT', argument: 'name', reason: 'is empty; give a name' });
      const createdAt = clock();
      const id = newUlid(createdAt);
      const { identity } = await encoders.current();
      const collection = {
        id,
        tenant: writer.tenant,
        name: name.trim(),
        createdAt,
        encoder: identity,
        snapshot: (await snapshot.manifest()).snapshot,
      };
      const audit = auditEntry(writer, 'createCollection', id, 1);
      if (!(await collections.create(collection, LIMITS.collectionsPerTenant, audit))) {
        const reason = `cannot be created: there are ${LIMITS.collectionsPerTenant} collections already, as many as one tenant may have; delete one`;
        throw new CrosswalkFailure({ code: 'BAD_USER_INPUT', argument: 'name', reason });
      }
      return {
        ...collection,
        deletedAt: null,
        otherEncoder: undefined,
        passAt: null,
        lastError: null,
        lastErrorAt: null,
      };
    },
    async delete(writer, id) {
      const audit = auditEntry(writer, 'deleteCollection', id, 1);
      if (
        (await find(writer.tenant, id)) === undefined ||
        !(await collections.markDeleted(writer.tenant, id, clock(), audit))
      )
        throw new CrosswalkFailure({ code: 'NOT_FOUND', argument: 'id', id });
      await queue.send([{ kind: 'DROP', collection: id }]);
    },
    async require(tenant, id) {
      const found = await find(tenant, id);
      if (found === undefined) throw new CrosswalkFailure({ code: 'NOT_FOUND', argument: 'collection', id });
      return found;
    },
    async list(tenant, page) {
      const rows = await collections.list(tenant, page.first + 1, cursorKey(page) ?? '');
      return pageOf(
        rows,
        page,
        ({ id }) => id,
        (row) => row,
      );
    },
    async counts({ id }) {
      const counts = await collections.countStates(id);
      const of = (state: TitleState): number => counts.get(state) ?? 0;
      return { pending: of('PENDING'), indexed: of('INDEXED'), failed: of('FAILED') };
    },
  };
}
