/**
 * The files of taxonomy/starter, parsed: what each row says and where it stands. See taxonomy/starter/README.md for
 * what the columns mean.
 *
 * Everything here must hold before the taxonomy can be used: ids that exist and stand once, codes, kinds, clean text,
 * an English label for everything. How well the content is written is the matter of starter-rules.ts.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type LanguageTag, parseLanguageTag } from '../../worker/core/language.ts';
import { SKILL_CATEGORIES, type SkillCategory } from '../../worker/engines/snapshot/concept-table.ts';
import { ENGLISH } from '../languages.ts';
import { MAPPING_KINDS, type MappingKind } from '../model.ts';
import type { Place, Problems } from '../problems.ts';
import { openFile } from './files.ts';
import { type Row, readTsv } from './rows.ts';

const TRANSITION_KINDS = ['advancement', 'lateral', 'related'] as const;
export type TransitionKind = (typeof TRANSITION_KINDS)[number];

/** A label in one form, or in a masculine and a feminine one ("infirmier~infirmière"). */
export type Forms = readonly [string] | readonly [masculine: string, feminine: string];

export interface StarterLabels {
  readonly place: Place;
  readonly preferred: Forms;
  readonly alternatives: readonly Forms[];
}

export interface StarterOccupation {
  readonly place: Place;
  readonly code: string;
  readonly isco: string;
  /** 1 to 5. */
  readonly popularity: number;
  readonly description: string;
}

export interface StarterSkill {
  readonly place: Place;
  readonly category: SkillCategory;
  readonly reuseLevel: string;
  readonly description: string;
}

export interface StarterContent {
  /** ISCO-08 code to English title. */
  readonly groups: Map<string, string>;
  readonly occupations: Map<string, StarterOccupation>;
  readonly codeMappings: { occupation: string; scheme: string; vintage: string; code: string; kind: MappingKind }[];
  readonly labels: Map<LanguageTag, Map<string, StarterLabels>>;
  readonly skills: Map<string, StarterSkill>;
  readonly skillLabels: Map<LanguageTag, Map<string, StarterLabels>>;
  readonly occupationSkills: Map<string, { place: Place; essential: readonly string[]; optional: readonly string[] }>;
  readonly transitions: { from: string; to: string; kind: TransitionKind }[];
  /** Data rows of every file, by its path in the folder. */
  readonly rowCounts: Map<string, number>;
}

/** Splits "masculine~feminine"; undefined where there are more forms, an empty one, or two that are the same. */
export function parseForms(label: string): Forms | undefined {
  const [one = '', other, ...rest] = label.split('~');
  if (one === '' || rest.length > 0) return undefined;
  if (other === undefined) return [one];
  return other === '' || other === one ? undefined : [one, other];
}

class StarterReader {
  readonly content: StarterContent = {
    groups: new Map(),
    occupations: new Map(),
    codeMappings: [],
    labels: new Map(),
    skills: new Map(),
    skillLabels: new Map(),
    occupationSkills: new Map(),
    transitions: [],
    rowCounts: new Map(),
  };
  readonly #folder: string;
  readonly #problems: Problems;

  constructor(folder: string, problems: Problems) {
    this.#folder = folder;
    this.#problems = problems;
  }

