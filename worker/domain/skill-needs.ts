/**
 * What occupations need: their skills, each weighted by how much it is needed and by how few others need it.
 *
 * "Work in teams" is needed by hundreds of occupations and says little; "plan crop rotation" by three, and says much.
 * Costs a map look-up a skill once the skill has been counted; held as long as the concept table is.
 */
import type { ConceptTable } from '../engines/snapshot/concept-table.ts';
import type { SkillRelation } from './concept-pages.ts';

/** What a relation counts for. */
const RELATION_WEIGHTS = [
  ['ESSENTIAL', 1],
  ['OPTIONAL', 0.5],
] as const satisfies readonly (readonly [SkillRelation, number])[];

export interface Need {
  readonly relation: SkillRelation;
  /** 1 for an essential skill, .5 for an optional one. */
  readonly weight: number;
}

export interface SkillNeeds {
  /** The skills of an occupation, each once. */
  of(occupation: number): ReadonlyMap<number, Need>;
  /** Inverse document frequency over the occupations: 1 for a skill that one occupation needs, towards 0 for one that all need. */
  rarity(skill: number): number;
  /**
   * What two occupations need alike: the cosine of their skills' weights, times rarity; 0 where one has no skills.
   * Answers for every occupation that shares a skill with the given one, itself included.
   */
  shared(occupation: number): ReadonlyMap<number, number>;
}

const opened = new WeakMap<ConceptTable, SkillNeeds>();

/** One for each concept table: it keeps what it has counted. */
export function skillNeeds(concepts: ConceptTable): SkillNeeds {
  let needs = opened.get(concepts);
  if (needs === undefined) opened.set(concepts, (needs = createSkillNeeds(concepts)));
  return needs;
}

function createSkillNeeds(concepts: ConceptTable): SkillNeeds {
  const { start, end } = concepts.range.OCCUPATION;
  const isNeedy = (concept: number): boolean => concept >= start && concept < end && !concepts.deprecated(concept);
  const rarities = new Map<number, number>();
  const lengths = new Map<number, number>();

  function of(occupation: number): Map<number, Need> {
    const needs = new Map<number, Need>();
    for (const [relation, weight] of RELATION_WEIGHTS.toReversed()) {
      for (const skill of concepts.related(occupation, relation)) {
        if (!concepts.deprecated(skill)) needs.set(skill, { relation, weight });
      }
    }
    return needs;
  }

  function rarity(skill: number): number {
    let known = rarities.get(skill);
    if (known === undefined) {
      const needy = new Set<number>();
      for (const [relation] of RELATION_WEIGHTS) {
        for (const source of concepts.relatedBackwards(skill, relation)) if (isNeedy(source)) needy.add(source);
      }
      const occupations = end - start;
      known = Math.log(1 + occupations / Math.max(1, needy.size)) / Math.log(1 + occupations);
      rarities.set(skill, known);
    }
    return known;
  }

  /** The length of an occupation's vector of weights. */
  function lengthOf(occupation: number): number {
    let length = lengths.get(occupation);
    if (length === undefined) {
      let squares = 0;
      for (const [skill, { weight }] of of(occupation)) squares += (weight * rarity(skill)) ** 2;
      lengths.set(occupation, (length = Math.sqrt(squares)));
    }
    return length;
  }

  return {
    of,
    rarity,
    shared(occupation) {
      const products = new Map<number, number>();
      for (const [skill, { weight }] of of(occupation)) {
        const own = weight * rarity(skill) ** 2;
        const needy = new Map<number, number>();
        for (const [relation, count] of RELATION_WEIGHTS.toReversed()) {
          for (const other of concepts.relatedBackwards(skill, relation)) if (isNeedy(other)) needy.set(other, count);
        }
        for (const [other, count] of needy) products.set(other, (products.get(other) ?? 0) + own * count);
      }
      const length = lengthOf(occupation);
      for (const [other, product] of products) products.set(other, product / (length * lengthOf(other)));
      return products;
    },
  };
}
