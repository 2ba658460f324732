/** Nodes and what all concepts have in common. */
import type { Concept } from '../../domain/concepts.ts';
import type { Resolvers } from '../generated/resolvers.ts';

function typeName({ kind }: Concept): 'Occupation' | 'OccupationGroup' | 'Skill' {
  switch (kind) {
    case 'OCCUPATION':
      return 'Occupation';
    case 'GROUP':
      return 'OccupationGroup';
    case 'SKILL':
      return 'Skill';
  }
}

export const conceptResolvers = {
  Node: { __resolveType: typeName },
  Concept: { __resolveType: (concept) => (concept.kind === 'SKILL' ? 'Skill' : 'Occupation') },
  Query: {
    node: (_, { id }, { services }) => services.taxonomies.find(id),
    nodes: (_, { ids }, { services }) => Promise.all(ids.map((id) => services.taxonomies.find(id))),
  },
} satisfies Resolvers;
