/** What was written, for whoever administers a tenant. */
import { requireTenant } from '../../domain/caller.ts';
import type { Resolvers } from '../generated/resolvers.ts';

const PAGE = 50;

export const auditResolvers = {
  Query: {
    auditLog: (_, { first, after }, { services, caller }) =>
      services.audit.list(requireTenant(caller, 'admin'), { first: first ?? PAGE, after }),
  },
} satisfies Resolvers;
