/**
 * Title cleaning: from "Senior Softwareentwickler (m/w/d) - Berlin, ab 60.000 €!" to "Softwareentwickler", and a list
 * of what was taken away, where it stood and why. Pure, no I/O.
 *
 * A pass lets each rule propose cuts, checks that something is left that could be a title, and tidies up; passes
 * follow until none finds anything more ("gesucht" stands at the edge only when the "!" behind it is gone). So the
 * result is a fixed point: cleaning it again changes nothing.
 *
 * Cost: 20 to 100 microseconds a title; linear in its length, for hostile input too.
 */
import { cutSalaries } from './amounts.ts';
import { type Cut, Cuts, type PlacedText, type RemovedKind, type TextRange, placedText, withoutCuts } from './cuts.ts';
import { cutEmployers } from './employers.ts';
import { cutGenderMarkers } from './gender.ts';
import type { Seniority, TitleLexicon } from './lexicon.ts';
import { cutMarks } from './marks.ts';
import { cutReferences } from './references.ts';
import { cutTerms } from './term-rules.ts';
import { type Word, wordsOf } from './terms.ts';
import { tidy } from './tidy.ts';
import { isDangling, isSubstantial } from './words.ts';

export type { RemovedKind, TextRange } from './cuts.ts';
export { type LexiconData, type Seniority, type TitleLexicon, createTitleLexicon } from './lexicon.ts';

export interface RemovedPart {
  /** `title.slice(range.start, range.end)`. */
  readonly text: string;
  readonly range: TextRange;
  readonly kind: RemovedKind;
}

export interface CleanedTitle {
  /** Empty only for a title without a letter or digit. */
  readonly cleaned: string;
  /** What the title says of the level, even where the word that says so is part of the occupation and stays. */
  readonly seniority: Seniority | undefined;
  /** From left to right, apart. */
  readonly removed: readonly RemovedPart[];
}

/** If cuts would leave nothing, kinds are given back in this order: what says most of the job first. */
const GIVEN_BACK: readonly RemovedKind[] = [
  'SENIORITY',
  'EMPLOYMENT_FORM',
  'PROMOTION',
  'EMPLOYER',
  'LOCATION',
  'SALARY',
  'REFERENCE_NUMBER',
  'GENDER_MARKER',
];

/** Gives cuts back, the most title-like first, until a word is left that could name a job. */
function spared(text: PlacedText, cuts: readonly Cut[], language: string): readonly Cut[] {
  const hasSubstance = ({ text }: PlacedText): boolean =>
    wordsOf(text).some(({ folded }) => isSubstantial(folded, language));
  if (cuts.length === 0 || !hasSubstance(text)) return [];
  let kept = cuts;
  for (const kind of GIVEN_BACK) {
    while (!hasSubstance(withoutCuts(text, kept))) {
      const back = kept.find((cut) => cut.kind === kind);
      if (back === undefined) break;
      kept = kept.filter((cut) => cut !== back);
    }
  }
  return kept;
}

/** Words that led to a cut or followed from it and now hang in the air: "Koch in [Berlin]", "[Praktikant] als Koch". */
function dangling({ text }: PlacedText, words: readonly Word[], cuts: readonly Cut[], language: string): TextRange[] {
  const isFree = (at: number, step: 1 | -1): boolean => {
    let place = at;
    while (text.charAt(place) === ' ') place += step;
    const unit = text.charAt(place);
    return (
      unit === '' || /[|,;:/·•–—()[\]-]/u.test(unit) || cuts.some(({ start, end }) => place >= start && place < end)
    );
  };
  const stands = ({ start, end }: Word): boolean =>
    /^ ?$/.test(text.charAt(start - 1)) && /^ ?$/.test(text.charAt(end));
  return cuts
    .filter(({ kind }) => kind !== 'GENDER_MARKER')
    .flatMap(({ start, end }) => {
      const before = words.findLast((word) => word.end <= start);
      const after = words.find((word) => word.start >= end);
      const leads = before !== undefined && text.slice(before.end, start).trim() === '' && isFree(end, 1);
      const follows = after !== undefined && text.slice(end, after.start).trim() === '' && isFree(start - 1, -1);
      return [leads ? before : undefined, follows ? after : undefined].filter(
        (word) => word !== undefined && stands(word) && isDangling(word.folded, language),
      ) as Word[];
    });
}

/** The ranges of the title that a cut of the text at hand stands for: several where earlier cuts lie in between. */
function rangesInTitle(cut: Cut, { places }: PlacedText, earlier: readonly TextRange[]): TextRange[] {
  const ranges: { start: number; end: number }[] = [];
  for (let at = cut.start; at < cut.end; at++) {
    const place = places[at]!;
    if (earlier.some(({ start, end }) => place >= start && place < end)) continue;
    const last = ranges.at(-1);
    const joins = last !== undefined && !earlier.some(({ start, end }) => start < place && end > last.end);
    if (joins) last.end = place + 1;
    else ranges.push({ start: place, end: place + 1 });
  }
  return ranges;
}

function apart(ranges: readonly TextRange[]): TextRange[] {
  const apart: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((left, right) => left.start - right.start)) {
    const last = apart.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart;
}

/** `language` is the tag of the language that the title is in; its primary subtag decides. */
export function cleanTitle(title: string, language: string, lexicon: TitleLexicon): CleanedTitle {
  const [primary = 'en'] = language.split('-');
  const tables = lexicon.tables(primary);
  let left = tidy(placedText(title.replaceAll(/\s/g, ' ')));
  let seniority: Seniority | undefined;
  const removed: RemovedPart[] = [];
  for (;;) {
    const words = wordsOf(left.text);
    const cuts = new Cuts();
    cutMarks(left.text, cuts);
    cutGenderMarkers(left.text, primary, cuts);
    cutSalaries(left.text, cuts);
    cutReferences(left.text, cuts);
    cutEmployers(left.text, cuts);
    const level = cutTerms(left.text, words, tables, cuts);
    seniority ??= level;
    const kept = spared(left, cuts.all, primary);
    if (kept.length === 0) break;
    const earlier = removed.map(({ range }) => range);
    for (const cut of kept) {
      for (const range of rangesInTitle(cut, left, earlier)) {
        removed.push({ text: title.slice(range.start, range.end), range, kind: cut.kind });
      }
    }
    left = tidy(withoutCuts(left, apart([...kept, ...dangling(left, words, kept, primary)])));
  }
  removed.sort((one, other) => one.range.start - other.range.start);
  return { cleaned: left.text, seniority, removed };
}
