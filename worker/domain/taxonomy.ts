/** The taxonomy that is served, and the versions that were imported. */
import type { LanguageTag } from '../core/language.ts';
import type { ConceptStore, VersionRow } from '../stores/concepts.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { type Concept, openTaxonomy } from './concepts.ts';

export interface ServedTaxonomy {
  readonly name: string;
  readonly version: string;
  /** Names what is served by its content. */
  readonly snapshot: string;
  readonly licence: string;
  readonly attribution: string;
  readonly languages: readonly LanguageTag[];
  readonly occupationCount: number;
  readonly skillCount: number;
  readonly labelCount: number;
}

export interface Taxonomies {
  served(): Promise<ServedTaxonomy>;
  languages(): Promise<readonly LanguageTag[]>;
  /** Newest import first. */
  versions(): Promise<readonly VersionRow[]>;
  /** A concept of the served version, of any kind. */
  find(id: string): Promise<Concept | undefined>;
  /** Concepts of the served version from their indices; `labelLanguage` is that of their names where a field does not say. */
  at(indices: readonly number[], labelLanguage?: LanguageTag): Promise<readonly Concept[]>;
}

export function createTaxonomies(snapshot: SnapshotStore, store: ConceptStore): Taxonomies {
  return {
    async served() {
      const { taxonomy, languages, snapshot: name } = await snapshot.manifest();
      return { ...taxonomy, languages, snapshot: name };
    },
    languages: async () => (await snapshot.manifest()).languages,
    versions: () => store.versions(),
    find: async (id) => (await openTaxonomy(snapshot)).find(id),
    async at(indices, labelLanguage) {
      const { concept } = await openTaxonomy(snapshot);
      return indices.map((index) => concept(index, labelLanguage));
    },
  };
}
