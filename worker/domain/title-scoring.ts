/**
 * How titles are scored: the one piece of code behind `normalizeTitle`, `rankTitles`, `searchTitles` and `npm run evaluate`.
 *
 * A title is compared with the taxonomy's labels in its own language and in English, by meaning (the encoder's vectors)
 * and by letters, and with the mean of all labels of an occupation. What it is nearest to says what it is about; titles
 * are compared with each other by their vectors, drawn towards what they are about (title-profile.ts).
 */
import type { LanguageTag } from '../core/language.ts';
import { type LabelMatch, LIKENESS_WEIGHT, labelValue } from '../engines/fusion/label-search.ts';
import { type Sense, dot, senseOf } from '../engines/fusion/sense.ts';
import {
  type FeatureSet,
  type WeightedFeatures,
  compileFeatures,
  likeness,
} from '../engines/fusion/weighted-features.ts';
import { bitmapOf } from '../engines/vector-index/index.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import {
  type Nearness,
  PROFILE_SIZE,
  type ProfileSet,
  type TitleProfile,
  compileProfiles,
  drawnTowards,
  groupsFor,
  namedGroup,
  profileOf,
  sharedProfile,
} from './title-profile.ts';
import { respelled } from './title-spelling.ts';

/** A cleaned title and the taxonomy's language in which it is read. */
export interface ReadTitle {
  readonly text: string;
  readonly language: LanguageTag;
  /** Where the text is searched for: what {@link SnapshotStore.senses} says of it. */
  readonly sense?: Sense | undefined;
}

/** Also as it was before cleaning. */
export interface WholeTitle extends ReadTitle {
  readonly uncleaned: string;
  readonly uncleanedSense?: Sense | undefined;
  /** The occupations nearest to it, best first, where they are known from before ({@link subjectsOf}). */
  readonly subjects?: readonly Nearness[] | undefined;
}

/** An occupation and the label, in one language, by which a title is near to it. */
export interface NearOccupation extends LabelMatch {
  readonly language: LanguageTag;
  /** Cosine with the mean of the occupation's labels in all languages, -1 to 1. */
  readonly support: number;
  /** By what occupations are ordered: 0 to 1. */
  readonly value: number;
}

/** What English labels count for when a title is in another language: they decide only where its own say less. */
const ENGLISH_SHARE = 0.95;
/** What the mean of an occupation's labels counts for beside its best label. */
const SUPPORT_WEIGHT = 0.5;
const WHOLE = 1 + LIKENESS_WEIGHT + SUPPORT_WEIGHT;
/** How far a search goes. */
interface Depth {
  /** Labels of the title's own language that are compared exactly, and of English beside it. */
  readonly own: number;
  readonly english: number;
  /** Occupations that are looked at because of their mean, whether or not a label was found. */
  readonly means: number;
}

const THOROUGH: Depth = { own: 64, english: 24, means: 10 };
/** For a title without its typos, which is mostly a label as it stands. */
const QUICK: Depth = { own: 16, english: 8, means: 0 };
/** What letters count for when titles are compared, beside their vectors. Chosen on the development sets. */
const TITLE_LIKENESS_WEIGHT = 0.2;
/** What being about the same occupations counts for where a title's language is not that of the others. */
const PROFILE_WEIGHT = 0.5;

/** Cosine below which a label has nothing in common with a title but what all titles have: no match, whatever was asked. */
export const LEAST_COSINE = 0.3;

/** What an occupation near to the title without its typos counts for: they are only supposed. */
const RESPELLED_SHARE = 0.9;

const ENGLISH = 'en';

export interface NearestOptions {
  readonly limit: number;
  readonly accept?: ((concept: number) => boolean) | undefined;
}

/** The languages of the taxonomy in which a title may stand: its own, then English, whose titles are used everywhere. */
export async function languagesOf(snapshot: SnapshotStore, language: LanguageTag): Promise<readonly LanguageTag[]> {
  const { languages } = await snapshot.manifest();
  const english = languages.find((held) => held === ENGLISH);
  return english === undefined || language === english ? [language] : [language, english];
}

