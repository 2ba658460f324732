/** The served taxonomy, its versions, and what changed between them. */
import type { Resolvers } from '../generated/resolvers.ts';

const PAGE = 50;

export const taxonomyResolvers = {
  Taxonomy: {
    versions: (_, __, { services }) => services.taxonomies.versions(),
  },
  ConceptChange: {
    concept: async ({ conceptId, versionId }, _, { services, details }) => {
      const concept = await services.changes.concept(conceptId, versionId, details);
      if (concept === undefined) throw new Error(`No version holds ${conceptId}, which ${versionId} lists as changed`);
      return concept;
    },
    replacedBy: async ({ replacedBy, newerVersionId }, _, { services, details }) => {
      const concepts = await Promise.all(replacedBy.map((id) => services.changes.concept(id, newerVersionId, details)));
      return concepts.filter((concept) => concept !== undefined);
    },
  },
  ConceptChangeConnection: {
    totalCount: ({ query }, _, { services }) => services.changes.count(query),
  },
  Query: {
    taxonomy: (_, __, { services }) => services.taxonomies.served(),
    taxonomyChanges: (_, { from, to, kinds, first, after }, { services }) =>
      services.changes.list({
        from,
        to: to ?? undefined,
        kinds: kinds ?? undefined,
        first: first ?? PAGE,
        after: after ?? undefined,
      }),
  },
} satisfies Resolvers;
