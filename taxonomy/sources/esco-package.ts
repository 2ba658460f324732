/**
 * Official ESCO packages: the zips of CSV files of https://esco.ec.europa.eu/en/use-esco/download, as downloaded.
 *
 * Here a package is recognised, its tables are opened, and its labels are put on concepts that are there. What makes a
 * version of several packages stands in esco-version.ts.
 */
import { basename } from 'node:path';
import { type LanguageTag, parseLanguageTag } from '../../worker/core/language.ts';
import type { TaxonomyDraft } from '../draft.ts';
import type { Problems } from '../problems.ts';
import { ESCO_URI_EXAMPLE, escoId } from './esco-uris.ts';
import { type ZipPackage, openZip } from './files.ts';
import { type Row, readCsv } from './rows.ts';

const RELATION_TABLES = [
  'broaderRelationsOccPillar',
  'broaderRelationsSkillPillar',
  'occupationSkillRelations',
  'skillSkillRelations',
] as const;
const CONCEPT_TABLES = ['ISCOGroups', 'occupations', 'skillGroups', 'skills'] as const;
const TABLE = /(?:^|\/)([A-Za-z]+?)(?:_([a-z]{2,3}))?\.csv$/;

/** A zip whose directory was read. */
export interface EscoPackage {
  readonly path: string;
  /** Its file name, as errors name it. */
  readonly file: string;
  /** "1.1.1", as in the file name; undefined where the name has none. */
  readonly version: string | undefined;
  /** Undefined for a package of relations alone. */
  readonly language: LanguageTag | undefined;
  /** Table name ("occupations") to the name of the file inside. */
  readonly tables: ReadonlyMap<string, string>;
  readonly hasConcepts: boolean;
  readonly hasRelations: boolean;
}

/** Reads the directory of a package; undefined, and an error, where it is none. */
export async function recogniseEscoPackage(path: string, problems: Problems): Promise<EscoPackage | undefined> {
  const file = basename(path);
  let zip: ZipPackage;
  try {
    zip = await openZip(path);
  } catch (error) {
    problems.refuse(
      { file },
      `this is not a complete zip file (${error instanceof Error ? error.message : String(error)})`,
      'Download it again.',
    );
    return undefined;
  }
  zip.close();
  const tables = new Map<string, string>();
  const languages = new Set<string>();
  for (const name of zip.names) {
    const [, table, language] = TABLE.exec(name) ?? [];
    if (table === undefined) continue;
    tables.set(table, name);
    if (language !== undefined) languages.add(language);
  }
  const [language = '', ...others] = languages;
  if (others.length > 0) {
    problems.refuse(
      { file },
      `the package mixes languages (${[...languages].join(', ')})`,
      'Give each language as the package of its own that ESCO offers.',
    );
    return undefined;
  }
  const hasConcepts = CONCEPT_TABLES.every((table) => tables.has(table));
  const hasRelations = RELATION_TABLES.every((table) => tables.has(table));
  if (!tables.has('occupations') && !tables.has('skills') && !hasRelations) {
    problems.refuse(
      { file },
      'the zip holds no ESCO tables (occupations_en.csv, skills_en.csv, broaderRelationsOccPillar.csv, ...)',
      'Choose "classification" and "csv" when you download ESCO.',
    );
    return undefined;
  }
  return {
    path,
    file,
    version: /\bv(\d+(?:\.\d+){1,2})\b/.exec(file)?.[1],
    language: parseLanguageTag(language),
    tables,
    hasConcepts,
    hasRelations,
  };
}

/** Opens the package and reads the rows of one table. */
export type Tables = (
  table: string,
  columns: readonly string[],
  options?: { readonly ragged?: boolean },
) => AsyncGenerator<Row>;

export async function withTables(
  escoPackage: EscoPackage,
  problems: Problems,
  read: (rows: Tables) => Promise<void>,
): Promise<void> {
  const zip = await openZip(escoPackage.path);
  try {
    await read((table, columns, options = {}) => {
      const name = escoPackage.tables.get(table);
      if (name === undefined) return (async function* none(): AsyncGenerator<Row> {})();
      return readCsv(zip.open(name), { file: `${escoPackage.file} > ${name}`, columns, problems, ...options });
    });
  } finally {
    zip.close();
  }
}

export function conceptId(row: Row, column: string): string | undefined {
  const uri = row.required(column);
  if (uri === undefined) return undefined;
  const id = escoId(uri);
  if (id === undefined)
    row.refuse(column, `"${uri}" is not the URI of an ESCO concept`, `Write one like ${ESCO_URI_EXAMPLE}.`);
  return id;
}

/** Preferred, alternative and hidden labels and the description of one row. `separator` stands between alternatives. */
export function addTexts(draft: TaxonomyDraft, id: string, language: LanguageTag, row: Row, separator: string): void {
  const preferred = row.text('preferredLabel');
  if (preferred !== '') draft.addLabel(id, language, 'PREFERRED', preferred);
  for (const label of row.texts('altLabels', separator)) draft.addLabel(id, language, 'ALTERNATIVE', label);
  for (const label of row.texts('hiddenLabels', separator)) draft.addLabel(id, language, 'HIDDEN', label);
  draft.addDescription(id, language, row.paragraph('description'));
}

/** What every table of concepts has. */
export const LABEL_COLUMNS = ['conceptUri', 'preferredLabel', 'altLabels'] as const;

/** Adds the labels and descriptions of a package to concepts that are there; rows about others are counted. */
export async function addPackageLabels(
  draft: TaxonomyDraft,
  escoPackage: EscoPackage,
  problems: Problems,
): Promise<void> {
  const { language } = escoPackage;
  if (language === undefined) return;
  await withTables(escoPackage, problems, async (rows) => {
    for (const table of escoPackage.tables.keys()) {
      const collection = table.endsWith('Collection');
      if (!collection && !CONCEPT_TABLES.some((known) => known === table)) continue;
      for await (const row of rows(table, LABEL_COLUMNS)) {
        const id = conceptId(row, 'conceptUri');
        if (id === undefined) continue;
        if (draft.has(id)) addTexts(draft, id, language, row, collection ? ' | ' : '\n');
        else
          problems.note(
            row.place('conceptUri'),
            `a row of ${escoPackage.file} about a concept that ${draft.identity.id} lacks, which was left out`,
          );
      }
    }
  });
}
