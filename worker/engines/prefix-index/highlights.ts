/**
 * Highlights: the parts of a label that were typed, in the label as it is written. Only for the few labels that are
 * shown. A typed word is shown where it stands as a whole word, if it does, and in the typed order, if it can.
 */
import { type Beginnings, NO_BEGINNING, isWhole, lettersOf, typosOf } from './beginning.ts';
import type { IndexFile } from './format.ts';
import type { Highlight } from './labels.ts';
import type { Match } from './match.ts';
import { IRREGULAR, SAME_SLOT, TERM_SHIFT } from './packed-tokens.ts';
import { assign, assignInOrder } from './slots.ts';
import type { Typed } from './typed.ts';
import { MAXIMUM_WORDS } from './words.ts';

const preferred = new Int32Array(MAXIMUM_WORDS);
const assigned = new Int8Array(MAXIMUM_WORDS);

/** `match` must have looked at the label last. */
export function highlightsOf(
  file: IndexFile,
  typed: Typed,
  beginnings: Beginnings,
  match: Match,
  rank: number,
): Highlight[] {
  const { count } = typed;
  for (let word = 0; word < count; word++) preferred[word] = match.wholeSlots[word]! || match.slots[word]!;
  const done =
    assignInOrder(preferred, count, assigned) ||
    assign(preferred, count, assigned) ||
    assignInOrder(match.slots, count, assigned) ||
    assign(match.slots, count, assigned);
  if (!done) return [];
  const highlights: Highlight[] = [];
  for (let word = 0; word < count; word++) {
    highlights.push(highlightOf(file, typed, beginnings, rank, word, assigned[word]!));
  }
  return merged(highlights.sort((left, right) => left.start - right.start));
}

/** The typed word in its slot: of the slot's tokens the one with the fewest typos, a whole one first. */
function highlightOf(
  file: IndexFile,
  typed: Typed,
  beginnings: Beginnings,
  rank: number,
  word: number,
  slot: number,
): Highlight {
  const { tokens, tokenOffsets, tokenStart } = file;
  let best = NO_BEGINNING;
  let bestToken = tokenOffsets[rank]!;
  let at = -1;
  for (let token = tokenOffsets[rank]!; token < tokenOffsets[rank + 1]!; token++) {
    if ((tokens[token]! & SAME_SLOT) === 0) at += 1;
    if (at !== slot) continue;
    const term = tokens[token]! >>> TERM_SHIFT;
    const exact = term >= typed.start[word]! && term < typed.end[word]!;
    const beginning = exact
      ? (typed.length[word]! << 3) | (term === typed.whole[word] ? 4 : 0)
      : beginnings.of(word, term);
    if (compare(beginning, best) < 0) {
      best = beginning;
      bestToken = token;
    }
  }
  const start = tokenStart[bestToken]!;
  return { start, end: start + sourceLength(file, bestToken, lettersOf(best)) };
}

function compare(left: number, right: number): number {
  return typosOf(left) - typosOf(right) || Number(isWhole(right)) - Number(isWhole(left));
}

/** UTF-16 code units of the label that the first `letters` of a token stand for. */
function sourceLength(file: IndexFile, token: number, letters: number): number {
  if ((file.tokens[token]! & IRREGULAR) === 0) return letters;
  const { irregularToken, irregularOffsets, irregularEnd } = file;
  let low = 0;
  let high = irregularToken.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (irregularToken[middle]! < token) low = middle + 1;
    else high = middle;
  }
  return irregularEnd[irregularOffsets[low]! + letters - 1]!;
}

/** Ranges that touch become one. */
function merged(sorted: readonly Highlight[]): Highlight[] {
  const result: Highlight[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last === undefined || range.start > last.end) result.push(range);
    else if (range.end > last.end) result[result.length - 1] = { start: last.start, end: range.end };
  }
  return result;
}
