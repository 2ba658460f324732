/**
 * The prefix index over official ESCO labels, where lists are full, words are frequent and almost everything is passed
 * over without being looked at: the answers must still be those of the reference.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { hasLabels, readCorpus } from '../../bench/autocomplete-corpus.ts';
import { parseLanguageTag } from '../../worker/core/language.ts';
import {
  type IndexedLabel,
  type PrefixIndex,
  buildPrefixIndex,
  openPrefixIndex,
} from '../../worker/engines/prefix-index/index.ts';
import { readContainer } from '../../worker/engines/snapshot/container.ts';
import { type Reference, createReference } from './prefix-index-reference.ts';

const TYPED = {
  en: [
    'm a',
    'e-co',
    'nurs',
    'operator of s',
    'manager of hos',
    'engineer soft',
    'softwre dev',
    'tent c',
    'hand k',
    'a',
    'manger of food shop',
    'sales asistant',
    'nurse ',
    'mobility magagesr',
    'heatlh and safety',
    'projectmanager',
    'of',
  ],
  de: [
    'krankens',
    'Ärz',
    'aerztin',
    'software entw',
    'Leiter R',
    'entwickler',
    'leitr e',
    'maschinenbau ing',
    'fachverkaufer fur',
    'in',
    'import-/export m',
  ],
  es: ['operador de de', 'tecnico de te', 'operadr de maquinas', 'director', 'ingeniera en', 'de'],
};

const labels = new Map<string, readonly IndexedLabel[]>();
const indexes = new Map<string, PrefixIndex>();
const references = new Map<string, Reference>();

describe.skipIf(!hasLabels())('prefix index over ESCO (needs ../shared/data/esco)', () => {
  beforeAll(() => {
    for (const { language, labels: own } of readCorpus('languages').indexes) {
      if (!Object.hasOwn(TYPED, language)) continue;
      const tag = parseLanguageTag(language)!;
      // Every third concept is popular, so that popularity has something to decide.
      const weighted = own.map((label) => ({
        ...label,
        popularity: label.concept % 3 === 0 ? label.concept % 250 : 0,
      }));
      labels.set(language, weighted);
      const container = readContainer(buildPrefixIndex(tag, weighted));
      if (!container.ok) throw new Error(container.failure.reason);
      indexes.set(language, openPrefixIndex(container.value));
      references.set(language, createReference(tag, weighted));
    }
  });

  const texts = (language: string): [string, string][] =>
    (TYPED[language as keyof typeof TYPED] ?? []).map((text) => [language, text]);

  it.each(Object.keys(TYPED).flatMap(texts))('%s: "%s" as the reference has it', (language, text) => {
    const expected = references.get(language)!.complete(text, 10);
    const completed = indexes.get(language)!.complete(text, { limit: 10 });
    expect(completed.map(({ label }) => labels.get(language)![label]!.text)).toEqual(
      expected.map((label) => label.text),
    );
    expect(completed.map(({ label }) => label)).toEqual(expected.map(({ label }) => label));
  });

  it('takes at most 40 bytes a label in English, and 90 with the compounds of German', () => {
    const bytesOf = (language: 'en' | 'de'): number =>
      buildPrefixIndex(parseLanguageTag(language)!, labels.get(language)!).length / labels.get(language)!.length;
    expect(bytesOf('en')).toBeLessThan(40);
    expect(bytesOf('de')).toBeLessThan(90);
  });
});
