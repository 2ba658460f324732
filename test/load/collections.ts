/**
 * `node test/load/collections.ts --key KEY [--url http://localhost:8787] [--titles 200000] [--searches 500]`: a large
 * collection in a running server (`npm start`, `npm run keys -- create`). With `--collection ID` one that an earlier run
 * has written is searched.
 *
 * Writes titles made from the starter taxonomy's labels, as often repeated as job boards repeat theirs, waits until all
 * are indexed, then searches one after another. Prints rates and times; fails where a title is missing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { createRandom } from '../support/random.ts';

const TITLES_PER_CALL = 500;
const LABELS = join(import.meta.dirname, '../../taxonomy/starter/labels');
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pl'] as const;
const LEVELS = ['', '', '', 'Senior ', 'Junior ', 'Lead '];
const ENDS = ['', '', ' (m/f/d)', ' (m/w/d)', ' - Berlin', ', full time', ' Paris', ' H/F'];

const { url, key, titles, searches, collection } = new Command('collections')
  .requiredOption('--key <key>', 'a secret key with the scopes read and write')
  .option('--url <url>', 'the server', 'http://localhost:8787')
  .option('--titles <count>', 'how many to write', Number, 200_000)
  .option('--searches <count>', 'how many to make', Number, 500)
  .option('--collection <id>', 'search this one, and write nothing')
  .parse()
  .opts<{ url: string; key: string; titles: number; searches: number; collection?: string }>();

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Answer {
  readonly data?: Record<string, never>;
  readonly errors?: readonly { readonly message: string }[];
}

async function ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Answer;
  if (data === undefined || errors !== undefined) throw new Error(JSON.stringify(errors));
  return data as Data;
}

const labels = LANGUAGES.flatMap((language) =>
  readFileSync(join(LABELS, `${language}.tsv`), 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split('\t').slice(1).join('|').split(/[|~]/))
    .filter((text) => text !== '')
    .map((text) => ({ language, text })),
);
const random = createRandom(1);

/** Common titles are much more common than others: the n-th label as often as 1/n, roughly. */
function makeTitle(id: number): Record<string, unknown> {
  const { language, text } = labels[Math.floor(labels.length ** random.next()) - 1 + random.integer(8)] ?? labels[0]!;
  return {
    id: `job-${id}`,
    title: `${random.pick(LEVELS)}${text}${random.pick(ENDS)}`,
    language,
    employer: `Employer ${random.integer(2_000)}`,
    postedAt: new Date(Date.UTC(2026, 0, 1 + random.integer(300))).toISOString(),
    attributes: [{ name: 'remote', value: random.chance(0.2) ? 'yes' : 'no' }],
  };
}

const percentile = (sorted: readonly number[], part: number): number => sorted[Math.floor((sorted.length - 1) * part)]!;
const rate = (count: number, ms: number): string => `${Math.round(count / (ms / 1_000))} a second`;

/** Writes a collection, waits until it is indexed, and gives its id. */
async function load(): Promise<string> {
  const { createCollection: created } = await ask<{ createCollection: { id: string } }>(
    'mutation { createCollection(name: "Load") { id } }',
    {},
  );
  say(`collection ${created.id}`);
  const countsOf = async () =>
    (
      await ask<{ collection: { counts: { pending: number; indexed: number; failed: number } } }>(
        'query ($c: ID!) { collection(id: $c) { counts { pending indexed failed } } }',
        { c: created.id },
      )
    ).collection.counts;
  const started = performance.now();
  for (let written = 0; written < titles; written += TITLES_PER_CALL) {
    const batch = Array.from({ length: Math.min(TITLES_PER_CALL, titles - written) }, (_, n) => makeTitle(written + n));
    await ask(
      'mutation ($c: ID!, $t: [CollectionTitleInput!]!) { upsertTitles(collection: $c, titles: $t) { changed } }',
      { c: created.id, t: batch },
    );
    if ((written / TITLES_PER_CALL) % 40 === 0) say(`${written} acknowledged; ${JSON.stringify(await countsOf())}`);
  }
  const acknowledged = performance.now() - started;
  say(`acknowledged: ${titles} in ${Math.round(acknowledged / 1000)} s, ${rate(titles, acknowledged)}`);
  for (let counts = await countsOf(); counts.indexed < titles; counts = await countsOf()) {
    if (counts.failed > 0) throw new Error(`${counts.failed} titles failed`);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
  const indexed = performance.now() - started;
  say(`indexed: in ${Math.round(indexed / 1000)} s, ${rate(titles, indexed)}`);
  return created.id;
}

const searched = collection ?? (await load());
const SEARCH =
  'query ($c: ID!, $q: String!) { searchTitles(collection: $c, query: $q, first: 20) { partial nodes { score title { id title } evidence { source weight } } } }';
const times: number[] = [];
for (let n = 0; n < searches + 20; n++) {
  const { text } = random.pick(labels);
  const before = performance.now();
  const { searchTitles } = await ask<{ searchTitles: { partial: boolean; nodes: unknown[] } }>(SEARCH, {
    c: searched,
    q: text,
  });
  if (searchTitles.partial || searchTitles.nodes.length === 0) throw new Error(`Nothing was found for "${text}"`);
  if (n >= 20) times.push(performance.now() - before); // the first ones warm up
}
times.sort((left, right) => left - right);
const ms = (part: number): string => percentile(times, part).toFixed(1);
say(`searchTitles over HTTP: p50 ${ms(0.5)} ms, p90 ${ms(0.9)} ms, p99 ${ms(0.99)} ms over ${times.length} searches`);
