/**
 * What a title is about, as a short list of weights: the occupations nearest to it, and the ISCO-08 groups above
 * them. Two titles that share no letter still have profiles that compare, across languages too.
 *
 * "Krankenpfleger" and "registered nurse" both lead to the occupation `registered-nurse`; "Bäcker" and "Konditor"
 * lead to two occupations of one unit group (7512), and so are nearer than "Bäcker" and "Notar".
 */
import { type Features, compileSparse, sharedProduct } from '../engines/fusion/sparse-vectors.ts';
import type { ConceptTable } from '../engines/snapshot/concept-table.ts';
import type { VectorIndex } from '../engines/vector-index/index.ts';

/**
 * Features, ascending, and their weights; features are concepts, and groups as negative numbers. The nearer the nearest
 * occupation is, the longer the profile, up to length 1: a title that is like nothing known compares with nothing.
 */
export interface TitleProfile {
  readonly features: Int32Array;
  readonly weights: Float32Array;
}

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
/** What a group counts for by the digits of its code, against 1 for the occupation itself. */
const WEIGHT_BY_DIGITS = [0, 0, 0.3, 0.5, 0.7] as const;
const MOST_DIGITS = 4;
const FEWEST_DIGITS = 2;

/** How much of a title each of its nearest occupations has, best first: a softmax over how near they are, 1 together. */
export function sharesOf(nearest: readonly { readonly value: number }[], temperature: number): number[] {
  const best = nearest[0]?.value ?? 0;
  const weights = nearest.map(({ value }) => Math.exp((value - best) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The profile of a title from its nearest occupations, best first. About 5 microseconds. */
export function profileOf(nearest: readonly Nearness[], concepts: Pick<ConceptTable, 'isco'>): TitleProfile {
  const weightOf = new Map<number, number>();
  const best = nearest[0]?.value ?? 0;
  const shares = sharesOf(nearest, TEMPERATURE);
  for (const [place, { concept }] of nearest.entries()) {
    const share = shares[place]!;
    weightOf.set(concept, share);
    const isco = concepts.isco(concept).slice(0, MOST_DIGITS);
    let group = -Number(`1${isco}`); // the leading 1 keeps 0110 apart from 110
    for (let digits = isco.length; digits >= FEWEST_DIGITS; digits--, group = Math.ceil(group / 10))
      weightOf.set(group, (weightOf.get(group) ?? 0) + WEIGHT_BY_DIGITS[digits]! * share);
  }
  const features = new Int32Array(weightOf.size);
  let squares = 0;
  let count = 0;
  for (const [feature, weight] of weightOf) {
    features[count++] = feature;
    squares += weight * weight;
  }
  features.sort();
  const scale = Math.sqrt(Math.min(1, best) / squares);
  const weights = new Float32Array(count);
  for (let at = 0; at < count; at++) weights[at] = weightOf.get(features[at]!)! * scale;
  return { features, weights };
}

/**
 * A title's vector drawn towards what lies around the occupations that it is nearest to, each by its share; length 1.
 * "Pfleger" and "Schwester" move towards the same place, whatever their own letters say.
 */
export function drawnTowards(
  vector: Float32Array,
  nearest: readonly Nearness[],
  surroundings: Pick<VectorIndex, 'addTo'>,
): Float32Array {
  const drawn = vector.slice();
  const weights = sharesOf(nearest, TEMPERATURE).map((share) => DRAWN * share);
  surroundings.addTo(
    drawn,
    nearest.map(({ concept }) => concept),
    weights,
  );
  let squares = 0;
  for (const number of drawn) squares += number * number;
  if (squares === 0) return drawn;
  const length = Math.sqrt(squares);
  for (let d = 0; d < drawn.length; d++) drawn[d]! /= length;
  return drawn;
}

/** How near the occupation nearest to a title must be for the title to be its, rather than another's of the same group. */
const OWN_OCCUPATION = 0.85;
/**
 * How fast the share of a near occupation's group falls with its distance: slower than the occupation's own, for a title
 * without an occupation is near to several. Chosen on the development sets, as the next three are.
 */
const GROUP_TEMPERATURE = 0.18;
/** Below 1, it lets groups with a small share count too. */
const GROUP_POWER = 0.4;
/** How fast groups count for more with the distance of the nearest occupation, and how much they do at most. */
const GROUP_SLOPE = 3;
const LARGEST_GROUP = 0.5;
/** How near a group's name must be to a title that is that name. */
const NAMED = 0.9;

/** The unit group whose name a title is, if it is one: "Health care assistants", in any language. */
export function namedGroup(
  nearest: readonly Nearness[],
  { isco, range }: Pick<ConceptTable, 'isco' | 'range'>,
): string | undefined {
  const [best] = nearest;
  return best !== undefined && best.concept < range.GROUP.end && best.value >= NAMED ? isco(best.concept) : undefined;
}

/**
 * What speaks for each unit group itself where no occupation is a title's own: national classifications know jobs that
 * the taxonomy does not, and their group is the right answer then. By code, 0 to {@link LARGEST_GROUP}: the more, the
 * farther the nearest occupation is and the more of the near ones stand in the group.
 */
export function groupsFor(
  nearest: readonly Nearness[],
  { isco, range }: Pick<ConceptTable, 'isco' | 'range'>,
): ReadonlyMap<string, number> {
  const occupations = nearest.filter(({ concept }) => concept >= range.OCCUPATION.start);
  const missing = OWN_OCCUPATION - (occupations[0]?.value ?? OWN_OCCUPATION);
  const groups = new Map<string, number>();
  if (missing <= 0) return groups;
  const shares = sharesOf(occupations, GROUP_TEMPERATURE);
  for (const [place, { concept }] of occupations.entries()) {
    const group = isco(concept).slice(0, MOST_DIGITS);
    groups.set(group, (groups.get(group) ?? 0) + shares[place]!);
  }
  const most = Math.min(LARGEST_GROUP, GROUP_SLOPE * missing);
  for (const [group, share] of groups) groups.set(group, most * share ** GROUP_POWER);
  return groups;
}

/** How much two profiles have in common, 0 to 1. */
export function sharedProfile(left: TitleProfile, right: TitleProfile): number {
  return Math.min(1, sharedProduct(left.features, left.weights, right.features, right.weights));
}

/** Profiles made ready to be compared with one after another. */
export interface ProfileSet {
  /** How much every profile has in common with one, 0 to 1. */
  scores(profile: TitleProfile): Float32Array;
}

const featuresOf =
  ({ features, weights }: TitleProfile): Features =>
  (visit) => {
    for (let at = 0; at < features.length; at++) visit(features[at]!, weights[at]!);
  };

export function compileProfiles(profiles: readonly TitleProfile[]): ProfileSet {
  const compare = compileSparse(profiles.map(featuresOf));
  return { scores: (profile) => compare(featuresOf(profile)).map((score) => Math.min(1, score)) };
}
