/**
 * O*NET's alternate titles, put as English labels on the occupations that are mapped to their O*NET-SOC code.
 *
 * A title finds a home where the mapping says that the code is the occupation, comes close to it, or is one of the
 * jobs in it (EXACT, CLOSE, NARROW; the best kind wins) and names one occupation only: a title of a code that spans
 * several occupations could belong to any of them.
 */
import { basename } from 'node:path';
import type { TaxonomyDraft } from '../draft.ts';
import { ONET_ATTRIBUTION } from '../identities.ts';
import { ENGLISH } from '../languages.ts';
import type { MappingKind } from '../model.ts';
import { openFile } from './files.ts';
import type { LabelSource } from './label-source.ts';
import { readTsv } from './rows.ts';

export const ALTERNATE_TITLE_COLUMNS = ['O*NET-SOC Code', 'Alternate Title', 'Short Title'] as const;

const PREFERENCE: readonly MappingKind[] = ['EXACT', 'CLOSE', 'NARROW'];

/** O*NET-SOC code to the occupations that its best mappings name. */
function homes(draft: TaxonomyDraft): Map<string, readonly string[]> {
  const best = new Map<string, { rank: number; ids: string[] }>();
  for (const [id, mappings] of draft.mappings()) {
    for (const { scheme, code, kind } of mappings) {
      const rank = PREFERENCE.indexOf(kind);
      if (scheme !== 'O*NET-SOC' || rank < 0) continue;
      const known = best.get(code);
      if (known === undefined || rank < known.rank) best.set(code, { rank, ids: [id] });
      else if (rank === known.rank) known.ids.push(id);
    }
  }
  return new Map(Array.from(best, ([code, { ids }]) => [code, ids] as const));
}

export function onetAlternateTitles(path: string): LabelSource {
  const file = basename(path);
  return {
    file,
    add: async (draft, problems) => {
      const byCode = homes(draft);
      let found = 0;
      for await (const row of readTsv(openFile(path), { file, columns: ALTERNATE_TITLE_COLUMNS, problems })) {
        const titles = [row.required('Alternate Title'), row.text('Short Title')].filter(
          (title) => title !== undefined && title !== '',
        );
        const ids = byCode.get(row.text('O*NET-SOC Code')) ?? [];
        const [id] = ids;
        if (id === undefined)
          problems.note(
            row.place('O*NET-SOC Code'),
            `a title of an O*NET-SOC code to which ${draft.identity.id} maps no occupation, which was left out`,
          );
        else if (ids.length > 1)
          problems.note(
            row.place('O*NET-SOC Code'),
            `a title of an O*NET-SOC code to which ${draft.identity.id} maps several occupations alike, which was left out`,
          );
        else {
          found += 1;
          for (const title of titles) if (title !== undefined) draft.addLabel(id, ENGLISH, 'ALTERNATIVE', title);
        }
      }
      if (found > 0) {
        problems.note({ file }, `a title that found its occupation in ${draft.identity.id}`, found);
        draft.addAttribution(ONET_ATTRIBUTION);
      }
    },
  };
}
