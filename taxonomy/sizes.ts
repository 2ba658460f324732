/** What a snapshot weighs, as a table: one line a language, one column a kind of file. */
import type { Manifest } from '../worker/engines/snapshot/manifest.ts';
import { filesOf } from './snapshot-folder.ts';

const COLUMNS = ['labels', 'prefix occupations', 'prefix skills', 'codes occupations', 'codes skills', 'together'];

const kilobytes = (bytes: number): string => (bytes === 0 ? '-' : `${Math.ceil(bytes / 1024).toLocaleString('en')} kB`);
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(8) + cells.map((cell, index) => cell.padStart((COLUMNS[index]?.length ?? 0) + 2)).join('');
}

export function describeSizes(manifest: Manifest): string[] {
  const { labels, prefix, codes, concepts, vectors } = manifest.files;
  const columns = [labels, prefix.OCCUPATION, prefix.SKILL, codes.OCCUPATION, codes.SKILL];
  const withTotal = (sizes: readonly number[]): string[] => [...sizes, sum(sizes)].map(kilobytes);
  const all = filesOf(manifest);
  return [
    row('', COLUMNS),
    ...manifest.languages.map((language) =>
      row(language, withTotal(columns.map((files) => files[language]?.bytes ?? 0))),
    ),
    row('all', withTotal(columns.map((files) => sum(Object.values(files).map(({ bytes }) => bytes))))),
    `concepts and relations ${kilobytes(concepts.bytes)}, their vectors ${kilobytes(vectors.bytes)}; ${all.length} files, ${kilobytes(sum(all.map(({ bytes }) => bytes)))}`,
  ];
}
