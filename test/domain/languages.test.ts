import { describe, expect, it } from 'vitest';
import { type LanguageTag, parseAcceptLanguage, parseLanguageTag } from '../../worker/core/language.ts';
import { firstByLanguage, heldLanguage, languagePreference } from '../../worker/domain/languages.ts';

function tag(text: string): LanguageTag {
  const parsed = parseLanguageTag(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}
const HELD = ['de', 'en', 'no', 'pt', 'pt-br', 'zh', 'zh-hant'].map(tag);

describe('heldLanguage', () => {
  it.each([
    ['de', 'de'],
    ['de-at', 'de'],
    ['pt-br', 'pt-br'],
    ['pt-pt', 'pt'],
    ['nb', 'no'],
    ['zh-tw', 'zh-hant'],
    ['zh-cn', 'zh'],
    ['ja', undefined],
  ])('%s is answered in %s', (wanted, expected) => {
    expect(heldLanguage(tag(wanted), HELD)).toBe(expected);
  });
});

describe('languagePreference', () => {
  it('is the argument, then what is accepted, then English, each once', () => {
    expect(languagePreference(tag('pt-br'), parseAcceptLanguage('de, ja, en;q=0.5'), HELD)).toEqual([
      'pt-br',
      'pt',
      'de',
      'en',
    ]);
    expect(languagePreference(undefined, [], HELD)).toEqual(['en']);
    expect(languagePreference(tag('de'), [], [tag('de')])).toEqual(['de']);
  });
});

describe('firstByLanguage', () => {
  it('follows the order of the languages, not of the texts', () => {
    const said = [{ language: 'en' }, { language: 'de' }];
    expect(firstByLanguage(said, ['fr', 'de', 'en'].map(tag))).toEqual({ language: 'de' });
    expect(firstByLanguage(said, ['fr'].map(tag))).toBeUndefined();
  });
});
