/**
 * A table of labels by URI: TSV with the columns `uri`, `language`, `label`; ISCO groups are in it like occupations.
 *
 * Where a concept has no label in a language yet, the first row about it is its preferred label.
 */
import { basename } from 'node:path';
import { parseLanguageTag } from '../../worker/core/language.ts';
import { openFile } from './files.ts';
import { type LabelSource, unknownConcept } from './label-source.ts';
import { readTsv } from './rows.ts';

export const LABEL_TABLE_COLUMNS = ['uri', 'language', 'label'] as const;

export function labelTable(path: string): LabelSource {
  const file = basename(path);
  return {
    file,
    add: async (draft, problems) => {
      const lacking = unknownConcept(file, draft);
      for await (const row of readTsv(openFile(path), { file, columns: LABEL_TABLE_COLUMNS, problems })) {
        const language = parseLanguageTag(row.raw('language'));
        const label = row.required('label');
        const id = draft.findUri(row.raw('uri'));
        if (language === undefined)
          row.refuse('language', `"${row.raw('language')}" is not a language tag`, 'Write one like "en" or "pt-br".');
        else if (id === undefined) problems.note(row.place('uri'), lacking);
        else if (label !== undefined)
          draft.addLabel(id, language, draft.hasLabels(id, language) ? 'ALTERNATIVE' : 'PREFERRED', label);
      }
    },
  };
}
