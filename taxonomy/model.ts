/**
 * A taxonomy as it stands between its sources and its two homes, D1 and the snapshot.
 *
 * Concepts are in the order of the concept table, and everything else names them by their index in it. Nothing in it
 * depends on the order of files or on the clock, so the same input gives the same snapshot, byte by byte.
 */
import type { LanguageTag } from '../worker/core/language.ts';
import type { ConceptRecord, RelationRecord } from '../worker/engines/snapshot/concept-table.ts';
import type { LabelRecord } from '../worker/engines/snapshot/label-pool.ts';

export const MAPPING_KINDS = ['EXACT', 'CLOSE', 'BROAD', 'NARROW'] as const;
export type MappingKind = (typeof MAPPING_KINDS)[number];

/** Which version of which taxonomy, and on what terms. */
export interface TaxonomyIdentity {
  /** For example "esco-1.1.1". */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly attribution: string;
}

interface DescriptionRecord {
  readonly concept: number;
  readonly text: string;
}

export interface CodeMappingRecord {
  readonly concept: number;
  readonly scheme: string;
  readonly vintage: string;
  readonly code: string;
  /** How the other classification's code stands to the concept: BROAD, it takes in more. */
  readonly kind: MappingKind;
  readonly source: string;
}

interface ReplacementRecord {
  readonly from: number;
  readonly to: number;
}

export interface Taxonomy {
  readonly identity: TaxonomyIdentity;
  readonly concepts: readonly ConceptRecord[];
  /** Languages in the order of their tags; labels in the order of a pool. */
  readonly labels: ReadonlyMap<LanguageTag, readonly LabelRecord[]>;
  readonly descriptions: ReadonlyMap<LanguageTag, readonly DescriptionRecord[]>;
  readonly relations: readonly RelationRecord[];
  readonly replacements: readonly ReplacementRecord[];
  readonly codeMappings: readonly CodeMappingRecord[];
}

export interface TaxonomyCounts {
  readonly occupationCount: number;
  /** Without those that only group others. */
  readonly skillCount: number;
  readonly labelCount: number;
}

export function countTaxonomy({ concepts, labels }: Taxonomy): TaxonomyCounts {
  let labelCount = 0;
  for (const pool of labels.values()) labelCount += pool.length;
  return {
    occupationCount: concepts.filter(({ kind }) => kind === 'OCCUPATION').length,
    skillCount: concepts.filter(({ kind, isGroup }) => kind === 'SKILL' && !isGroup).length,
    labelCount,
  };
}
