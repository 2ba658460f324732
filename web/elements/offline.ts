/**
 * The offline pack: one language of the snapshot, and the Worker's own completion over it, in the browser. Loaded only
 * where the attribute `offline` asks for it; answers are those of the API by construction, in well under a millisecond.
 *
 * What it fetches: manifest, concept table, and the language's label pool and prefix indexes (and the label pool of
 * the language of the answers). Their names carry a hash of their content, so that a browser keeps them.
 */
import type { Suggestion } from '../../packages/crosswalk-autocomplete/index.d.ts';
import { type LanguageTag, parseLanguageTag } from '../../worker/core/language.ts';
import { createAutocomplete } from '../../worker/domain/autocomplete.ts';
import { heldLanguage, languagePreference } from '../../worker/domain/languages.ts';
import { createNames } from '../../worker/domain/names.ts';
import { openOfflineSnapshot } from './offline-snapshot.ts';
import type { Source } from './source.ts';

export interface PackRequest {
  /** BCP 47 tags, "" where the element names none. */
  readonly language: string;
  readonly labelLanguage: string;
  readonly kinds: readonly Suggestion['kind'][];
  /** Language of the page, "" where it names none. */
  readonly page: string;
}

const tagOf = (text: string): LanguageTag | undefined => (text === '' ? undefined : parseLanguageTag(text));

/** Reads the pack of the Worker that answers at `endpoint`; once it is there, the network is not needed. */
export async function openPack(endpoint: string, request: PackRequest): Promise<Source> {
  const { kinds } = request;
  const snapshot = openOfflineSnapshot(new URL('snapshot/', endpoint));
  const { languages: held } = await snapshot.manifest();
  const accepted = [request.page, ...navigator.languages].flatMap((text) => tagOf(text) ?? []);
  const preferred = languagePreference(tagOf(request.language), accepted, held);
  // All languages at once would be many megabytes: where none is named, it is the reader's.
  const [language] = preferred;
  const answered = tagOf(request.labelLanguage);
  const labelLanguage = answered === undefined ? undefined : heldLanguage(answered, held);
  if (language === undefined) throw new Error(`The taxonomy has none of the languages ${accepted.join(', ')}`);
  await Promise.all([
    snapshot.concepts(),
    snapshot.labels(language),
    labelLanguage === undefined ? undefined : snapshot.labels(labelLanguage),
    ...kinds.map((kind) => snapshot.prefixIndex(kind, language)),
  ]);
  const autocomplete = createAutocomplete(snapshot, createNames(snapshot));
  return {
    async complete({ text, limit }, signal) {
      const found = await autocomplete({ text, language, labelLanguage, preferred, kinds, within: undefined, limit });
      signal.throwIfAborted();
      return found.map(({ concept: { id }, ...shown }) => ({
        id,
        text: shown.text,
        language: shown.language,
        kind: shown.kind,
        score: shown.score,
        highlights: shown.highlights,
      }));
    },
  };
}
