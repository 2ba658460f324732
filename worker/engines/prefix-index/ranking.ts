/**
 * What makes one completion better than another, as one number: smaller is better.
 *
 * In this order: fewer typos; the exact label, a beginning of the label, the typed order kept, any order; fewer
 * finished words that are only beginnings of the label's; nearer the label's beginning, parts of compounds last; then
 * the label's own rank, which the build gives: more popular, preferred before alternative before hidden, shorter.
 *
 * The word that is being typed is no better for being a whole word by chance: "soft" means "software" as much as
 * "soft toys", until a space follows.
 */
import { type IndexedLabel, LABEL_KINDS } from './labels.ts';
import { MAXIMUM_WORDS } from './words.ts';

/** How what was typed stands in the label. */
export const PLACEMENT = { EXACT_LABEL: 0, LABEL_PREFIX: 1, IN_ORDER: 2, ANY_ORDER: 3 } as const;

/** Where a slot stands: the label's first word, its second, a later one, or inside a word. */
export const PLACE = { FIRST: 0, SECOND: 1, LATER: 2, INNER: 3 } as const;

/** For so many words, the sum of the places of as many first words of a label. */
export const PLACES_FROM_FIRST = Array.from({ length: MAXIMUM_WORDS + 1 }, (_, count) =>
  count < 2 ? 0 : 1 + (count - 2) * PLACE.LATER,
);

/** Labels of one index; their rank is the low 24 bits of a posting and of a key. */
export const MAXIMUM_LABELS = 1 << 24;

const STEPS = 16;
const PLACEMENTS = 4;

/** The part of the key that depends on what was typed. `partial`: finished words that are no whole words of the label. */
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

/**
 * The labels by rank, best first. After popularity and kind come lengths, by steps; within a step concepts with more
 * labels, which are mostly the more general, then the shorter label.
 */
export function rankLabels(labels: Iterable<IndexedLabel>): IndexedLabel[] {
  const list = Array.from(labels);
  const labelsOf = new Map<number, number>();
  for (const { concept } of list) labelsOf.set(concept, (labelsOf.get(concept) ?? 0) + 1);
  return list.sort(
    (left, right) =>
      right.popularity - left.popularity ||
      LABEL_KINDS.indexOf(left.kind) - LABEL_KINDS.indexOf(right.kind) ||
      lengthStep(left.text.length) - lengthStep(right.text.length) ||
      labelsOf.get(right.concept)! - labelsOf.get(left.concept)! ||
      left.text.length - right.text.length ||
      left.label - right.label,
  );
}
