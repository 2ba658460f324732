/** ISCO-08 as the taxonomy holds it: groups by code, and which occupations stand in them. */
import type { ConceptTable } from '../engines/snapshot/concept-table.ts';

const codesByTable = new WeakMap<ConceptTable, readonly string[]>();

/** The ISCO-08 code of every occupation, by its place among the occupations: decoded once a snapshot. */
function occupationCodes(table: ConceptTable): readonly string[] {
  const known = codesByTable.get(table);
  if (known !== undefined) return known;
  const { start, end } = table.range.OCCUPATION;
  const codes = Array.from({ length: end - start }, (_, place) => table.isco(start + place));
  codesByTable.set(table, codes);
  return codes;
}

/** True for the occupations in the group of this code and in those below it: codes of lower levels begin with it. */
export function inIscoGroup(table: ConceptTable, code: string): (concept: number) => boolean {
  const codes = occupationCodes(table);
  const { start } = table.range.OCCUPATION;
  return (concept) => codes[concept - start]?.startsWith(code) ?? false;
}

/** The groups on the path of a code, narrowest first: "2512" gives 2512, 251, 25, 2, as far as the taxonomy holds them. */
export function iscoPath(table: ConceptTable, code: string): readonly number[] {
  const lengths = Array.from({ length: code.length }, (_, shorter) => code.length - shorter);
  return lengths.flatMap((length) => table.findId(`group:${code.slice(0, length)}`) ?? []);
}
