/**
 * A single skills table of ESCO, as version 1.0 was passed on: CSV with preferred and alternative labels in one
 * language, which the file's name tells ("skills_fr_v1.0.csv.gz").
 */
import { basename } from 'node:path';
import { parseLanguageTag } from '../../worker/core/language.ts';
import { openFile } from './files.ts';
import { type LabelSource, unknownConcept } from './label-source.ts';
import { readCsv } from './rows.ts';

export const SKILL_CSV_COLUMNS = ['conceptUri', 'preferredLabel', 'altLabels', 'description'] as const;

export function escoSkillCsv(path: string): LabelSource {
  const file = basename(path);
  return {
    file,
    add: async (draft, problems) => {
      const language = parseLanguageTag(/_([a-z]{2,3})(?=[_.])/.exec(file)?.[1] ?? '');
      if (language === undefined) {
        problems.refuse({ file }, 'the file name tells no language', 'Name it like "skills_fr.csv".');
        return;
      }
      const lacking = unknownConcept(file, draft);
      for await (const row of readCsv(openFile(path), { file, columns: SKILL_CSV_COLUMNS, problems })) {
        const id = draft.findUri(row.text('conceptUri'));
        const preferred = row.required('preferredLabel');
        if (id === undefined) {
          problems.note(row.place('conceptUri'), lacking);
          continue;
        }
        if (preferred !== undefined) draft.addLabel(id, language, 'PREFERRED', preferred);
        for (const label of row.texts('altLabels', '\n')) draft.addLabel(id, language, 'ALTERNATIVE', label);
        draft.addDescription(id, language, row.paragraph('description'));
      }
    },
  };
}
