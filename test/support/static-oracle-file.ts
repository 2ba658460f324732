/** The oracle of the static tier as it is kept; undefined while the repository holds no weights. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readCards } from '../../taxonomy/encoders.ts';

export function readStaticOracle(): string | undefined {
  if (readCards().static === undefined) return undefined;
  return gunzipSync(readFileSync(join(import.meta.dirname, '../../models/oracle/static.jsonl.gz'))).toString();
}
