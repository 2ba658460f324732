/**
 * Parts of a title that cleaning takes away, and what is left.
 *
 * A cut is a range of the text at hand. Rules propose cuts one after the other; what an earlier rule has claimed, a
 * later one does not touch. The text that is left remembers where each of its code units stood.
 */
import { isUnspacedScript } from '../../core/fold.ts';

export type RemovedKind =
  | 'GENDER_MARKER'
  | 'SENIORITY'
  | 'LOCATION'
  | 'EMPLOYMENT_FORM'
  | 'SALARY'
  | 'EMPLOYER'
  | 'REFERENCE_NUMBER'
  | 'PROMOTION';

/** UTF-16 code units, end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface Cut extends TextRange {
  readonly kind: RemovedKind;
}

/** A text whose code units each know their place in another text. */
export interface PlacedText {
  readonly text: string;
  /** For each code unit of `text`, its place in the source. Ascending. */
  readonly places: readonly number[];
}

export function placedText(text: string): PlacedText {
  return { text, places: Array.from({ length: text.length }, (_, index) => index) };
}

/** The cuts so far, kept apart and in order. */
export class Cuts {
  readonly #cuts: Cut[] = [];

  /** Adds a cut; false, and nothing added, where it is empty or overlaps an earlier one. */
  add(start: number, end: number, kind: RemovedKind): boolean {
    if (start >= end || this.covers(start, end)) return false;
    const place = this.#cuts.findIndex((cut) => cut.start > start);
    this.#cuts.splice(place < 0 ? this.#cuts.length : place, 0, { start, end, kind });
    return true;
  }

  /** True where a cut overlaps the range. */
  covers(start: number, end: number): boolean {
    return this.#cuts.some((cut) => cut.start < end && start < cut.end);
  }

  get all(): readonly Cut[] {
    return this.#cuts;
  }
}

const WORD_UNIT = /[\p{L}\p{N}]/u;

/** True where two neighbours would run together as one word; Han and kana are written together anyway. */
function runTogether(left: string, right: string): boolean {
  return (
    WORD_UNIT.test(left) &&
    WORD_UNIT.test(right) &&
    !isUnspacedScript(left.charCodeAt(0)) &&
    !isUnspacedScript(right.charCodeAt(0))
  );
}

/** What is left of a text: everything outside the cuts (in order, apart), a space where words would run together. */
export function withoutCuts({ text, places }: PlacedText, cuts: readonly TextRange[]): PlacedText {
  let left = '';
  const leftPlaces: number[] = [];
  let at = 0;
  for (const { start, end } of [...cuts, { start: text.length, end: text.length }]) {
    if (at > 0 && at < start && runTogether(left.slice(-1), text.charAt(at))) {
      left += ' ';
      leftPlaces.push(places[at - 1]!);
    }
    for (; at < start; at++) {
      left += text.charAt(at);
      leftPlaces.push(places[at]!);
    }
    at = end;
  }
  return { text: left, places: leftPlaces };
}
