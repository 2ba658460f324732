/** Skills and skill groups. */
import { CrosswalkFailure } from '../../core/failures.ts';
import type { QuerySkillArgs, Resolvers } from '../generated/resolvers.ts';
import { resolveDescription, resolveLabel, resolveLabels } from '../labels.ts';

const PAGE = 20;
const RELATED = 10;
const SKILLS_OF_A_TITLE = 20;

/** The one argument given. */
function readKey({ id, uri }: QuerySkillArgs): { id: string } | { uri: string } {
  if (typeof id === 'string' && typeof uri !== 'string') return { id };
  if (typeof uri === 'string' && typeof id !== 'string') return { uri };
  const reason = 'must stand alone: give exactly one of id and uri';
  throw new CrosswalkFailure({ code: 'BAD_USER_INPUT', argument: 'id', reason });
}

export const skillResolvers = {
  Skill: {
    label: resolveLabel,
    labels: resolveLabels,
    description: resolveDescription,
    broader: (skill, _, { services }) => services.hierarchy.above(skill),
    narrower: (skill, { first, after }, { services }) =>
      services.skills.narrower(skill, { first: first ?? PAGE, after }),
    related: (skill, { first }, { services }) => services.skills.related(skill, first ?? RELATED),
    occupations: (skill, { relation, first, after }, { services }) =>
      services.skills.occupations(skill, relation ?? undefined, { first: first ?? PAGE, after }),
    replacedBy: (skill, _, { services }) => services.hierarchy.replacements(skill),
  },
  Query: {
    skill: (_, key, { services }) => services.skills.find(readKey(key)),
    skills: async (_, { search, category, language, first, after }, { services, held, languages }) =>
      services.skills.list({
        search: search ?? undefined,
        category: category ?? undefined,
        language: await held(language),
        preferred: await languages(),
        first: first ?? PAGE,
        after,
      }),
    skillsForTitle: async (_, { title, language, limit }, { services, record, held }) => {
      const given = await held(language);
      const scored = await record.measure('engine', () =>
        services.titleSkills.forTitle(title, given, limit ?? SKILLS_OF_A_TITLE),
      );
      const skills = await services.taxonomies.at(scored.map(({ skill }) => skill));
      return scored.flatMap((one, place) => {
        const skill = skills[place];
        return skill === undefined ? [] : [{ ...one, skill }];
      });
    },
  },
} satisfies Resolvers;
