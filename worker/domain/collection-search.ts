/**
 * Searching a collection, in any language: by words, by an occupation, or by another title.
 *
 * Candidates come from three sides: vectors that point the same way (the nearest 100), titles of the same text, and
 * titles of the occupations that the search is about; the latter two read from D1, so that they also hold what is not
 * indexed yet. All candidates are then scored by the code behind `rankTitles`. A filter by attributes is taken to D1
 * first: where it leaves few titles, all of them are candidates, so that nothing is missed.
 *
 * Cost: a round trip to the vector store, then one to D1; the computing is told in docs/collections.md.
 */
import { CrosswalkFailure } from '../core/failures.ts';
import type { LanguageTag } from '../core/language.ts';
import { LIMITS } from '../core/limits.ts';
import { alignWords } from '../engines/fusion/alignment.ts';
import type { Candidates, CollectionTitleStore } from '../stores/collection-titles.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import type { TitleFilter } from '../stores/title-filter.ts';
import {
  type OpenVectorStore,
  VECTOR_LIMITS,
  type VectorFilter,
  VectorStoreError,
  dayOf,
} from '../stores/vector-store.ts';
import type { CollectionEncoders } from './collection-encoders.ts';
import { keyOf } from './collection-indexing.ts';
import type { SearchSubject, SubjectReader } from './collection-subjects.ts';
import type { CollectionTitle } from './collection-titles.ts';
import type { Connection, PageArguments } from './connections.ts';
import { decodeCursor, encodeCursor } from './connections.ts';
import type { Names } from './names.ts';
import { rounded } from './rounded.ts';
import { checkCount, checkRange, checkText, checkTitle } from './title-input.ts';
import { createStoredTitles } from './stored-titles.ts';
import { createTitleReader, scoreTitles } from './title-scoring.ts';
import { readSubjects } from './title-subjects.ts';

export type { TitleFilter } from '../stores/title-filter.ts';

/** Exactly one of the three. */
export type SearchFor =
  | { readonly query: string; readonly language: LanguageTag | undefined }
  | { readonly occupation: string; readonly language: LanguageTag | undefined }
  | {
      /** The client's id of a title of the collection. */
      readonly title: string;
    };

export interface TitleSearch extends PageArguments {
  readonly tenant: string;
  readonly collection: string;
  readonly for: SearchFor;
  readonly filter: TitleFilter;
}

/** Why a title was found. */
export interface HitEvidence {
  readonly source: 'vector' | 'words' | 'occupation';
  readonly detail: string;
  /** 0 to 1. */
  readonly weight: number;
}

export interface TitleHit {
  readonly title: CollectionTitle;
  /** 0 to 1. */
  readonly score: number;
  /** Strongest first. */
  readonly evidence: readonly HitEvidence[];
}

export interface TitleHits extends Omit<Connection<TitleHit>, 'totalCount'> {
  /** True where vectors could not be asked: hits are those by text and occupation alone. */
  readonly partial: boolean;
}

export interface CollectionSearch {
  search(search: TitleSearch): Promise<TitleHits>;
}

export interface SearchParts {
  readonly titles: CollectionTitleStore;
  readonly encoders: CollectionEncoders;
  readonly openVectors: OpenVectorStore;
  readonly snapshot: SnapshotStore;
  readonly subjects: SubjectReader;
  readonly names: Names;
  readonly onVectorFailure: (collection: string, reason: string) => void;
}

/** Candidates of one text, and of one occupation. */
const ROWS_EACH = 40;
/** Occupations whose titles are candidates. */
const OCCUPATIONS = 4;
/** Part of the nearest occupation's value that another one needs to count as what is searched for. */
const LEAST_SUBJECT = 0.75;
/** Titles that a filter by attributes may leave so that all of them are compared. */
const FILTERED_ROWS = 300;
/** Likeness from which two words are the same, when evidence is told. */
const SAME_WORD = 0.6;

interface Scored {
  readonly row: CollectionTitle;
  readonly score: number;
  readonly cosine: number | undefined;
}

