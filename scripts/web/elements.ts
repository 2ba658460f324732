/**
 * `<crosswalk-autocomplete>` as a browser loads it: `crosswalk-autocomplete.js`, and `offline.js` for those who ask for
 * the offline pack. Types stand in packages/crosswalk-autocomplete.
 */
import { join } from 'node:path';
import { persistedDocuments } from '../../worker/api/generated/persisted-documents.ts';
import { bundle } from './bundle.ts';

const SOURCE = join(import.meta.dirname, '../../web/elements');

/** The id of the document that the element asks by. */
function autocompleteId(): string {
  for (const [id, document] of persistedDocuments) if (document.startsWith('query Autocomplete(')) return id;
  throw new Error('schema/persisted/Autocomplete.graphql is missing; run `npm run codegen`');
}

/** Writes both files into `folder`. */
export function buildElements(folder: string): void {
  const entries = {
    'crosswalk-autocomplete': join(SOURCE, 'crosswalk-autocomplete.ts'),
    offline: join(SOURCE, 'offline.ts'),
  };
  bundle(entries, folder, { define: { AUTOCOMPLETE_ID: JSON.stringify(autocompleteId()) } });
}
