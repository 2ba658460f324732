/**
 * What skills and a description say about an occupation: they re-order the occupations that a title may mean.
 *
 * A skill that a client sends is held against each skill of an occupation: the same one, where the taxonomy has such a
 * name, else by what it means, so that a wording that the taxonomy does not know helps too. A description is cut into
 * passages, and asked how many of an occupation's skills it names, in their words or in others.
 *
 * Cost: a search of the skills' labels for each skill that is sent, and a dot product for each text and each distinct
 * skill of the occupations in question. With ESCO's 100,000 English names of skills, in milliseconds of a processor: 10 for
 * five skills, 130 for a hundred, 30 for a description of the greatest length. Vectors are read as they are needed,
 * and kept for one title.
 */
import { fold, isUnspacedScript } from '../core/fold.ts';
import type { LanguageTag } from '../core/language.ts';
import { LIKENESS_WEIGHT, labelValue } from '../engines/fusion/label-search.ts';
import { dot, senseOf } from '../engines/fusion/sense.ts';
import type { LabelPool } from '../engines/snapshot/label-pool.ts';
import type { VectorIndex } from '../engines/vector-index/index.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { passagesOf } from './passages.ts';
import { skillNeeds } from './skill-needs.ts';
import { languagesOf } from './title-scoring.ts';

/** How like a skill's name a text must be, in meaning and letters, to count as naming it. */
const SAME_SKILL = 0.6;
/** Labels of a language that are compared exactly. */
const LABEL_DEPTH = 12;
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

/** How near each of some texts is to a skill, -1 to 1; kept for each skill, since occupations share many. */
function nearnessTo(vectors: VectorIndex, texts: readonly Float32Array[]): (skill: number) => Float32Array {
  const kept = new Map<number, Float32Array>();
  const own = new Float32Array(vectors.dimensions);
  return (skill) => {
    let near = kept.get(skill);
    if (near === undefined) {
      near = new Float32Array(texts.length);
      if (vectors.read(skill, own)) for (const [place, text] of texts.entries()) near[place] = dot(text, own);
      kept.set(skill, near);
    }
    return near;
  };
}

/** The taxonomy's skill that has a text for a name, or nearly; undefined where there is none. */
async function skillNamed(
  snapshot: SnapshotStore,
  languages: readonly LanguageTag[],
  text: string,
): Promise<number | undefined> {
  const sense = senseOf(await snapshot.encoder(), text);
  let best: { readonly concept: number | undefined; readonly value: number } = {
    concept: undefined,
    value: SAME_SKILL,
  };
  for (const tag of languages) {
    const labels = await snapshot.labelSearch('SKILL', tag);
    for (const match of labels?.search(sense, { depth: LABEL_DEPTH }) ?? []) {
      const value = labelValue(match) / (1 + LIKENESS_WEIGHT);
      if (value > best.value) best = { concept: match.concept, value };
    }
  }
  return best.concept;
}

/** Judges occupations by the skills that were sent: how near is each of them to what the occupation needs? */
export async function judgeBySkills(
  snapshot: SnapshotStore,
  language: LanguageTag,
  skills: readonly string[],
): Promise<SkillJudge> {
  const encoder = await snapshot.encoder();
  const languages = await languagesOf(snapshot, language);
  const known: (number | undefined)[] = [];
  for (const text of skills) known.push(await skillNamed(snapshot, languages, text));
  const texts = skills.map((text) => senseOf(encoder, text).vector);
  const nearness = nearnessTo(await snapshot.conceptVectors(), texts);
  const needs = skillNeeds(await snapshot.concepts());
  return (occupation) => {
    const best = new Float32Array(skills.length);
    const named = new Set<string>();
    for (const [skill, { weight }] of needs.of(occupation)) {
      const near = nearness(skill);
      for (const [place, text] of skills.entries()) {
        const likeness = known[place] === skill ? 1 : near[place]!;
        best[place] = Math.max(best[place]!, weight * likeness);
        if (likeness >= SAME_SKILL) named.add(text);
      }
    }
    return { share: best.reduce((sum, each) => sum + each, 0) / skills.length, names: [...named] };
  };
}

/** A description made ready to be asked whether it has the words of a skill's name. */
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

/** Judges occupations by a description: how many of their skills does it name, by preferred name or by meaning? */
export async function judgeByDescription(
  snapshot: SnapshotStore,
  language: LanguageTag,
  description: string,
): Promise<SkillJudge> {
  const encoder = await snapshot.encoder();
  const pools: LabelPool[] = [];
  for (const tag of await languagesOf(snapshot, language)) {
    const pool = await snapshot.labels(tag);
    if (pool !== undefined) pools.push(pool);
  }
  const texts = passagesOf(description).map((passage) => senseOf(encoder, passage).vector);
  const nearness = nearnessTo(await snapshot.conceptVectors(), texts);
  const isNamed = namedIn(description);
  const namesOf = (skill: number): string[] =>
    pools.flatMap((pool) => {
      const label = pool.preferred(skill);
      return label === undefined ? [] : [pool.text(label)];
    });
  const needs = skillNeeds(await snapshot.concepts());
  const kept = new Map<number, { readonly name: string; readonly likeness: number }>();
  const read = (skill: number): { readonly name: string; readonly likeness: number } => {
    let found = kept.get(skill);
    if (found === undefined) {
      const names = namesOf(skill);
      const written = names.find(isNamed);
      const likeness = written === undefined ? Math.max(0, ...nearness(skill)) : 1;
      kept.set(skill, (found = { name: written ?? names[0] ?? '', likeness }));
    }
    return found;
  };
  return (occupation) => {
    const names: string[] = [];
    let sum = 0;
    for (const [skill, { weight }] of needs.of(occupation)) {
      const { name, likeness } = read(skill);
      if (likeness < SAME_SKILL) continue;
      sum += weight * likeness;
      if (name !== '') names.push(name);
    }
    return { share: Math.min(1, sum / NAMED_IN_FULL), names };
  };
}
