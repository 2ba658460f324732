/**
 * From a raw advertised title to occupations: cleaned, its language detected where it is not given, compared with the
 * taxonomy's labels in that language and in English, sharpened by skills and a description, each match with the
 * evidence for it.
 *
 * Cost: two or three milliseconds a title, in memory, and what skills and a description cost (title-skills.ts;
 * long-descriptions.ts, which asks a remote model where the deployment is set to); the indexes of one or two languages.
 */
import { fold } from '../core/fold.ts';
import type { LanguageTag } from '../core/language.ts';
import { LIMITS } from '../core/limits.ts';
import { alignWords } from '../engines/fusion/alignment.ts';
import type { EncoderTier } from '../engines/encoder/encoder.ts';
import type { Sense } from '../engines/fusion/sense.ts';
import type { LabelKind } from '../engines/snapshot/label-pool.ts';
import type { Senses, SnapshotStore } from '../stores/snapshot.ts';
import type { LongDescriptionJudge, LongDescriptions } from './long-descriptions.ts';
import { rounded } from './rounded.ts';
import {
  type CleanedTitle,
  type RemovedPart,
  type Seniority,
  type TitleLexicon,
  cleanTitle,
} from './title-cleaning/index.ts';
import { type MatchSignals, confidenceOf } from './title-confidence.ts';
import { checkCount, checkRange, checkText, checkTitle } from './title-input.ts';
import { languagesToRead } from './title-languages.ts';
import { LEAST_COSINE, type NearOccupation, nearestOccupations } from './title-scoring.ts';
import { type SkillEvidence, type SkillJudge, judgeByDescription, judgeBySkills } from './title-skills.ts';

export type MatchKind = 'EXACT' | 'LEXICAL' | 'SEMANTIC';

export interface TitleInput {
  readonly title: string;
  /** Detected where it is undefined. */
  readonly language?: LanguageTag | undefined;
  readonly skills?: readonly string[] | undefined;
  readonly description?: string | undefined;
}

export interface NormalizeOptions {
  readonly limit: number;
  /** 0 to 1: matches below it are left out. */
  readonly minConfidence: number;
}

/** Why a match was found. */
export interface Evidence {
  readonly source: 'label' | 'words' | 'skills' | 'description' | 'occupations' | 'meaning';
  readonly detail: string;
  /** 0 to 1. */
  readonly weight: number;
}

export interface MatchedLabel {
  readonly text: string;
  readonly language: LanguageTag;
  readonly kind: LabelKind;
}

export interface OccupationMatch {
  /** Index in the concept table. */
  readonly occupation: number;
  /** Estimated probability that it is the right one. */
  readonly confidence: number;
  /** What the confidence was estimated from. */
  readonly signals: MatchSignals;
  readonly kind: MatchKind;
  readonly matchedLabel: MatchedLabel;
  /** Strongest first. */
  readonly evidence: readonly Evidence[];
}

export interface TitleNormalization {
  readonly input: string;
  readonly cleaned: string;
  readonly language: LanguageTag;
  readonly seniority: Seniority | undefined;
  readonly removed: readonly RemovedPart[];
  /** The large model where it read the description, else what read the title. */
  readonly encoder: EncoderTier;
  /** Best first; empty when nothing fits. */
  readonly matches: readonly OccupationMatch[];
}

export interface TitleNormalizer {
  normalize(input: TitleInput, options: NormalizeOptions): Promise<TitleNormalization>;
  /** In the order of the inputs. */
  normalizeAll(inputs: readonly TitleInput[], options: NormalizeOptions): Promise<readonly TitleNormalization[]>;
}

export interface TitleNormalizerParts {
  readonly snapshot: SnapshotStore;
  readonly lexicon: TitleLexicon;
  /** Reads long descriptions; without it their passages alone say what they speak for. */
  readonly longDescriptions?: LongDescriptions | undefined;
}

/** Occupations that are looked at closely; the right one is hardly ever beyond. */
const CANDIDATES = 50;
/** The best of them, which a long description puts into order. */
const SHORT_LIST = 20;
/** Cosine from which the whole title, uncleaned, is taken for a name: "head nurse" although "head" is a level. */
const UNCLEANED_COSINE = 0.97;
/** Likeness from which a label is found by its letters; below, by its meaning. */
const LEXICAL_LIKENESS = 0.3;
/** Likeness from which a word of the title counts as matched, when evidence is told. */
const SAME_WORD = 0.6;
/** What skills, and what a description, add to the value of an occupation that they speak for in full. Chosen on one half of `npm run evaluate:skills`. */
const SKILLS_WEIGHT = 1;
const DESCRIPTION_WEIGHT = 0.3;