/** Concepts near a title, best first, each once: those of the accepted ones that the taxonomy's labels lead to. */
async function nearest(
  snapshot: SnapshotStore,
  sense: Sense,
  own: LanguageTag,
  { limit, accept }: { limit: number; accept: (concept: number) => boolean },
  depth: Depth = THOROUGH,
): Promise<NearOccupation[]> {
  const means = await snapshot.conceptVectors();
  const mean = new Float32Array(means.dimensions);
  const supportOf = (concept: number): number => (means.read(concept, mean) ? Math.max(0, dot(sense.vector, mean)) : 0);
  const found = new Map<number, NearOccupation>();
  const offer = (match: LabelMatch, language: LanguageTag, support: number): void => {
    const share = language === own ? 1 : ENGLISH_SHARE;
    const value = (share * Math.max(0, labelValue(match)) + SUPPORT_WEIGHT * support) / WHOLE;
    if (value > (found.get(match.concept)?.value ?? -1))
      found.set(match.concept, { ...match, language, support, value });
  };
  const languages = await languagesOf(snapshot, own);
  for (const language of languages) {
    const labels = await snapshot.labelSearch('OCCUPATION', language);
    const labelDepth = language === own ? depth.own : depth.english;
    for (const match of labels?.search(sense, { depth: labelDepth, accept }) ?? [])
      offer(match, language, supportOf(match.concept));
  }
  if (depth.means === 0) return bestFirst(found.values(), limit);
  const { range, deprecated } = await snapshot.concepts();
  const within = bitmapOf(range.OCCUPATION.end, (concept) => !deprecated(concept) && accept(concept));
  for (const { owner: concept, score } of means.search(sense.vector, { limit: depth.means, accept: within })) {
    if (found.has(concept)) continue;
    for (const language of languages) {
      const match = (await snapshot.labelSearch('OCCUPATION', language))?.compare(sense, concept);
      if (match === undefined) continue;
      offer(match, language, Math.max(0, score));
      break;
    }
  }
  return bestFirst(found.values(), limit);
}

const bestFirst = (occupations: Iterable<NearOccupation>, limit: number): NearOccupation[] =>
  [...occupations].sort((left, right) => right.value - left.value || left.concept - right.concept).slice(0, limit);

/** Occupations near a title, best first, each once; where it has words with a typo, also those near to it without. */
export async function nearestOccupations(
  snapshot: SnapshotStore,
  { text, language, sense }: ReadTitle,
  { limit, accept }: NearestOptions,
): Promise<NearOccupation[]> {
  const { range } = await snapshot.concepts();
  const { start, end } = range.OCCUPATION;
  const isAccepted = (concept: number): boolean => concept >= start && concept < end && accept?.(concept) !== false;
  const encoder = await snapshot.encoder();
  const options = { limit, accept: isAccepted };
  const near = await nearest(snapshot, sense ?? senseOf(encoder, text), language, options);
  const other = await respelled(snapshot, text, await languagesOf(snapshot, language));
  if (other === undefined) return near;
  const best = new Map(near.map((occupation) => [occupation.concept, occupation]));
  for (const occupation of await nearest(snapshot, senseOf(encoder, other), language, options, QUICK)) {
    const value = RESPELLED_SHARE * occupation.value;
    if (value > (best.get(occupation.concept)?.value ?? 0)) best.set(occupation.concept, { ...occupation, value });
  }
  return bestFirst(best.values(), limit);
}

/** What a title is about, as its comparison with others needs it: occupations and groups of them. */
export async function subjectsOf(
  snapshot: SnapshotStore,
  { text, language, sense }: ReadTitle,
): Promise<readonly Nearness[]> {
  const known = sense ?? senseOf(await snapshot.encoder(), text);
  return nearest(snapshot, known, language, { limit: PROFILE_SIZE, accept: () => true });
}

/** Titles made ready to be compared with one title after another. */
export interface ComparableTitles {
  /** How well each fits a title, 0 to 1, in the order in which they were given. */
  scores(title: WholeTitle): Promise<Float32Array>;
}

/** A title as comparisons need it: about 3 kB. */
export interface UnderstoodTitle {
  readonly language: LanguageTag;
  /** Of the title before cleaning: "Senior Chef" is nearer to "Senior Chef" than to "Chef". */
  readonly features: WeightedFeatures;
  /** The title's vector, drawn towards what it is about; length 1. */
  readonly drawn: Float32Array;
  /** Made when first asked for: titles of one language are compared without. */
  readonly profile: TitleProfile;
  /** The unit group that it names. */
  readonly names: string | undefined;
  /** What speaks for each unit group, for no occupation is its own. */
  readonly groups: ReadonlyMap<string, number>;
}

/** Candidates in arrays that are read from end to end: a quarter of a microsecond a candidate. */
interface Compiled {
  readonly drawn: Float32Array;
  readonly features: FeatureSet;
  readonly profiles: ProfileSet;
}

