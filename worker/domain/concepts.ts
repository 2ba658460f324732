/**
 * A concept as the product speaks of it, wherever it comes from: the served snapshot (in memory, by index) or, for
 * one that only another version holds, a row of D1.
 */
import type { LanguageTag } from '../core/language.ts';
import type { ConceptKind, ConceptTable, SkillCategory } from '../engines/snapshot/concept-table.ts';
import type { Manifest } from '../engines/snapshot/manifest.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import type { concepts } from '../stores/tables.ts';

export type { ConceptKind, SkillCategory } from '../engines/snapshot/concept-table.ts';
export type { LabelKind } from '../engines/snapshot/label-pool.ts';

/** The part of the snapshot by which names are found and shown: all that a browser loads to complete offline. */
export type NameSnapshot = Pick<SnapshotStore, 'manifest' | 'concepts' | 'labels' | 'prefixIndex'>;

export interface Concept {
  readonly kind: ConceptKind;
  readonly id: string;
  readonly uri: string;
  readonly code: string;
  readonly iscoCode: string;
  readonly category: SkillCategory;
  readonly reuseLevel: string | undefined;
  readonly isGroup: boolean;
  readonly deprecated: boolean;
  /** The taxonomy version whose rows in D1 describe it. */
  readonly versionId: string;
  /** Its place in the served concept table; undefined where the served version does not hold it. */
  readonly index: number | undefined;
  /** The language in which its names are wanted where a field does not say. */
  readonly labelLanguage: LanguageTag | undefined;
}

/** Skills whose source says nothing of their kind count as hard skills, the largest category. */
const DEFAULT_CATEGORY: SkillCategory = 'HARD_SKILL';

/** A concept of the served snapshot: its facts are decoded when they are asked for. */
class ServedConcept implements Concept {
  readonly #table: ConceptTable;
  readonly index: number;
  readonly versionId: string;
  readonly labelLanguage: LanguageTag | undefined;

  constructor(table: ConceptTable, index: number, versionId: string, labelLanguage: LanguageTag | undefined) {
    this.#table = table;
    this.index = index;
    this.versionId = versionId;
    this.labelLanguage = labelLanguage;
  }

  get kind(): ConceptKind {
    return this.#table.kind(this.index);
  }
  get id(): string {
    return this.#table.id(this.index);
  }
  get uri(): string {
    return this.#table.uri(this.index);
  }
  get code(): string {
    return this.#table.code(this.index);
  }
  get iscoCode(): string {
    return this.#table.isco(this.index);
  }
  get category(): SkillCategory {
    return this.#table.category(this.index) ?? DEFAULT_CATEGORY;
  }
  get reuseLevel(): string | undefined {
    return this.#table.reuseLevel(this.index);
  }
  get isGroup(): boolean {
    return this.#table.isGroup(this.index);
  }
  get deprecated(): boolean {
    return this.#table.deprecated(this.index);
  }
}

/** A concept that the served version does not hold, as the row of another version describes it. */
export function archivedConcept(row: typeof concepts.$inferSelect): Concept {
  return {
    kind: row.kind,
    id: row.id,
    uri: row.uri,
    code: row.code,
    iscoCode: row.iscoCode,
    category: row.category ?? DEFAULT_CATEGORY,
    reuseLevel: row.reuseLevel ?? undefined,
    isGroup: false,
    deprecated: row.status === 'DEPRECATED',
    versionId: row.versionId,
    index: undefined,
    labelLanguage: undefined,
  };
}

/** The served taxonomy, opened: manifest and concept table, and concepts from their indices. */
export interface OpenTaxonomy {
  readonly manifest: Manifest;
  readonly table: ConceptTable;
  concept(index: number, labelLanguage?: LanguageTag): Concept;
  /** The concept with this global id; undefined where there is none. */
  find(id: string): Concept | undefined;
}

/** Costs nothing once the snapshot is held. */
export async function openTaxonomy(snapshot: NameSnapshot): Promise<OpenTaxonomy> {
  const [manifest, table] = await Promise.all([snapshot.manifest(), snapshot.concepts()]);
  const concept = (index: number, labelLanguage?: LanguageTag): Concept =>
    new ServedConcept(table, index, manifest.taxonomy.id, labelLanguage);
  return {
    manifest,
    table,
    concept,
    find: (id) => {
      const index = table.findId(id);
      return index === undefined ? undefined : concept(index);
    },
  };
}
