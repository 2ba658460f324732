/** What a search looks for, whether it was given as words, as an occupation or as another title. */
import { CrosswalkFailure } from '../core/failures.ts';
import { fold } from '../core/fold.ts';
import type { LanguageTag } from '../core/language.ts';
import { rankLanguages } from '../engines/language-detection/index.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import type { CollectionTitle } from './collection-titles.ts';
import type { Names } from './names.ts';
import { type TitleLexicon, cleanTitle } from './title-cleaning/index.ts';
import type { Nearness } from './title-profile.ts';
import { type WholeTitle, subjectsOf } from './title-scoring.ts';
import { readSubjects } from './title-subjects.ts';

export interface SearchSubject extends WholeTitle {
  readonly subjects: readonly Nearness[];
  readonly folded: string;
}

export interface SubjectReader {
  query(text: string, language: LanguageTag | undefined): Promise<SearchSubject>;
  /** Throws INVALID_ID for what is no occupation. */
  occupation(id: string, language: LanguageTag | undefined): Promise<SearchSubject>;
  title(row: CollectionTitle): Promise<SearchSubject>;
  /** A stored title as comparisons need it. */
  stored(row: CollectionTitle, snapshot: string, held: readonly LanguageTag[]): WholeTitle;
}

export interface SubjectParts {
  readonly snapshot: SnapshotStore;
  readonly lexicon: TitleLexicon;
  readonly names: Names;
}

export function createSubjectReader({ snapshot, lexicon, names }: SubjectParts): SubjectReader {
  const english = (held: readonly LanguageTag[]): LanguageTag => held.find((tag) => tag === 'en') ?? held[0]!;

  async function complete(title: WholeTitle): Promise<SearchSubject> {
    const subjects = title.subjects ?? (await subjectsOf(snapshot, title));
    return { ...title, subjects, folded: fold(title.text) };
  }

  function stored(row: CollectionTitle, name: string, held: readonly LanguageTag[]): WholeTitle {
    return {
      text: row.cleaned,
      uncleaned: row.title,
      language: held.find((tag) => tag === row.language) ?? english(held),
      subjects: row.snapshot === name ? readSubjects(row.subjects) : undefined,
    };
  }

  return {
    stored,
    async query(text, given) {
      const { languages: held } = await snapshot.manifest();
      const language = given ?? rankLanguages(text, held)[0]?.language ?? english(held);
      return complete({ text: cleanTitle(text, language, lexicon).cleaned, uncleaned: text, language });
    },
    async occupation(id, given) {
      const { languages: held } = await snapshot.manifest();
      const table = await snapshot.concepts();
      const concept = table.findId(id);
      const wanted = given === undefined ? [english(held)] : [given, english(held)];
      const name = concept === undefined ? undefined : await names.any(concept, wanted);
      if (concept === undefined || name === undefined || table.kind(concept) !== 'OCCUPATION')
        throw new CrosswalkFailure({ code: 'INVALID_ID', argument: 'occupation', id });
      const { text, language } = name;
      return complete({ text, uncleaned: text, language, subjects: [{ concept, value: 1 }] });
    },
    async title(row) {
      const { languages: held, snapshot: name } = await snapshot.manifest();
      return complete(stored(row, name, held));
    },
  };
}
