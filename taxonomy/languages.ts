/** The languages that the compiler itself speaks of. */
import { type LanguageTag, parseLanguageTag } from '../worker/core/language.ts';

function tag(text: string): LanguageTag {
  const language = parseLanguageTag(text);
  if (language === undefined) throw new Error(`"${text}" is not a language tag`);
  return language;
}

/** What every concept has a label in. */
export const ENGLISH = tag('en');
export const CHINESE = tag('zh');
export const TRADITIONAL_CHINESE = tag('zh-hant');
