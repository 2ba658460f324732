/** Skills and skill groups: finding, listing, what needs them and what they need. In memory throughout. */
import type { LanguageTag } from '../core/language.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { searchedLanguages } from './completions.ts';
import {
  type ConceptConnection,
  type RelatedConnection,
  type SkillRelation,
  pageOfConcepts,
  pageOfRelated,
  relatedBy,
} from './concept-pages.ts';
import { type Concept, type SkillCategory, openTaxonomy } from './concepts.ts';
import type { PageArguments } from './connections.ts';
import { searchConcepts } from './search.ts';

export interface SkillListRequest extends PageArguments {
  readonly search?: string | undefined;
  readonly category?: SkillCategory | undefined;
  /** The language of the search text; undefined for all. */
  readonly language?: LanguageTag | undefined;
  /** Languages that the client prefers: their hits come first where others fit about as well. */
  readonly preferred: readonly LanguageTag[];
}

export interface RelatedSkill {
  readonly skill: Concept;
  readonly relation: SkillRelation;
}

export interface Skills {
  find(key: { readonly id: string } | { readonly uri: string }): Promise<Concept | undefined>;
  list(request: SkillListRequest): Promise<ConceptConnection>;
  /** Skills and skill groups directly below. */
  narrower(skill: Concept, page: PageArguments): Promise<ConceptConnection>;
  /** The skills that a skill needs, essential ones first. */
  related(skill: Concept, limit: number): Promise<readonly RelatedSkill[]>;
  /** The occupations that need it, those for which it is essential first; deprecated ones are left out. */
  occupations(skill: Concept, relation: SkillRelation | undefined, page: PageArguments): Promise<RelatedConnection>;
}

export function createSkills(snapshot: SnapshotStore): Skills {
  return {
    async find(key) {
      const { table, concept } = await openTaxonomy(snapshot);
      const index = 'id' in key ? table.findId(key.id) : table.findUri(key.uri);
      const found = index === undefined ? undefined : concept(index);
      return found?.kind === 'SKILL' ? found : undefined;
    },
    async list({ search, category, language, preferred, ...page }) {
      const taxonomy = await openTaxonomy(snapshot);
      const { table } = taxonomy;
      const accept = (index: number): boolean =>
        !table.deprecated(index) &&
        !table.isGroup(index) &&
        (category === undefined || taxonomy.concept(index).category === category);
      if (search === undefined) {
        const { start, end } = table.range.SKILL;
        const indices = Array.from({ length: end - start }, (_, place) => start + place).filter(accept);
        return pageOfConcepts(taxonomy, indices, page);
      }
      const languages = searchedLanguages(taxonomy, language, preferred);
      const found = await searchConcepts(snapshot, { text: search, kind: 'SKILL', languages, accept });
      return pageOfConcepts(taxonomy, found, page);
    },
    async narrower({ index }, page) {
      const taxonomy = await openTaxonomy(snapshot);
      const indices = index === undefined ? [] : Array.from(taxonomy.table.relatedBackwards(index, 'BROADER'));
      return pageOfConcepts(taxonomy, indices, page);
    },
    async related({ index }, limit) {
      if (index === undefined) return [];
      const { table, concept } = await openTaxonomy(snapshot);
      const related = relatedBy(undefined, (relation) => table.related(index, relation));
      return related.slice(0, limit).map((each) => ({ skill: concept(each.index), relation: each.relation }));
    },
    async occupations({ index }, relation, page) {
      const taxonomy = await openTaxonomy(snapshot);
      const { table } = taxonomy;
      const occupationsBy = (each: SkillRelation, skill: number): readonly number[] =>
        Array.from(table.relatedBackwards(skill, each)).filter(
          (source) => table.kind(source) === 'OCCUPATION' && !table.deprecated(source),
        );
      const related = index === undefined ? [] : relatedBy(relation, (each) => occupationsBy(each, index));
      return pageOfRelated(taxonomy, related, page);
    },
  };
}
