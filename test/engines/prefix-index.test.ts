import { describe, expect, it } from 'vitest';
import { parseLanguageTag } from '../../worker/core/language.ts';
import {
  type IndexedLabel,
  type PrefixIndex,
  buildPrefixIndex,
  openPrefixIndex,
} from '../../worker/engines/prefix-index/index.ts';
import { readContainer, writeContainer } from '../../worker/engines/snapshot/container.ts';

type Given = string | (Partial<IndexedLabel> & { text: string });

function fill(given: readonly Given[]): IndexedLabel[] {
  return given.map((entry, label) => ({
    label,
    concept: label,
    kind: 'PREFERRED',
    popularity: 0,
    ...(typeof entry === 'string' ? { text: entry } : entry),
  }));
}

function bytesOf(tag: string, given: readonly Given[]): Uint8Array<ArrayBuffer> {
  return buildPrefixIndex(parseLanguageTag(tag)!, fill(given));
}

/** A function that completes over these labels and shows each with its highlights in brackets. */
function over(tag: string, ...given: Given[]): (text: string, limit?: number) => string[] {
  const container = readContainer(bytesOf(tag, given));
  if (!container.ok) throw new Error(container.failure.reason);
  const index = openPrefixIndex(container.value);
  const labels = fill(given);
  return (text, limit = 10) =>
    index.complete(text, { limit }).map(({ label, highlights }) => {
      const source = labels[label]!.text;
      let shown = '';
      let at = 0;
      for (const { start, end } of highlights) {
        shown += `${source.slice(at, start)}[${source.slice(start, end)}]`;
        at = end;
      }
      return shown + source.slice(at);
    });
}

describe('what matches', () => {
  it('any word may come first, words in any order, each by its beginning', () => {
    const complete = over('en', 'software engineer');
    expect(complete('soft')).toEqual(['[soft]ware engineer']);
    expect(complete('eng')).toEqual(['software [eng]ineer']);
    expect(complete('engineer soft')).toEqual(['[soft]ware [engineer]']);
    expect(complete('eng soft')).toEqual(['[soft]ware [eng]ineer']);
    expect(complete('ware')).toEqual([]);
  });

  it('every typed word needs a word of its own', () => {
    const complete = over('en', 'nurse', 'nursery nurse', 'ab abc', 'ab ac');
    expect(complete('nurs nurs')).toEqual(['[nurs]ery [nurs]e']);
    // "a" could take either word; it has to leave "ab" the one that it needs.
    expect(complete('a ab')).toEqual(['[ab] [a]bc', '[ab] [a]c']);
    expect(complete('ab a')).toEqual(['[ab] [a]c', '[ab] [a]bc']);
  });

  it('case, marks and compatibility forms do not count', () => {
    expect(over('fr', 'infirmière', 'chef de projet')('INFIRMIERE')).toEqual(['[infirmière]']);
    expect(over('fr', 'infirmie\u0300re')('infirmière')).toEqual(['[infirmie\u0300re]']);
    expect(over('fr', 'e\u0301le\u0300ve infirmie\u0300re')('eleve in')).toEqual([
      '[e\u0301le\u0300ve] [in]firmie\u0300re',
    ]);
    expect(over('en', 'ﬁreﬁghter')('firefi')).toEqual(['[ﬁreﬁ]ghter']);
    expect(over('ko', '간호사'.normalize('NFD'))('간호')).toEqual([
      `[${'간호'.normalize('NFD')}]${'사'.normalize('NFD')}`,
    ]);
  });

  it('umlauts as they are, bare, or as two letters', () => {
    const complete = over('de', 'Ärztin', 'Straßenwärter');
    for (const text of ['Ärz', 'arz', 'aerz', 'AERZ']) expect(complete(text)).toEqual(['[Ärz]tin']);
    expect(complete('strassenwaert')).toEqual(['[Straßenwärt]er']);
    expect(over('da', 'sygeplejerske på øre')('oere')).toEqual(['sygeplejerske på [øre]']);
    expect(over('sv', 'åkare')('aakare')).toEqual(['[åkare]']);
    expect(over('en', 'naïve artist')('naieve')).toEqual(['[naïve] artist']); // a typo, not a spelling
  });

  it('parts of compounds, by the words of the other labels', () => {
    const labels = [
      'Softwareentwickler',
      'Entwickler',
      'Entwickler für Spiele',
      'Arbeitsvermittler',
      'Vermittler',
      'Vermittler von Arbeit',
    ];
    const complete = over('de', ...labels);
    expect(complete('entwick')).toContain('Software[entwick]ler');
    expect(complete('vermitt')).toContain('Arbeits[vermitt]ler');
    expect(complete('software entw')).toContain('[Softwareentw]ickler');
    expect(over('en', ...labels)('entwick')).not.toContain('Software[entwick]ler');
  });

  it('words joined by a hyphen, together and apart', () => {
    const complete = over('en', 'co-ordinator', 'e-commerce manager');
    expect(complete('coord')).toEqual(['[co-ord]inator']);
    expect(complete('ordin')).toEqual(['co-[ordin]ator']);
    expect(complete('ecom')).toEqual(['[e-com]merce manager']);
    expect(complete('e com')).toEqual(['[e]-[com]merce manager']);
  });

  it('signs that belong to names, and what follows them', () => {
    const complete = over('en', 'C++ developer', 'C# developer', 'node.js developer');
    expect(complete('c++')).toEqual(['[C++] developer']);
    expect(complete('c#')).toEqual(['[C#] developer']);
    expect(complete('js')).toEqual(['node.[js] developer']);
  });

  it('Han and kana from any character on', () => {
    const complete = over('zh', '软件工程师', '高级CNC工程师');
    expect(complete('工程')).toEqual(['高级CNC[工程]师', '软件[工程]师']);
    expect(complete('工程师 软件')).toEqual(['[软件工程师]']);
    expect(complete('cnc工')).toEqual(['高级[CNC工]程师']);
    expect(over('ja', 'ソフトウェアエンジニア')('エンジ')).toEqual(['ソフトウェア[エンジ]ニア']);
    expect(over('zh', '軟體工程師')('工程师')).toEqual(['軟體[工程師]']);
  });

  it('the Arabic article, typed or not', () => {
    const complete = over('ar', 'مهندس البرمجيات');
    expect(complete('برمج')).toEqual(['مهندس ال[برمج]يات']);
    expect(complete('البرمج')).toEqual(['مهندس ال[برمج]يات']);
    expect(complete('المهندس')).toEqual(['[مهندس] البرمجيات']);
  });

  it('the Hebrew article of a label need not be typed', () => {
    expect(over('he', 'מנהל הפרויקט')('פרוי')).toEqual(['מנהל ה[פרוי]קט']);
  });
});