function checkFilter({ languages = [], groups = [], attributes = [] }: TitleFilter): void {
  checkCount('filter.languages', languages.length, LIMITS.filterValues);
  checkCount('filter.groups', groups.length, LIMITS.filterValues);
  for (const group of groups) {
    if (/^\d{1,4}$/.test(group)) continue;
    const reason = 'must hold ISCO-08 codes of one to four digits';
    throw new CrosswalkFailure({ code: 'BAD_USER_INPUT', argument: 'filter.groups', reason });
  }
  checkCount('filter.attributes', attributes.length, LIMITS.attributesPerTitle);
  for (const { name, values } of attributes) {
    checkText('filter.attributes', name, LIMITS.attributeNameLength);
    checkCount('filter.attributes', values.length, LIMITS.filterValues);
    for (const value of values) checkText('filter.attributes', value, LIMITS.attributeValueLength);
  }
}

/** What the vector store can check by itself, if anything; D1 checks everything once more. */
function vectorFilter({ languages, groups, postedFrom, postedTo }: TitleFilter): { readonly filter?: VectorFilter } {
  const filter = {
    ...(languages === undefined ? {} : { languages }),
    ...(groups === undefined ? {} : { groups }),
    ...(postedFrom === undefined ? {} : { postedFrom: dayOf(postedFrom) }),
    ...(postedTo === undefined ? {} : { postedTo: dayOf(postedTo) }),
  };
  return Object.keys(filter).length === 0 ? {} : { filter };
}

/** Where a page begins: hits are ordered by score, then by key, and a cursor says both. */
function startAfter(hits: readonly Scored[], after: string | null | undefined): number {
  if (after === undefined || after === null) return 0;
  const [score, key] = (decodeCursor(after) ?? '').split(' ').map(Number);
  if (score === undefined || key === undefined || Number.isNaN(score) || !Number.isSafeInteger(key))
    throw new CrosswalkFailure({ code: 'INVALID_CURSOR', argument: 'after' });
  const start = hits.findIndex((hit) => hit.score < score || (hit.score === score && hit.row.key > key));
  return start < 0 ? hits.length : start;
}