interface ReadInput {
  readonly input: TitleInput;
  readonly languages: readonly LanguageTag[];
  readonly title: CleanedTitle;
}

interface Candidate extends NearOccupation {
  readonly matchedLabel: MatchedLabel;
  readonly skills: SkillEvidence;
  readonly description: SkillEvidence;
}

interface CandidateList {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** The large model, where it read the description. */
  readonly descriptionReadBy: EncoderTier | undefined;
}

/** What a candidate is measured against. */
interface Rivals {
  readonly exact: ReadonlySet<Candidate>;
  /** The value of the best other candidate. */
  readonly value: number;
}

const NO_EVIDENCE: SkillEvidence = { share: 0, names: [] };

function byValue(left: NearOccupation, right: NearOccupation): number {
  return right.value - left.value || left.concept - right.concept;
}

function bestOf(...lists: readonly (readonly NearOccupation[])[]): NearOccupation[] {
  const best = new Map<number, NearOccupation>();
  for (const near of lists.flat()) if (near.value > (best.get(near.concept)?.value ?? 0)) best.set(near.concept, near);
  return [...best.values()];
}

/** The candidates whose label is the title itself, cleaned or not. */
function exactOf(candidates: readonly Candidate[], forms: readonly string[]): Set<Candidate> {
  const folded = forms.map(fold);
  return new Set(candidates.filter(({ matchedLabel }) => folded.includes(fold(matchedLabel.text))));
}

function signalsOf(candidate: Candidate, rivals: Rivals): MatchSignals {
  const { likeness, support, value, matchedLabel } = candidate;
  const exact = rivals.exact.has(candidate);
  return {
    exact,
    exactRival: rivals.exact.size > (exact ? 1 : 0),
    preferred: matchedLabel.kind === 'PREFERRED',
    likeness,
    support,
    margin: value - rivals.value,
  };
}

