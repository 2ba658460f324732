import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Tables,
  classificationTables,
  csv,
  relationTables,
  setCell,
  temporaryFolder,
  uri,
  writePackages,
} from './esco-fixture.ts';
import { labelsOf, read, refusal, relationsOf } from './read.ts';
import { zipOf } from './zip.ts';

describe('an official ESCO package', () => {
  it('gives concepts with their own facts', async () => {
    const { taxonomy } = await read(writePackages(temporaryFolder()));
    expect(taxonomy.identity).toMatchObject({ id: 'esco-9.9.0', name: 'ESCO', version: '9.9.0' });
    const byId = new Map(taxonomy.concepts.map((concept) => [concept.id, concept]));
    expect([...byId.keys()]).toEqual([
      'group:2', 'group:25', 'group:2512', 'group:2513',
      'occupation:cobol', 'occupation:dev', 'occupation:web',
      'skill:S', 'skill:S5', 'skill:debug', 'skill:french', 'skill:isced-f-0613', 'skill:java', 'skill:team',
    ]); // prettier-ignore
    expect(byId.get('occupation:dev')).toMatchObject({
      uri: uri('occupation/dev'),
      code: '2512.4',
      isco: '2512',
      deprecated: false,
    });
    expect(byId.get('occupation:cobol')).toMatchObject({ deprecated: true });
    expect(byId.get('group:2512')).toMatchObject({ code: '2512', isco: '2512' });
    expect(byId.get('skill:java')).toMatchObject({
      category: 'KNOWLEDGE',
      reuseLevel: 'sector-specific',
      isGroup: false,
    });
    expect(byId.get('skill:debug')).toMatchObject({ category: 'HARD_SKILL' });
    expect(byId.get('skill:french')).toMatchObject({ category: 'LANGUAGE_SKILL' });
    expect(byId.get('skill:team')).toMatchObject({ category: 'SOFT_SKILL' });
    expect(byId.get('skill:S')).toMatchObject({ isGroup: true, category: undefined, code: 'S' });
  });

  it('ranks skills by the occupations that list them', async () => {
    const { taxonomy } = await read(writePackages(temporaryFolder()));
    const popularity = (id: string): number | undefined =>
      taxonomy.concepts.find((concept) => concept.id === id)?.popularity;
    expect(popularity('skill:team')).toBe(255); // two occupations
    expect(popularity('skill:java')).toBe(161); // one: 255 * ln 2 / ln 3
    expect(popularity('skill:french')).toBe(0);
  });

  it('keeps each label once, the preferred one first', async () => {
    const { taxonomy } = await read(writePackages(temporaryFolder()));
    expect(labelsOf(taxonomy, 'occupation:dev')).toEqual([
      'PREFERRED software developer',
      'ALTERNATIVE programmer',
      'ALTERNATIVE coder',
      'HIDDEN softwaredev',
    ]);
  });

  it('keeps the paragraphs of descriptions', async () => {
    const { taxonomy } = await read(writePackages(temporaryFolder()));
    const [, english] = [...taxonomy.descriptions][0]!;
    expect(english.map(({ text }) => text)).toContain('Software developers write programs.\nThey also test them.');
  });

  it('gives relations of all kinds and the ISCO mapping', async () => {
    const { taxonomy } = await read(writePackages(temporaryFolder()));
    expect(relationsOf(taxonomy, 'occupation:dev')).toEqual([
      'BROADER group:2512',
      'ESSENTIAL skill:java',
      'OPTIONAL skill:team',
    ]);
    expect(relationsOf(taxonomy, 'skill:debug')).toEqual(['BROADER skill:S5', 'OPTIONAL skill:java']);
    const web = taxonomy.concepts.findIndex(({ id }) => id === 'occupation:web');
    expect(taxonomy.codeMappings.filter(({ concept }) => concept === web)).toEqual([
      { concept: web, scheme: 'ISCO', vintage: '2008', code: '2513', kind: 'BROAD', source: 'ESCO' },
    ]);
  });

  it('takes a skill group that only the hierarchy has from there, and says so', async () => {
    const { taxonomy, notes } = await read(writePackages(temporaryFolder()));
    expect(labelsOf(taxonomy, 'skill:S5')).toEqual(['PREFERRED working with computers']);
    expect(taxonomy.concepts.find(({ id }) => id === 'skill:S5')).toMatchObject({ code: 'S5', isGroup: true });
    expect(notes).toContainEqual(
      expect.stringMatching(
        /^1 x a skill group that only skillsHierarchy has.*skillsHierarchy_en\.csv, line 3, column "Level 1 URI"/,
      ),
    );
  });

  it('names what took the place of an obsolete concept where the package says so', async () => {
    const classification = classificationTables();
    for (const [index, row] of classification['occupations']!.entries())
      row.push(index === 0 ? 'isReplacedBy' : index === 3 ? uri('occupation/dev') : '');
    const { taxonomy } = await read(writePackages(temporaryFolder(), { classification }));
    const id = (concept: number): string | undefined => taxonomy.concepts[concept]?.id;
    expect(taxonomy.replacements.map(({ from, to }) => [id(from), id(to)])).toEqual([
      ['occupation:cobol', 'occupation:dev'],
    ]);
  });

  it('cleans what cannot be seen, counts it and says where it was', async () => {
    const classification = setCell(
      classificationTables(),
      'occupations',
      2,
      'preferredLabel',
      'web\u00a0 deve\u00adloper\u200b',
    );
    const { taxonomy, notes } = await read(writePackages(temporaryFolder(), { classification }));
    expect(labelsOf(taxonomy, 'occupation:web')).toContain('PREFERRED web developer');
    for (const character of ['U+00A0', 'U+00AD', 'U+200B']) {
      expect(notes).toContainEqual(
        expect.stringMatching(
          `^\\d+ x a cell with ${character.replace('+', '\\+')}, which was cleaned .*occupations_en\\.csv, line 6, column "preferredLabel"`,
        ),
      );
    }
  });

  it('leaves out relations of a concept that the classification lacks, and says how many', async () => {
    const relations = setCell(relationTables(), 'occupationSkillRelations', 2, 'occupationUri', uri('occupation/gone'));
    const { taxonomy, notes } = await read(writePackages(temporaryFolder(), { relations }));
    expect(relationsOf(taxonomy, 'occupation:dev')).toEqual(['BROADER group:2512', 'ESSENTIAL skill:java']);
    expect(notes).toContainEqual(
      expect.stringMatching(/^1 x a relation of a concept that the classification package lacks.*line 3/),
    );
  });

  it('reads relations that stand in the classification package, as newer versions have it', async () => {
    const tables: Tables = { ...classificationTables(), ...relationTables() };
    const path = join(temporaryFolder(), 'ESCO dataset - v9.9.0 - classification - en - csv.zip');
    writeFileSync(
      path,
      zipOf(Object.fromEntries(Object.entries(tables).map(([name, rows]) => [`${name}_en.csv`, csv(rows)]))),
    );
    const { taxonomy } = await read([path]);
    expect(relationsOf(taxonomy, 'occupation:web')).toEqual([
      'BROADER group:2513',
      'ESSENTIAL skill:debug',
      'OPTIONAL skill:team',
    ]);
  });

  it('puts several languages of one version together, whatever the order of the files', async () => {
    const path = temporaryFolder();
    const german = setCell(classificationTables(), 'occupations', 1, 'preferredLabel', 'Softwareentwickler');
    setCell(german, 'occupations', 1, 'altLabels', 'Programmierer');
    const english = writePackages(path);
    const [classification] = writePackages(path, { language: 'de', classification: german });
    const { taxonomies, taxonomy } = await read([classification, ...english]);
    expect(taxonomies).toHaveLength(1);
    expect(labelsOf(taxonomy, 'occupation:dev', 'de')).toEqual([
      'PREFERRED Softwareentwickler',
      'ALTERNATIVE Programmierer',
      'HIDDEN softwaredev',
    ]);
    expect(labelsOf(taxonomy, 'occupation:dev', 'en')[0]).toBe('PREFERRED software developer');
    expect(await read([...english, classification])).toEqual({ taxonomies, taxonomy, notes: expect.anything() });
  });

  it('keeps versions of one run apart and ends with the newest', async () => {
    const path = temporaryFolder();
    const { taxonomies } = await read([
      ...writePackages(path, { version: '9.10.0' }),
      ...writePackages(path, { version: '9.9.1' }),
    ]);
    expect(taxonomies.map(({ identity }) => identity.id)).toEqual(['esco-9.9.1', 'esco-9.10.0']);
  });
});

