/**
 * The language-free part of a snapshot: every concept's own facts, and how concepts relate.
 *
 * A concept is an index. Groups stand first, then occupations, then skills, each by id, so that a kind is a range.
 * Relations are stored once forwards and once backwards in compressed sparse rows: the targets of concept c of one
 * kind are `targets[offsets[c]] .. targets[offsets[c + 1]]`, a view without a copy.
 */
import type { Container, Sections } from './container.ts';
import { jsonSection, writeContainer } from './container.ts';
import { openStringTable, stringTableSections } from './string-table.ts';

export const CONCEPT_KINDS = ['GROUP', 'OCCUPATION', 'SKILL'] as const;
export type ConceptKind = (typeof CONCEPT_KINDS)[number];
export const RELATION_KINDS = ['BROADER', 'ESSENTIAL', 'OPTIONAL', 'ADVANCEMENT', 'LATERAL', 'RELATED'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];
export const SKILL_CATEGORIES = ['KNOWLEDGE', 'HARD_SKILL', 'SOFT_SKILL', 'LANGUAGE_SKILL'] as const;
export type SkillCategory = (typeof SKILL_CATEGORIES)[number];

export interface ConceptRecord {
  readonly id: string;
  readonly uri: string;
  readonly kind: ConceptKind;
  /** The classification's own code, "" where it has none. */
  readonly code: string;
  /** ISCO-08 unit group of an occupation, the code itself of a group, "" for a skill. */
  readonly isco: string;
  readonly category: SkillCategory | undefined;
  readonly reuseLevel: string | undefined;
  /** True for a skill that only groups others (ESCO's skill hierarchy). */
  readonly isGroup: boolean;
  readonly deprecated: boolean;
  /** 0 to 255. */
  readonly popularity: number;
}

/** Indices into the list of records, which is sorted as the table wants it. */
export interface RelationRecord {
  readonly from: number;
  readonly kind: RelationKind;
  readonly to: number;
}

export interface ConceptRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export interface ConceptTable {
  readonly size: number;
  readonly range: Readonly<Record<ConceptKind, ConceptRange>>;
  kind(concept: number): ConceptKind;
  id(concept: number): string;
  uri(concept: number): string;
  code(concept: number): string;
  isco(concept: number): string;
  category(concept: number): SkillCategory | undefined;
  reuseLevel(concept: number): string | undefined;
  isGroup(concept: number): boolean;
  deprecated(concept: number): boolean;
  popularity(concept: number): number;
  /** The concept with this id; undefined where there is none. The first call of each finder builds its map: about 5 ms for 20,000 concepts. */
  findId(id: string): number | undefined;
  findUri(uri: string): number | undefined;
  /** Codes of occupations and groups. */
  findCode(code: string): number | undefined;
  /** Targets of a concept's relations of one kind, ascending; a view into the snapshot. */
  related(concept: number, kind: RelationKind): Uint32Array;
  /** Sources of the relations of one kind that lead to this concept, ascending: its narrower concepts, the occupations that need a skill. */
  relatedBackwards(concept: number, kind: RelationKind): Uint32Array;
  replacedBy(concept: number): Uint32Array;
}

const DEPRECATED = 1;
const GROUP = 2;

