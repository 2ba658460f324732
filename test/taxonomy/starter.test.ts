import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problems, TaxonomyRefused } from '../../taxonomy/problems.ts';
import { parseForms, readStarterContent } from '../../taxonomy/sources/starter-content.ts';
import { checkStarter, scriptProblem } from '../../taxonomy/sources/starter-rules.ts';
import { verifyStarter } from '../../taxonomy/verify-starter.ts';
import { parseLanguageTag } from '../../worker/core/language.ts';
import { type Tables, setCell, temporaryFolder } from './esco-fixture.ts';
import { labelsOf, read, refusal, relationsOf } from './read.ts';
import { starterTables, writeStarter } from './starter-fixture.ts';

function starter(change: (tables: Tables) => unknown = () => undefined): string {
  const tables = starterTables();
  change(tables);
  return writeStarter(temporaryFolder(), tables);
}

/** What the rules say about a folder. */
async function findings(folder: string): Promise<readonly string[]> {
  const problems = new Problems();
  checkStarter(await readStarterContent(folder, problems), problems);
  try {
    problems.check('not in order');
    return [];
  } catch (error) {
    return error instanceof TaxonomyRefused ? error.errors : [];
  }
}

describe('a folder in the format of the starter taxonomy', () => {
  it('gives groups with their hierarchy, occupations and skills with their facts', async () => {
    const { taxonomy } = await read([starter()]);
    expect(taxonomy.identity).toMatchObject({ id: 'starter-1', licence: 'Apache-2.0' });
    expect(relationsOf(taxonomy, 'group:2512')).toEqual(['BROADER group:251']);
    expect(relationsOf(taxonomy, 'group:2')).toEqual([]);
    const find = (id: string) => taxonomy.concepts.find((concept) => concept.id === id);
    expect(find('group:2512')).toMatchObject({ uri: 'https://crosswalk.dev/isco-08/2512', kind: 'GROUP' });
    expect(find('occupation:nurse')).toMatchObject({
      uri: 'https://crosswalk.dev/occupation/nurse',
      code: '2221.1',
      isco: '2221',
      popularity: 255,
    });
    expect(find('occupation:night-nurse')).toMatchObject({ popularity: 102 });
    expect(find('skill:teamwork')).toMatchObject({
      uri: 'https://crosswalk.dev/skill/teamwork',
      category: 'SOFT_SKILL',
      reuseLevel: 'cross-sector',
    });
    expect(relationsOf(taxonomy, 'occupation:web-developer')).toContain('ADVANCEMENT occupation:software-developer');
    expect(relationsOf(taxonomy, 'occupation:nurse')).toContain('LATERAL occupation:night-nurse');
  });

  it('makes two labels of a gender pair, the feminine one first among the alternatives', async () => {
    const { taxonomy } = await read([starter()]);
    expect(labelsOf(taxonomy, 'occupation:software-developer', 'de')).toEqual([
      'PREFERRED Softwareentwickler',
      'ALTERNATIVE Softwareentwicklerin',
      'ALTERNATIVE Programmierer',
      'ALTERNATIVE Programmiererin',
      'ALTERNATIVE Entwickler',
    ]);
  });

  it('writes traditional Chinese in the words of Taiwan', async () => {
    const { taxonomy } = await read([starter()]);
    expect(labelsOf(taxonomy, 'occupation:software-developer', 'zh-hant')).toEqual([
      'PREFERRED 軟體工程師',
      'ALTERNATIVE 程式設計師',
    ]);
  });

  it('maps every occupation to ISCO-08 and keeps the mappings that are written', async () => {
    const { taxonomy } = await read([starter()]);
    const nurse = taxonomy.concepts.findIndex(({ id }) => id === 'occupation:nurse');
    const codes = taxonomy.codeMappings
      .filter(({ concept }) => concept === nurse)
      .map(({ scheme, code, kind }) => `${scheme} ${code} ${kind}`);
    expect(codes).toEqual([
      'ISCO 2221 BROAD',
      'O*NET-SOC 11-1011.00 BROAD',
      'O*NET-SOC 29-1141.00 NARROW',
      'O*NET-SOC 29-1141.04 CLOSE',
    ]);
  });

  it.each<[string, (tables: Tables) => unknown, RegExp]>([
    [
      'an id that stands twice',
      (tables) => setCell(tables, 'occupations', 2, 'id', 'nurse'),
      /^occupations\.tsv, line 4, column "id": "nurse" stands twice, first in line 3/,
    ],
    ['an id in capitals', (tables) => setCell(tables, 'skills', 1, 'id', 'Python'), /"Python" is not kebab-case/],
    [
      'an unknown ISCO code',
      (tables) => setCell(tables, 'occupations', 1, 'isco', '9999'),
      /line 2, column "isco": "9999" is not an ISCO-08 unit group/,
    ],
    [
      'a code of another group',
      (tables) => setCell(tables, 'occupations', 1, 'code', '2513.7'),
      /line 2, column "code": "2513\.7" does not fit the ISCO-08 unit group 2512/,
    ],
    [
      'a popularity off the scale',
      (tables) => setCell(tables, 'occupations', 1, 'popularity', '6'),
      /column "popularity": "6" is not known here/,
    ],
    [
      'an unknown category',
      (tables) => setCell(tables, 'skills', 1, 'category', 'HARD'),
      /skills\.tsv, line 2, column "category": "HARD" is not known here/,
    ],
    [
      'labels of an unknown occupation',
      (tables) => setCell(tables, 'labels/de', 1, 'occupation', 'smith'),
      /^labels\/de\.tsv, line 2, column "occupation": "smith" is not known/,
    ],
    [
      'labels of one occupation in two rows',
      (tables) => setCell(tables, 'labels/de', 2, 'occupation', 'software-developer'),
      /labels\/de\.tsv, line 3, column "occupation": "software-developer" stands twice/,
    ],
    [
      'no English label',
      (tables) => tables['labels/en']!.pop(),
      /^occupations\.tsv, line 5: "night-nurse" has no English label\. Add a row to labels\/en\.tsv/,
    ],
    [
      'an empty alternative',
      (tables) => setCell(tables, 'labels/en', 1, 'alternatives', 'a||b'),
      /column "alternatives": "" is not one label/,
    ],
    [
      'spaces around a separator',
      (tables) => setCell(tables, 'labels/en', 1, 'alternatives', 'a | b'),
      /"a " is not one label/,
    ],
    [
      'three gender forms',
      (tables) => setCell(tables, 'labels/de', 1, 'preferred', 'a~b~c'),
      /"a~b~c" is not one label/,
    ],
    [
      'two forms that are the same',
      (tables) => setCell(tables, 'labels/de', 1, 'preferred', 'a~a'),
      /"a~a" is not one label/,
    ],
    [
      'an unknown skill',
      (tables) => setCell(tables, 'occupation-skills', 1, 'essential', 'python cobol'),
      /occupation-skills\.tsv, line 2, column "essential": "cobol" is not a skill/,
    ],
    [
      'a skill both essential and optional',
      (tables) => setCell(tables, 'occupation-skills', 1, 'optional', 'python'),
      /"python" stands twice/,
    ],
    [
      'a transition to itself',
      (tables) => setCell(tables, 'transitions', 1, 'to', 'nurse'),
      /transitions\.tsv, line 2, column "to": nurse leads to itself/,
    ],
    [
      'an unknown kind of transition',
      (tables) => setCell(tables, 'transitions', 1, 'kind', 'sideways'),
      /Write one of "advancement", "lateral", "related"/,
    ],
    [
      'an unknown kind of mapping',
      (tables) => setCell(tables, 'code-mappings', 1, 'kind', 'exact'),
      /code-mappings\.tsv, line 2, column "kind": "exact" is not known/,
    ],
    [
      'a stray space',
      (tables) => setCell(tables, 'labels/en', 2, 'preferred', 'web  developer'),
      /"web {2}developer" holds stray spaces\. Write "web developer"/,
    ],
    [
      'an invisible character',
      (tables) => setCell(tables, 'labels/zh', 2, 'preferred', '网页\u200b开发'),
      /holds invisible characters \(U\+200B\)/,
    ],
    [
      'a label that is not NFC',
      (tables) => setCell(tables, 'labels/de', 3, 'preferred', 'A\u0308rztin'),
      /not in Unicode form NFC/,
    ],
    [
      'a file of no language',
      (tables) => (tables['labels/german!'] = tables['labels/de']!),
      /labels\/german!\.tsv: the file is not named after a language/,
    ],
    ['no occupations', (tables) => delete tables['occupations'], /occupations\.tsv: the file is missing/],
  ])('is refused for %s', async (_, change, message) => {
    expect((await refusal([starter(change)])).find((error) => message.test(error))).toBeDefined();
  });
});

