/** A small ESCO in the layout of the official packages, to be changed cell by cell by the tests that use it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { zipOf } from './zip.ts';

/** Table name to rows, the header first. */
export type Tables = Record<string, string[][]>;

export const uri = (name: string): string => `http://data.europa.eu/esco/${name}`;

export function classificationTables(): Tables {
  return {
    ISCOGroups: [
      ['conceptType', 'conceptUri', 'code', 'preferredLabel', 'status', 'altLabels', 'inScheme', 'description'],
      ['ISCOGroup', uri('isco/C2'), '2', 'Professionals', 'released', '', '', ''],
      ['ISCOGroup', uri('isco/C25'), '25', 'ICT professionals', 'released', '', '', ''],
      ['ISCOGroup', uri('isco/C2512'), '2512', 'Software developers', 'released', '', '', 'They write software.'],
      ['ISCOGroup', uri('isco/C2513'), '2513', 'Web developers', 'released', '', '', ''],
    ],
    occupations: [
      [
        'conceptType',
        'conceptUri',
        'iscoGroup',
        'preferredLabel',
        'altLabels',
        'hiddenLabels',
        'status',
        'description',
        'code',
      ],
      [
        'Occupation',
        uri('occupation/dev'),
        '2512',
        'software developer',
        'programmer\nsoftware developer\ncoder',
        'softwaredev',
        'released',
        'Software developers write programs.\nThey also test them.',
        '2512.4',
      ],
      [
        'Occupation',
        uri('occupation/web'),
        '2513',
        'web developer',
        'front-end developer',
        '',
        'released',
        'Web developers build web sites.',
        '2513.3',
      ],
      ['Occupation', uri('occupation/cobol'), '2512', 'COBOL developer', '', '', 'obsolete', '', '2512.9'],
    ],
    skills: [
      [
        'conceptType',
        'conceptUri',
        'skillType',
        'reuseLevel',
        'preferredLabel',
        'altLabels',
        'hiddenLabels',
        'status',
        'description',
      ],
      [
        'KnowledgeSkillCompetence',
        uri('skill/java'),
        'knowledge',
        'sector-specific',
        'Java',
        'Java SE',
        '',
        'released',
        'A programming language.',
      ],
      [
        'KnowledgeSkillCompetence',
        uri('skill/debug'),
        'skill/competence',
        'cross-sector',
        'debug software',
        '',
        '',
        'released',
        '',
      ],
      [
        'KnowledgeSkillCompetence',
        uri('skill/french'),
        'skill/competence',
        'transversal',
        'speak French',
        '',
        '',
        'released',
        '',
      ],
      [
        'KnowledgeSkillCompetence',
        uri('skill/team'),
        'skill/competence',
        'transversal',
        'work in teams',
        '',
        '',
        'released',
        '',
      ],
    ],
    skillGroups: [
      ['conceptType', 'conceptUri', 'preferredLabel', 'altLabels', 'hiddenLabels', 'status', 'description', 'code'],
      ['SkillGroup', uri('skill/S'), 'skills', '', '', 'released', '', 'S'],
      [
        'SkillGroup',
        uri('isced-f/0613'),
        'software and applications development and analysis',
        '',
        '',
        'released',
        '',
        '',
      ],
    ],
    skillsHierarchy: [
      [
        'Level 0 URI',
        'Level 0 preferred term',
        'Level 1 URI',
        'Level 1 preferred term',
        'Level 2 URI',
        'Level 2 preferred term',
        'Level 3 URI',
        'Level 3 preferred term',
        'Description',
        'Scope note',
        'Level 0 code',
        'Level 1 code',
      ],
      [uri('skill/S'), 'skills', '', '', '', '', '', '', '', '', 'S'],
      [
        uri('skill/S'),
        'skills',
        uri('skill/S5'),
        'working with computers',
        '',
        '',
        '',
        '',
        'Using digital tools.',
        '',
        'S',
        'S5',
      ],
    ],
    languageSkillsCollection: [
      ['conceptUri', 'preferredLabel', 'altLabels'],
      [uri('skill/french'), 'speak French', 'speak French | converse in French'],
    ],
    transversalSkillsCollection: [
      ['conceptUri', 'preferredLabel', 'altLabels'],
      [uri('skill/team'), 'work in teams', ''],
    ],
  };
}

