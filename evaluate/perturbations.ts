/**
 * The same title as people and boards write it: in capitals, without diacritics, with a typo, with what adverts put
 * around it. Seeded: the same random numbers give the same text.
 *
 * What adverts put around a title is taken from the lexicon that title cleaning reads, so it shows whether cleaning
 * finds what it knows, in every combination; not whether it knows everything.
 */
import lexicon from '../worker/domain/title-cleaning/lexicon.generated.json' with { type: 'json' };

export const PERTURBATIONS = ['upperCase', 'noDiacritics', 'typo', 'advert'] as const;
export type Perturbation = (typeof PERTURBATIONS)[number];

/** From 0 to 1. */
export type Random = () => number;

const LEXICON: Readonly<Record<string, Readonly<Record<string, string>>>> = lexicon;
const ENGLISH = 'en';

/** Shortest word that gets a typo: in a shorter one it makes another word. */
const TYPO_LENGTH = 5;
const LONG_WORD = new RegExp(
  String.raw`[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}]{${TYPO_LENGTH},}`,
  'gu',
);
/** Marks are written apart from their letters in NFD; these letters Unicode does not take apart. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
};

/** How adverts of a language say in brackets that they mean everybody; elsewhere the lexicon's words serve. */
const BRACKETED: Readonly<Record<string, readonly string[]>> = {
  de: ['m/w/d', 'w/m/d', 'm/w/x', 'd/m/w'],
  en: ['m/f/d', 'm/f/x', 'f/m/d', 'm/w/d'],
  fr: ['H/F', 'F/H', 'h/f', 'H/F/X'],
  es: ['H/M', 'M/H'],
  it: ['M/F', 'F/M', 'm/f/d'],
  nl: ['m/v', 'm/v/x', 'v/m/x'],
  pl: ['K/M', 'M/K', 'k/m'],
  pt: ['M/F', 'm/f', 'H/M', 'F/M'],
  cs: ['m/ž', 'muž/žena'],
  sv: ['m/k', 'man/kvinna'],
  da: ['m/k'],
  no: ['m/k', 'm/f'],
  ro: ['m/f', 'f/m'],
  ru: ['м/ж', 'ж/м'],
  uk: ['ч/ж', 'ж/ч'],
};

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)]!;
}

/** A term of one of the kinds, in the language or else in English. */
function term(primary: string, kinds: readonly string[], random: Random): string {
  const own = kinds.flatMap((kind) => LEXICON[primary]?.[kind]?.split('|') ?? []);
  const english = (): string[] => kinds.flatMap((kind) => LEXICON[ENGLISH]?.[kind]?.split('|') ?? []);
  return pick(own.length > 0 ? own : english(), random);
}

/** A level word before the title; behind it a gender marker, a place and a form of employment. */
function advertised(text: string, primary: string, random: Random): string {
  const level = term(primary, ['SENIORITY:JUNIOR', 'SENIORITY:MID', 'SENIORITY:SENIOR'], random);
  const marker = BRACKETED[primary] ?? [term(primary, ['GENDER_MARKER'], random)];
  const place = term(primary, ['LOCATION'], random);
  const form = term(primary, ['EMPLOYMENT_FORM'], random);
  if (primary === 'zh' || primary === 'ja') return `${level}${text}（${pick(marker, random)}）- ${place} ${form}`;
  return `${level} ${text} (${pick(marker, random)}) - ${place}, ${form}`;
}

/** One letter left out, doubled, swapped with the next or replaced, not at either end of a word. */
function misspelt(source: string, random: Random): string {
  const text = source.normalize('NFC');
  const words = [...text.matchAll(LONG_WORD)];
  if (words.length === 0) return text;
  const word = pick(words, random);
  const letters = Array.from(word[0]);
  const at = 1 + Math.floor(random() * (letters.length - 2));
  const swapped = Math.min(at, letters.length - 3);
  const others = letters.filter((letter) => letter !== letters[at]);
  const edits: readonly (() => readonly string[])[] = [
    () => letters.toSpliced(at, 1),
    () => letters.toSpliced(at, 0, letters[at]!),
    () => letters.toSpliced(swapped, 2, letters[swapped + 1]!, letters[swapped]!),
    () => letters.toSpliced(at, 1, others.length > 0 ? pick(others, random) : ''),
  ];
  const edited = pick(edits, random)().join('');
  // Two equal letters that swapped places are no typo.
  const changed = edited === word[0] ? letters.toSpliced(at, 1).join('') : edited;
  return text.slice(0, word.index) + changed + text.slice(word.index + word[0].length);
}

/** Latin and Greek letters without their marks; in other scripts they are letters of their own. */
function plain(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) =>
    /[\p{Script=Latin}\p{Script=Greek}]/u.test(letter)
      ? (PLAIN_LETTERS[letter] ?? letter.normalize('NFD').replaceAll(/\p{M}/gu, ''))
      : letter,
  ).join('');
}

/** The text otherwise written; undefined where it would be the same. `language`: its tag. */
export function perturb(
  perturbation: Perturbation,
  text: string,
  language: string,
  random: Random,
): string | undefined {
  const [primary = ENGLISH] = language.split('-');
  const written = {
    upperCase: () => text.toLocaleUpperCase(language),
    noDiacritics: () => plain(text),
    typo: () => misspelt(text, random),
    advert: () => advertised(text, primary, random),
  }[perturbation]();
  return written === text ? undefined : written;
}
