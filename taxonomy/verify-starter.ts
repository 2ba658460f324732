/** Checks the files of the starter taxonomy by its rules, and counts what is in them. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { Problems } from './problems.ts';
import { openFile } from './sources/files.ts';
import { readTsv } from './sources/rows.ts';
import { type StarterContent, readStarterContent } from './sources/starter-content.ts';
import { checkStarter } from './sources/starter-rules.ts';

/** Labels in each file that holds some; the two forms of a gender pair are two. */
function labelCounts({ labels, skillLabels }: StarterContent): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [folder, languages] of [
    ['labels', labels],
    ['skill-labels', skillLabels],
  ] as const) {
    for (const [language, rows] of languages) {
      let count = 0;
      for (const { preferred, alternatives } of rows.values()) count += preferred.length + alternatives.flat().length;
      counts.set(`${folder}/${language}.tsv`, count);
    }
  }
  return counts;
}

/** Rows of the lexicon, which no taxonomy is made of. */
async function countLexicon(folder: string, problems: Problems): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const file of globSync('lexicon/*.tsv', { cwd: folder }).toSorted()) {
    let count = 0;
    for await (const _ of readTsv(openFile(join(folder, file)), { file, columns: [], problems })) count += 1;
    counts.set(file, count);
  }
  return counts;
}

/** Tells the counts of every file, then throws TaxonomyRefused where the rules are broken. */
export async function verifyStarter(folder: string, report: (line: string) => void): Promise<void> {
  const problems = new Problems();
  const content = await readStarterContent(folder, problems);
  const labels = labelCounts(content);
  for (const [file, rows] of [...content.rowCounts, ...(await countLexicon(folder, problems))]) {
    const count = labels.get(file);
    report(`${file.padEnd(24)} ${String(rows).padStart(6)} rows${count === undefined ? '' : `, ${count} labels`}`);
  }
  checkStarter(content, problems);
  problems.check('The starter taxonomy is not in order');
  report('The starter taxonomy is in order.');
}
