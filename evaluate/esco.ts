/**
 * ESCO as far as measuring needs it: the occupations that JobBERT's titles are to be matched with, and every label of
 * an occupation or group, to tell queries that equal one from those that do not.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../worker/core/fold.ts';
import type { LanguageTag } from '../worker/core/language.ts';
import { type EvaluatedTaxonomy, readTaxonomy } from './taxonomy.ts';

export interface Esco extends EvaluatedTaxonomy {
  /** True for a text that is a label of an occupation or group in a language, case and diacritics aside. */
  isLabel(text: string, language: LanguageTag): boolean;
  /** Whether the package has labels of the language. */
  holds(language: LanguageTag): boolean;
}

/** The version whose URIs the benchmarks use, and the label table. */
const WANTED = /v1\.1\.1 - classification|occupation-labels/;

/** Undefined where the folder is missing. */
export async function readEsco(
  folder: string,
  report: (line: string) => void,
  isWanted?: (language: LanguageTag) => boolean,
): Promise<Esco | undefined> {
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder)
    .filter((name) => WANTED.test(name))
    .map((name) => join(folder, name));
  if (files.length === 0) return undefined;
  const read = await readTaxonomy(files, report, isWanted);
  const { concepts, labels } = read.taxonomy;
  const folded = new Map<LanguageTag, ReadonlySet<string>>();
  const labelsOf = (language: LanguageTag): ReadonlySet<string> => {
    let set = folded.get(language);
    if (set === undefined) {
      const own = (labels.get(language) ?? []).filter(({ concept }) => concepts[concept]?.kind !== 'SKILL');
      set = new Set(own.map(({ text }) => fold(text)));
      folded.set(language, set);
    }
    return set;
  };
  return {
    ...read,
    isLabel: (text, language) => labelsOf(language).has(fold(text)),
    holds: (language) => labels.has(language),
  };
}
