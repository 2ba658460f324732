import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { classificationTables, csv, setCell, temporaryFolder, tsv, uri, writePackages } from './esco-fixture.ts';
import { labelsOf, read, refusal } from './read.ts';
import { writeStarter } from './starter-fixture.ts';
import { zipOf } from './zip.ts';

const folder = temporaryFolder();
const packages = writePackages(folder);

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(content) : content);
  return path;
}

describe('a table of labels', () => {
  const rows = [
    ['uri', 'language', 'label'],
    [uri('occupation/dev'), 'fr', 'développeur/développeuse'],
    [uri('occupation/dev'), 'fr', 'développeur'],
    [uri('occupation/dev'), 'en', 'software engineer'],
    [uri('isco/C2512'), 'fr', 'Concepteurs de logiciels'],
    [uri('occupation/none'), 'fr', 'personne'],
  ];

  it('gives a preferred label where a language has none, alternatives elsewhere, and counts unknown concepts', async () => {
    const { taxonomy, notes } = await read([...packages, write('labels.tsv.gz', tsv(rows))]);
    expect(labelsOf(taxonomy, 'occupation:dev', 'fr')).toEqual([
      'PREFERRED développeur/développeuse',
      'ALTERNATIVE développeur',
    ]);
    expect(labelsOf(taxonomy, 'group:2512', 'fr')).toEqual(['PREFERRED Concepteurs de logiciels']);
    expect(labelsOf(taxonomy, 'occupation:dev', 'en')).toContain('ALTERNATIVE software engineer');
    expect(labelsOf(taxonomy, 'occupation:dev', 'en')[0]).toBe('PREFERRED software developer');
    expect(notes).toContainEqual(
      expect.stringMatching(
        /^1 x a row of labels\.tsv\.gz about a concept that esco-9\.9\.0 lacks, which was left out \(first: labels\.tsv\.gz, line 6, column "uri"\)/,
      ),
    );
  });

  it('is put on every version of the run', async () => {
    const second = writePackages(folder, { version: '9.8.0' });
    const { taxonomies } = await read([write('labels.tsv', tsv(rows)), ...second, ...packages]);
    expect(taxonomies.map((taxonomy) => labelsOf(taxonomy, 'occupation:dev', 'fr').length)).toEqual([2, 2]);
  });

  it('is refused for a language that is none', async () => {
    const path = write(
      'bad.tsv',
      tsv([rows[0]!, [uri('occupation/dev'), 'fr_', 'x'], [uri('occupation/dev'), 'fr', '']]),
    );
    expect(await refusal([...packages, path])).toEqual([
      'bad.tsv, line 2, column "language": "fr_" is not a language tag. Write one like "en" or "pt-br".',
      'bad.tsv, line 3, column "label": the cell is empty. Fill it in, or take the row out.',
    ]);
  });

  it('is refused where there is no ESCO version to put it on', async () => {
    expect(await refusal([write('alone.tsv', tsv(rows))])).toEqual([
      expect.stringMatching(/^alone\.tsv: there are only labels here, and no ESCO version was imported/),
    ]);
  });
});

describe('a skills table of ESCO 1.0', () => {
  const rows = [
    ['conceptType', 'conceptUri', 'skillType', 'reuseLevel', 'preferredLabel', 'altLabels', 'description'],
    [
      'KnowledgeSkillCompetence',
      uri('skill/debug'),
      'skill/competence',
      'cross-sector',
      'déboguer un logiciel',
      'corriger un logiciel\ndéverminer',
      'Trouver les erreurs.',
    ],
    ['KnowledgeSkillCompetence', uri('skill/none'), 'knowledge', 'cross-sector', 'rien', '', ''],
  ];

  it('gives labels and descriptions in the language of its name', async () => {
    const { taxonomy, notes } = await read([...packages, write('skills_fr_v1.0.csv.gz', csv(rows))]);
    expect(labelsOf(taxonomy, 'skill:debug', 'fr')).toEqual([
      'PREFERRED déboguer un logiciel',
      'ALTERNATIVE corriger un logiciel',
      'ALTERNATIVE déverminer',
    ]);
    expect([...taxonomy.descriptions.keys()]).toEqual(['en', 'fr']);
    expect(notes).toContainEqual(expect.stringMatching(/^1 x a row of skills_fr_v1\.0\.csv\.gz about a concept/));
  });

  it('is refused where the name tells no language', async () => {
    expect(await refusal([...packages, write('skills.csv', csv(rows))])).toEqual([
      'skills.csv: the file name tells no language. Name it like "skills_fr.csv".',
    ]);
  });
});

