/** The static files that the Worker serves beside the snapshot: the pages of `web/`, and GraphiQL on a page of its own. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const WEB = join(import.meta.dirname, '../web');

const FIRST_QUERY = `# Ctrl+Enter runs the query, Ctrl+Space completes it.
{
  autocomplete(text: "softw", language: "en", limit: 5) {
    text
    highlights { start end }
    concept { ... on Occupation { id iscoCode } }
  }
}
`;

/** Writes them into a folder. The page of GraphiQL (9 MB) holds all its scripts, so that it works offline. */
export function writeAssets(folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(WEB, folder, { recursive: true });
  const page = renderGraphiQL({ endpoint: '/graphql', title: 'Crosswalk GraphiQL', defaultQuery: FIRST_QUERY });
  writeFileSync(join(folder, 'graphiql.html'), page);
}
