/** Reading the store of record back, typed by its tables: what was imported, and whole versions as drafts. */
import type { DatabaseSync } from 'node:sqlite';
import { desc, eq } from 'drizzle-orm';
import { type SqliteRemoteDatabase, drizzle } from 'drizzle-orm/sqlite-proxy';
import { parseLanguageTag } from '../worker/core/language.ts';
import {
  codeMappings,
  concepts,
  descriptions,
  labels,
  relations,
  replacements,
  taxonomyVersions,
} from '../worker/stores/tables.ts';
import { TaxonomyDraft } from './draft.ts';
import { compareVersions } from './identities.ts';

export type VersionRow = typeof taxonomyVersions.$inferSelect;
export type StoreQueries = SqliteRemoteDatabase;

/** Drizzle over an open SQLite file. */
export function queriesOf(database: DatabaseSync): StoreQueries {
  return drizzle((sql, parameters) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return Promise.resolve({ rows: statement.all(...parameters) });
  });
}

/** Every imported version, the latest import first. */
export function listVersions(store: StoreQueries): Promise<VersionRow[]> {
  return store.select().from(taxonomyVersions).orderBy(desc(taxonomyVersions.importedAt), taxonomyVersions.id);
}

/** The highest version of ESCO that was imported, as a draft. */
export async function readLatestEsco(store: StoreQueries): Promise<TaxonomyDraft | undefined> {
  const versions = await store.select().from(taxonomyVersions).where(eq(taxonomyVersions.name, 'ESCO'));
  const [latest] = versions.toSorted((left, right) => compareVersions(right.version, left.version));
  return latest === undefined ? undefined : readDraft(store, latest);
}

/** A version as it was before it was written, ready to take more labels. */
async function readDraft(store: StoreQueries, version: VersionRow): Promise<TaxonomyDraft> {
  const { id: versionId, name, licence, attribution } = version;
  const draft = new TaxonomyDraft({ id: versionId, name, version: version.version, licence, attribution });
  for (const { iscoCode, category, reuseLevel, status, ...concept } of await store
    .select()
    .from(concepts)
    .where(eq(concepts.versionId, versionId))) {
    draft.addConcept({
      ...concept,
      isco: iscoCode,
      category: category ?? undefined,
      reuseLevel: reuseLevel ?? undefined,
      // Every skill has a category; what has none groups skills.
      isGroup: concept.kind === 'SKILL' && category === null,
      deprecated: status === 'DEPRECATED',
    });
  }
  for (const { conceptId, language, kind, text } of await store
    .select()
    .from(labels)
    .where(eq(labels.versionId, versionId))
    .orderBy(labels.position)) {
    const tag = parseLanguageTag(language);
    if (tag !== undefined) draft.addLabel(conceptId, tag, kind, text);
  }
  for (const { conceptId, language, text } of await store
    .select()
    .from(descriptions)
    .where(eq(descriptions.versionId, versionId))) {
    const tag = parseLanguageTag(language);
    if (tag !== undefined) draft.addDescription(conceptId, tag, text);
  }
  for (const { fromId, kind, toId } of await store.select().from(relations).where(eq(relations.versionId, versionId))) {
    draft.addRelation(fromId, kind, toId);
  }
  for (const { conceptId, replacedById } of await store
    .select()
    .from(replacements)
    .where(eq(replacements.versionId, versionId))) {
    draft.addReplacement(conceptId, replacedById);
  }
  for (const { conceptId, scheme, vintage, code, kind, source } of await store
    .select()
    .from(codeMappings)
    .where(eq(codeMappings.versionId, versionId))) {
    draft.addMapping(conceptId, { scheme, vintage, code, kind, source });
  }
  return draft;
}