describe('typos', () => {
  const complete = over('en', 'software', 'developer', 'cook');

  it.each([
    ['a letter left out', 'sofware', '[software]'],
    ['a letter too many', 'softtware', '[software]'],
    ['another letter', 'sogtware', '[software]'],
    ['two letters exchanged', 'sfotware', '[software]'],
    ['the first letter', 'zoftware', '[software]'],
    ['the first letter left out', 'oftwar', '[softwar]e'],
    ['in the beginning of a word, the longest that fits', 'softwr', '[softwar]e'],
    ['two of them from eight letters', 'dveloepr', '[developer]'],
  ])('%s', (_, text, expected) => {
    expect(complete(text)).toEqual([expected]);
  });

  it('none in three letters, one up to seven, two from eight', () => {
    expect(complete('coa')).toEqual([]);
    expect(complete('coak')).toEqual(['[cook]']);
    expect(complete('sfwtare')).toEqual([]);
    expect(complete('sofwtrae')).toEqual(['[software]']);
    expect(complete('dvlope')).toEqual([]);
  });

  it('rank below all that is typed right, and fill the list', () => {
    const both = over('en', 'manager', 'manger maker', 'danger inspector');
    expect(both('manger')).toEqual(['[manger] maker', '[manager]', '[danger] inspector']);
    expect(both('manger', 1)).toEqual(['[manger] maker']);
  });

  it('two are looked for only when nothing is found with fewer', () => {
    const near = over('en', 'developer', 'envelope maker');
    expect(near('develope')).toEqual(['[develope]r']);
    expect(near('dvelopr')).toEqual([]); // seven letters may have one
    expect(near('dveloepr')).toEqual(['[developer]']);
  });

  it('in several words at once', () => {
    const engineer = over('en', 'senior software engineer', 'cook', 'software cook');
    expect(engineer('softwre enginer')).toEqual(['senior [software] [engineer]']);
    expect(engineer('senoir softwre enginer')).toEqual(['[senior] [software] [engineer]']);
  });

  it('two in a word whose right spelling is another label, where the other word is right', () => {
    const given = ['wxyzwxyz', 'abcd', 'abcd wqyzwqyz'];
    expect(over('en', ...given)('abcd wxyzwxyz')).toEqual(['[abcd] [wqyzwqyz]']);
  });

  it('a space forgotten or too many', () => {
    const project = over('en', 'project manager', 'software tester');
    expect(project('projectmana')).toEqual(['[project] [mana]ger']);
    expect(project('soft ware test')).toEqual(['[software] [test]er']);
  });

  it('a misspelt rare word among more labels than are walked one by one', () => {
    const many = Array.from({ length: 1_500 }, (_, index) => `manager of shop ${index}`);
    const complete = over('en', ...many, 'manager of zebras');
    expect(complete('manager zebars')).toEqual(['[manager] of [zebras]']);
    expect(complete('manager of zebars')).toEqual(['[manager] [of] [zebras]']);
  });
});

