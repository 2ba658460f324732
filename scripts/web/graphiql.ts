/**
 * GraphiQL with example operations in tabs. `@graphql-yoga/render-graphiql` brings its parts as texts, to be inlined into
 * one page of 9 MB; here they become files, so that no script is inline, browsers cache them, and the editor's workers run.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { css, editorWorkerService, graphqlWorker, js, jsonWorker } from '@graphql-yoga/render-graphiql/graphiql';
import { bundle } from './bundle.ts';
import { EXAMPLES } from './examples.ts';
import { escapeHtml } from './html.ts';

const WEB = join(import.meta.dirname, '../../web');

const OPTIONS = { endpoint: '/graphql', title: 'Crosswalk GraphiQL', defaultTabs: EXAMPLES };

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="description" content="Crosswalk's GraphQL API, to be explored and tried: every field is described." />
    <title>Crosswalk GraphiQL</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/graphiql/graphiql.css" />
    <script defer src="/graphiql/graphiql.js"></script>
    <script defer src="/graphiql/start.js"></script>
  </head>
  <body>
    <noscript>GraphiQL needs JavaScript. The schema stands in <a href="/docs/schema/">the guides</a>, too.</noscript>
    <main>
      <h1 class="off-screen">Crosswalk GraphiQL</h1>
      <div id="root" data-options="${escapeHtml(JSON.stringify(OPTIONS))}"></div>
    </main>
  </body>
</html>
`;

export function writeGraphiql(folder: string): void {
  const target = join(folder, 'graphiql');
  mkdirSync(target, { recursive: true });
  writeFileSync(join(folder, 'graphiql.html'), PAGE);
  const files = {
    'graphiql.css': `${css}\n${readFileSync(join(WEB, 'styles/graphiql.css'), 'utf8')}`,
    'graphiql.js': js,
    'editor.worker.js': editorWorkerService,
    'json.worker.js': jsonWorker,
    'graphql.worker.js': graphqlWorker,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(target, name), content);
  bundle({ start: join(WEB, 'graphiql/start.ts') }, target, { format: 'iife', splitting: false });
}