describe('the rules of the starter taxonomy', () => {
  it('find nothing where all is well', async () => {
    expect(await findings(starter())).toEqual([]);
  });

  it.each<[string, (tables: Tables) => unknown, RegExp]>([
    [
      'a code of two occupations',
      (tables) => setCell(tables, 'occupations', 4, 'code', '2221.1'),
      /^occupations\.tsv, line 5, column "code": 2221\.1 is the code of "nurse" too/,
    ],
    [
      'a short description',
      (tables) => setCell(tables, 'occupations', 1, 'description', 'Writes software.'),
      /line 2, column "description": the description has 2 words\. Write 8 to 25/,
    ],
    [
      'a description that is no sentence',
      (tables) =>
        setCell(
          tables,
          'occupations',
          1,
          'description',
          'writes and maintains software for web and desktop applications',
        ),
      /is not one sentence/,
    ],
    [
      'a label that stands twice',
      (tables) => setCell(tables, 'labels/en', 1, 'alternatives', 'coder|coder'),
      /labels\/en\.tsv, line 2: "coder" stands twice/,
    ],
    [
      'a preferred label of two occupations',
      (tables) => setCell(tables, 'labels/zh', 4, 'preferred', '护士'),
      /labels\/zh\.tsv, line 5, column "preferred": "护士" is the preferred label of "nurse" too/,
    ],
    [
      'a gender form cut short',
      (tables) => setCell(tables, 'labels/de', 1, 'alternatives', 'Lehrer/in'),
      /"Lehrer\/in" abbreviates a gender form/,
    ],
    [
      'letters of two scripts in a word',
      (tables) => setCell(tables, 'labels/en', 1, 'alternatives', 'develоper'),
      /"develоper" mixes Latin and Cyrillic letters/,
    ],
    [
      'letters of another script',
      (tables) => setCell(tables, 'labels/zh', 1, 'alternatives', 'разработчик'),
      /is not a letter of Han script/,
    ],
    [
      'a language that was not translated',
      (tables) => tables['labels/zh']!.slice(1, 3).forEach((row) => (row[1] = `${row[1]!.length} developer`)),
      /labels\/zh\.tsv, column "preferred": 2 labels have no letter of Han script/,
    ],
    [
      'an occupation without a row',
      (tables) => tables['labels/de']!.pop(),
      /^labels\/de\.tsv: 1 of 4 have no row, such as "night-nurse"/,
    ],
    [
      'a unit group without an occupation',
      (tables) => tables['groups']!.push(['2514', 'Applications Programmers']),
      /the unit group 2514 \(Applications Programmers\) has no occupation/,
    ],
    [
      'too few essential skills',
      (tables) => setCell(tables, 'occupation-skills', 1, 'essential', 'python'),
      /occupation-skills\.tsv, line 2, column "essential": there are 1 essential skills\. Give 5 to 15/,
    ],
    [
      'an occupation without skills',
      (tables) => tables['occupation-skills']!.pop(),
      /^occupation-skills\.tsv: 1 of 4 have no row, such as "night-nurse"/,
    ],
  ])('find %s', async (_, change, message) => {
    expect((await findings(starter(change))).find((finding) => message.test(finding))).toBeDefined();
  });

  it.each<[string, string]>([
    ['de', 'Ärztin'],
    ['en', 'C++ developer'],
    ['ru', 'IT-специалист'],
    ['ja', 'ITエンジニア'],
    ['ja', 'データサイエンティスト'],
    ['ko', 'UX 디자이너'],
    ['zh', 'Java工程师'],
    ['ar', 'ممرض'],
    ['hi', 'नर्स'],
    ['vi', 'kỹ sư phần mềm'],
    ['el', 'νοσοκόμα'],
  ])('know how %s is written: %s', (language, label) => {
    expect(scriptProblem(parseLanguageTag(language)!, label)).toBeUndefined();
  });

  it('let a language be called by its own name', async () => {
    const folder = starter((tables) => {
      tables['skills']!.push(['japanese', 'LANGUAGE_SKILL', 'transversal', '']);
      tables['skill-labels/en']!.push(['japanese', 'Japanese', '日本語']);
    });
    expect(await findings(folder)).toEqual([]);
  });

  it.each(['Lehrer/-in', 'Lehrer*innen', 'employé(e)', 'enfermero/a', 'Koch (m/w/d)', 'Entwickler:in', 'vendeur/euse'])(
    'know %s as a shorthand',
    async (label) => {
      expect(await findings(starter((tables) => setCell(tables, 'labels/de', 1, 'alternatives', label)))).toEqual([
        expect.stringContaining(`"${label}" abbreviates a gender form`),
      ]);
    },
  );

  it.each(['CI/CD engineer', 'Planer/Konstrukteur', 'Fahrer (Lkw)', 'HR/Payroll'])('let %s be', async (label) => {
    expect(await findings(starter((tables) => setCell(tables, 'labels/de', 1, 'alternatives', label)))).toEqual([]);
  });
});

