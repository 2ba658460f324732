/**
 * The official packages read a second time, without any of the importer's code, to be compared with what it made of
 * them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openPromise } from 'yauzl';

const ESCO = join(import.meta.dirname, '../../../shared/data/esco');
export const hasEsco = existsSync(ESCO);
export const escoFile = (name: string): string => join(ESCO, name);
export const packagesOf = (version: string): string[] =>
  ['en', ''].map((language) => escoFile(`ESCO dataset - v${version} - classification - ${language} - csv.zip`));

type Record = Readonly<{ [column: string]: string }>;

/** A character at a time: quotes, doubled quotes, line breaks inside of them. */
function parseCsv(text: string): Record[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') cell += text[++index]!;
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',' || character === '\n') {
      rows.at(-1)!.push(cell);
      cell = '';
      if (character === '\n') rows.push([]);
    } else if (character !== '\r') cell += character;
  }
  rows.at(-1)!.push(cell);
  const [header = [], ...records] = rows.filter((row) => row.length > 1);
  return records.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
}

/** All tables of a zip by name, "occupations_en" for example. */
async function tablesOf(path: string): Promise<Map<string, Record[]>> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  const tables = new Map<string, Record[]>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Uint8Array);
    tables.set(entry.fileName.replace('.csv', ''), parseCsv(new TextDecoder().decode(Buffer.concat(chunks))));
  }
  zip.close();
  return tables;
}

/** A label as a reader sees it. */
const seen = (text: string): string =>
  text
    .replaceAll(/[\u00a0\t]/g, ' ')
    .replaceAll(/[\u0080-\u009f\u00ad\u200b]/g, '')
    .replaceAll(/ +/g, ' ')
    .trim()
    .normalize('NFC');

const idOf = (uri: string): string =>
  uri
    .replace('http://data.europa.eu/esco/', '')
    .replace('isco/C', 'group:')
    .replace('isced-f/', 'skill:isced-f-')
    .replace(/^(occupation|skill)\//, '$1:');

interface ExpectedConcept {
  readonly preferred: string;
  readonly labels: Set<string>;
  readonly isco: string;
  readonly broader: Set<string>;
}

export interface ExpectedVersion {
  readonly occupations: number;
  /** Skills that are not groups. */
  readonly skills: number;
  readonly concepts: Map<string, ExpectedConcept>;
  /** "from KIND to". */
  readonly relations: Set<string>;
  /** Relation rows about concepts that the classification lacks. */
  readonly orphans: number;
}

export async function expectedVersion(version: string): Promise<ExpectedVersion> {
  const [english, neutral] = packagesOf(version);
  const tables = await tablesOf(english!);
  const related = await tablesOf(neutral!);
  const concepts = new Map<string, ExpectedConcept>();
  for (const table of ['ISCOGroups_en', 'occupations_en', 'skillGroups_en', 'skills_en']) {
    for (const {
      conceptUri = '',
      preferredLabel = '',
      altLabels = '',
      hiddenLabels = '',
      iscoGroup = '',
    } of tables.get(table)!) {
      const labels = [preferredLabel, ...altLabels.split('\n'), ...hiddenLabels.split('\n')].map(seen).filter(Boolean);
      concepts.set(idOf(conceptUri), {
        preferred: seen(preferredLabel),
        labels: new Set(labels),
        isco: iscoGroup,
        broader: new Set(),
      });
    }
  }
  for (const row of tables.get('skillsHierarchy_en')!) {
    for (const level of [0, 1, 2, 3]) {
      const [uri, term] = [row[`Level ${level} URI`] ?? '', seen(row[`Level ${level} preferred term`] ?? '')];
      if (uri !== '' && !concepts.has(idOf(uri)))
        concepts.set(idOf(uri), { preferred: term, labels: new Set([term]), isco: '', broader: new Set() });
    }
  }
  const relations = new Set<string>();
  let orphans = 0;
  const relate = (from: string, kind: string, to: string): void => {
    if (!concepts.has(idOf(from))) orphans += 1;
    else relations.add(`${idOf(from)} ${kind} ${idOf(to)}`);
  };
  for (const table of ['broaderRelationsOccPillar', 'broaderRelationsSkillPillar']) {
    for (const { conceptUri = '', broaderUri = '' } of related.get(table)!) {
      relate(conceptUri, 'BROADER', broaderUri);
      concepts.get(idOf(conceptUri))?.broader.add(idOf(broaderUri));
    }
  }
  for (const { occupationUri = '', relationType = '', skillUri = '' } of related.get('occupationSkillRelations')!)
    relate(occupationUri, relationType.toUpperCase(), skillUri);
  for (const { originalSkillUri = '', relationType = '', relatedSkillUri = '' } of related.get('skillSkillRelations')!)
    relate(originalSkillUri, relationType.toUpperCase(), relatedSkillUri);
  return {
    occupations: tables.get('occupations_en')!.length,
    skills: tables.get('skills_en')!.length,
    concepts,
    relations,
    orphans,
  };
}

/** Language to concept id to labels, of the table in 21 languages. */
export function expectedTable(): Map<string, Map<string, Set<string>>> {
  const labels = new Map<string, Map<string, Set<string>>>();
  const text = gunzipSync(readFileSync(escoFile('occupation-labels-21-languages.tsv.gz'))).toString('utf8');
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const [uri = '', language = '', label = ''] = line.split('\t');
    const ofLanguage = labels.get(language) ?? new Map<string, Set<string>>();
    labels.set(language, ofLanguage);
    ofLanguage.set(idOf(uri), (ofLanguage.get(idOf(uri)) ?? new Set()).add(seen(label)));
  }
  return labels;
}
