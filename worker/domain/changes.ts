/** What one imported version changed against another. Two round trips to D1 a page: the versions, then the changes. */
import { CrosswalkFailure } from '../core/failures.ts';
import {
  CHANGE_KINDS,
  type ChangeCursor,
  type ChangeKind,
  type ChangeQuery,
  type ConceptChange,
} from '../stores/changes.ts';
import type { ConceptStore, VersionRow } from '../stores/concepts.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { type Concept, archivedConcept, openTaxonomy } from './concepts.ts';
import { type Connection, decodeCursor, encodeCursor } from './connections.ts';
import type { Details } from './details.ts';

export interface Change extends ConceptChange {
  /** The newer version, which holds what took the concept's place. */
  readonly newerVersionId: string;
}

export interface ChangeRequest {
  /** Ids of imported versions, or versions of the served taxonomy. */
  readonly from: string;
  readonly to: string | undefined;
  readonly kinds: readonly ChangeKind[] | undefined;
  readonly first: number;
  readonly after: string | undefined;
}

/** The count of all changes is as dear as the changes themselves, so it is left until it is asked for. */
export interface ChangeConnection extends Omit<Connection<Change>, 'totalCount'> {
  readonly query: ChangeQuery;
}

export interface Changes {
  list(request: ChangeRequest): Promise<ChangeConnection>;
  count(query: ChangeQuery): Promise<number>;
  /** A concept as the served version has it, else as another version does; undefined where neither holds it. */
  concept(id: string, versionId: string, details: Details): Promise<Concept | undefined>;
}

function readCursor(cursor: string): ChangeCursor {
  const [name, conceptId] = decodeCursor(cursor)?.split(' ', 2) ?? [];
  const kind = CHANGE_KINDS.find((candidate) => candidate === name);
  if (kind === undefined || conceptId === undefined)
    throw new CrosswalkFailure({ code: 'INVALID_CURSOR', argument: 'after' });
  return { kind, conceptId };
}

export function createChanges(snapshot: SnapshotStore, store: ConceptStore): Changes {
  /** The id of a version by its id, or by its number among the versions of the served taxonomy. */
  async function versionIds(names: Readonly<Record<'from' | 'to', string>>): Promise<Record<'from' | 'to', string>> {
    const [versions, { taxonomy }] = await Promise.all([store.versions(), snapshot.manifest()]);
    const find = (argument: 'from' | 'to'): string => {
      const wanted = names[argument];
      const isWanted = ({ id, name, version }: VersionRow): boolean =>
        id === wanted || (name === taxonomy.name && version === wanted);
      const found = versions.find(isWanted);
      if (found === undefined) throw new CrosswalkFailure({ code: 'UNKNOWN_VERSION', argument, version: wanted });
      return found.id;
    };
    return { from: find('from'), to: find('to') };
  }

  return {
    async list({ from, to, kinds, first, after }) {
      const { taxonomy } = await snapshot.manifest();
      const ids = await versionIds({ from, to: to ?? taxonomy.id });
      const query = {
        ...ids,
        kinds: [...new Set(kinds ?? CHANGE_KINDS)],
        first,
        after: after === undefined ? undefined : readCursor(after),
      };
      const page = query.kinds.length === 0 ? { changes: [], hasNextPage: false } : await store.changes(query);
      const nodes = page.changes.map((change) => ({ ...change, newerVersionId: ids.to }));
      const edges = nodes.map((change) => ({
        cursor: encodeCursor(`${change.kind} ${change.conceptId}`),
        node: change,
      }));
      return {
        edges,
        nodes,
        pageInfo: {
          hasNextPage: page.hasNextPage,
          hasPreviousPage: after !== undefined,
          startCursor: edges[0]?.cursor,
          endCursor: edges.at(-1)?.cursor,
        },
        query,
      };
    },
    count: (query) => (query.kinds.length === 0 ? Promise.resolve(0) : store.countChanges(query)),
    async concept(id, versionId, details) {
      const served = (await openTaxonomy(snapshot)).find(id);
      if (served !== undefined) return served;
      const row = await details.facts({ versionId, conceptId: id });
      return row === undefined ? undefined : archivedConcept(row);
    },
  };
}
