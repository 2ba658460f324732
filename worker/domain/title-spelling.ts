/**
 * A title without its typos: a word that no label has is read as the word of the labels that has one typo less.
 *
 * Cost: a few microseconds where all words are known, some ten for each that is not; the prefix indexes of the
 * languages in which the title is read.
 */
import { fold } from '../core/fold.ts';
import type { LanguageTag } from '../core/language.ts';
import { wordRanges } from '../engines/prefix-index/index.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';

/** The title, folded, with other words in the place of those that no language has; undefined where there are none. */
export async function respelled(
  snapshot: Pick<SnapshotStore, 'prefixIndex'>,
  text: string,
  languages: readonly LanguageTag[],
): Promise<string | undefined> {
  const indexes = await Promise.all(languages.map((language) => snapshot.prefixIndex('OCCUPATION', language)));
  const respell = (word: string): string | undefined => {
    if (indexes.some((index) => index?.knows(word) === true)) return undefined;
    for (const index of indexes) {
      const other = index?.respell(word);
      if (other !== undefined) return other;
    }
    return undefined;
  };
  const folded = fold(text);
  let written = '';
  let at = 0;
  for (const { start, end } of wordRanges(folded)) {
    const other = respell(folded.slice(start, end));
    if (other === undefined) continue;
    written += folded.slice(at, start) + other;
    at = end;
  }
  return at === 0 ? undefined : written + folded.slice(at);
}
