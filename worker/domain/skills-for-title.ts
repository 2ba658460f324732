/**
 * The skills that a job asks for, by its title: those that the taxonomy states for the occupations nearest to the
 * title, joined with those whose own names mean something near to it.
 *
 * Occupations share the title by a softmax over how near they are; each gives its essential skills in full and its
 * optional ones by half. A skill that few occupations need says more of a title than one that all need.
 *
 * Cost: one search of the taxonomy, as for `normalizeTitle`, one over the skills' vectors, and some hundreds of
 * skills scored: three or four milliseconds with ESCO, in memory, whatever the limit.
 */
import type { LanguageTag } from '../core/language.ts';
import { LIMITS } from '../core/limits.ts';
import { dot } from '../engines/fusion/sense.ts';
import { bitmapOf } from '../engines/vector-index/index.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import type { SkillRelation } from './concept-pages.ts';
import type { Evidence } from './normalize-title.ts';
import { rounded } from './rounded.ts';
import { skillNeeds } from './skill-needs.ts';
import { type TitleLexicon, cleanTitle } from './title-cleaning/index.ts';
import { checkRange, checkTitle } from './title-input.ts';
import { languagesToRead } from './title-languages.ts';
import { sharesOf } from './title-profile.ts';
import { LEAST_COSINE, type NearOccupation, nearestOccupations } from './title-scoring.ts';

export interface ScoredSkill {
  /** Index in the concept table. */
  readonly skill: number;
  /** 0 to 1. */
  readonly score: number;
  /** How much the nearest of the occupations that need it does; undefined where none of them states it. */
  readonly relation: SkillRelation | undefined;
  /** Strongest first. */
  readonly evidence: readonly Evidence[];
}

export interface TitleSkills {
  /** Best first; none where nothing in the taxonomy is near to the title. */
  forTitle(title: string, language: LanguageTag | undefined, limit: number): Promise<readonly ScoredSkill[]>;
}

/** Occupations that speak for skills. */
const OCCUPATIONS = 10;
/** How fast an occupation's share falls with its distance from the nearest one. */
const TEMPERATURE = 0.05;
/** Skills that are looked at for their own names, whether or not an occupation states them. */
const NAMED_SKILLS = 50;
/** Cosine below which a skill that no occupation states is left out. */
const LEAST_NAMED = 0.4;
/** What a skill's own name counts for beside what occupations state. */
const NAME_SHARE = 0.3;
/** What rarity changes at most: the commonest skills keep this part of their score. */
const COMMON_KEEPS = 0.5;
/** Occupations named as evidence. */
const NAMED_OCCUPATIONS = 3;

interface Statement {
  sum: number;
  relation: SkillRelation;
  readonly occupations: number[];
}

export function createTitleSkills({
  snapshot,
  lexicon,
}: {
  snapshot: SnapshotStore;
  lexicon: TitleLexicon;
}): TitleSkills {
  /** What the occupations state: skill -> the shares of those that need it. `near` stands best first. */
  async function statements(near: readonly NearOccupation[]): Promise<Map<number, Statement>> {
    const needs = skillNeeds(await snapshot.concepts());
    const stated = new Map<number, Statement>();
    const shares = sharesOf(near, TEMPERATURE);
    for (const [place, { concept }] of near.entries()) {
      for (const [skill, { relation, weight }] of needs.of(concept)) {
        const known = stated.get(skill);
        const statement = known ?? { sum: 0, relation, occupations: [] };
        if (known === undefined) stated.set(skill, statement);
        statement.sum += shares[place]! * weight;
        statement.occupations.push(concept);
      }
    }
    return stated;
  }

  async function nameOf(concept: number, languages: readonly LanguageTag[]): Promise<string> {
    for (const language of languages) {
      const pool = await snapshot.labels(language);
      const label = pool?.preferred(concept);
      if (pool !== undefined && label !== undefined) return pool.text(label);
    }
    return (await snapshot.concepts()).id(concept);
  }

  async function evidenceOf(
    { occupations, sum }: Pick<Statement, 'occupations' | 'sum'>,
    cosine: number,
    languages: readonly LanguageTag[],
  ): Promise<readonly Evidence[]> {
    const names: string[] = [];
    for (const occupation of occupations.slice(0, NAMED_OCCUPATIONS)) names.push(await nameOf(occupation, languages));
    const evidence: Evidence[] = [
      { source: 'occupations', detail: names.join(', '), weight: rounded(Math.min(1, sum)) },
      { source: 'meaning', detail: '', weight: rounded(cosine) },
    ];
    return evidence.filter(({ weight }) => weight > 0).sort((left, right) => right.weight - left.weight);
  }

  return {
    async forTitle(title, given, limit) {
      checkTitle('title', title);
      checkRange('limit', limit, 1, LIMITS.listLimit);
      const { languages: held } = await snapshot.manifest();
      const [language] = languagesToRead(title, given, held);
      const { cleaned } = cleanTitle(title, language!, lexicon);
      if (cleaned === '') return [];
      const concepts = await snapshot.concepts();
      const vectors = await snapshot.conceptVectors();
      const sense = (await snapshot.senses([cleaned])).of.get(cleaned)!;
      const { vector } = sense;
      const text = { text: cleaned, language: language!, sense };
      const near = (await nearestOccupations(snapshot, text, { limit: OCCUPATIONS })).filter(
        ({ cosine }) => cosine >= LEAST_COSINE,
      );
      const stated = await statements(near);
      const { start, end } = concepts.range.SKILL;
      const isSkill = (concept: number): boolean =>
        concept >= start && !concepts.deprecated(concept) && !concepts.isGroup(concept);
      const named = vectors
        .search(vector, { limit: NAMED_SKILLS, accept: bitmapOf(end, isSkill) })
        .filter(({ score }) => score >= LEAST_NAMED);
      const needs = skillNeeds(concepts);
      const nearness = Math.max(near[0]?.value ?? 0, named[0]?.score ?? 0);
      const own = new Float32Array(vectors.dimensions);
      const scored = [...new Set([...stated.keys(), ...named.map(({ owner }) => owner)])]
        .filter(isSkill)
        .map((skill) => {
          const statement = stated.get(skill);
          const cosine = vectors.read(skill, own) ? Math.max(0, dot(vector, own)) : 0;
          const rarity = COMMON_KEEPS + (1 - COMMON_KEEPS) * needs.rarity(skill);
          const sum = (1 - NAME_SHARE) * (statement?.sum ?? 0) * rarity + NAME_SHARE * cosine;
          return { skill, statement, cosine, score: Math.min(1, nearness * sum) };
        })
        .sort((left, right) => right.score - left.score || left.skill - right.skill)
        .slice(0, limit);
      const answered: ScoredSkill[] = [];
      for (const { skill, statement, cosine, score } of scored) {
        const evidence = await evidenceOf(statement ?? { occupations: [], sum: 0 }, cosine, [language!, ...held]);
        answered.push({ skill, score, relation: statement?.relation, evidence });
      }
      return answered;
    },
  };
}
