/** Where a part of a title stands: does it border on other words, or on separators, brackets and cuts? */
import { isUnspacedScript } from '../../core/fold.ts';
import type { Cuts, TextRange } from './cuts.ts';

export interface Edges {
  readonly left: boolean;
  readonly right: boolean;
}

const SEPARATOR = /[|,;:/·•–—~&+()[\]{}<>（）【】［］「」『』《》，、；：／｜・!！?？*"“”„«»]/u;
const WORD_UNIT = /[\p{L}\p{M}\p{N}]/u;

/** Whether what stands at `at`, going in direction `step`, separates. Hyphens do so where a space is beside them. */
function isEdge(text: string, at: number, step: 1 | -1, cuts: Cuts, dense: boolean): boolean {
  let place = at;
  while (text.charAt(place) === ' ') {
    if (cuts.covers(place, place + 1)) return true;
    place += step;
  }
  const unit = text.charAt(place);
  if (unit === '' || SEPARATOR.test(unit) || cuts.covers(place, place + 1)) return true;
  if (/[-‐‑.]/u.test(unit)) {
    const beyond = text.charAt(place + step);
    return place !== at || beyond === '' || beyond === ' ';
  }
  return dense && place === at && !(WORD_UNIT.test(unit) && isUnspacedScript(unit.charCodeAt(0)));
}

/** `dense`: for a part written without spaces, where a change of script separates too. */
export function edgesOf(text: string, { start, end }: TextRange, cuts: Cuts, dense: boolean): Edges {
  return { left: isEdge(text, start - 1, -1, cuts, dense), right: isEdge(text, end, 1, cuts, dense) };
}
