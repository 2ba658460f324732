/** Occupations: finding, listing, the skills they need, where people go from them. In memory throughout. */
import { CrosswalkFailure } from '../core/failures.ts';
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
import { type Concept, type OpenTaxonomy, openTaxonomy } from './concepts.ts';
import type { PageArguments } from './connections.ts';
import { inIscoGroup } from './groups.ts';
import { searchConcepts } from './search.ts';
import { type ScoredOccupation, similarOccupations } from './similar-occupations.ts';

export type OccupationKey = { readonly id: string } | { readonly uri: string } | { readonly code: string };

export interface OccupationListRequest extends PageArguments {
  /** One to four digits. */
  readonly iscoCode?: string | undefined;
  readonly search?: string | undefined;
  /** The language of the search text; undefined for all. */
  readonly language?: LanguageTag | undefined;
  /** Languages that the client prefers: their hits come first where others fit about as well. */
  readonly preferred: readonly LanguageTag[];
}

const TRANSITION_KINDS = ['ADVANCEMENT', 'LATERAL', 'RELATED'] as const;
export interface Transition {
  readonly occupation: Concept;
  readonly kind: (typeof TRANSITION_KINDS)[number];
}

export interface Occupations {
  find(key: OccupationKey): Promise<Concept | undefined>;
  list(request: OccupationListRequest): Promise<ConceptConnection>;
  /** Occupations of a group and of those below it. */
  inGroup(group: Concept, page: PageArguments): Promise<ConceptConnection>;
  /** Essential skills first. */
  skills(occupation: Concept, relation: SkillRelation | undefined, page: PageArguments): Promise<RelatedConnection>;
  /** Steps up first, then steps aside, then related occupations; each occupation once. */
  next(occupation: Concept, limit: number): Promise<readonly Transition[]>;
  /** Most alike first; never the occupation itself. */
  similar(occupation: Concept, limit: number): Promise<readonly ScoredOccupation[]>;
}

/** Occupations that are not deprecated, and accepted. */
function listed({ table }: OpenTaxonomy, accept?: (concept: number) => boolean): readonly number[] {
  const { start, end } = table.range.OCCUPATION;
  const indices: number[] = [];
  for (let index = start; index < end; index++) {
    if (!table.deprecated(index) && (accept === undefined || accept(index))) indices.push(index);
  }
  return indices;
}

function findIndex({ table }: OpenTaxonomy, key: OccupationKey): number | undefined {
  if ('id' in key) return table.findId(key.id);
  return 'uri' in key ? table.findUri(key.uri) : table.findCode(key.code);
}

export function createOccupations(snapshot: SnapshotStore): Occupations {
  return {
    async find(key) {
      const taxonomy = await openTaxonomy(snapshot);
      const index = findIndex(taxonomy, key);
      const found = index === undefined ? undefined : taxonomy.concept(index);
      return found?.kind === 'OCCUPATION' ? found : undefined;
    },
    async list({ iscoCode, search, language, preferred, ...page }) {
      if (iscoCode !== undefined && !/^\d{1,4}$/.test(iscoCode)) {
        const reason = 'must be an ISCO-08 code of one to four digits';
        throw new CrosswalkFailure({ code: 'BAD_USER_INPUT', argument: 'iscoCode', reason });
      }
      const taxonomy = await openTaxonomy(snapshot);
      const accept = iscoCode === undefined ? undefined : inIscoGroup(taxonomy.table, iscoCode);
      if (search === undefined) return pageOfConcepts(taxonomy, listed(taxonomy, accept), page);
      const languages = searchedLanguages(taxonomy, language, preferred);
      const found = await searchConcepts(snapshot, { text: search, kind: 'OCCUPATION', languages, accept });
      return pageOfConcepts(taxonomy, found, page);
    },
    async inGroup(group, page) {
      const taxonomy = await openTaxonomy(snapshot);
      return pageOfConcepts(taxonomy, listed(taxonomy, inIscoGroup(taxonomy.table, group.code)), page);
    },
    async skills({ index }, relation, page) {
      const taxonomy = await openTaxonomy(snapshot);
      const { table } = taxonomy;
      const related = index === undefined ? [] : relatedBy(relation, (each) => table.related(index, each));
      return pageOfRelated(taxonomy, related, page);
    },
    async next({ index }, limit) {
      if (index === undefined) return [];
      const { table, concept } = await openTaxonomy(snapshot);
      const kinds = new Map<number, Transition['kind']>();
      for (const kind of TRANSITION_KINDS) {
        for (const target of table.related(index, kind)) {
          if (!kinds.has(target) && !table.deprecated(target)) kinds.set(target, kind);
        }
      }
      return Array.from(kinds, ([target, kind]) => ({ occupation: concept(target), kind })).slice(0, limit);
    },
    similar: (occupation, limit) => similarOccupations(snapshot, occupation, limit),
  };
}