export function createCollectionSearch(parts: SearchParts): CollectionSearch {
  const { titles, encoders, openVectors, snapshot, subjects, names, onVectorFailure } = parts;
  const stored = createStoredTitles(snapshot, subjects);

  async function readSubject({
    tenant,
    collection,
    for: wanted,
  }: TitleSearch): Promise<readonly [SearchSubject, number | undefined]> {
    if ('query' in wanted) {
      checkTitle('query', wanted.query);
      return [await subjects.query(wanted.query, wanted.language), undefined];
    }
    if ('occupation' in wanted) return [await subjects.occupation(wanted.occupation, wanted.language), undefined];
    const [row] = await titles.byIds(tenant, collection, [wanted.title]);
    if (row === undefined) throw new CrosswalkFailure({ code: 'NOT_FOUND', argument: 'title', id: wanted.title });
    return [await subjects.title(row), row.key];
  }

  async function candidatesOf(
    { tenant, collection, filter }: TitleSearch,
    subject: SearchSubject,
    keys: readonly number[],
  ): Promise<Candidates> {
    const table = await snapshot.concepts();
    const least = (subject.subjects[0]?.value ?? 0) * LEAST_SUBJECT;
    const occupations = subject.subjects
      .slice(0, OCCUPATIONS)
      .filter(({ value }) => value > 0 && value >= least)
      .map(({ concept }) => table.id(concept));
    return titles.candidates(tenant, collection, {
      keys,
      folded: subject.folded,
      occupations,
      filter,
      limit: ROWS_EACH,
      filteredLimit: FILTERED_ROWS,
    });
  }

  /** Cosines by the keys of titles, in the vectors of one encoder; undefined where it or its store does not answer. */
  async function cosinesOf(
    { collection, filter }: TitleSearch,
    subject: SearchSubject,
    hash: string,
  ): Promise<ReadonlyMap<number, number> | undefined> {
    const encoder = await encoders.find(hash);
    if (encoder === undefined) return undefined;
    const [values] = await encoder.encode([subject.text]);
    if (values?.some((value) => value !== 0) !== true) return new Map();
    try {
      const store = openVectors(encoder.identity);
      const query = { topK: VECTOR_LIMITS.topK, ...vectorFilter(filter) };
      const matches = await store.query(collection, values, query);
      return new Map(matches.map(({ id, score }) => [keyOf(id), score]));
    } catch (error) {
      if (!(error instanceof VectorStoreError)) throw error;
      onVectorFailure(collection, error.message);
      return undefined;
    }
  }

  async function score(subject: SearchSubject, rows: readonly CollectionTitle[]): Promise<Float32Array> {
    const understand = await createTitleReader(snapshot);
    return scoreTitles(await understand(subject), await stored.understand(rows));
  }

  async function evidenceOf(subject: SearchSubject, { row, cosine }: Scored, encoder: string): Promise<HitEvidence[]> {
    const evidence: HitEvidence[] = [];
    if (cosine !== undefined && cosine > 0) evidence.push({ source: 'vector', detail: encoder, weight: cosine });
    const { words, coverage } = alignWords(await snapshot.encoder(), subject.text, row.cleaned);
    const shared = words.filter(({ likeness }) => likeness >= SAME_WORD).map(({ word }) => word);
    if (shared.length > 0) evidence.push({ source: 'words', detail: shared.join(', '), weight: coverage });
    const { snapshot: name } = await snapshot.manifest();
    const known = row.snapshot === name ? (readSubjects(row.subjects) ?? []) : [];
    const common = subject.subjects
      .map(({ concept, value }) => ({
        concept,
        weight: Math.min(value, known.find((other) => other.concept === concept)?.value ?? 0),
      }))
      .reduce((best, next) => (next.weight > best.weight ? next : best), { concept: -1, weight: 0 });
    if (common.weight > 0) {
      const label = await names.any(common.concept, [subject.language]);
      evidence.push({ source: 'occupation', detail: label?.text ?? '', weight: common.weight });
    }
    return evidence
      .map((piece) => ({ ...piece, weight: rounded(Math.min(1, piece.weight)) }))
      .sort((left, right) => right.weight - left.weight);
  }

  return {
    async search(search) {
      const { tenant, collection: id, filter, first, after } = search;
      checkRange('first', first, 1, LIMITS.pageSize);
      checkFilter(filter);
      const [subject, self] = await readSubject(search);
      const { identity } = await encoders.current();
      // Vectors are asked for before it is known whose they are: nothing of theirs is answered unless D1 gives the row.
      const present = await cosinesOf(search, subject, identity.hash);
      const { collection, rows: found, complete } = await candidatesOf(search, subject, [...(present?.keys() ?? [])]);
      if (collection === undefined) throw new CrosswalkFailure({ code: 'NOT_FOUND', argument: 'collection', id });
      const serving = collection.encoder;
      const rows = new Map(found.map((row) => [row.key, row]));
      let cosines = present;
      if (serving.hash !== identity.hash) {
        cosines = await cosinesOf(search, subject, serving.hash);
        const missing = complete ? [] : [...(cosines?.keys() ?? [])].filter((key) => !rows.has(key));
        for (const row of await titles.visible(tenant, id, missing, filter)) rows.set(row.key, row);
      }
      if (self !== undefined) rows.delete(self);
      const compared = [...rows.values()];
      const scores = await score(subject, compared);
      const hits = compared
        .map((row, place): Scored => ({
          row,
          score: Math.round(scores[place]! * 1e6) / 1e6,
          cosine: cosines?.get(row.key),
        }))
        .filter((hit) => hit.score > 0)
        .sort((left, right) => right.score - left.score || left.row.key - right.row.key);
      const start = startAfter(hits, after);
      const edges = await Promise.all(
        hits.slice(start, start + first).map(async (hit) => ({
          cursor: encodeCursor(`${hit.score} ${hit.row.key}`),
          node: { title: hit.row, score: hit.score, evidence: await evidenceOf(subject, hit, serving.name) },
        })),
      );
      return {
        edges,
        nodes: edges.map(({ node }) => node),
        pageInfo: {
          hasNextPage: start + first < hits.length,
          hasPreviousPage: start > 0,
          startCursor: edges[0]?.cursor,
          endCursor: edges.at(-1)?.cursor,
        },
        partial: cosines === undefined,
      };
    },
  };
}