export function relationTables(): Tables {
  return {
    broaderRelationsOccPillar: [
      ['conceptType', 'conceptUri', 'broaderType', 'broaderUri'],
      ['ISCOGroup', uri('isco/C25'), 'ISCOGroup', uri('isco/C2')],
      ['ISCOGroup', uri('isco/C2512'), 'ISCOGroup', uri('isco/C25')],
      ['ISCOGroup', uri('isco/C2513'), 'ISCOGroup', uri('isco/C25')],
      ['Occupation', uri('occupation/dev'), 'ISCOGroup', uri('isco/C2512')],
      ['Occupation', uri('occupation/web'), 'ISCOGroup', uri('isco/C2513')],
      ['Occupation', uri('occupation/cobol'), 'ISCOGroup', uri('isco/C2512')],
    ],
    broaderRelationsSkillPillar: [
      ['conceptType', 'conceptUri', 'broaderType', 'broaderUri'],
      ['SkillGroup', uri('skill/S5'), 'SkillGroup', uri('skill/S')],
      ['KnowledgeSkillCompetence', uri('skill/debug'), 'SkillGroup', uri('skill/S5')],
      ['KnowledgeSkillCompetence', uri('skill/java'), 'SkillGroup', uri('isced-f/0613')],
    ],
    occupationSkillRelations: [
      ['occupationUri', 'relationType', 'skillType', 'skillUri'],
      [uri('occupation/dev'), 'essential', 'knowledge', uri('skill/java')],
      [uri('occupation/dev'), 'optional', 'skill/competence', uri('skill/team')],
      [uri('occupation/web'), 'essential', 'skill/competence', uri('skill/debug')],
      [uri('occupation/web'), 'optional', 'skill/competence', uri('skill/team')],
    ],
    skillSkillRelations: [
      ['originalSkillUri', 'originalSkillType', 'relationType', 'relatedSkillType', 'relatedSkillUri'],
      [uri('skill/debug'), 'skill/competence', 'optional', 'knowledge', uri('skill/java')],
    ],
  };
}

export const csv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => row.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
    .join('\r\n') + '\r\n';

export const tsv = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.join('\t')}\n`).join('');

const folders: string[] = [];
afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder, gone when the tests of the file that made it have ended. */
export function temporaryFolder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'crosswalk-test-')));
  return folders.at(-1)!;
}

export interface PackageOptions {
  readonly version?: string;
  readonly language?: string;
  readonly classification?: Tables;
  readonly relations?: Tables;
}

/** Writes the two packages of a version; their paths, the classification first. */
export function writePackages(folder: string, options: PackageOptions = {}): [string, string] {
  const {
    version = '9.9.0',
    language = 'en',
    classification = classificationTables(),
    relations = relationTables(),
  } = options;
  const pack = (tables: Tables, suffix: string): Buffer =>
    zipOf(Object.fromEntries(Object.entries(tables).map(([name, rows]) => [`${name}${suffix}.csv`, csv(rows)])));
  const paths: [string, string] = [
    join(folder, `ESCO dataset - v${version} - classification - ${language} - csv.zip`),
    join(folder, `ESCO dataset - v${version} - classification -  - csv.zip`),
  ];
  writeFileSync(paths[0], pack(classification, `_${language}`));
  writeFileSync(paths[1], pack(relations, ''));
  return paths;
}

/** Overwrites one cell of a table; `row` 1 is the first below the header, which stands on line 1 of the file. */
export function setCell(tables: Tables, table: string, row: number, column: string, value: string): Tables {
  const rows = tables[table]!;
  rows[row]![rows[0]!.indexOf(column)] = value;
  return tables;
}
