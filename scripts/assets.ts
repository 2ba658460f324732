/** The static files that the Worker serves beside the snapshot: pages, guides, GraphiQL, their headers, encoders. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeEncoders } from './encoders.ts';
import { buildElements } from './web/elements.ts';
import { writeGraphiql } from './web/graphiql.ts';
import { writeGuides } from './web/guides.ts';
import { writeHeaders } from './web/headers.ts';
import { writePages } from './web/pages.ts';

/** Writes them into a folder; takes about a second. */
export function writeAssets(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writePages(folder);
  buildElements(join(folder, 'elements'));
  writeGraphiql(folder);
  writeGuides(folder);
  writeHeaders(folder);
  writeEncoders(folder);
}
