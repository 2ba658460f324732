/**
 * Which of the lexicon's words are taken away where they stand.
 *
 * A word that decorates a title stands at its edge or before it; the same word between others is mostly part of the
 * job ("evening shift - receptionist", but "security evening duty officer"). So:
 *
 * | kind | taken away |
 * |---|---|
 * | level up to SENIOR | wherever it stands; numerals ("II") only at an edge |
 * | LEAD | as a word before others ("Lead Developer"); "team leader" is an occupation |
 * | HEAD, EXECUTIVE | never: "Head of Marketing" without its head is another occupation; the level is reported |
 * | form of employment, advertising | several words: anywhere; one word: at an edge |
 * | place | see places.ts |
 * | salary word, reference word | beside a salary; before a code |
 */
import type { Cuts } from './cuts.ts';
import { type Edges, edgesOf } from './edges.ts';
import type { Seniority, Term, TermTable } from './lexicon.ts';
import { cutOtherPlaces, cutPlace } from './places.ts';
import { type FoundTerm, type Word, findTerms } from './terms.ts';

/** Level words that stand before a job as an adjective does, folded. */
const LEAD_MODIFIERS: ReadonlySet<string> = new Set(
  'lead principal distinguished senior-lead senior-principal glowny glowna gl hlavni ledande ledende johtava главный гл головний провідний провідна 首席 リード チーフ 수석 책임'
    .split(' ')
    .map((words) => words.replaceAll('-', ' ')),
);
const NUMERAL = /^(?:[ivx]{1,4}|\d)$/;
const KANA = /[\u3040-\u30ff]/;
/** A code behind a word that announces one; see references.ts for codes that stand alone. */
const CODE = /^\.?\s?(?:nr|no|id)?\.?\s?[:：#№]?\s?(?=[\p{L}_/-]{0,6}\p{N}{2})[\p{L}\p{N}][\p{L}\p{N}._/-]{1,20}/iu;

/** True for a level that is never taken away by itself: without it the title would name another occupation. */
export function isPartOfOccupation({ kind, seniority, words }: Term): boolean {
  if (kind !== 'SENIORITY') return false;
  if (seniority === 'LEAD') return !LEAD_MODIFIERS.has(words.join(' '));
  return seniority === 'HEAD' || seniority === 'EXECUTIVE';
}

function isFreeLevel(found: FoundTerm, edges: Edges): boolean {
  const { term, dense } = found;
  if (isPartOfOccupation(term)) return false;
  if (term.seniority === 'LEAD') return edges.left;
  if (dense) return edges.left || (edges.right && term.seniority === 'TRAINEE');
  return edges.right || !term.words.every((word) => NUMERAL.test(word));
}

/** Kana is one word as long as it goes on: "パート" is no part of "パートナー". */
function breaksKana(text: string, { start, end, dense }: FoundTerm): boolean {
  const within = (left: number): boolean => KANA.test(text.charAt(left)) && KANA.test(text.charAt(left + 1));
  return dense && (within(start - 1) || within(end - 1));
}

/** The end of a term, with the full stop of an abbreviation: "Sr.", "Std.". */
function wholeEnd(text: string, { end, dense }: FoundTerm): number {
  return !dense && text.charAt(end) === '.' && !/[\p{L}\p{N}]/u.test(text.charAt(end + 1)) ? end + 1 : end;
}

/** Proposes cuts for the terms of the tables; returns the level that the title tells, taken away or not. */
export function cutTerms(
  text: string,
  words: readonly Word[],
  tables: readonly TermTable[],
  cuts: Cuts,
): Seniority | undefined {
  let seniority: Seniority | undefined;
  for (const found of findTerms(text, words, tables)) {
    const { term, dense, start } = found;
    if (cuts.covers(start, found.end)) continue;
    const end = wholeEnd(text, found);
    const edges = edgesOf(text, { start, end }, cuts, dense);
    const several = dense ? term.words[0]!.length > 2 : term.words.length > 1;
    switch (term.kind) {
      case 'SENIORITY':
        seniority ??= term.seniority;
        if (isFreeLevel(found, edges)) cuts.add(start, end, 'SENIORITY');
        break;
      case 'EMPLOYMENT_FORM':
      case 'PROMOTION':
        if (breaksKana(text, found) || !(several || edges.left || edges.right)) break;
        seniority ??= term.seniority;
        cuts.add(start, end, term.kind);
        break;
      case 'GENDER_MARKER':
        if (edges.left || edges.right) cuts.add(start, end, 'GENDER_MARKER');
        break;
      case 'LOCATION':
        cutPlace(text, words, found, cuts);
        break;
      case 'SALARY_WORD':
        if (isBesideSalary(text, found, cuts) || (several && edges.left && edges.right)) cuts.add(start, end, 'SALARY');
        break;
      case 'REFERENCE_WORD': {
        const code = CODE.exec(text.slice(found.end, found.end + 32));
        if (code !== null) cuts.add(start, found.end + code[0].length, 'REFERENCE_NUMBER');
        break;
      }
      case 'EMPLOYER':
      case 'SALARY':
      case 'REFERENCE_NUMBER':
      case 'KEEP':
        break;
    }
  }
  cutOtherPlaces(text, words, tables, cuts);
  return seniority;
}

function isBesideSalary(text: string, { start, end }: FoundTerm, cuts: Cuts): boolean {
  const touch = (from: number, to: number): boolean => from <= to && /^[\s:：.,/]{0,2}$/u.test(text.slice(from, to));
  return cuts.all.some((cut) => cut.kind === 'SALARY' && (touch(end, cut.start) || touch(cut.end, start)));
}
