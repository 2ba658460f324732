/** Writes build/fold-table.json: what worker/core/fold.ts makes of each character, for the Python side. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldCodeUnit } from '../worker/core/fold.ts';

const table: Record<string, string> = {};
for (let code = 0; code < 0x10000; code++) {
  if (code >= 0xd800 && code <= 0xdfff) continue;
  const character = String.fromCharCode(code);
  const folded = foldCodeUnit(code);
  if (folded !== character) table[character] = folded;
}
const folder = join(import.meta.dirname, 'build');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'fold-table.json'), JSON.stringify(table));
console.log(`${Object.keys(table).length} characters fold to something else`);
