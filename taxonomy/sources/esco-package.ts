/**
 * Official ESCO packages: the zips of CSV files of https://esco.ec.europa.eu/en/use-esco/download, as downloaded.
 *
 * A version is one or more classification packages ("... v1.1.1 - classification - en - csv.zip") and the relations,
 * which older versions put into a package of their own with no language in its name and newer ones into each
 * classification package. The first language (English where it is there) gives concepts, the others labels.
 *
 * Two gaps of published packages are closed, and said: skill groups that stand only in skillsHierarchy are taken from
 * there, and relation rows about a concept that the classification lacks are left out. A concept that is there but
 * hangs on one that is not is an error.
 */
import { basename } from 'node:path';
import { type LanguageTag, parseLanguageTag } from '../../worker/core/language.ts';
import type { ConceptRecord, RelationKind } from '../../worker/engines/snapshot/concept-table.ts';
import { TaxonomyDraft } from '../draft.ts';
import { escoIdentity } from '../identities.ts';
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
type Tables = (
  table: string,
  columns: readonly string[],
  options?: { readonly ragged?: boolean },
) => AsyncGenerator<Row>;

async function withTables(
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

function conceptId(row: Row, column: string): string | undefined {
  const uri = row.required(column);
  if (uri === undefined) return undefined;
  const id = escoId(uri);
  if (id === undefined)
    row.refuse(column, `"${uri}" is not the URI of an ESCO concept`, `Write one like ${ESCO_URI_EXAMPLE}.`);
  return id;
}

/** Preferred, alternative and hidden labels and the description of one row. `separator` stands between alternatives. */
function addTexts(draft: TaxonomyDraft, id: string, language: LanguageTag, row: Row, separator: string): void {
  const preferred = row.text('preferredLabel');
  if (preferred !== '') draft.addLabel(id, language, 'PREFERRED', preferred);
  for (const label of row.texts('altLabels', separator)) draft.addLabel(id, language, 'ALTERNATIVE', label);
  for (const label of row.texts('hiddenLabels', separator)) draft.addLabel(id, language, 'HIDDEN', label);
  draft.addDescription(id, language, row.paragraph('description'));
}

const LABELS = ['conceptUri', 'preferredLabel', 'altLabels'] as const;

class ConceptReader {
  readonly #draft: TaxonomyDraft;
  readonly #language: LanguageTag;
  /** Where each URI was first seen, for the message about the second. */
  readonly #lines = new Map<string, string>();

  constructor(draft: TaxonomyDraft, language: LanguageTag) {
    this.#draft = draft;
    this.#language = language;
  }

  /** Adds one row as a concept, unless its URI stands twice or it has no label. */
  add(row: Row, describe: (id: string) => Pick<ConceptRecord, 'kind'> & Partial<ConceptRecord>): void {
    const id = conceptId(row, 'conceptUri');
    if (id === undefined || row.required('preferredLabel') === undefined) return;
    const uri = row.text('conceptUri');
    const status = row.text('status');
    const concept: ConceptRecord = {
      id,
      uri,
      code: '',
      isco: '',
      category: undefined,
      reuseLevel: undefined,
      isGroup: false,
      deprecated: status !== '' && status !== 'released',
      popularity: 0,
      ...describe(id),
    };
    const { file, line } = row.place();
    if (!this.#draft.addConcept(concept)) {
      row.refuse(
        'conceptUri',
        `${uri} stands twice, first in ${this.#lines.get(uri) ?? 'another file'}`,
        'Take one of the two rows out.',
      );
      return;
    }
    this.#lines.set(uri, `${file}, line ${line}`);
    addTexts(this.#draft, id, this.#language, row, '\n');
  }
}

async function readConcepts(
  draft: TaxonomyDraft,
  escoPackage: EscoPackage,
  language: LanguageTag,
  problems: Problems,
): Promise<void> {
  const reader = new ConceptReader(draft, language);
  await withTables(escoPackage, problems, async (rows) => {
    for await (const row of rows('ISCOGroups', [...LABELS, 'code'])) {
      const code = row.text('code');
      reader.add(row, () => ({ kind: 'GROUP', code, isco: code }));
    }
    for await (const row of rows('occupations', [
      ...LABELS,
      'iscoGroup',
      'code',
      'status',
      'hiddenLabels',
      'description',
    ])) {
      const isco = row.text('iscoGroup');
      if (!draft.has(`group:${isco}`)) {
        row.refuse('iscoGroup', `the ISCO group "${isco}" is not in ISCOGroups`, 'Use tables of one version.');
      }
      reader.add(row, (id) => {
        draft.addMapping(id, { scheme: 'ISCO', vintage: '2008', code: isco, kind: 'BROAD', source: 'ESCO' });
        return { kind: 'OCCUPATION', code: row.text('code'), isco };
      });
    }
    for await (const row of rows('skillGroups', [...LABELS, 'code', 'status', 'hiddenLabels', 'description'])) {
      reader.add(row, () => ({ kind: 'SKILL', code: row.text('code'), isGroup: true }));
    }
    for await (const row of rows('skills', [
      ...LABELS,
      'skillType',
      'reuseLevel',
      'status',
      'hiddenLabels',
      'description',
    ])) {
      reader.add(row, () => ({
        kind: 'SKILL',
        // A few published skills leave their type out; all of them are competences.
        category: row.text('skillType') === 'knowledge' ? 'KNOWLEDGE' : 'HARD_SKILL',
        reuseLevel: row.text('reuseLevel') || undefined,
      }));
    }
    await readHierarchy(draft, rows, language, problems);
    for (const [table, category] of [
      ['languageSkillsCollection', 'LANGUAGE_SKILL'],
      ['transversalSkillsCollection', 'SOFT_SKILL'],
    ] as const) {
      for await (const row of rows(table, ['conceptUri'])) {
        const id = conceptId(row, 'conceptUri');
        if (id !== undefined) draft.setCategory(id, category);
      }
    }
  });
}

/** Adds the skill groups that only the hierarchy has. Its row describes the deepest level that is filled in. */
async function readHierarchy(
  draft: TaxonomyDraft,
  rows: Tables,
  language: LanguageTag,
  problems: Problems,
): Promise<void> {
  for await (const row of rows('skillsHierarchy', ['Level 0 URI', 'Level 0 preferred term', 'Description'], {
    ragged: true,
  })) {
    const level = [3, 2, 1, 0].find((depth) => row.raw(`Level ${depth} URI`) !== '');
    if (level === undefined) continue;
    const uri = row.text(`Level ${level} URI`);
    const id = conceptId(row, `Level ${level} URI`);
    if (id === undefined || draft.has(id)) continue;
    problems.note(
      row.place(`Level ${level} URI`),
      'a skill group that only skillsHierarchy has, which was taken from there',
    );
    draft.addConcept({
      id,
      uri,
      kind: 'SKILL',
      code: row.text(`Level ${level} code`),
      isco: '',
      category: undefined,
      reuseLevel: undefined,
      isGroup: true,
      deprecated: false,
      popularity: 0,
    });
    const label = row.required(`Level ${level} preferred term`);
    if (label !== undefined) draft.addLabel(id, language, 'PREFERRED', label);
    draft.addDescription(id, language, row.paragraph('Description'));
  }
}

/** One relation row; both ends must be there. */
function addRelation(
  draft: TaxonomyDraft,
  row: Row,
  fromColumn: string,
  kind: RelationKind,
  toColumn: string,
  problems: Problems,
): void {
  const from = conceptId(row, fromColumn);
  const to = conceptId(row, toColumn);
  if (from === undefined || to === undefined) return;
  if (!draft.has(from)) {
    problems.note(
      row.place(fromColumn),
      'a relation of a concept that the classification package lacks, which was left out',
    );
  } else if (!draft.has(to)) {
    row.refuse(toColumn, `${row.text(toColumn)} is not in the classification package`, 'Use packages of one version.');
  } else if (!draft.addRelation(from, kind, to)) {
    problems.note(row.place(), 'a relation that stands twice, which was kept once');
  }
}

async function readRelations(draft: TaxonomyDraft, escoPackage: EscoPackage, problems: Problems): Promise<void> {
  const kindOf = (row: Row): RelationKind | undefined => {
    const type = row.oneOf('relationType', ['essential', 'optional']);
    return type === 'essential' ? 'ESSENTIAL' : type === 'optional' ? 'OPTIONAL' : undefined;
  };
  await withTables(escoPackage, problems, async (rows) => {
    for (const table of ['broaderRelationsOccPillar', 'broaderRelationsSkillPillar']) {
      for await (const row of rows(table, ['conceptUri', 'broaderUri']))
        addRelation(draft, row, 'conceptUri', 'BROADER', 'broaderUri', problems);
    }
    for await (const row of rows('occupationSkillRelations', ['occupationUri', 'relationType', 'skillUri'])) {
      const kind = kindOf(row);
      if (kind !== undefined) addRelation(draft, row, 'occupationUri', kind, 'skillUri', problems);
    }
    for await (const row of rows('skillSkillRelations', ['originalSkillUri', 'relationType', 'relatedSkillUri'])) {
      const kind = kindOf(row);
      if (kind !== undefined) addRelation(draft, row, 'originalSkillUri', kind, 'relatedSkillUri', problems);
    }
  });
}

/** Adds the labels and descriptions of a package to concepts that are there; tells how many rows were not. */
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
      for await (const row of rows(table, LABELS)) {
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

/** Reads one version from its packages; the caller has checked that concepts and relations are there. */
export async function readEscoVersion(
  version: string,
  packages: readonly EscoPackage[],
  problems: Problems,
): Promise<TaxonomyDraft> {
  const draft = new TaxonomyDraft(escoIdentity(version));
  const classifications = packages
    .filter(({ hasConcepts, language }) => hasConcepts && language !== undefined)
    .toSorted(
      (left, right) =>
        Number(right.language === 'en') - Number(left.language === 'en') || (left.file < right.file ? -1 : 1),
    );
  const [first, ...others] = classifications;
  if (first?.language === undefined) return draft;
  await readConcepts(draft, first, first.language, problems);
  const relations = packages.find(({ hasRelations }) => hasRelations);
  if (relations !== undefined) await readRelations(draft, relations, problems);
  for (const other of others) await addPackageLabels(draft, other, problems);
  return draft;
}