describe('what comes first', () => {
  it('the exact label, its beginnings, the typed order, whole words, nearness, length', () => {
    const complete = over(
      'en',
      'data engineer manager',
      'engineering data manager',
      'lead data engineer',
      'data and quality engineers',
      'database engineer',
      'chief engineer of all data',
      'engineer for data',
      'data engineer',
      'data engineering',
    );
    expect(complete('data engineer')).toEqual([
      '[data] [engineer]',
      '[data] [engineer]ing',
      '[data] [engineer] manager',
      '[data] and quality [engineer]s',
      'lead [data] [engineer]',
      '[data]base [engineer]',
      '[engineer]ing [data] manager',
      '[engineer] for [data]',
      'chief [engineer] of all [data]',
    ]);
  });

  it('the exact label also before what is more popular', () => {
    const complete = over('en', { text: 'ab cda', popularity: 255 }, 'ab cd', { text: 'ab cdb', popularity: 255 });
    expect(complete('ab cd', 1)).toEqual(['[ab] [cd]']);
    expect(over('en', { text: 'cook a', popularity: 255 }, 'cook')('cook', 1)).toEqual(['[cook]']);
  });

  it('of equally good labels the more popular, then the preferred, then the shorter', () => {
    const complete = over(
      'en',
      { text: 'nurse aide', popularity: 3 },
      { text: 'nurse help', popularity: 9 },
      { text: 'nurse hand', popularity: 9, kind: 'ALTERNATIVE' },
      { text: 'nurse who helps all wards at night', popularity: 9 },
    );
    expect(complete('nurse')).toEqual([
      '[nurse] help',
      '[nurse] who helps all wards at night',
      '[nurse] hand',
      '[nurse] aide',
    ]);
  });

  it('one row a concept, with its best label', () => {
    const complete = over(
      'en',
      { text: 'registered nurse', concept: 5 },
      { text: 'nurse', concept: 5, kind: 'ALTERNATIVE' },
      { text: 'night nurse', concept: 6 },
    );
    expect(complete('nurse')).toEqual(['[nurse]', 'night [nurse]']);
  });

  it('after a space the last word is complete, and the next is completed', () => {
    const complete = over('en', 'nursery', 'nurse practitioner', 'head nurse');
    expect(complete('nurse')).toEqual(['[nurse]ry', '[nurse] practitioner', 'head [nurse]']);
    expect(complete('nurse ')).toEqual(['[nurse] practitioner', 'head [nurse]', '[nurse]ry']);
  });

  it('nothing typed gives the most popular concepts by their preferred labels', () => {
    const complete = over(
      'en',
      { text: 'cook', popularity: 1 },
      { text: 'kitchen chef', concept: 7, popularity: 9 },
      { text: 'chef', concept: 7, popularity: 9, kind: 'ALTERNATIVE' },
      { text: 'waiter', popularity: 4 },
    );
    expect(complete('', 2)).toEqual(['kitchen chef', 'waiter']);
    expect(complete(' -\u0000 ', 1)).toEqual(['kitchen chef']);
  });

  it('scores: 1 for the exact label, half for each typo, falling along the list', () => {
    const container = readContainer(bytesOf('en', ['developer', 'developer tools', 'web developer']));
    if (!container.ok) throw new Error(container.failure.reason);
    const index = openPrefixIndex(container.value);
    const scores = (text: string) => index.complete(text, { limit: 3 }).map(({ score }) => score);
    expect(scores('developer')[0]).toBe(1);
    expect(scores('developer')).toEqual(scores('developer').toSorted((left, right) => right - left));
    expect(scores('developr')[0]).toBeLessThanOrEqual(0.5);
    expect(scores('dveloepr')[0]).toBeLessThanOrEqual(0.25);
  });
});

