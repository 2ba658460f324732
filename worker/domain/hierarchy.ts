/** How concepts stand above, below and instead of each other. In memory; a concept that is not served has none of it. */
import type { SnapshotStore } from '../stores/snapshot.ts';
import { type Concept, openTaxonomy } from './concepts.ts';
import { iscoPath } from './groups.ts';

export interface Hierarchy {
  /** The concepts of the same kind directly above. */
  above(concept: Concept): Promise<readonly Concept[]>;
  /** The concepts of the same kind directly below. */
  below(concept: Concept): Promise<readonly Concept[]>;
  /** The ISCO-08 groups above an occupation or a group, narrowest first. */
  iscoPath(concept: Concept): Promise<readonly Concept[]>;
  /** What took a deprecated concept's place. */
  replacements(concept: Concept): Promise<readonly Concept[]>;
}

export function createHierarchy(snapshot: SnapshotStore): Hierarchy {
  return {
    async above(concept) {
      const { table, concept: at } = await openTaxonomy(snapshot);
      if (concept.index === undefined) return [];
      return Array.from(table.related(concept.index, 'BROADER'), (index) => at(index)).filter(
        ({ kind }) => kind === concept.kind,
      );
    },
    async below(concept) {
      const { table, concept: at } = await openTaxonomy(snapshot);
      if (concept.index === undefined) return [];
      return Array.from(table.relatedBackwards(concept.index, 'BROADER'), (index) => at(index)).filter(
        ({ kind }) => kind === concept.kind,
      );
    },
    async iscoPath(concept) {
      const { table, concept: at } = await openTaxonomy(snapshot);
      const code = concept.kind === 'GROUP' ? concept.code.slice(0, -1) : concept.iscoCode;
      return iscoPath(table, code).map((index) => at(index));
    },
    async replacements({ index }) {
      const { table, concept: at } = await openTaxonomy(snapshot);
      return index === undefined ? [] : Array.from(table.replacedBy(index), (each) => at(each));
    },
  };
}
