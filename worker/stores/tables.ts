/**
 * The layout of D1, the store of record. `migrations/` is generated from this file by drizzle-kit.
 *
 * Every imported taxonomy version keeps its own rows, so that two versions stand side by side and can be compared;
 * `concept.id` ("occupation:...", "skill:...", "group:...") is the same in every version. Multi-valued text is one
 * row a label; a concept's own facts are one row.
 */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One imported version of a taxonomy. */
export const taxonomyVersions = sqliteTable('taxonomy_version', {
  /** For example "esco-1.1.1" or "starter-1". */
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  version: text('version').notNull(),
  licence: text('licence').notNull(),
  attribution: text('attribution').notNull(),
  /** RFC 3339, UTC. */
  importedAt: text('imported_at').notNull(),
  /** Content hash of the snapshot that was compiled from this version. */
  snapshot: text('snapshot').notNull(),
  occupationCount: integer('occupation_count').notNull(),
  skillCount: integer('skill_count').notNull(),
  labelCount: integer('label_count').notNull(),
  /** JSON array of language tags. */
  languages: text('languages', { mode: 'json' }).$type<string[]>().notNull(),
});

/** An occupation, a skill or an occupation group, in one version. */
export const concepts = sqliteTable(
  'concept',
  {
    versionId: text('version_id').notNull(),
    id: text('id').notNull(),
    uri: text('uri').notNull(),
    kind: text('kind', { enum: ['OCCUPATION', 'SKILL', 'GROUP'] }).notNull(),
    /** The classification's own code ("2512.4"); empty where it has none. */
    code: text('code').notNull(),
    /** ISCO-08 unit group of an occupation; empty for others. */
    iscoCode: text('isco_code').notNull(),
    category: text('category', { enum: ['KNOWLEDGE', 'HARD_SKILL', 'SOFT_SKILL', 'LANGUAGE_SKILL'] }),
    reuseLevel: text('reuse_level'),
    status: text('status', { enum: ['RELEASED', 'DEPRECATED'] }).notNull(),
    /** 0 to 255; how often it is advertised, as far as the source knows. */
    popularity: integer('popularity').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.id] }),
    index('concept_by_uri').on(table.versionId, table.uri),
    index('concept_by_code').on(table.versionId, table.code),
  ],
);

/** Which concepts took a deprecated concept's place. */
export const replacements = sqliteTable(
  'replacement',
  {
    versionId: text('version_id').notNull(),
    conceptId: text('concept_id').notNull(),
    replacedById: text('replaced_by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.conceptId, table.replacedById] })],
);

export const labels = sqliteTable(
  'label',
  {
    versionId: text('version_id').notNull(),
    conceptId: text('concept_id').notNull(),
    language: text('language').notNull(),
    kind: text('kind', { enum: ['PREFERRED', 'ALTERNATIVE', 'HIDDEN'] }).notNull(),
    /** Order within concept, language and kind. */
    position: integer('position').notNull(),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.conceptId, table.language, table.kind, table.position] })],
);

export const descriptions = sqliteTable(
  'description',
  {
    versionId: text('version_id').notNull(),
    conceptId: text('concept_id').notNull(),
    language: text('language').notNull(),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.conceptId, table.language] })],
);

/** Directed relations between concepts. */
export const relations = sqliteTable(
  'relation',
  {
    versionId: text('version_id').notNull(),
    fromId: text('from_id').notNull(),
    /** BROADER: from is narrower than to. ESSENTIAL, OPTIONAL: from an occupation or skill to a skill. Others: from one occupation to another. */
    kind: text('kind', { enum: ['BROADER', 'ESSENTIAL', 'OPTIONAL', 'ADVANCEMENT', 'LATERAL', 'RELATED'] }).notNull(),
    toId: text('to_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.fromId, table.kind, table.toId] }),
    index('relation_backwards').on(table.versionId, table.toId, table.kind),
  ],
);

/** A concept's code in another classification. */
export const codeMappings = sqliteTable(
  'code_mapping',
  {
    versionId: text('version_id').notNull(),
    conceptId: text('concept_id').notNull(),
    /** "ISCO", "O*NET-SOC", ... */
    scheme: text('scheme').notNull(),
    /** The scheme's edition: "2008", "2019", ... */
    vintage: text('vintage').notNull(),
    code: text('code').notNull(),
    kind: text('kind', { enum: ['EXACT', 'CLOSE', 'BROAD', 'NARROW'] }).notNull(),
    /** Who stated the mapping. */
    source: text('source').notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.conceptId, table.scheme, table.vintage, table.code] })],
);
