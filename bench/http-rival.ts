/**
 * The rival: the same schema, served by Yoga on Node with MiniSearch behind it, as one would build it from well-known
 * parts. Started by http.ts as a process of its own; prints its address and serves until it is killed.
 */
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import MiniSearch from 'minisearch';
import { fold } from '../worker/core/fold.ts';
import { sdl } from '../worker/api/generated/schema.ts';
import { readStarterLabels } from './starter-labels.ts';

const LANGUAGE = 'en';
const typosOf = (word: string): number => (word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0);

const labels = readStarterLabels([LANGUAGE]).flatMap((own) => own.labels);
const index = new MiniSearch({ fields: ['text'], idField: 'label' });
index.addAll(labels.map(({ label, text }) => ({ label, text: fold(text) })));

interface Hit {
  readonly text: string;
  readonly score: number;
  readonly concept: number;
}

/** The best label of each concept. */
function search(text: string, limit: number, prefix: boolean): Hit[] {
  const found = index.search(fold(text), { prefix, fuzzy: typosOf, combineWith: prefix ? 'AND' : 'OR' });
  const best = new Map<number, Hit>();
  for (const { id, score } of found) {
    const { text: name, concept } = labels[Number(id)]!;
    if (!best.has(concept)) best.set(concept, { text: name, score, concept });
    if (best.size === limit) break;
  }
  return [...best.values()];
}

const occupation = ({ concept, text }: Hit) => ({
  __typename: 'Occupation',
  id: `occupation:${concept}`,
  iscoCode: '0000',
  label: text,
});

interface TitleArguments {
  readonly title: string;
  readonly limit: number;
}

const schema = createSchema({
  typeDefs: sdl,
  resolvers: {
    Query: {
      autocomplete: (_: unknown, { text, limit }: { text: string; limit: number }) =>
        search(text, limit, true).map((hit) => ({
          text: hit.text,
          language: LANGUAGE,
          kind: 'OCCUPATION',
          score: Math.min(1, hit.score / 100),
          highlights: [],
          concept: occupation(hit),
        })),
      normalizeTitle: (_: unknown, { title, limit }: TitleArguments) => ({
        cleaned: title,
        language: LANGUAGE,
        seniority: null,
        removed: [],
        matches: search(title, limit, false).map((hit) => ({
          confidence: Math.min(1, hit.score / 100),
          kind: 'LEXICAL',
          matchedLabel: { text: hit.text, language: LANGUAGE },
          occupation: occupation(hit),
        })),
      }),
    },
  },
  resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
});

const yoga = createYoga({ schema, logging: false, graphiql: false });
const server = createServer((request, response) => void yoga(request, response));
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
