/** The starter taxonomy's occupation labels by language, straight from its files. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type LanguageTag, parseLanguageTag } from '../worker/core/language.ts';
import type { IndexedLabel } from '../worker/engines/prefix-index/index.ts';

const FOLDER = join(import.meta.dirname, '../taxonomy/starter/labels');

export interface LanguageLabels {
  readonly tag: LanguageTag;
  readonly labels: readonly IndexedLabel[];
}

/** Lines hold occupation, preferred label, alternative ones; "~" marks a feminine form. */
export function readStarterLabels(languages?: readonly string[]): LanguageLabels[] {
  const files = globSync('*.tsv', { cwd: FOLDER }).toSorted();
  const wanted = files.filter((file) => languages === undefined || languages.includes(basename(file, '.tsv')));
  return wanted.map((file) => {
    const tag = parseLanguageTag(basename(file, '.tsv'));
    if (tag === undefined) throw new Error(`${file} is not named after a language`);
    const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n').slice(1).filter(Boolean);
    const labels = lines.flatMap((line, concept) =>
      line
        .split('\t')
        .slice(1)
        .join('|')
        .split(/[|~]/)
        .filter(Boolean)
        .map((text, place) => ({ text, concept, place })),
    );
    return {
      tag,
      labels: labels.map(({ text, concept, place }, label) => ({
        label,
        text,
        concept,
        kind: place === 0 ? 'PREFERRED' : 'ALTERNATIVE',
        popularity: concept % 256,
      })),
    };
  });
}