describe('a partial package', () => {
  it('gives labels only, before any table does, and counts what the version lacks', async () => {
    const occupations = setCell(classificationTables(), 'occupations', 1, 'preferredLabel', 'Softwareentwickler')[
      'occupations'
    ]!;
    occupations.push([...occupations[1]!]);
    occupations[4]![1] = uri('occupation/new');
    const skills = [
      ['conceptUri', 'preferredLabel', 'altLabels'],
      [uri('skill/java'), 'Java', 'Java SE | Java EE'],
    ];
    const path = join(folder, 'partial - v9.9.9 - de.zip');
    writeFileSync(
      path,
      zipOf({ 'occupations_de.csv': csv(occupations), 'digitalSkillsCollection_de.csv': csv(skills) }),
    );
    const table = write(
      'de.tsv',
      tsv([
        ['uri', 'language', 'label'],
        [uri('occupation/dev'), 'de', 'Entwickler'],
      ]),
    );
    const { taxonomy, notes } = await read([table, path, ...packages]);
    expect(taxonomy.identity.version).toBe('9.9.0');
    expect(labelsOf(taxonomy, 'occupation:dev', 'de')[0]).toBe('PREFERRED Softwareentwickler');
    expect(labelsOf(taxonomy, 'occupation:dev', 'de')).toContain('ALTERNATIVE Entwickler');
    expect(labelsOf(taxonomy, 'skill:java', 'de')).toEqual([
      'PREFERRED Java',
      'ALTERNATIVE Java SE',
      'ALTERNATIVE Java EE',
    ]);
    expect(notes).toContainEqual(
      expect.stringMatching(/^1 x a row of partial - v9\.9\.9 - de\.zip about a concept that esco-9\.9\.0 lacks/),
    );
  });
});

describe('O*NET alternate titles', () => {
  const titles = write('titles.tsv', tsv([
    ['O*NET-SOC Code', 'Title', 'Alternate Title', 'Short Title', 'Source(s)'],
    ['15-1252.00', 'Software Developers', 'Application Developer', 'App Dev', '02'],
    ['15-1252.00', 'Software Developers', 'software developer', '', '02'],
    ['29-1141.00', 'Registered Nurses', 'Staff Nurse', '', '02'],
    ['29-1141.04', 'Clinical Nurse Specialists', 'Ward Nurse', '', '02'],
    ['11-1011.00', 'Chief Executives', 'Bank President', '', '02'],
  ])); // prettier-ignore

  it('find the one occupation that is mapped best to their code, and are counted where there is none', async () => {
    const { taxonomy, notes } = await read([writeStarter(join(folder, 'starter')), titles]);
    // 15-1252.00 is EXACTLY the developer and only CLOSE to the web developer; 11-1011.00 is BROADer than the nurse.
    expect(labelsOf(taxonomy, 'occupation:software-developer').slice(-2)).toEqual([
      'ALTERNATIVE Application Developer',
      'ALTERNATIVE App Dev',
    ]);
    expect(labelsOf(taxonomy, 'occupation:nurse')).toContain('ALTERNATIVE Staff Nurse');
    expect(labelsOf(taxonomy, 'occupation:nurse')).not.toContain('ALTERNATIVE Bank President');
    expect(notes).toEqual([
      expect.stringMatching(
        /^1 x a title of an O\*NET-SOC code to which starter-1 maps several occupations alike, which was left out \(first: titles\.tsv, line 5/,
      ),
      expect.stringMatching(/^1 x a title of an O\*NET-SOC code to which starter-1 maps no occupation.*line 6/),
      expect.stringMatching(/^3 x a title that found its occupation in starter-1/),
    ]);
    expect(taxonomy.identity.attribution).toMatch(/O\*NET Database.*CC BY 4\.0/);
  });

  it('find no home in a taxonomy without mappings to O*NET-SOC, which then owes O*NET nothing', async () => {
    const { taxonomy, notes } = await read([...packages, titles]);
    expect(notes).toContainEqual(
      expect.stringMatching(/^5 x a title of an O\*NET-SOC code to which esco-9\.9\.0 maps no occupation/),
    );
    expect(taxonomy.identity.attribution).not.toContain('O*NET');
  });
});

describe('files that cannot be imported', () => {
  it('are named with what would do', async () => {
    const text = write('notes.txt', 'one,two\n');
    const zip = join(folder, 'photos.zip');
    writeFileSync(zip, zipOf({ 'cat.jpg': 'x' }));
    expect(await refusal([text, zip, join(folder, 'nothing.csv')])).toEqual([
      expect.stringMatching(
        /^notes\.txt, line 1: no table is known with the columns "one", "two"\. Tables of labels have .*uri, language, label/,
      ),
      expect.stringMatching(/^photos\.zip: the zip holds no ESCO tables/),
      expect.stringMatching(/^nothing\.csv: it cannot be read \(ENOENT/),
    ]);
  });

  it('are a folder and ESCO packages together', async () => {
    mkdirSync(join(folder, 'own'), { recursive: true });
    expect((await refusal([join(folder, 'own'), ...packages]))[0]).toMatch(
      /are different taxonomies\. Import them in two runs/,
    );
  });
});
