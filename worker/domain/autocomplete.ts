/**
 * What a person has typed so far, completed. In memory throughout: a keystroke never reaches D1.
 *
 * Cost: one look-up in the prefix index a kind and language, and one label a suggestion.
 */
import type { LanguageTag } from '../core/language.ts';
import type { Highlight } from '../engines/prefix-index/index.ts';
import { type LanguageCompletion, type SearchedKind, completeInLanguages, searchedLanguages } from './completions.ts';
import { type Concept, type NameSnapshot, openTaxonomy } from './concepts.ts';
import { membersOf } from './members.ts';
import type { Names } from './names.ts';

export interface AutocompleteRequest {
  readonly text: string;
  /** The language typed in; undefined for all. */
  readonly language: LanguageTag | undefined;
  /** The language of the answer; undefined for the hit's own. */
  readonly labelLanguage: LanguageTag | undefined;
  /** Languages that the client prefers: their hits come first where others fit about as well. */
  readonly preferred: readonly LanguageTag[];
  readonly kinds: readonly SearchedKind[];
  /** Only concepts below this one. */
  readonly within: string | undefined;
  readonly limit: number;
}

export interface Suggestion {
  readonly text: string;
  readonly language: LanguageTag;
  readonly kind: SearchedKind;
  readonly concept: Concept;
  readonly highlights: readonly Highlight[];
  readonly score: number;
}

export type Autocomplete = (request: AutocompleteRequest) => Promise<readonly Suggestion[]>;

export function createAutocomplete(snapshot: NameSnapshot, names: Names): Autocomplete {
  /** The name to show: the hit itself, unless another language is wanted or the hit is not meant to be shown. */
  async function shown(
    { language, label, concept, highlights }: LanguageCompletion,
    labelLanguage: LanguageTag | undefined,
  ): Promise<Pick<Suggestion, 'text' | 'language' | 'highlights'>> {
    const pool = await snapshot.labels(language);
    const hidden = pool?.kind(label) === 'HIDDEN';
    if (hidden || (labelLanguage !== undefined && labelLanguage !== language)) {
      const name = await names.preferred(concept, [labelLanguage ?? language]);
      if (name !== undefined) return { ...name, highlights: [] };
    }
    return { text: pool?.text(label) ?? '', language, highlights };
  }

  return async ({ text, language, labelLanguage, preferred, kinds, within, limit }) => {
    const taxonomy = await openTaxonomy(snapshot);
    const accept = within === undefined ? undefined : membersOf(taxonomy, within);
    const languages = searchedLanguages(taxonomy, language, preferred);
    const completions = await completeInLanguages(snapshot, { text, kinds, languages, limit, accept });
    return Promise.all(
      completions.map(async (completion) => ({
        ...(await shown(completion, labelLanguage)),
        kind: taxonomy.table.kind(completion.concept) === 'SKILL' ? 'SKILL' : 'OCCUPATION',
        concept: taxonomy.concept(completion.concept, labelLanguage),
        score: completion.score,
      })),
    );
  };
}
