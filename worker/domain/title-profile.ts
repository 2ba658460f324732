/**
 * What a title is about, as a short list of weights: the occupations nearest to it, and the ISCO-08 groups above
 * them. Two titles that share no letter still have profiles that compare, across languages too.
 *
 * "Krankenpfleger" and "registered nurse" both lead to the occupation `registered-nurse`; "Bäcker" and "Konditor"
 * lead to two occupations of one unit group (7512), and so are nearer than "Bäcker" and "Notar".
 */
import { type Features, compileSparse } from '../engines/fusion/sparse-vectors.ts';
import type { ConceptTable } from '../engines/snapshot/concept-table.ts';
import type { VectorIndex } from '../engines/vector-index/index.ts';

/**
 * Feature -> weight; features are concepts, and groups as negative numbers. The nearer the nearest occupation is, the
 * longer the profile, up to length 1: a title that is like nothing known compares with nothing.
 */
export type TitleProfile = ReadonlyMap<number, number>;

/** How near an occupation is to a title: 0 to 1. */
export interface Nearness {
  readonly concept: number;
  readonly value: number;
}

/** Occupations that make up a profile. */
export const PROFILE_SIZE = 30;
/** How fast an occupation's share falls with its distance from the nearest one. */
const TEMPERATURE = 0.08;
/** How far a title's vector is drawn towards what it is about. Chosen on the development sets (docs/quality.md). */
const DRAWN = 1;
/** What a group with so many digits counts for, against 1 for the occupation itself. */
const GROUP_WEIGHTS = [
  [4, 0.7],
  [3, 0.5],
  [2, 0.3],
] as const;

/** How much of a title each of its nearest occupations has, best first: a softmax over how near they are, 1 together. */
export function sharesOf(nearest: readonly { readonly value: number }[], temperature: number): number[] {
  const best = nearest[0]?.value ?? 0;
  const weights = nearest.map(({ value }) => Math.exp((value - best) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The profile of a title from its nearest occupations, best first. */
export function profileOf(nearest: readonly Nearness[], concepts: Pick<ConceptTable, 'isco'>): TitleProfile {
  const profile = new Map<number, number>();
  const best = nearest[0]?.value ?? 0;
  const shares = sharesOf(nearest, TEMPERATURE);
  for (const [place, { concept }] of nearest.entries()) {
    const share = shares[place]!;
    profile.set(concept, share);
    const isco = concepts.isco(concept);
    for (const [digits, weight] of GROUP_WEIGHTS) {
      if (isco.length < digits) continue;
      const group = -Number(`1${isco.slice(0, digits)}`); // the leading 1 keeps 0110 apart from 110
      profile.set(group, (profile.get(group) ?? 0) + weight * share);
    }
  }
  let squares = 0;
  for (const weight of profile.values()) squares += weight * weight;
  const scale = Math.sqrt(Math.min(1, best) / squares);
  for (const [feature, weight] of profile) profile.set(feature, weight * scale);
  return profile;
}

/**
 * A title's vector drawn towards those of the occupations that it is nearest to, each by its share; length 1. "Pfleger"
 * and "Schwester" move towards the same place, whatever their own letters say.
 */
export function drawnTowards(
  vector: Float32Array,
  nearest: readonly Nearness[],
  means: Pick<VectorIndex, 'read'>,
): Float32Array {
  const drawn = vector.slice();
  const mean = new Float32Array(vector.length);
  const shares = sharesOf(nearest, TEMPERATURE);
  for (const [place, { concept }] of nearest.entries()) {
    if (!means.read(concept, mean)) continue;
    const weight = DRAWN * shares[place]!;
    for (let d = 0; d < drawn.length; d++) drawn[d]! += weight * mean[d]!;
  }
  const length = Math.hypot(...drawn);
  return length === 0 ? drawn : drawn.map((number) => number / length);
}

/** Profiles made ready to be compared with one after another. */
export interface ProfileSet {
  /** How much every profile has in common with one, 0 to 1. */
  scores(profile: TitleProfile): Float32Array;
}

const featuresOf =
  (profile: TitleProfile): Features =>
  (visit) => {
    for (const [feature, weight] of profile) visit(feature, weight);
  };

export function compileProfiles(profiles: readonly TitleProfile[]): ProfileSet {
  const compare = compileSparse(profiles.map(featuresOf));
  return { scores: (profile) => compare(featuresOf(profile)).map((score) => Math.min(1, score)) };
}