describe('parseForms', () => {
  const form = fc.string({ minLength: 1, maxLength: 10 }).filter((text) => !/[~|]/.test(text));

  it('gives back what was joined', () => {
    fc.assert(
      fc.property(fc.uniqueArray(form, { minLength: 1, maxLength: 2 }), (forms) => {
        expect(parseForms(forms.join('~'))).toEqual(forms);
      }),
    );
  });

  it('refuses everything that is not one label in one or two forms', () => {
    fc.assert(
      fc.property(fc.array(form, { minLength: 3, maxLength: 4 }), (forms) => {
        expect(parseForms(forms.join('~'))).toBeUndefined();
      }),
    );
    for (const label of ['', '~', 'a~', '~a', 'a~a']) expect(parseForms(label)).toBeUndefined();
  });
});

describe('verify starter', () => {
  it('counts rows and labels, file by file', async () => {
    const lines: string[] = [];
    const folder = starter((tables) => {
      tables['lexicon/en'] = [
        ['kind', 'term', 'value'],
        ['SENIORITY', 'junior', 'JUNIOR'],
      ];
    });
    await verifyStarter(folder, (line) => lines.push(line.replaceAll(/ +/g, ' ')));
    expect(lines).toEqual([
      'groups.tsv 8 rows',
      'occupations.tsv 4 rows',
      'skills.tsv 5 rows',
      'labels/de.tsv 4 rows, 11 labels',
      'labels/en.tsv 4 rows, 9 labels',
      'labels/zh.tsv 4 rows, 5 labels',
      'skill-labels/en.tsv 5 rows, 5 labels',
      'code-mappings.tsv 6 rows',
      'occupation-skills.tsv 4 rows',
      'transitions.tsv 2 rows',
      'lexicon/en.tsv 1 rows',
      'The starter taxonomy is in order.',
    ]);
  });

  it('finds taxonomy/starter in order', async () => {
    await verifyStarter(join(import.meta.dirname, '../../taxonomy/starter'), () => undefined);
  });
});
