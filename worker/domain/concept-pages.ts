/** Lists of served concepts, given by their indices, as pages. Cursors hold global ids. */
import type { Concept, OpenTaxonomy } from './concepts.ts';
import { type Connection, type Edge, type PageArguments, paginate } from './connections.ts';

export type SkillRelation = 'ESSENTIAL' | 'OPTIONAL';

export type ConceptConnection = Connection<Concept>;

export interface RelatedEdge extends Edge<Concept> {
  readonly relation: SkillRelation;
}
export type RelatedConnection = Connection<Concept, RelatedEdge>;

/** A concept of a list and why it is there. */
export interface Related {
  readonly index: number;
  readonly relation: SkillRelation;
}

/** Concepts related in one way, or in both, those that are essential first. */
export function relatedBy(
  relation: SkillRelation | undefined,
  targets: (relation: SkillRelation) => ArrayLike<number>,
): readonly Related[] {
  const relations: readonly SkillRelation[] = relation === undefined ? ['ESSENTIAL', 'OPTIONAL'] : [relation];
  return relations.flatMap((each) => Array.from(targets(each), (index) => ({ index, relation: each })));
}

/** Finding a cursor costs one map look-up and one pass over the indices. */
export function pageOfConcepts(
  taxonomy: OpenTaxonomy,
  indices: readonly number[],
  page: PageArguments,
): ConceptConnection {
  const { table } = taxonomy;
  return paginate(
    indices,
    page,
    {
      key: (index) => table.id(index),
      position: (id) => {
        const index = table.findId(id);
        return index === undefined ? -1 : indices.indexOf(index);
      },
    },
    (index, cursor) => ({ cursor, node: taxonomy.concept(index) }),
  );
}

/** The same for related concepts; a concept may stand in the list once a relation. */
export function pageOfRelated(
  taxonomy: OpenTaxonomy,
  related: readonly Related[],
  page: PageArguments,
): RelatedConnection {
  const { table } = taxonomy;
  return paginate(
    related,
    page,
    {
      key: ({ index, relation }) => `${relation} ${table.id(index)}`,
      position: (key) => {
        const [wanted = '', id = ''] = key.split(' ', 2);
        const found = table.findId(id);
        return related.findIndex(({ index, relation }) => index === found && relation === wanted);
      },
    },
    ({ index, relation }, cursor) => ({ cursor, node: taxonomy.concept(index), relation }),
  );
}
