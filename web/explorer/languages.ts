/** Names and directions of languages, and the language in which answers are wanted. */
import { find, h } from './dom.ts';

const names = new Intl.DisplayNames(['en'], { type: 'language' });
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** "German" for "de". */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export const directionOf = (tag: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr');

const answerSelect = (): HTMLSelectElement => find('#answer-language', HTMLSelectElement);

/** The language in which answers are wanted; undefined for that of what was found. */
export const answerLanguage = (): string | undefined => answerSelect().value || undefined;

/** Lays out what is answered in the language wanted; English where none is. */
export function layOut(outcome: HTMLElement): void {
  const language = answerLanguage() ?? 'en';
  outcome.dir = directionOf(language);
}

/** Adds the taxonomy's languages to every choice of a language, keeping what is chosen. */
export function offerLanguages(tags: readonly string[]): void {
  const sorted = tags
    .map((tag) => ({ tag, name: languageName(tag) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  for (const id of ['answer-language', 'typed-language', 'advertised-language', 'bulk-language']) {
    const select = find(`#${id}`, HTMLSelectElement);
    const offered = new Set(Array.from(select.options, ({ value }) => value));
    for (const { tag, name } of sorted) {
      if (offered.has(tag))
        for (const option of select.options) {
          if (option.value === tag) option.textContent = name;
        }
      else select.append(h('option', { value: tag }, name));
    }
  }
}

/** Chooses a language that may not have been offered yet. */
export function choose(select: HTMLSelectElement, tag: string): void {
  if (!Array.from(select.options).some(({ value }) => value === tag))
    select.append(h('option', { value: tag }, languageName(tag)));
  select.value = tag;
}
