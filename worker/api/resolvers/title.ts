/** Advertised titles: cleaned, matched and ranked. In memory throughout. */
import type { LanguageTag } from '../../core/language.ts';
import { LIMITS } from '../../core/limits.ts';
import type { TitleNormalization } from '../../domain/normalize-title.ts';
import { checkCount } from '../../domain/title-input.ts';
import type { ApiContext } from '../context.ts';
import type { Resolvers, ResolversTypes } from '../generated/resolvers.ts';

const MATCHES = 5;
const MATCHES_EACH = 1;
const RANKED = 10;

/** A normalization with occupations in place of their indices. */
async function withOccupations(
  normalization: TitleNormalization,
  labelLanguage: LanguageTag | undefined,
  { services }: ApiContext,
): Promise<Awaited<ResolversTypes['TitleNormalization']>> {
  const indices = normalization.matches.map(({ occupation }) => occupation);
  const occupations = await services.taxonomies.at(indices, labelLanguage);
  const matches = normalization.matches.flatMap((match, place) => {
    const occupation = occupations[place];
    return occupation === undefined ? [] : [{ ...match, occupation }];
  });
  return { ...normalization, matches };
}

export const titleResolvers = {
  Query: {
    normalizeTitle: async (
      _,
      { title, language, labelLanguage, skills, description, limit, minConfidence },
      context,
    ) => {
      const input = {
        title,
        language: await context.held(language),
        skills: skills ?? undefined,
        description: description ?? undefined,
      };
      const options = { limit: limit ?? MATCHES, minConfidence: minConfidence ?? 0 };
      const normalization = await context.record.measure('engine', () =>
        context.services.normalizer.normalize(input, options),
      );
      return withOccupations(normalization, await context.held(labelLanguage), context);
    },
    normalizeTitles: async (_, { inputs, limit }, context) => {
      const skills = inputs.reduce((sum, input) => sum + (input.skills?.length ?? 0), 0);
      checkCount('inputs.skills', skills, LIMITS.skillsPerCall);
      const titles = await Promise.all(
        inputs.map(async ({ title, language, skills }) => ({
          title,
          language: await context.held(language),
          skills: skills ?? undefined,
        })),
      );
      const options = { limit: limit ?? MATCHES_EACH, minConfidence: 0 };
      const normalizations = await context.record.measure('engine', () =>
        context.services.normalizer.normalizeAll(titles, options),
      );
      return Promise.all(normalizations.map((normalization) => withOccupations(normalization, undefined, context)));
    },
    rankTitles: (_, { title, candidates, limit }, { services, record }) =>
      record.measure('engine', () => services.ranker.rank(title, candidates, limit ?? RANKED)),
  },
} satisfies Resolvers;
