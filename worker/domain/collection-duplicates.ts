/**
 * Titles of a collection that say much the same as others: found by their vectors, compared exactly.
 *
 * All pairs of a large collection are too many for one answer, so a page walks through a stretch of titles and asks
 * the vector store for the nearest of each. Costs one query of the vector store a title, at most {@link STRETCH} a page.
 */
import { CrosswalkFailure } from '../core/failures.ts';
import { LIMITS } from '../core/limits.ts';
import type { CollectionTitleStore, TitleRow } from '../stores/collection-titles.ts';
import { type OpenVectorStore, type VectorStore, VectorStoreError } from '../stores/vector-store.ts';
import type { CollectionEncoders } from './collection-encoders.ts';
import { keyOf } from './collection-indexing.ts';
import type { CollectionTitle } from './collection-titles.ts';
import { type Collection, cursorKey } from './collections.ts';
import { type Connection, type PageArguments, encodeCursor } from './connections.ts';
import { checkRange } from './title-input.ts';

export interface NearDuplicate {
  readonly title: CollectionTitle;
  /** Cosine of both vectors. */
  readonly score: number;
}

export interface DuplicateGroup {
  readonly title: CollectionTitle;
  /** Titles that were added later, nearest first. */
  readonly duplicates: readonly NearDuplicate[];
}

export interface CollectionDuplicates {
  /** Each pair is told once, with the title that was added first. */
  find(
    collection: Collection,
    threshold: number,
    page: PageArguments,
  ): Promise<Omit<Connection<DuplicateGroup>, 'totalCount'>>;
}

export interface DuplicateParts {
  readonly titles: CollectionTitleStore;
  readonly encoders: CollectionEncoders;
  readonly openVectors: OpenVectorStore;
}

/** Titles that a page walks through at most. */
const STRETCH = 100;
/** Queries of the vector store at a time. */
const PARALLEL = 5;
/** Nearest titles that are looked at, for each. */
const NEAREST = 50;
/** What a store that keeps 8 bits a number may get wrong. */
const STORE_ERROR = 0.02;

const UNAVAILABLE = { code: 'UNAVAILABLE', part: 'vector store' } as const;

function cosine(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let place = 0; place < left.length; place++) sum += left[place]! * right[place]!;
  return Math.min(1, sum);
}

export function createCollectionDuplicates({ titles, encoders, openVectors }: DuplicateParts): CollectionDuplicates {
  /** Keys of titles near to each of these rows. */
  async function nearestOf(
    store: VectorStore,
    collection: string,
    vectors: readonly Float32Array[],
    threshold: number,
  ): Promise<readonly (readonly number[])[]> {
    const nearest: (readonly number[])[] = [];
    for (let start = 0; start < vectors.length; start += PARALLEL) {
      const part = vectors.slice(start, start + PARALLEL).map(async (values) => {
        if (values.every((value) => value === 0)) return [];
        const matches = await store.query(collection, values, { topK: NEAREST });
        return matches.filter(({ score }) => score >= threshold - STORE_ERROR).map(({ id }) => keyOf(id));
      });
      nearest.push(...(await Promise.all(part)));
    }
    return nearest;
  }

  return {
    async find({ tenant, id, encoder: serving }, threshold, page) {
      checkRange('first', page.first, 1, LIMITS.pageSize);
      const after = Number(cursorKey(page) ?? '0');
      if (!Number.isSafeInteger(after)) throw new CrosswalkFailure({ code: 'INVALID_CURSOR', argument: 'after' });
      const encoder = await encoders.find(serving.hash);
      if (encoder === undefined) throw new CrosswalkFailure(UNAVAILABLE);
      const rows = await titles.list(tenant, id, undefined, after, STRETCH);
      const vectors = await encoder.encode(rows.map(({ cleaned }) => cleaned));
      let nearest: readonly (readonly number[])[];
      try {
        nearest = await nearestOf(openVectors(serving), id, vectors, threshold);
      } catch (error) {
        throw error instanceof VectorStoreError ? new CrosswalkFailure(UNAVAILABLE) : error;
      }
      const later = nearest.map((keys, place) => [...new Set(keys)].filter((key) => key > rows[place]!.key));
      const others = new Map(
        (await titles.visible(tenant, id, [...new Set(later.flat())], {})).map((row) => [row.key, row]),
      );
      const vectorsOf = new Map<number, Float32Array>();
      const found = [...others.values()];
      for (const [place, values] of (await encoder.encode(found.map(({ cleaned }) => cleaned))).entries())
        vectorsOf.set(found[place]!.key, values);

      const groups: DuplicateGroup[] = [];
      let last: TitleRow | undefined;
      for (const [place, title] of rows.entries()) {
        if (groups.length === page.first) break;
        last = title;
        const duplicates = later[place]!.flatMap((key) => {
          const other = others.get(key);
          const values = vectorsOf.get(key);
          return other === undefined || values === undefined
            ? []
            : [{ title: other, score: Math.round(cosine(vectors[place]!, values) * 1e4) / 1e4 }];
        })
          .filter(({ score }) => score >= threshold)
          .sort((left, right) => right.score - left.score || left.title.key - right.title.key);
        if (duplicates.length > 0) groups.push({ title, duplicates });
      }
      const edges = groups.map((node) => ({ cursor: encodeCursor(String(node.title.key)), node }));
      return {
        edges,
        nodes: groups,
        pageInfo: {
          hasNextPage: rows.length === STRETCH || last?.key !== rows.at(-1)?.key,
          hasPreviousPage: after > 0,
          startCursor: edges[0]?.cursor,
          endCursor: last === undefined ? undefined : encodeCursor(String(last.key)),
        },
      };
    },
  };
}
