/**
 * What D1 alone knows about concepts: every label in every language, descriptions, codes in other classifications,
 * the imported versions, and concepts of versions that are not served.
 *
 * One call is one round trip: one D1 batch of one statement a kind of detail, whatever the number of concepts, for
 * their keys travel as one JSON parameter. Primary keys serve every read.
 */
import { type SQL, type SQLWrapper, asc, desc, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { type ChangePage, type ChangeQuery, countChanges, readChanges } from './changes.ts';
import { codeMappings, concepts, descriptions, labels, taxonomyVersions } from './tables.ts';

export type LabelRow = typeof labels.$inferSelect;
export type DescriptionRow = typeof descriptions.$inferSelect;
export type CodeMappingRow = typeof codeMappings.$inferSelect;
export type ConceptRow = typeof concepts.$inferSelect;
export type VersionRow = typeof taxonomyVersions.$inferSelect;

/** A concept of one version. */
export interface ConceptKey {
  readonly versionId: string;
  readonly conceptId: string;
}

/** What to read, of which concepts. */
export interface DetailKeys {
  readonly facts: readonly ConceptKey[];
  readonly labels: readonly ConceptKey[];
  readonly descriptions: readonly ConceptKey[];
  readonly codes: readonly ConceptKey[];
}

export interface DetailRows {
  readonly facts: readonly ConceptRow[];
  /** By language, kind and the source's order within a concept. */
  readonly labels: readonly LabelRow[];
  readonly descriptions: readonly DescriptionRow[];
  readonly codes: readonly CodeMappingRow[];
}

export interface ConceptStore {
  details(keys: DetailKeys): Promise<DetailRows>;
  /** Every imported version, newest import first. */
  versions(): Promise<readonly VersionRow[]>;
  /** A page of what one version changed against another. */
  changes(query: ChangeQuery): Promise<ChangePage>;
  /** How many changes there are on all pages. */
  countChanges(query: ChangeQuery): Promise<number>;
}

/** True for rows of one of the keys: a single bound parameter, of which D1 allows 100. */
function among(version: SQLWrapper, concept: SQLWrapper, keys: readonly ConceptKey[]): SQL {
  const pairs = JSON.stringify(keys.map(({ versionId, conceptId }) => [versionId, conceptId]));
  return sql`(${version}, ${concept}) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${pairs}))`;
}

export function createConceptStore(client: D1Database): ConceptStore {
  const database = drizzle(client);
  return {
    async details(keys) {
      const [factRows, labelRows, descriptionRows, codeRows] = await database.batch([
        database
          .select()
          .from(concepts)
          .where(among(concepts.versionId, concepts.id, keys.facts)),
        database
          .select()
          .from(labels)
          .where(among(labels.versionId, labels.conceptId, keys.labels))
          .orderBy(
            asc(labels.language),
            sql`CASE ${labels.kind} WHEN 'PREFERRED' THEN 0 WHEN 'ALTERNATIVE' THEN 1 ELSE 2 END`,
            asc(labels.position),
          ),
        database
          .select()
          .from(descriptions)
          .where(among(descriptions.versionId, descriptions.conceptId, keys.descriptions)),
        database
          .select()
          .from(codeMappings)
          .where(among(codeMappings.versionId, codeMappings.conceptId, keys.codes))
          .orderBy(asc(codeMappings.scheme), asc(codeMappings.vintage), asc(codeMappings.code)),
      ]);
      return { facts: factRows, labels: labelRows, descriptions: descriptionRows, codes: codeRows };
    },
    versions: () =>
      database.select().from(taxonomyVersions).orderBy(desc(taxonomyVersions.importedAt), asc(taxonomyVersions.id)),
    changes: (query) => readChanges(database, query),
    countChanges: (query) => countChanges(database, query),
  };
}
