/**
 * What kind of source a file is, told by what is in it: a folder is a taxonomy in the starter's format, a zip an
 * official ESCO package, a table is known by its header.
 */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Problems } from '../problems.ts';
import { type EscoPackage, recogniseEscoPackage } from './esco-package.ts';
import { SKILL_CSV_COLUMNS, escoSkillCsv } from './esco-skill-csv.ts';
import { openFile } from './files.ts';
import type { LabelSource } from './label-source.ts';
import { LABEL_TABLE_COLUMNS, labelTable } from './label-table.ts';
import { ALTERNATE_TITLE_COLUMNS, onetAlternateTitles } from './onet-alternate-titles.ts';

export type Source =
  | { readonly kind: 'starter'; readonly folder: string }
  | { readonly kind: 'esco'; readonly escoPackage: EscoPackage }
  /** Only labels; `source.add` puts them on a taxonomy, lower ranks first. */
  | { readonly kind: 'labels'; readonly rank: number; readonly source: LabelSource };

/** Tables of labels, in the order in which they are put on a taxonomy. */
const TABLES: readonly { readonly columns: readonly string[]; readonly source: (path: string) => LabelSource }[] = [
  { columns: SKILL_CSV_COLUMNS, source: escoSkillCsv },
  { columns: LABEL_TABLE_COLUMNS, source: labelTable },
  { columns: ALTERNATE_TITLE_COLUMNS, source: onetAlternateTitles },
];

async function firstLine(path: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of openFile(path)) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('\n') || text.length > 10_000) break;
  }
  return text.split('\n')[0]?.trimEnd() ?? '';
}

/** Undefined, and an error, where the file is nothing that can be imported. */
export async function recognise(path: string, problems: Problems): Promise<Source | undefined> {
  const file = basename(path);
  try {
    if (statSync(path).isDirectory()) return { kind: 'starter', folder: path };
    if (path.endsWith('.zip')) {
      const escoPackage = await recogniseEscoPackage(path, problems);
      return escoPackage === undefined ? undefined : { kind: 'esco', escoPackage };
    }
    const header = (await firstLine(path)).split(/[\t,]/).map((name) => name.replaceAll('"', ''));
    for (const [rank, { columns, source }] of TABLES.entries()) {
      if (columns.every((name) => header.includes(name))) return { kind: 'labels', rank, source: source(path) };
    }
    const known = TABLES.map(({ columns }) => columns.join(', ')).join('; or ');
    problems.refuse(
      { file, line: 1 },
      `no table is known with the columns ${header.map((name) => `"${name}"`).join(', ')}`,
      `Tables of labels have ${known}.`,
    );
  } catch (error) {
    problems.refuse(
      { file },
      `it cannot be read (${error instanceof Error ? error.message : String(error)})`,
      'Check the path, or download it again.',
    );
  }
  return undefined;
}
