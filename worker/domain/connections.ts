/**
 * Cursor connections as Relay specifies them, forwards only.
 *
 * A cursor is the key of its element, so that it means the same place on every isolate and survives a new snapshot
 * in which the element still stands. It is opaque to clients.
 */
import { CrosswalkFailure } from '../core/failures.ts';

export interface PageArguments {
  /** 1 to 100. */
  readonly first: number;
  readonly after?: string | null | undefined;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | undefined;
  readonly endCursor: string | undefined;
}

export interface Connection<Node, EdgeType extends Edge<Node> = Edge<Node>> {
  readonly edges: readonly EdgeType[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** How the elements of a list are named. */
export interface ListKeys<Item> {
  key(item: Item): string;
  /** Where the element with this key stands in the list; -1 where it does not. */
  position(key: string): number;
}

const encoder = new TextEncoder();

export function encodeCursor(key: string): string {
  const binary = Array.from(encoder.encode(key), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The key of a cursor; undefined where it is none. */
export function decodeCursor(cursor: string): string | undefined {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The page of a list; only its own elements are turned into edges. */
export function paginate<Item, Node, EdgeType extends Edge<Node>>(
  items: ArrayLike<Item>,
  page: PageArguments,
  keys: ListKeys<Item>,
  toEdge: (item: Item, cursor: string) => EdgeType,
): Connection<Node, EdgeType> {
  let start = 0;
  if (page.after !== undefined && page.after !== null) {
    const key = decodeCursor(page.after);
    const position = key === undefined ? -1 : keys.position(key);
    if (position < 0) throw new CrosswalkFailure({ code: 'INVALID_CURSOR', argument: 'after' });
    start = position + 1;
  }
  const end = Math.min(items.length, start + page.first);
  const edges: EdgeType[] = [];
  for (let index = start; index < end; index++) {
    const item = items[index]!;
    edges.push(toEdge(item, encodeCursor(keys.key(item))));
  }
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    },
    totalCount: items.length,
  };
}