describe('a package that is not in order is refused with file, line, column and what to do', () => {
  const english = (change: (tables: Tables) => unknown): string[] => {
    const classification = classificationTables();
    change(classification);
    return writePackages(temporaryFolder(), { classification });
  };
  const related = (change: (tables: Tables) => unknown): string[] => {
    const relations = relationTables();
    change(relations);
    return writePackages(temporaryFolder(), { relations });
  };

  it.each<[string, () => string[], RegExp]>([
    [
      'a URI that stands twice',
      () => english((tables) => setCell(tables, 'occupations', 2, 'conceptUri', uri('occupation/dev'))),
      /occupations_en\.csv, line 6, column "conceptUri": .*occupation\/dev stands twice, first in .*occupations_en\.csv, line 2\. Take one/,
    ],
    [
      'a URI of something else',
      () => english((tables) => setCell(tables, 'skills', 1, 'conceptUri', 'urn:java')),
      /skills_en\.csv, line 2, column "conceptUri": "urn:java" is not the URI of an ESCO concept/,
    ],
    [
      'a URI with no value',
      () => english((tables) => setCell(tables, 'skills', 2, 'conceptUri', '')),
      /skills_en\.csv, line 3, column "conceptUri": the cell is empty/,
    ],
    [
      'a concept without a preferred label',
      () => english((tables) => setCell(tables, 'skills', 1, 'preferredLabel', ' ')),
      /skills_en\.csv, line 2, column "preferredLabel": the cell is empty/,
    ],
    [
      'an unknown ISCO group',
      () => english((tables) => setCell(tables, 'occupations', 1, 'iscoGroup', '9999')),
      /occupations_en\.csv, line 2, column "iscoGroup": the ISCO group "9999" is not in ISCOGroups/,
    ],
    [
      'an unknown successor',
      () =>
        english(({ occupations }) =>
          occupations!.forEach((row, index) =>
            row.push(index === 0 ? 'isReplacedBy' : index === 3 ? uri('occupation/none') : ''),
          ),
        ),
      /line 7, column "isReplacedBy": .*occupation\/none is not in the package/,
    ],
    [
      'bytes that are not UTF-8',
      () => english((tables) => setCell(tables, 'occupations', 2, 'altLabels', 'front\uFFFDend')),
      /occupations_en\.csv, line 6, column "altLabels": the cell holds bytes that are not UTF-8\. Save/,
    ],
    [
      'a missing column',
      () => english(({ occupations }) => occupations!.forEach((row) => row.splice(2, 1))),
      /occupations_en\.csv, line 1, column "iscoGroup": the column is missing; the header has "conceptType"/,
    ],
    [
      'a row with too few cells',
      () => english(({ skills }) => skills![2]!.pop()),
      /skills_en\.csv, line 3: the row has 8 cells where the header has 9/,
    ],
    ['an empty table', () => english((tables) => tables['skills']!.splice(0)), /skills_en\.csv.*(?:empty|missing)/],
    [
      'an unknown parent',
      () => related((tables) => setCell(tables, 'broaderRelationsOccPillar', 4, 'broaderUri', uri('isco/C9999'))),
      /broaderRelationsOccPillar\.csv, line 5, column "broaderUri": .*C9999 is not in the classification package\. Use packages of one version/,
    ],
    [
      'an unknown skill',
      () => related((tables) => setCell(tables, 'occupationSkillRelations', 1, 'skillUri', uri('skill/none'))),
      /occupationSkillRelations\.csv, line 2, column "skillUri": .*skill\/none is not in/,
    ],
    [
      'an unknown kind of relation',
      () => related((tables) => setCell(tables, 'occupationSkillRelations', 1, 'relationType', 'vital')),
      /line 2, column "relationType": "vital" is not known here\. Write one of "essential", "optional"/,
    ],
  ])('%s', async (_, files, message) => {
    expect((await refusal(files())).join('\n')).toMatch(message);
  });

  it('quotes that do not match', async () => {
    const path = temporaryFolder();
    const [classification, relations] = writePackages(path);
    const tables = Object.entries(classificationTables()).map(([name, rows]) => [`${name}_en.csv`, csv(rows)] as const);
    const broken = Object.fromEntries(
      tables.map(([name, text]) => [name, name === 'skills_en.csv' ? text.replace('debug', '"debug') : text]),
    );
    writeFileSync(classification, zipOf(broken));
    expect((await refusal([classification, relations])).join('\n')).toMatch(
      /skills_en\.csv, line 3: the quotes do not match \(/,
    );
  });

  it('relations of another version', async () => {
    const path = temporaryFolder();
    const [classification] = writePackages(path, { version: '9.9.1' });
    const [, relations] = writePackages(path, { version: '9.9.0' });
    expect(await refusal([classification, relations])).toEqual([
      expect.stringMatching(
        /v9\.9\.1 - classification - en - csv\.zip: the relations of version 9\.9\.1 are missing; packages of another version \(9\.9\.0\) cannot stand in\. Add/,
      ),
      expect.stringMatching(/the classification package of version 9\.9\.0 is missing; packages of another version/),
    ]);
  });

  it('two languages in one package', async () => {
    const path = join(temporaryFolder(), 'ESCO dataset - v9.9.0 - classification - en - csv.zip');
    writeFileSync(path, zipOf({ 'occupations_en.csv': '', 'skills_de.csv': '' }));
    expect((await refusal([path]))[0]).toMatch(/the package mixes languages \(en, de\)/);
  });

  it('a name without a version', async () => {
    const path = temporaryFolder();
    const renamed = join(path, 'esco.zip');
    writeFileSync(
      renamed,
      zipOf(
        Object.fromEntries(
          Object.entries({ ...classificationTables(), ...relationTables() }).map(([name, rows]) => [
            `${name}_en.csv`,
            csv(rows),
          ]),
        ),
      ),
    );
    expect((await refusal([renamed]))[0]).toMatch(/esco\.zip: the file name tells no version\. Keep the name/);
  });

  it('a download that broke off', async () => {
    const files = writePackages(temporaryFolder());
    truncateSync(files[0], 900);
    expect((await refusal(files))[0]).toMatch(/this is not a complete zip file .*Download it again/);
  });

  it('a damaged zip entry', async () => {
    const path = temporaryFolder();
    const [classification, relations] = writePackages(path);
    writeFileSync(
      relations,
      zipOf(
        Object.fromEntries(Object.entries(relationTables()).map(([name, rows]) => [`${name}.csv`, csv(rows)])),
        true,
      ),
    );
    expect((await refusal([classification, relations]))[0]).toMatch(
      /broaderRelationsOccPillar\.csv: the checksum of .* is wrong/,
    );
  });

  it('lists twenty errors and counts the rest', async () => {
    const relations = relationTables();
    for (let row = 0; row < 30; row++)
      relations['occupationSkillRelations']!.push([uri('occupation/dev'), 'essential', '', uri(`skill/none${row}`)]);
    const files = writePackages(temporaryFolder(), { relations });
    expect(await refusal(files)).toHaveLength(20);
    await expect(read(files)).rejects.toThrow(/\(30 errors\):[^]*\.\.\. and 10 more/);
  });
});
