import { describe, expect, it } from 'vitest';
import { type LanguageTag, parseLanguageTag } from '../../worker/core/language.ts';
import { detectLanguage, rankLanguages } from '../../worker/engines/language-detection/index.ts';
import { mainScript } from '../../worker/engines/language-detection/scripts.ts';

const tags = (text: string): LanguageTag[] => text.split(' ').map((tag) => parseLanguageTag(tag)!);
const ALL = tags('ar bg cs da de el en es fi fr hi hu it ja ko nl no pl pt ro ru sv tr uk vi zh zh-hant');

describe('language detection', () => {
  it.each([
    ['Softwareentwickler', 'de'],
    ['Krankenschwester im Nachtdienst', 'de'],
    ['registered nurse', 'en'],
    ['warehouse worker', 'en'],
    ['infirmière en psychiatrie', 'fr'],
    ['responsable des ressources humaines', 'fr'],
    ['impiegato amministrativo', 'it'],
    ['간호사', 'ko'],
    ['看護スタッフ', 'ja'],
    ['软件开发工程师', 'zh'],
    ['軟體開發工程師', 'zh-hant'],
    ['Java 开发工程师', 'zh'],
    ['νοσηλευτής', 'el'],
    ['مهندس برمجيات', 'ar'],
    ['सॉफ्टवेयर इंजीनियर', 'hi'],
  ])('%s is %s', (title, language) => {
    expect(detectLanguage(title, ALL)).toBe(language);
  });

  it('answers only with candidates', () => {
    expect(detectLanguage('Krankenschwester', tags('en fr'))).not.toBe('de');
    expect(detectLanguage('간호사', tags('en fr'))).toBe('en');
    expect(detectLanguage('軟體開發工程師', tags('en zh'))).toBe('zh');
    expect(detectLanguage('看護スタッフ', tags('fr'))).toBe('fr');
    expect(detectLanguage('nurse', [])).toBeUndefined();
  });

  it('falls back to English where there is nothing to go by', () => {
    for (const title of ['', '123', '🚀', '???']) expect(detectLanguage(title, ALL)).toBe('en');
  });

  it('gives probabilities that add up to 1, likeliest first', () => {
    const guesses = rankLanguages('Marketing Manager', ALL);
    expect(guesses.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
    expect(guesses).toEqual(guesses.toSorted((left, right) => right.probability - left.probability));
  });

  it('takes into account what was known before', () => {
    const [german, english] = tags('de en');
    const likely = (share: number): number => {
      const prior = new Map([
        [german!, share],
        [english!, 1 - share],
      ]);
      return rankLanguages('Manager', [german!, english!], prior).find(({ language }) => language === german)!
        .probability;
    };
    expect(likely(0.9)).toBeGreaterThan(likely(0.1));
  });

  it('tells scripts apart, Latin words among others notwithstanding', () => {
    expect(mainScript('SAP コンサルタント')).toBe('KANA');
    expect(mainScript('HR経理')).toBe('HAN');
    expect(mainScript('Бухгалтер 1C')).toBe('CYRILLIC');
    expect(mainScript('42')).toBeUndefined();
  });
});
