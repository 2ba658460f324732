/**
 * Stored titles made ready to be compared with a search. The last ones are remembered: advertisements repeat few titles,
 * and searches meet the same ones again. An isolate keeps one snapshot and one encoder, so what was read stays true.
 *
 * Cost: 50 microseconds a title met for the first time, then a look-up; 3 kB each remembered.
 */
import { keepNewest } from '../core/keep-newest.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import type { SubjectReader } from './collection-subjects.ts';
import type { CollectionTitle } from './collection-titles.ts';
import { type UnderstoodTitle, createTitleReader } from './title-scoring.ts';

const REMEMBERED = 2_000;

export interface StoredTitles {
  /** In the order of the rows. */
  understand(rows: readonly CollectionTitle[]): Promise<readonly UnderstoodTitle[]>;
}

export function createStoredTitles(snapshot: SnapshotStore, subjects: Pick<SubjectReader, 'stored'>): StoredTitles {
  const known = new Map<string, UnderstoodTitle>();

  return {
    async understand(rows) {
      const { languages: held, snapshot: name } = await snapshot.manifest();
      const understand = await createTitleReader(snapshot);
      const understood: UnderstoodTitle[] = [];
      for (const row of rows) {
        // Of a row that is not indexed, or by another snapshot, subjects are found anew, and not rounded.
        const text = `${row.language} ${row.snapshot === name ? 1 : 0} ${row.title}`;
        const title = known.get(text) ?? (await understand(subjects.stored(row, name, held)));
        keepNewest(known, text, title, REMEMBERED);
        understood.push(title);
      }
      return understood;
    },
  };
}
