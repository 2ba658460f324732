/** The served taxonomy and its versions. */
import type { Resolvers } from '../generated/resolvers.ts';

export const taxonomyResolvers = {
  Taxonomy: {
    versions: (_, __, { services }) => services.taxonomies.versions(),
  },
  Query: {
    taxonomy: (_, __, { services }) => services.taxonomies.served(),
  },
} satisfies Resolvers;
