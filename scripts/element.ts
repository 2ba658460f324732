/** `npm run element`: builds the element into its package, packages/crosswalk-autocomplete/dist, and says how large it is. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildElements } from './web/elements.ts';

const FOLDER = join(import.meta.dirname, '../packages/crosswalk-autocomplete/dist');

rmSync(FOLDER, { recursive: true, force: true });
buildElements(FOLDER);
for (const name of ['crosswalk-autocomplete.js', 'offline.js']) {
  const bytes = readFileSync(join(FOLDER, name));
  console.log(`${name}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} with gzip`);
}
