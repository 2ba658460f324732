/**
 * What skills and a description say about an occupation: they re-order the occupations that a title may mean.
 *
 * A skill that a client sends is matched to the taxonomy's skills by their labels. A description is not searched;
 * it is asked, for each occupation in question, how many of that occupation's skills it names.
 */
import { fold, isUnspacedScript } from '../core/fold.ts';
import type { LanguageTag } from '../core/language.ts';
import { LIKENESS_WEIGHT, labelValue } from '../engines/fusion/label-search.ts';
import { senseOf } from '../engines/fusion/sense.ts';
import type { ConceptTable } from '../engines/snapshot/concept-table.ts';
import type { LabelPool } from '../engines/snapshot/label-pool.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { languagesOf } from './title-scoring.ts';

/** How like a skill's name a text must be, in meaning and letters, to count as naming it. */
const SAME_SKILL = 0.6;
/** Labels of a language that are compared exactly. */
const LABEL_DEPTH = 12;
/** An optional skill of an occupation, against 1 for an essential one. */
const OPTIONAL_SHARE = 0.6;
/** Skills of an occupation that must be named for a description to count in full. */
const NAMED_IN_FULL = 5;
/** Words shorter than this must be named whole; of longer ones, inflections count too. */
const STEM_LENGTH = 6;

export interface SkillEvidence {
  /** 0 to 1. */
  readonly share: number;
  /** The skills that spoke for the occupation: as sent, or as the taxonomy names them. */
  readonly names: readonly string[];
}

export type SkillJudge = (occupation: number) => SkillEvidence;

const NOTHING: SkillEvidence = { share: 0, names: [] };

/** The skills of an occupation and what each counts for. */
function needs(concepts: ConceptTable, occupation: number): Map<number, number> {
  const skills = new Map<number, number>();
  for (const skill of concepts.related(occupation, 'OPTIONAL')) skills.set(skill, OPTIONAL_SHARE);
  for (const skill of concepts.related(occupation, 'ESSENTIAL')) skills.set(skill, 1);
  return skills;
}

/** Judges occupations by the skills that were sent: what part of those that the taxonomy knows do they need? */
export async function judgeBySkills(
  snapshot: SnapshotStore,
  language: LanguageTag,
  skills: readonly string[],
): Promise<SkillJudge> {
  const known = new Map<number, string>();
  const languages = await languagesOf(snapshot, language);
  const encoder = await snapshot.encoder();
  for (const text of skills) {
    const sense = senseOf(encoder, text);
    let best = { concept: -1, value: SAME_SKILL };
    for (const tag of languages) {
      const labels = await snapshot.labelSearch('SKILL', tag);
      for (const match of labels?.search(sense, { depth: LABEL_DEPTH }) ?? []) {
        const value = labelValue(match) / (1 + LIKENESS_WEIGHT);
        if (value > best.value) best = { concept: match.concept, value };
      }
    }
    if (best.concept >= 0) known.set(best.concept, text);
  }
  if (known.size === 0) return () => NOTHING;
  const concepts = await snapshot.concepts();
  return (occupation) => {
    const needed = needs(concepts, occupation);
    const names: string[] = [];
    let sum = 0;
    for (const [skill, text] of known) {
      const weight = needed.get(skill);
      if (weight === undefined) continue;
      sum += weight;
      names.push(text);
    }
    return { share: sum / known.size, names };
  };
}

/** A description made ready to be asked whether it names a skill. */
function namedIn(description: string): (name: string) => boolean {
  const folded = fold(description);
  const stem = (word: string): string => word.slice(0, STEM_LENGTH);
  const stems = new Set(folded.split(' ').map(stem));
  return (name) => {
    const text = fold(name);
    if (text === '') return false;
    if (isUnspacedScript(text.charCodeAt(0))) return folded.includes(text);
    return text.split(' ').every((word) => stems.has(stem(word)));
  };
}

/** Judges occupations by a description: how many of their skills, by preferred name, does it name? */
export async function judgeByDescription(
  snapshot: SnapshotStore,
  language: LanguageTag,
  description: string,
): Promise<SkillJudge> {
  const concepts = await snapshot.concepts();
  const pools: LabelPool[] = [];
  for (const tag of await languagesOf(snapshot, language)) {
    const pool = await snapshot.labels(tag);
    if (pool !== undefined) pools.push(pool);
  }
  const isNamed = namedIn(description);
  const nameOf = (skill: number): string | undefined => {
    for (const pool of pools) {
      const label = pool.preferred(skill);
      const text = label === undefined ? '' : pool.text(label);
      if (isNamed(text)) return text;
    }
    return undefined;
  };
  return (occupation) => {
    const names: string[] = [];
    let sum = 0;
    for (const [skill, weight] of needs(concepts, occupation)) {
      const name = nameOf(skill);
      if (name === undefined) continue;
      sum += weight;
      names.push(name);
    }
    return { share: Math.min(1, sum / NAMED_IN_FULL), names };
  };
}