export function createTitleNormalizer({ snapshot, lexicon, longDescriptions }: TitleNormalizerParts): TitleNormalizer {
  async function candidatesFor(
    { title, skills = [], description = '' }: TitleInput,
    cleaned: string,
    languages: readonly LanguageTag[],
    sense: Sense | undefined,
    judgeRemotely: LongDescriptionJudge | undefined,
  ): Promise<CandidateList> {
    const [language] = languages;
    if (language === undefined || cleaned === '') return { candidates: [], descriptionReadBy: undefined };
    const options = { limit: CANDIDATES };
    const lists: NearOccupation[][] = [];
    for (const read of languages)
      lists.push(await nearestOccupations(snapshot, { text: cleaned, language: read, sense }, options));
    if (cleaned !== title) {
      const uncleaned = await nearestOccupations(snapshot, { text: title, language }, { limit: 3 });
      lists.push(uncleaned.filter(({ cosine }) => cosine >= UNCLEANED_COSINE));
    }
    const near = bestOf(...lists).filter(({ cosine }) => cosine >= LEAST_COSINE);
    const labels = await labelsOf(near);
    const nothing: SkillJudge = () => NO_EVIDENCE;
    const bySkills = skills.length === 0 ? nothing : await judgeBySkills(snapshot, language, skills);
    const withSkills = near
      .map((occupation, place) => {
        const evidence = bySkills(occupation.concept);
        const value = occupation.value + SKILLS_WEIGHT * evidence.share;
        return { ...occupation, skills: evidence, matchedLabel: labels[place]!, value };
      })
      .sort(byValue);
    const shortList = withSkills.slice(0, SHORT_LIST).map(({ concept }) => concept);
    const remote = await judgeRemotely?.(description, language, shortList);
    const byPassages = async (): Promise<SkillJudge> =>
      description === '' ? nothing : judgeByDescription(snapshot, language, description);
    const byDescription = remote ?? (await byPassages());
    const candidates = withSkills
      .map((occupation): Candidate => {
        const evidence = byDescription(occupation.concept);
        return { ...occupation, description: evidence, value: occupation.value + DESCRIPTION_WEIGHT * evidence.share };
      })
      .sort(byValue);
    return { candidates, descriptionReadBy: remote === undefined ? undefined : longDescriptions?.tier };
  }

  /** The labels by which occupations are near. */
  async function labelsOf(near: readonly NearOccupation[]): Promise<MatchedLabel[]> {
    const labels: MatchedLabel[] = [];
    for (const { language, label } of near) {
      const pool = await snapshot.labels(language);
      labels.push({ text: pool?.text(label) ?? '', language, kind: pool?.kind(label) ?? 'ALTERNATIVE' });
    }
    return labels;
  }

  async function matchOf(candidate: Candidate, signals: MatchSignals, cleaned: string): Promise<OccupationMatch> {
    const { concept, matchedLabel, cosine, likeness, skills, description } = candidate;
    const { text } = matchedLabel;
    const { words, coverage } = alignWords(await snapshot.encoder(), cleaned, text);
    const written = new Map(cleaned.split(/[\s/,;()]+/).map((word) => [fold(word), word]));
    const shared = words.filter(({ likeness }) => likeness >= SAME_WORD).map(({ word }) => written.get(word) ?? word);
    const evidence: Evidence[] = [
      { source: 'label', detail: text, weight: Math.max(0, cosine) },
      { source: 'words', detail: shared.join(', '), weight: shared.length === 0 ? 0 : coverage },
      { source: 'skills', detail: skills.names.join(', '), weight: skills.share },
      { source: 'description', detail: description.names.join(', '), weight: description.share },
    ];
    return {
      occupation: concept,
      confidence: confidenceOf(signals),
      signals,
      kind: signals.exact ? 'EXACT' : likeness >= LEXICAL_LIKENESS ? 'LEXICAL' : 'SEMANTIC',
      matchedLabel,
      evidence: evidence
        .filter(({ weight }) => weight > 0)
        .map((piece) => ({ ...piece, weight: rounded(piece.weight) }))
        .sort((left, right) => right.weight - left.weight),
    };
  }

  async function normalize(
    { input, languages, title: { cleaned, seniority, removed } }: ReadInput,
    { tier, of }: Senses,
    { limit, minConfidence }: NormalizeOptions,
    judgeRemotely: LongDescriptionJudge | undefined,
  ): Promise<TitleNormalization> {
    const [language] = languages;
    const sense = of.get(cleaned);
    const { candidates, descriptionReadBy } = await candidatesFor(input, cleaned, languages, sense, judgeRemotely);
    const exact = exactOf(candidates, [cleaned, input.title]);
    // All candidates are judged before the best are taken: a name of an occupation may stand behind a mere likeness.
    const judged = candidates
      .map((candidate, place) => {
        const signals = signalsOf(candidate, { exact, value: candidates[place === 0 ? 1 : 0]?.value ?? 0 });
        return { candidate, signals, confidence: confidenceOf(signals) };
      })
      .filter(({ confidence }) => confidence >= minConfidence)
      .sort((left, right) => right.confidence - left.confidence)
      .slice(0, limit);
    return {
      input: input.title,
      cleaned,
      language: language!,
      seniority,
      removed,
      encoder: descriptionReadBy ?? tier,
      matches: await Promise.all(judged.map(({ candidate, signals }) => matchOf(candidate, signals, cleaned))),
    };
  }

  /** In their order; the encoder is asked about all of them at once. */
  async function normalizeRead(
    inputs: readonly TitleInput[],
    options: NormalizeOptions,
  ): Promise<TitleNormalization[]> {
    const { languages: held } = await snapshot.manifest();
    const read = inputs.map((input): ReadInput => {
      const languages = languagesToRead(input.title, input.language, held);
      return { input, languages, title: cleanTitle(input.title, languages[0]!, lexicon) };
    });
    const senses = await snapshot.senses(read.map(({ title }) => title.cleaned));
    const normalizations: TitleNormalization[] = [];
    const judgeRemotely = longDescriptions?.forCall();
    for (const each of read) normalizations.push(await normalize(each, senses, options, judgeRemotely));
    return normalizations;
  }

  function check({ title, skills = [], description = '' }: TitleInput, path: string): void {
    checkTitle(`${path}title`, title);
    checkCount(`${path}skills`, skills.length, LIMITS.skillsPerTitle);
    for (const skill of skills) checkText(`${path}skills`, skill, LIMITS.skillTextLength);
    checkText(`${path}description`, description, LIMITS.descriptionLength);
  }

  function checkOptions({ limit, minConfidence }: NormalizeOptions): void {
    checkRange('limit', limit, 1, LIMITS.listLimit);
    checkRange('minConfidence', minConfidence, 0, 1);
  }

  return {
    normalize: async (input, options) => {
      check(input, '');
      checkOptions(options);
      return (await normalizeRead([input], options))[0]!;
    },
    normalizeAll: async (inputs, options) => {
      checkCount('inputs', inputs.length, LIMITS.titlesPerCall);
      for (const [place, input] of inputs.entries()) check(input, `inputs[${place}].`);
      checkOptions(options);
      return normalizeRead(inputs, options);
    },
  };
}
