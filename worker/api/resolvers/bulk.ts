/** Bulk jobs: whoever asks sees those of its own tenant, and of no other. */
import { requireTenant } from '../../domain/caller.ts';
import type { Writer } from '../../domain/collections.ts';
import type { ApiContext } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';

function writer({ caller, record }: ApiContext): Writer {
  const tenant = requireTenant(caller, 'write');
  return { tenant, actor: caller.keyId ?? '', requestId: record.id };
}

export const bulkResolvers = {
  BulkNormalization: {
    createdAt: ({ createdAt }) => new Date(createdAt).toISOString(),
    resultUrl: (job, _, { services }) => services.bulk.resultUrl(job),
  },
  Query: {
    bulkNormalization: (_, { id }, { services, caller }) => services.bulk.find(requireTenant(caller, 'read'), id),
  },
  Mutation: {
    startBulkNormalization: async (_, { format, language, labelLanguage, matches, minConfidence }, context) => {
      const names = await context.held(labelLanguage);
      const [english] = await context.languages();
      const labels = names ?? english;
      if (labels === undefined) throw new Error('The taxonomy holds no language');
      return context.services.bulk.start(writer(context), {
        format,
        language: await context.held(language),
        labelLanguage: labels,
        matches: matches ?? 1,
        minConfidence: minConfidence ?? 0,
      });
    },
    cancelBulkNormalization: (_, { id }, context) => context.services.bulk.cancel(writer(context), id),
  },
  Subscription: {
    bulkNormalization: {
      subscribe: (_, { id }, { services, caller }) => services.bulk.watch(requireTenant(caller, 'read'), id),
      resolve: (job: Awaited<ReturnType<ApiContext['services']['bulk']['cancel']>>) => job,
    },
  },
} satisfies Resolvers;
