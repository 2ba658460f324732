/** The static files that the Worker serves beside the snapshot: pages, guides, GraphiQL, their headers, encoders. */
import { mkdirSync } from 'node:fs';
import { writeEncoders } from './encoders.ts';
import { writeGraphiql } from './web/graphiql.ts';
import { writeHeaders } from './web/headers.ts';
import { writePages } from './web/pages.ts';

/** Writes them into a folder; takes about a second. */
export function writeAssets(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writePages(folder);
  writeGraphiql(folder);
  writeHeaders(folder);
  writeEncoders(folder);
}