  async read(): Promise<void> {
    const { content } = this;
    for await (const row of this.#rows('groups.tsv', ['code', 'label'])) this.#readGroup(row);
    for await (const row of this.#rows('occupations.tsv', ['id', 'code', 'isco', 'popularity', 'description']))
      this.#readOccupation(row);
    for await (const row of this.#rows('skills.tsv', ['id', 'category', 'reuse', 'description'])) this.#readSkill(row);
    await this.#readLabels('labels', 'occupation', content.labels, content.occupations);
    await this.#readLabels('skill-labels', 'skill', content.skillLabels, content.skills);
    for await (const row of this.#rows('code-mappings.tsv', ['occupation', 'scheme', 'vintage', 'code', 'kind'])) {
      const occupation = this.#known(row, 'occupation', content.occupations);
      const kind = row.oneOf('kind', MAPPING_KINDS);
      const [scheme, vintage, code] = [row.required('scheme'), row.required('vintage'), row.required('code')];
      if (occupation && kind && scheme && vintage && code)
        content.codeMappings.push({ occupation, scheme, vintage, code, kind });
    }
    for await (const row of this.#rows('occupation-skills.tsv', ['occupation', 'essential', 'optional']))
      this.#readOccupationSkills(row);
    for await (const row of this.#rows('transitions.tsv', ['from', 'to', 'kind'])) {
      const from = this.#known(row, 'from', content.occupations);
      const to = this.#known(row, 'to', content.occupations);
      const kind = row.oneOf('kind', TRANSITION_KINDS);
      if (from !== undefined && from === to) row.refuse('to', `${to} leads to itself`, 'Take the row out.');
      else if (from && to && kind) content.transitions.push({ from, to, kind });
    }
  }

  /** Rows of one file; a file that is not there has none, but for the two without which there is no taxonomy. */
  async *#rows(name: string, columns: readonly string[]): AsyncGenerator<Row> {
    const path = join(this.#folder, name);
    if (!existsSync(path)) {
      if (name === 'groups.tsv' || name === 'occupations.tsv') {
        this.#problems.refuse(
          { file: path },
          'the file is missing',
          'Give a folder that is laid out like taxonomy/starter.',
        );
      }
      return;
    }
    let count = 0;
    for await (const row of readTsv(openFile(path), { file: name, columns, problems: this.#problems, strict: true })) {
      count += 1;
      yield row;
    }
    this.content.rowCounts.set(name, count);
  }

  /** An id that stands in `concepts`; undefined, and an error, where it does not. */
  #known(row: Row, column: string, concepts: ReadonlyMap<string, unknown>): string | undefined {
    const id = row.required(column);
    if (id === undefined || concepts.has(id)) return id;
    row.refuse(column, `"${id}" is not known`, 'Write an id of occupations.tsv or skills.tsv.');
    return undefined;
  }

  /** A kebab-case id that is new in `concepts`. */
  #fresh(row: Row, concepts: ReadonlyMap<string, { readonly place: Place }>): string | undefined {
    const id = row.required('id');
    if (id === undefined) return undefined;
    const known = concepts.get(id);
    if (known !== undefined) {
      row.refuse('id', `"${id}" stands twice, first in line ${known.place.line}`, 'Take one of the two rows out.');
      return undefined;
    }
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
      row.refuse('id', `"${id}" is not kebab-case`, 'Use lower-case letters, digits and single hyphens.');
    return id;
  }

  #readGroup(row: Row): void {
    const code = row.required('code');
    const label = row.required('label');
    if (code === undefined || label === undefined) return;
    if (!/^\d{1,4}$/.test(code)) row.refuse('code', `"${code}" is not an ISCO-08 code`, 'Write 1 to 4 digits.');
    else if (this.content.groups.has(code)) row.refuse('code', `${code} stands twice`, 'Take one of the two rows out.');
    else this.content.groups.set(code, label);
  }

  #readOccupation(row: Row): void {
    const { occupations, groups } = this.content;
    const id = this.#fresh(row, occupations);
    const popularity = row.oneOf('popularity', ['1', '2', '3', '4', '5']);
    const code = row.text('code');
    const isco = row.text('isco');
    if (isco.length !== 4 || !groups.has(isco))
      row.refuse('isco', `"${isco}" is not an ISCO-08 unit group`, 'Write a four-digit code of groups.tsv.');
    if (code.slice(0, 5) !== `${isco}.` || !/^[1-9]\d*$/.test(code.slice(5))) {
      row.refuse(
        'code',
        `"${code}" does not fit the ISCO-08 unit group ${isco}`,
        `Write ${isco}, a point and a number.`,
      );
    }
    if (id === undefined || popularity === undefined) return;
    occupations.set(id, {
      place: row.place(),
      code,
      isco,
      popularity: Number(popularity),
      description: row.text('description'),
    });
  }

  #readSkill(row: Row): void {
    const id = this.#fresh(row, this.content.skills);
    const category = row.oneOf('category', SKILL_CATEGORIES);
    if (id === undefined || category === undefined) return;
    this.content.skills.set(id, {
      place: row.place(),
      category,
      reuseLevel: row.text('reuse'),
      description: row.text('description'),
    });
  }

  async #readLabels(
    folder: string,
    column: string,
    target: StarterContent['labels'],
    concepts: ReadonlyMap<string, { readonly place: Place }>,
  ): Promise<void> {
    const path = join(this.#folder, folder);
    const names = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.tsv')) : [];
    for (const name of names.toSorted()) {
      const language = parseLanguageTag(name.slice(0, -'.tsv'.length));
      if (language === undefined) {
        this.#problems.refuse(
          { file: `${folder}/${name}` },
          'the file is not named after a language',
          'Name it like "de.tsv".',
        );
        continue;
      }
      const labels = new Map<string, StarterLabels>();
      target.set(language, labels);
      for await (const row of this.#rows(`${folder}/${name}`, [column, 'preferred', 'alternatives'])) {
        const id = this.#known(row, column, concepts);
        const [preferred] = this.#forms(row, 'preferred');
        const alternatives = this.#forms(row, 'alternatives');
        if (id === undefined || preferred === undefined) continue;
        if (labels.has(id)) row.refuse(column, `"${id}" stands twice`, 'Write all its labels in one row.');
        else labels.set(id, { place: row.place(), preferred, alternatives });
      }
    }
    for (const [id, { place }] of concepts) {
      if (target.get(ENGLISH)?.has(id) !== true)
        this.#problems.refuse(place, `"${id}" has no English label`, `Add a row to ${folder}/en.tsv.`);
    }
  }

  #forms(row: Row, column: 'preferred' | 'alternatives'): Forms[] {
    const cell = column === 'preferred' ? (row.required(column) ?? '') : row.text(column);
    if (cell === '') return [];
    return cell.split('|').flatMap((label) => {
      const forms = label === label.trim() ? parseForms(label) : undefined;
      if (forms !== undefined) return [forms];
      row.refuse(
        column,
        `"${label}" is not one label`,
        'Write a label, or a masculine and a feminine form joined by "~", without spaces around it.',
      );
      return [];
    });
  }

  #readOccupationSkills(row: Row): void {
    const { occupations, skills, occupationSkills } = this.content;
    const occupation = this.#known(row, 'occupation', occupations);
    const list = (column: string): string[] => {
      const ids = row.texts(column, ' ');
      for (const id of ids)
        if (!skills.has(id)) row.refuse(column, `"${id}" is not a skill`, 'Write an id of skills.tsv.');
      return ids;
    };
    const essential = list('essential');
    const optional = list('optional');
    const twice = [...essential, ...optional].find((id, index, all) => all.indexOf(id) !== index);
    if (twice !== undefined)
      row.refuse('optional', `"${twice}" stands twice`, 'Write a skill once, as essential or as optional.');
    if (occupation === undefined) return;
    if (occupationSkills.has(occupation))
      row.refuse('occupation', `"${occupation}" stands twice`, 'Write all its skills in one row.');
    else occupationSkills.set(occupation, { place: row.place(), essential, optional });
  }
}

export async function readStarterContent(folder: string, problems: Problems): Promise<StarterContent> {
  const reader = new StarterReader(folder, problems);
  await reader.read();
  return reader.content;
}
