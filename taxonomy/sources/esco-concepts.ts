/**
 * The concepts of an ESCO classification package: ISCO groups, occupations, skills and skill groups, with labels and
 * descriptions in the package's language.
 *
 * Skill groups that stand only in skillsHierarchy (version 1.1.1 left seven out of skillGroups) are taken from there.
 */
import type { LanguageTag } from '../../worker/core/language.ts';
import type { ConceptRecord } from '../../worker/engines/snapshot/concept-table.ts';
import type { TaxonomyDraft } from '../draft.ts';
import type { Problems } from '../problems.ts';
import { type EscoPackage, LABEL_COLUMNS, type Tables, addTexts, conceptId, withTables } from './esco-package.ts';
import { escoId } from './esco-uris.ts';
import type { Row } from './rows.ts';

class ConceptReader {
  readonly #draft: TaxonomyDraft;
  readonly #language: LanguageTag;
  /** Where each URI was first seen, for the message about the second. */
  readonly #lines = new Map<string, string>();
  readonly #successors: { readonly row: Row; readonly id: string; readonly uri: string }[] = [];

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
    // Named after dct:isReplacedBy of ESCO's RDF; no package in CSV has had it so far.
    for (const successor of row.texts('isReplacedBy', '\n')) this.#successors.push({ row, id, uri: successor });
  }

  /** What takes the place of obsolete concepts, once all concepts are there. */
  linkSuccessors(): void {
    for (const { row, id, uri } of this.#successors) {
      const successor = escoId(uri);
      if (successor !== undefined && this.#draft.has(successor)) this.#draft.addReplacement(id, successor);
      else row.refuse('isReplacedBy', `${uri} is not in the package`, 'Use tables of one version.');
    }
  }
}

export async function readConcepts(
  draft: TaxonomyDraft,
  escoPackage: EscoPackage,
  language: LanguageTag,
  problems: Problems,
): Promise<void> {
  const reader = new ConceptReader(draft, language);
  await withTables(escoPackage, problems, async (rows) => {
    for await (const row of rows('ISCOGroups', [...LABEL_COLUMNS, 'code'])) {
      const code = row.text('code');
      reader.add(row, () => ({ kind: 'GROUP', code, isco: code }));
    }
    for await (const row of rows('occupations', [
      ...LABEL_COLUMNS,
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
    for await (const row of rows('skillGroups', [...LABEL_COLUMNS, 'code', 'status', 'hiddenLabels', 'description'])) {
      reader.add(row, () => ({ kind: 'SKILL', code: row.text('code'), isGroup: true }));
    }
    for await (const row of rows('skills', [
      ...LABEL_COLUMNS,
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
    reader.linkSuccessors();
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
