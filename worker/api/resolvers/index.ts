/** All resolvers, by noun. */
import type { Resolvers } from '../generated/resolvers.ts';
import { auditResolvers } from './audit.ts';
import { autocompleteResolvers } from './autocomplete.ts';
import { bulkResolvers } from './bulk.ts';
import { collectionResolvers } from './collection.ts';
import { conceptResolvers } from './concept.ts';
import { occupationResolvers } from './occupation.ts';
import { scalarResolvers } from './scalar.ts';
import { skillResolvers } from './skill.ts';
import { taxonomyResolvers } from './taxonomy.ts';
import { titleResolvers } from './title.ts';

export const resolvers: Resolvers = {
  ...scalarResolvers,
  ...conceptResolvers,
  ...taxonomyResolvers,
  ...occupationResolvers,
  ...skillResolvers,
  ...autocompleteResolvers,
  ...collectionResolvers,
  ...bulkResolvers,
  Query: {
    ...conceptResolvers.Query,
    ...taxonomyResolvers.Query,
    ...occupationResolvers.Query,
    ...skillResolvers.Query,
    ...autocompleteResolvers.Query,
    ...titleResolvers.Query,
    ...collectionResolvers.Query,
    ...auditResolvers.Query,
    ...bulkResolvers.Query,
  },
  Mutation: {
    ...collectionResolvers.Mutation,
    ...bulkResolvers.Mutation,
  },
};
