/** Everything about collections, built over its stores: what the API speaks of, what the queue and the clock do. */
import type { CollectionTitleStore } from '../stores/collection-titles.ts';
import type { CollectionStore } from '../stores/collections.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import type { OpenVectorStore } from '../stores/vector-store.ts';
import { type CollectionDuplicates, createCollectionDuplicates } from './collection-duplicates.ts';
import type { CollectionEncoders } from './collection-encoders.ts';
import { type CollectionIndexing, createCollectionIndexing } from './collection-indexing.ts';
import { type RepairOutcome, createCollectionRepair } from './collection-repair.ts';
import { type CollectionSearch, createCollectionSearch } from './collection-search.ts';
import { createSubjectReader } from './collection-subjects.ts';
import type { TaskQueue } from './collection-tasks.ts';
import { type CollectionTitles, createCollectionTitles } from './collection-titles.ts';
import { type Collections, createCollections } from './collections.ts';
import type { Names } from './names.ts';
import type { TitleNormalizer } from './normalize-title.ts';
import type { TitleLexicon } from './title-cleaning/index.ts';

export interface CollectionDomain {
  readonly collections: Collections;
  readonly titles: CollectionTitles;
  readonly search: CollectionSearch;
  readonly duplicates: CollectionDuplicates;
  readonly indexing: CollectionIndexing;
  repair(): Promise<RepairOutcome>;
}

export interface CollectionDomainParts {
  readonly collections: CollectionStore;
  readonly titles: CollectionTitleStore;
  readonly encoders: CollectionEncoders;
  readonly openVectors: OpenVectorStore;
  readonly snapshot: SnapshotStore;
  readonly lexicon: TitleLexicon;
  readonly names: Names;
  readonly normalizer: TitleNormalizer;
  readonly queue: TaskQueue;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told about what failed without the client being told: what is done again later, or left out of an answer. */
  readonly onTrouble: (event: string, collection: string, reason: string) => void;
}

export function createCollectionDomain(parts: CollectionDomainParts): CollectionDomain {
  const { onTrouble } = parts;
  const collections = createCollections(parts);
  return {
    collections,
    titles: createCollectionTitles({
      ...parts,
      collections,
      onUnsent: (collection, reason) => onTrouble('titles_not_announced', collection, reason),
    }),
    search: createCollectionSearch({
      ...parts,
      subjects: createSubjectReader(parts),
      onVectorFailure: (collection, reason) => onTrouble('vectors_not_searched', collection, reason),
    }),
    duplicates: createCollectionDuplicates(parts),
    indexing: createCollectionIndexing(parts),
    repair: createCollectionRepair(parts),
  };
}