/** The order in which {@link buildConceptTable} wants its records. */
export function compareConcepts(left: ConceptRecord, right: ConceptRecord): number {
  const byKind = CONCEPT_KINDS.indexOf(left.kind) - CONCEPT_KINDS.indexOf(right.kind);
  return byKind !== 0 ? byKind : left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function sparseRows(name: string, size: number, pairs: readonly (readonly [number, number])[]): Sections {
  const sorted = pairs.toSorted((left, right) => left[0] - right[0] || left[1] - right[1]);
  const offsets = new Uint32Array(size + 1);
  for (const [from] of sorted) offsets[from + 1]! += 1;
  for (let row = 0; row < size; row++) offsets[row + 1]! += offsets[row]!;
  return { [`${name}.offsets`]: offsets, [`${name}.targets`]: Uint32Array.from(sorted, ([, to]) => to) };
}

/** Writes the table; `records` must be in the order of {@link compareConcepts}. */
export function buildConceptTable(
  records: readonly ConceptRecord[],
  relations: readonly RelationRecord[],
  replacements: readonly { readonly from: number; readonly to: number }[],
): Uint8Array<ArrayBuffer> {
  const reuseLevels = [...new Set(records.map((record) => record.reuseLevel ?? ''))].toSorted();
  const counts = CONCEPT_KINDS.map((kind) => records.filter((record) => record.kind === kind).length);
  const rows = RELATION_KINDS.flatMap((kind) => {
    const pairs = relations.filter((relation) => relation.kind === kind).map(({ from, to }) => [from, to] as const);
    return [
      sparseRows(`${kind}.forward`, records.length, pairs),
      sparseRows(
        `${kind}.backward`,
        records.length,
        pairs.map(([from, to]) => [to, from] as const),
      ),
    ];
  });
  return writeContainer({
    counts: Uint32Array.from(counts),
    reuseLevels: jsonSection(reuseLevels),
    flags: Uint8Array.from(records, (record) => (record.deprecated ? DEPRECATED : 0) | (record.isGroup ? GROUP : 0)),
    popularity: Uint8Array.from(records, (record) => record.popularity),
    category: Uint8Array.from(records, (record) =>
      record.category === undefined ? 255 : SKILL_CATEGORIES.indexOf(record.category),
    ),
    reuseLevel: Uint8Array.from(records, (record) => reuseLevels.indexOf(record.reuseLevel ?? '')),
    ...stringTableSections(
      'id',
      records.map((record) => record.id),
    ),
    ...stringTableSections(
      'uri',
      records.map((record) => record.uri),
    ),
    ...stringTableSections(
      'code',
      records.map((record) => record.code),
    ),
    ...stringTableSections(
      'isco',
      records.map((record) => record.isco),
    ),
    ...Object.assign({}, ...rows),
    ...sparseRows(
      'replacedBy',
      records.length,
      replacements.map(({ from, to }) => [from, to] as const),
    ),
  });
}

/** Opens the table over its container; throws {@link MissingSection} for a file of another kind. */
export function openConceptTable(container: Container): ConceptTable {
  const counts = container.uint32('counts');
  const flags = container.uint8('flags');
  const popularity = container.uint8('popularity');
  const category = container.uint8('category');
  const reuseLevel = container.uint8('reuseLevel');
  const reuseLevels = container.json('reuseLevels');
  const ids = openStringTable(container, 'id');
  const uris = openStringTable(container, 'uri');
  const codes = openStringTable(container, 'code');
  const iscos = openStringTable(container, 'isco');
  const size = ids.size;
  const groups = counts[0] ?? 0;
  const occupations = groups + (counts[1] ?? 0);
  const range = {
    GROUP: { start: 0, end: groups },
    OCCUPATION: { start: groups, end: occupations },
    SKILL: { start: occupations, end: size },
  };
  const rows = (name: string): ((concept: number) => Uint32Array) => {
    const offsets = container.uint32(`${name}.offsets`);
    const targets = container.uint32(`${name}.targets`);
    return (concept) => targets.subarray(offsets[concept] ?? 0, offsets[concept + 1] ?? 0);
  };
  const directed = (direction: string): ReadonlyMap<RelationKind, (concept: number) => Uint32Array> =>
    new Map(RELATION_KINDS.map((kind) => [kind, rows(`${kind}.${direction}`)]));
  const forward = directed('forward');
  const backward = directed('backward');
  const nothing = new Uint32Array();
  const finder = (get: (concept: number) => string, end: number): ((key: string) => number | undefined) => {
    let map: Map<string, number> | undefined;
    return (key) => {
      if (map === undefined) {
        map = new Map();
        for (let concept = 0; concept < end; concept++) map.set(get(concept), concept);
        map.delete('');
      }
      return map.get(key);
    };
  };
  return {
    size,
    range,
    kind: (concept) => (concept < groups ? 'GROUP' : concept < occupations ? 'OCCUPATION' : 'SKILL'),
    id: ids.get,
    uri: uris.get,
    code: codes.get,
    isco: iscos.get,
    category: (concept) => SKILL_CATEGORIES[category[concept] ?? 255],
    reuseLevel: (concept) => {
      const level: unknown = Array.isArray(reuseLevels) ? reuseLevels[reuseLevel[concept] ?? -1] : undefined;
      return typeof level === 'string' && level !== '' ? level : undefined;
    },
    isGroup: (concept) => ((flags[concept] ?? 0) & GROUP) !== 0,
    deprecated: (concept) => ((flags[concept] ?? 0) & DEPRECATED) !== 0,
    popularity: (concept) => popularity[concept] ?? 0,
    findId: finder(ids.get, size),
    findUri: finder(uris.get, size),
    findCode: finder(codes.get, occupations),
    related: (concept, kind) => forward.get(kind)?.(concept) ?? nothing,
    relatedBackwards: (concept, kind) => backward.get(kind)?.(concept) ?? nothing,
    replacedBy: rows('replacedBy'),
  };
}
