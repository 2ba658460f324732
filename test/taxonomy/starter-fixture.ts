/** A small taxonomy in the format of taxonomy/starter. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Tables, tsv } from './esco-fixture.ts';

const essential = ['python', 'testing', 'git', 'sql', 'teamwork'];

/** Path in the folder, without ".tsv", to rows; the header first. In order by all rules. */
export function starterTables(): Tables {
  return {
    groups: [
      ['code', 'label'],
      ['2', 'Professionals'],
      ['22', 'Health Professionals'],
      ['222', 'Nursing Professionals'],
      ['2221', 'Nursing Professionals'],
      ['25', 'ICT Professionals'],
      ['251', 'Software Developers and Analysts'],
      ['2512', 'Software Developers'],
      ['2513', 'Web and Multimedia Developers'],
    ],
    occupations: [
      ['id', 'code', 'isco', 'popularity', 'description'],
      [
        'software-developer',
        '2512.1',
        '2512',
        '5',
        'Designs, writes and maintains software for web and desktop applications.',
      ],
      ['web-developer', '2513.1', '2513', '4', 'Builds and maintains web sites and the services behind them.'],
      ['nurse', '2221.1', '2221', '5', 'Cares for patients in hospitals, clinics and at home every day.'],
      ['night-nurse', '2221.2', '2221', '2', 'Cares for patients in hospitals and clinics during the night hours.'],
    ],
    'code-mappings': [
      ['occupation', 'scheme', 'vintage', 'code', 'kind'],
      ['software-developer', 'O*NET-SOC', '2019', '15-1252.00', 'EXACT'],
      ['web-developer', 'O*NET-SOC', '2019', '15-1252.00', 'CLOSE'],
      ['nurse', 'O*NET-SOC', '2019', '29-1141.00', 'NARROW'],
      ['nurse', 'O*NET-SOC', '2019', '11-1011.00', 'BROAD'],
      ['nurse', 'O*NET-SOC', '2019', '29-1141.04', 'CLOSE'],
      ['night-nurse', 'O*NET-SOC', '2019', '29-1141.04', 'CLOSE'],
    ],
    'labels/en': [
      ['occupation', 'preferred', 'alternatives'],
      ['software-developer', 'software developer', 'programmer|software engineer'],
      ['web-developer', 'web developer', 'front-end developer'],
      ['nurse', 'nurse', 'registered nurse|RN'],
      ['night-nurse', 'night nurse', ''],
    ],
    'labels/de': [
      ['occupation', 'preferred', 'alternatives'],
      ['software-developer', 'Softwareentwickler~Softwareentwicklerin', 'Programmierer~Programmiererin|Entwickler'],
      ['web-developer', 'Webentwickler~Webentwicklerin', ''],
      ['nurse', 'Pflegefachkraft', 'Krankenpfleger~Krankenschwester'],
      ['night-nurse', 'Nachtschwester', ''],
    ],
    'labels/zh': [
      ['occupation', 'preferred', 'alternatives'],
      ['software-developer', '软件工程师', '程序员'],
      ['web-developer', '网页开发工程师', ''],
      ['nurse', '护士', ''],
      ['night-nurse', '夜班护士', ''],
    ],
    skills: [
      ['id', 'category', 'reuse', 'description'],
      ...essential.map((id) => [id, id === 'teamwork' ? 'SOFT_SKILL' : 'HARD_SKILL', 'cross-sector', '']),
    ],
    'skill-labels/en': [['skill', 'preferred', 'alternatives'], ...essential.map((id) => [id, id, ''])],
    'occupation-skills': [
      ['occupation', 'essential', 'optional'],
      ...['software-developer', 'web-developer', 'nurse', 'night-nurse'].map((id) => [id, essential.join(' '), '']),
    ],
    transitions: [
      ['from', 'to', 'kind'],
      ['nurse', 'night-nurse', 'lateral'],
      ['web-developer', 'software-developer', 'advancement'],
    ],
  };
}

/** Writes the folder and gives its path back. */
export function writeStarter(folder: string, tables: Tables = starterTables()): string {
  for (const [name, rows] of Object.entries(tables)) {
    const path = join(folder, `${name}.tsv`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, tsv(rows));
  }
  return folder;
}
