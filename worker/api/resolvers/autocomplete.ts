/** Completion of what a person types. */
import type { Resolvers } from '../generated/resolvers.ts';

const LIMIT = 10;

export const autocompleteResolvers = {
  Query: {
    autocomplete: async (_, { text, language, labelLanguage, kinds, within, limit }, context) => {
      const request = {
        text,
        language: await context.held(language),
        labelLanguage: await context.held(labelLanguage),
        preferred: await context.languages(),
        kinds: [...new Set(kinds ?? ['OCCUPATION'])],
        within: within ?? undefined,
        limit: limit ?? LIMIT,
      } as const;
      return context.record.measure('engine', () => context.services.autocomplete(request));
    },
  },
} satisfies Resolvers;