function compile(titles: readonly UnderstoodTitle[], dimensions: number): Compiled {
  const drawn = new Float32Array(titles.length * dimensions);
  for (const [place, title] of titles.entries()) drawn.set(title.drawn, place * dimensions);
  return {
    drawn,
    features: compileFeatures(titles.map(({ features }) => features)),
    profiles: compileProfiles(titles.map(({ profile }) => profile)),
  };
}

/** The language of most titles. */
function commonest(titles: readonly Pick<ReadTitle, 'language'>[]): LanguageTag | undefined {
  const counts = new Map<LanguageTag, number>();
  for (const { language } of titles) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
}

/** What profiles count for. One weight for all titles: a language that was detected wrongly must not move its title. */
const profileWeight = (language: LanguageTag, common: LanguageTag | undefined): number =>
  language === common ? 0 : PROFILE_WEIGHT;

/** How well a title fits, from what it has in common with another: 0 to 1. Of what is left to 1, the group takes its part. */
function fusedScore(cosine: number, alike: number, about: number, profile: number, grouped: number): number {
  const sum = cosine + TITLE_LIKENESS_WEIGHT * alike + profile * about;
  const fit = Math.min(1, Math.max(0, sum) / (1 + TITLE_LIKENESS_WEIGHT + profile));
  return fit + grouped * (1 - fit);
}

const groupedWith = ({ groups }: UnderstoodTitle, { names }: UnderstoodTitle): number =>
  (names !== undefined && groups.get(names)) || 0;

/** Makes titles ready to be compared: some 30 microseconds each, and one search of the taxonomy where subjects are not known. */
export async function createTitleReader(
  snapshot: SnapshotStore,
): Promise<(title: WholeTitle) => Promise<UnderstoodTitle>> {
  const [encoder, concepts, surroundings] = [
    await snapshot.encoder(),
    await snapshot.concepts(),
    await snapshot.surroundings(),
  ];
  return async (title) => {
    const { vector, features } = title.uncleanedSense ?? senseOf(encoder, title.uncleaned);
    const subjects = title.subjects ?? (await subjectsOf(snapshot, title));
    let profile: TitleProfile | undefined;
    let groups: ReadonlyMap<string, number> | undefined;
    return {
      language: title.language,
      features,
      drawn: drawnTowards(vector, subjects, surroundings),
      get profile() {
        return (profile ??= profileOf(subjects, concepts));
      },
      names: namedGroup(subjects, concepts),
      get groups() {
        return (groups ??= groupsFor(subjects, concepts));
      },
    };
  };
}

/** How well titles fit one, 0 to 1, in their order: a microsecond each. For many titles against many: {@link compareTitles}. */
export function scoreTitles(query: UnderstoodTitle, titles: readonly UnderstoodTitle[]): Float32Array {
  const profile = profileWeight(query.language, commonest(titles));
  return Float32Array.from(titles, (title) =>
    fusedScore(
      dot(query.drawn, title.drawn),
      likeness(query.features, title.features),
      profile === 0 ? 0 : sharedProfile(query.profile, title.profile),
      profile,
      groupedWith(query, title),
    ),
  );
}

/**
 * Costs one search of the taxonomy a title and language, but for titles whose subjects are known; titles are taken
 * language by language, so that few indexes are needed at a time.
 */
export async function compareTitles(snapshot: SnapshotStore, titles: readonly WholeTitle[]): Promise<ComparableTitles> {
  const understand = await createTitleReader(snapshot);
  const understood: UnderstoodTitle[] = [];
  const order = [...titles.keys()].sort((left, right) =>
    titles[left]!.language.localeCompare(titles[right]!.language, 'en'),
  );
  for (const place of order) understood[place] = await understand(titles[place]!);
  const { dimensions } = (await snapshot.encoder()).identity;
  const { drawn, features, profiles } = compile(understood, dimensions);
  const common = commonest(titles);
  return {
    scores: async (title) => {
      const query = await understand(title);
      const alike = features.scores(query.features);
      const about = profiles.scores(query.profile);
      const scores = new Float32Array(titles.length);
      const profile = profileWeight(title.language, common);
      for (let place = 0; place < titles.length; place++) {
        let cosine = 0;
        for (let d = 0, at = place * dimensions; d < dimensions; d++, at++) cosine += query.drawn[d]! * drawn[at]!;
        scores[place] = fusedScore(
          cosine,
          alike[place]!,
          about[place]!,
          profile,
          groupedWith(query, understood[place]!),
        );
      }
      return scores;
    },
  };
}
