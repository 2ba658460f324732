/**
 * What makes one completion better than another, as one number: smaller is better.
 *
 * In this order: fewer typos; the exact label, a beginning of the label, the typed order kept, any order; more whole
 * words; nearer the label's beginning, parts of compounds last; then the label's own rank, which the build gives:
 * shorter (by steps), more popular, preferred before alternative before hidden.
 */
import { type IndexedLabel, LABEL_KINDS } from './labels.ts';

/** How what was typed stands in the label. */
export const PLACEMENT = { EXACT_LABEL: 0, LABEL_PREFIX: 1, IN_ORDER: 2, ANY_ORDER: 3 } as const;

/** Where a slot stands: the label's first word, its second, a later one, or inside a word. */
export const PLACE = { FIRST: 0, SECOND: 1, LATER: 2, INNER: 3 } as const;

/** Labels of one index; their rank is the low 24 bits of a posting and of a key. */
export const MAXIMUM_LABELS = 1 << 24;

const STEPS = 16;
const PLACEMENTS = 4;

/** The part of the key that depends on what was typed. `partial`: typed words that are no whole words of the label. */
export function quality(typos: number, placement: number, partial: number, places: number): number {
  return (
    ((typos * PLACEMENTS + placement) * STEPS + Math.min(partial, STEPS - 1)) * STEPS + Math.min(places, STEPS - 1)
  );
}

export function keyOf(quality: number, rank: number): number {
  return quality * MAXIMUM_LABELS + rank;
}

export function rankOf(key: number): number {
  return key % MAXIMUM_LABELS;
}

export function typosOf(key: number): number {
  return Math.floor(key / (MAXIMUM_LABELS * STEPS * STEPS * PLACEMENTS));
}

/** From 1 down to 0, strictly falling with the key: every typo halves it. */
export function scoreOf(key: number, labels: number): number {
  const typos = typosOf(key);
  const withoutTypos = key - typos * MAXIMUM_LABELS * STEPS * STEPS * PLACEMENTS;
  const steps = Math.floor(withoutTypos / MAXIMUM_LABELS) + rankOf(key) / labels;
  return 2 ** -typos * (1 - steps / (2 * STEPS * STEPS * PLACEMENTS));
}

/** Labels up to so many letters are equally short. */
const LENGTH_STEPS = [6, 10, 14, 18, 24, 32, 48];

function lengthStep(letters: number): number {
  const step = LENGTH_STEPS.findIndex((longest) => letters <= longest);
  return step < 0 ? LENGTH_STEPS.length : step;
}

/** The order of labels among equals: a label's place in it is its rank. */
export function compareLabels(left: IndexedLabel, right: IndexedLabel): number {
  return (
    lengthStep(left.text.length) - lengthStep(right.text.length) ||
    right.popularity - left.popularity ||
    LABEL_KINDS.indexOf(left.kind) - LABEL_KINDS.indexOf(right.kind) ||
    left.text.length - right.text.length ||
    left.label - right.label
  );
}
