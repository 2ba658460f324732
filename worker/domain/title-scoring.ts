/**
 * How titles are scored: the one piece of code behind `normalizeTitle`, `rankTitles` and `npm run evaluate`.
 *
 * A title is compared with the taxonomy's labels in its own language and in English; with other titles by their
 * letters and words, and by what they are about (title-profile.ts), which also works across languages.
 */
import type { LanguageTag } from '../core/language.ts';
import { type LexicalIndex, type LexicalMatch, SUPPORT_WEIGHT, compileTitles } from '../engines/lexical-index/index.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { type Nearness, PROFILE_SIZE, type TitleProfile, compileProfiles, profileOf } from './title-profile.ts';

/** A cleaned title and the taxonomy's language in which it is read. */
export interface ReadTitle {
  readonly text: string;
  readonly language: LanguageTag;
}

/** Also as it was before cleaning. */
export interface WholeTitle extends ReadTitle {
  readonly uncleaned: string;
  /** The occupations nearest to it, best first, where they are known from before ({@link subjectsOf}). */
  readonly subjects?: readonly Nearness[] | undefined;
}

/** An occupation and the label, in one language, by which a title is near to it. */
export interface NearOccupation extends LexicalMatch {
  readonly language: LanguageTag;
  /** By what occupations are ordered: 0 to 1. */
  readonly value: number;
}

/** What English labels count for when a title is in another language: they decide only where its own say less. */
const ENGLISH_SHARE = 0.95;
/** What profiles count for beside letters and words when titles are compared. Chosen on the development sets (docs/quality.md). */
const PROFILE_WEIGHT = 0.7;
/** The part of letters and words that is compared before cleaning: "Senior Chef" is nearer to "Senior Chef" than to "Chef". */
const UNCLEANED_SHARE = 0.2;

const ENGLISH = 'en';

/** Score and support together, 0 to 1. */
function matchValue({ score, support }: Pick<LexicalMatch, 'score' | 'support'>): number {
  return (score + SUPPORT_WEIGHT * support) / (1 + SUPPORT_WEIGHT);
}

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

/** Occupations near a title, best first, each once. */
export async function nearestOccupations(
  snapshot: SnapshotStore,
  { text, language: own }: ReadTitle,
  { limit, accept }: NearestOptions,
): Promise<NearOccupation[]> {
  const nearest = new Map<number, NearOccupation>();
  for (const language of await languagesOf(snapshot, own)) {
    const index = await snapshot.lexicalIndex('OCCUPATION', language);
    const share = language === own ? 1 : ENGLISH_SHARE;
    for (const match of index?.search(text, { limit, accept }) ?? []) {
      const value = share * matchValue(match);
      if (value > (nearest.get(match.concept)?.value ?? 0)) nearest.set(match.concept, { ...match, language, value });
    }
  }
  return [...nearest.values()]
    .sort((left, right) => right.value - left.value || left.concept - right.concept)
    .slice(0, limit);
}

/** What a title is about, as its comparison with others needs it. */
export function subjectsOf(snapshot: SnapshotStore, title: ReadTitle): Promise<readonly Nearness[]> {
  return nearestOccupations(snapshot, title, { limit: PROFILE_SIZE });
}

/** Titles made ready to be compared with one title after another. */
export interface ComparableTitles {
  /** How well each fits a title, 0 to 1, in the order in which they were given. */
  scores(title: WholeTitle): Promise<Float32Array>;
}

/** The index whose weights compare titles: that of the commonest language among them. */
async function weightsFor(snapshot: SnapshotStore, titles: readonly ReadTitle[]): Promise<LexicalIndex | undefined> {
  const counts = new Map<LanguageTag, number>();
  for (const { language } of titles) counts.set(language, (counts.get(language) ?? 0) + 1);
  const { languages } = await snapshot.manifest();
  const ordered = [...counts].sort((left, right) => right[1] - left[1]).map(([language]) => language);
  for (const language of [...ordered, ...languages]) {
    const index = await snapshot.lexicalIndex('OCCUPATION', language);
    if (index !== undefined) return index;
  }
  return undefined;
}

/** What titles have in common in letters and words. */
function compareLetters(weights: LexicalIndex, titles: readonly WholeTitle[]): (title: WholeTitle) => Float32Array {
  const cleaned = compileTitles(
    weights,
    titles.map(({ text }) => text),
  );
  const uncleaned = compileTitles(
    weights,
    titles.map((title) => title.uncleaned),
  );
  return (title) => {
    const whole = uncleaned.scores(title.uncleaned);
    const scores = cleaned.scores(title.text);
    for (let place = 0; place < scores.length; place++) {
      scores[place] = (1 - UNCLEANED_SHARE) * scores[place]! + UNCLEANED_SHARE * whole[place]!;
    }
    return scores;
  };
}

/**
 * Costs one search of the taxonomy a title and language, but for titles whose subjects are known; titles are taken
 * language by language, so that few indexes are needed at a time.
 */
export async function compareTitles(snapshot: SnapshotStore, titles: readonly WholeTitle[]): Promise<ComparableTitles> {
  const concepts = await snapshot.concepts();
  const profile = async (title: WholeTitle): Promise<TitleProfile> =>
    profileOf(title.subjects ?? (await subjectsOf(snapshot, title)), concepts);

  const profiles: TitleProfile[] = [];
  const order = [...titles.keys()].sort((left, right) =>
    titles[left]!.language.localeCompare(titles[right]!.language, 'en'),
  );
  for (const place of order) profiles[place] = await profile(titles[place]!);
  const subjects = compileProfiles(profiles);
  const weights = await weightsFor(snapshot, titles);
  const letters = weights && compareLetters(weights, titles);
  return {
    scores: async (title) => {
      const scores = subjects.scores(await profile(title));
      const alike = letters?.(title) ?? new Float32Array(titles.length);
      for (let place = 0; place < scores.length; place++) {
        scores[place] = (alike[place]! + PROFILE_WEIGHT * scores[place]!) / (1 + PROFILE_WEIGHT);
      }
      return scores;
    },
  };
}
