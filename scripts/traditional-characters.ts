/** Writes worker/core/traditional-characters.ts from OpenCC's dictionary: `node scripts/traditional-characters.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Converter } from 'opencc-js';

const toSimplified = Converter({ from: 't', to: 'cn' });
let traditional = '';
let simplified = '';
for (let code = 0x3400; code < 0xa000; code++) {
  const character = String.fromCharCode(code);
  const converted = toSimplified(character);
  if (converted !== character && converted.length === 1) {
    traditional += character;
    simplified += converted;
  }
}
writeFileSync(
  join(import.meta.dirname, '../worker/core/traditional-characters.ts'),
  `/**
 * Traditional Chinese characters and, at the same place, their simplified forms. Generated from OpenCC's dictionary
 * (Apache-2.0) by scripts/traditional-characters.ts: never edited by hand.
 */
export const TRADITIONAL_CHARACTERS =
  '${traditional}';
export const SIMPLIFIED_CHARACTERS =
  '${simplified}';
`,
);
console.log(`${traditional.length} characters`);
