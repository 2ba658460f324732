/** Collections: whoever asks sees those of its own tenant, and of no other. */
import { CrosswalkFailure } from '../../core/failures.ts';
import { requireTenant } from '../../domain/caller.ts';
import type { SearchFor, TitleFilter } from '../../domain/collection-search.ts';
import { type CollectionTitleInput, type VisibleState, readFacts } from '../../domain/collection-titles.ts';
import type { Writer } from '../../domain/collections.ts';
import type { ApiContext } from '../context.ts';
import type {
  CollectionTitleInput as CollectionTitleArgument,
  InputMaybe,
  QuerySearchTitlesArgs,
  Resolvers,
  TitleFilter as TitleFilterArgument,
} from '../generated/resolvers.ts';

const PAGE = 20;
const THRESHOLD = 0.95;
/** 2149-01-01: days since 1970 fit 16 bits until then. */
const LAST_SECOND = Date.UTC(2149, 0) / 1000 - 1;

const reader = ({ caller }: ApiContext): string => requireTenant(caller, 'read');

function writer({ caller, record }: ApiContext): Writer {
  const tenant = requireTenant(caller, 'write');
  return { tenant, actor: caller.keyId ?? '', requestId: record.id };
}

function secondsOf(argument: string, moment: string | null | undefined): number | undefined {
  if (moment === undefined || moment === null) return undefined;
  const seconds = Math.floor(Date.parse(moment) / 1000);
  if (seconds >= 0 && seconds <= LAST_SECOND) return seconds;
  throw new CrosswalkFailure({ code: 'BAD_USER_INPUT', argument, reason: 'is not between 1970 and 2148' });
}

function readFilter(filter: InputMaybe<TitleFilterArgument>): TitleFilter {
  if (filter === undefined || filter === null) return {};
  const { languages, groups, postedFrom, postedTo, attributes } = filter;
  return {
    languages: languages ?? undefined,
    groups: groups ?? undefined,
    postedFrom: secondsOf('filter.postedFrom', postedFrom),
    postedTo: secondsOf('filter.postedTo', postedTo),
    attributes: attributes ?? undefined,
  };
}

function readInput(input: CollectionTitleArgument, place: number): CollectionTitleInput {
  return {
    id: input.id,
    title: input.title,
    language: input.language ?? undefined,
    description: input.description ?? undefined,
    skills: input.skills ?? [],
    location: input.location ?? undefined,
    employer: input.employer ?? undefined,
    postedAt: secondsOf(`titles[${place}].postedAt`, input.postedAt),
    url: input.url ?? undefined,
    attributes: input.attributes ?? [],
  };
}

/** The one that was given. */
async function readSearch(
  { query, occupation, title, language: tag }: QuerySearchTitlesArgs,
  { held }: ApiContext,
): Promise<SearchFor> {
  const language = await held(tag);
  const given: SearchFor[] = [];
  if (typeof query === 'string') given.push({ query, language });
  if (typeof occupation === 'string') given.push({ occupation, language });
  if (typeof title === 'string') given.push({ title });
  const [only] = given;
  if (only !== undefined && given.length === 1) return only;
  const reason = 'must stand alone: give exactly one of query, occupation and title';
  throw new CrosswalkFailure({ code: 'BAD_USER_INPUT', argument: 'query', reason });
}

/** Rows that are being deleted are read by nobody. */
function visibleState(state: VisibleState | 'DELETED'): VisibleState {
  if (state === 'DELETED') throw new Error('A deleted title was read');
  return state;
}

const momentOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const collectionResolvers = {
  Collection: {
    createdAt: ({ createdAt }) => momentOf(createdAt),
    counts: (collection, _, { services }) => services.collections.collections.counts(collection),
    encoder: ({ encoder }) => encoder.name,
    reencoding: ({ encoder, otherEncoder, passAt }) =>
      passAt !== null && otherEncoder !== undefined && otherEncoder.hash !== encoder.hash,
    lastError: ({ lastError, lastErrorAt }) =>
      lastError === null || lastErrorAt === null ? undefined : { message: lastError, at: momentOf(lastErrorAt) },
    title: ({ tenant, id: collection }, { id }, { services }) =>
      services.collections.titles.find(tenant, collection, id),
    titles: (collection, { state, first, after }, { services }) =>
      services.collections.titles.list(collection, state ?? undefined, { first: first ?? PAGE, after }),
  },
  CollectionTitle: {
    id: ({ externalId }) => externalId,
    description: (title, _, { titleDescriptions }) => titleDescriptions.of(title),
    skills: (title) => readFacts(title).skills,
    location: (title) => readFacts(title).location,
    employer: (title) => readFacts(title).employer,
    postedAt: ({ postedAt }) => (postedAt === null ? undefined : momentOf(postedAt * 1000)),
    url: (title) => readFacts(title).url,
    attributes: (title) =>
      Object.entries(readFacts(title).attributes)
        .map(([name, value]) => ({ name, value }))
        .sort((left, right) => (left.name < right.name ? -1 : 1)),
    state: ({ state }) => visibleState(state),
    occupation: ({ occupation }, _, { services }) =>
      occupation === null ? undefined : services.occupations.find({ id: occupation }),
    occupationConfidence: ({ confidence }) => confidence,
  },
  Query: {
    collection: (_, { id }, context) => context.services.collections.collections.find(reader(context), id),
    collections: (_, { first, after }, context) =>
      context.services.collections.collections.list(reader(context), { first: first ?? PAGE, after }),
    searchTitles: async (_, { collection, filter, first, after, ...search }, context) => {
      const tenant = reader(context);
      const wanted = await readSearch({ collection, ...search }, context);
      const page = { first: first ?? PAGE, after };
      return context.record.measure('engine', () =>
        context.services.collections.search.search({
          tenant,
          collection,
          for: wanted,
          filter: readFilter(filter),
          ...page,
        }),
      );
    },
    similarTitles: (_, { collection, id, filter, first, after }, context) => {
      const search = { tenant: reader(context), collection, for: { title: id }, filter: readFilter(filter) };
      return context.record.measure('engine', () =>
        context.services.collections.search.search({ ...search, first: first ?? PAGE, after }),
      );
    },
    nearDuplicates: async (_, { collection, threshold, first, after }, context) => {
      const { collections, duplicates } = context.services.collections;
      const found = await collections.require(reader(context), collection);
      return context.record.measure('engine', () =>
        duplicates.find(found, threshold ?? THRESHOLD, { first: first ?? PAGE, after }),
      );
    },
  },
  Mutation: {
    createCollection: (_, { name }, context) => context.services.collections.collections.create(writer(context), name),
    deleteCollection: async (_, { id }, context) => {
      await context.services.collections.collections.delete(writer(context), id);
      return { id };
    },
    upsertTitles: async (_, { collection: id, titles }, context) => {
      const by = writer(context);
      const { collections, titles: stored } = context.services.collections;
      const outcome = await stored.upsert(by, id, titles.map(readInput));
      return { ...outcome, collection: await collections.require(by.tenant, id) };
    },
    deleteTitles: async (_, { collection: id, ids }, context) => {
      const by = writer(context);
      const { collections, titles: stored } = context.services.collections;
      const deleted = await stored.delete(by, id, ids);
      return { deleted, collection: await collections.require(by.tenant, id) };
    },
  },
} satisfies Resolvers;
