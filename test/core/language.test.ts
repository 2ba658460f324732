import { describe, expect, it } from 'vitest';
import { languageChain, parseAcceptLanguage, parseLanguageTag } from '../../worker/core/language.ts';

const chain = (text: string): readonly string[] => {
  const tag = parseLanguageTag(text);
  if (tag === undefined) throw new Error(`${text} is no tag`);
  return languageChain(tag);
};

describe('parseLanguageTag', () => {
  it.each([
    ['EN', 'en'],
    ['pt_BR', 'pt-br'],
    ['zh-Hant-TW', 'zh-hant-tw'],
  ])('reads %s as %s', (text, tag) => {
    expect(parseLanguageTag(text)).toBe(tag);
  });

  it.each(['', 'e', 'english language', 'en--gb', 'x'.repeat(40), '\ud800', 'en\u0000'])('refuses %j', (text) => {
    expect(parseLanguageTag(text)).toBeUndefined();
  });
});

describe('languageChain', () => {
  it.each([
    ['pt-br', ['pt-br', 'pt']],
    ['zh-tw', ['zh-tw', 'zh-hant', 'zh']],
    ['zh-hant-hk', ['zh-hant-hk', 'zh-hant', 'zh']],
    ['nb', ['nb', 'no']],
    ['en', ['en']],
  ])('of %s is %j', (tag, expected) => {
    expect(chain(tag)).toEqual(expected);
  });
});

describe('parseAcceptLanguage', () => {
  it('orders by quality, then by place, and skips what is malformed or refused', () => {
    expect(parseAcceptLanguage('de;q=0.8, fr, *;q=0.1, en;q=0, ??, it;q=0.8')).toEqual(['fr', 'de', 'it']);
  });
  it('gives nothing without a header or for an absurdly long one', () => {
    expect(parseAcceptLanguage(null)).toEqual([]);
    expect(parseAcceptLanguage('en,'.repeat(1_000))).toEqual([]);
  });
});