describe('spelling', () => {
  const spelling = (tag: string, ...given: Given[]): PrefixIndex => {
    const container = readContainer(bytesOf(tag, given));
    if (!container.ok) throw new Error(container.failure.reason);
    return openPrefixIndex(container.value);
  };

  it('knows words, beginnings of words and parts of compounds', () => {
    const { knows } = spelling('en', 'software engineer');
    expect(['software', 'soft', 'engineer'].map(knows)).toEqual([true, true, true]);
    expect(['ware', 'softwear', 'softwares'].map(knows)).toEqual([false, false, false]);
    expect(spelling('de', 'Softwareentwickler', 'Entwickler', 'Web Entwickler').knows('entwickler')).toBe(true);
  });

  it('finds the word that was meant, of several the most frequent', () => {
    const { respell } = spelling('en', 'software engineer', 'worker', 'walker', 'wood worker', 'cook');
    expect(['sofware', 'softwarre', 'sotfware', 'softwame'].map(respell)).toEqual(Array(4).fill('software'));
    expect(respell('wolker')).toBe('worker');
    expect(respell('enginer wrker')).toBeUndefined(); // a word at a time
  });

  it('leaves short words, other first letters, and scripts in which any letter is a word', () => {
    expect(spelling('en', 'cook', 'nurse').respell('cok')).toBeUndefined();
    expect(spelling('en', 'cook', 'nurse').respell('coook')).toBeUndefined();
    expect(spelling('en', 'nurse').respell('burse')).toBeUndefined();
    expect(spelling('zh', '软件工程师助理').respell('软件工程帅')).toBeUndefined();
    expect(spelling('en', 'nurse').respell('n'.repeat(40))).toBeUndefined();
  });
});

describe('filters and bounds', () => {
  it('a filter holds for one letter as for many, and for nothing typed', () => {
    const given = Array.from({ length: 3_000 }, (_, concept) => ({ text: `assistant ${concept}`, concept }));
    const container = readContainer(bytesOf('en', given));
    if (!container.ok) throw new Error(container.failure.reason);
    const index = openPrefixIndex(container.value);
    const accept = (concept: number): boolean => concept === 2_719;
    for (const text of ['', 'a', 'as', 'assist', 'asistant', 'assistant 2']) {
      expect(index.complete(text, { limit: 5, accept }).map(({ concept }) => concept)).toEqual([2_719]);
    }
    expect(index.complete('a', { limit: 0 })).toEqual([]);
    expect(index.complete('a', { limit: 100 })).toHaveLength(100);
  });

  it('labels and typed words longer than is compared are met by their beginnings', () => {
    const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const complete = over('de', long);
    expect(complete(long)).toEqual([`[${long.slice(0, 30)}]${long.slice(30)}`]);
    const wide = Array.from({ length: 40 }, (_, index) => `w${index}`).join(' ');
    expect(over('en', wide)(wide)).toHaveLength(1);
    expect(over('en', wide)('w39')).toEqual([]); // the first 31 words of a label are indexed
  });

  it('answers a text of 10 kB, control characters and lone surrogates', () => {
    const complete = over('en', 'manager', 'a manager of a winery');
    expect(complete('manager '.repeat(1_250))).toEqual([]);
    expect(complete(`manager${'\u0000'.repeat(10_000)}`)).toHaveLength(2);
    expect(complete('man\ud800')).toEqual(['[man]ager', 'a [man]ager of a winery']);
    expect(complete('a'.repeat(10_000))).toEqual([]);
    expect(complete('\udc00\ud83d')).toHaveLength(2); // nothing that could match: as if nothing was typed
  });

  it('no labels, and labels without letters', () => {
    expect(over('en')('a')).toEqual([]);
    expect(over('en')('')).toEqual([]);
    expect(over('en', '—', 'cook')('c')).toEqual(['[c]ook']);
  });
});

describe('the file', () => {
  it('is refused when a byte that is read is damaged', () => {
    const bytes = bytesOf('en', ['software engineer', 'cook', 'nurse']);
    let refused = 0;
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0x10;
      const container = readContainer(damaged);
      if (!container.ok) refused += 1;
      // Only what fills up the gaps between sections, and their number, which nobody needs, is not covered.
      else expect(openPrefixIndex(container.value).complete('cook', { limit: 9 })).toHaveLength(1);
    }
    expect(refused / bytes.length).toBeGreaterThan(0.9);
    expect(readContainer(bytes.subarray(0, bytes.length - 9)).ok).toBe(false);
  });

  it('is refused when it is of another kind', () => {
    const container = readContainer(writeContainer({ language: new Uint8Array(2) }));
    if (!container.ok) throw new Error(container.failure.reason);
    expect(() => openPrefixIndex(container.value)).toThrow(/section "terms.letters" is refused/);
  });
});
