/** Occupations and the groups of ISCO-08. */
import { CrosswalkFailure } from '../../core/failures.ts';
import type { OccupationKey } from '../../domain/occupations.ts';
import type { QueryOccupationArgs, Resolvers } from '../generated/resolvers.ts';
import { resolveDescription, resolveLabel, resolveLabels } from '../labels.ts';

const PAGE = 20;
const TRANSITIONS = 10;
const SIMILAR = 10;

/** The one argument given. */
function readKey({ id, uri, code }: QueryOccupationArgs): OccupationKey {
  const keys: OccupationKey[] = [];
  if (typeof id === 'string') keys.push({ id });
  if (typeof uri === 'string') keys.push({ uri });
  if (typeof code === 'string') keys.push({ code });
  const [key] = keys;
  if (key !== undefined && keys.length === 1) return key;
  const reason = 'must stand alone: give exactly one of id, uri and code';
  throw new CrosswalkFailure({ code: 'BAD_USER_INPUT', argument: 'id', reason });
}

export const occupationResolvers = {
  Occupation: {
    label: resolveLabel,
    labels: resolveLabels,
    description: resolveDescription,
    broader: (occupation, _, { services }) => services.hierarchy.iscoPath(occupation),
    broaderOccupations: (occupation, _, { services }) => services.hierarchy.above(occupation),
    narrowerOccupations: (occupation, _, { services }) => services.hierarchy.below(occupation),
    skills: (occupation, { relation, first, after }, { services }) =>
      services.occupations.skills(occupation, relation ?? undefined, { first: first ?? PAGE, after }),
    nextOccupations: (occupation, { first }, { services }) =>
      services.occupations.next(occupation, first ?? TRANSITIONS),
    similar: (occupation, { first }, { services, record }) =>
      record.measure('engine', () => services.occupations.similar(occupation, first ?? SIMILAR)),
    codes: (occupation, _, { details }) => details.codes(occupation),
    replacedBy: (occupation, _, { services }) => services.hierarchy.replacements(occupation),
  },
  OccupationGroup: {
    label: resolveLabel,
    description: resolveDescription,
    broader: (group, _, { services }) => services.hierarchy.iscoPath(group),
    narrower: (group, _, { services }) => services.hierarchy.below(group),
    occupations: (group, { first, after }, { services }) =>
      services.occupations.inGroup(group, { first: first ?? PAGE, after }),
  },
  Query: {
    occupation: (_, key, { services }) => services.occupations.find(readKey(key)),
    occupations: async (_, { iscoCode, search, language, first, after }, { services, held, languages }) =>
      services.occupations.list({
        iscoCode: iscoCode ?? undefined,
        search: search ?? undefined,
        language: await held(language),
        preferred: await languages(),
        first: first ?? PAGE,
        after,
      }),
  },
} satisfies Resolvers;
