/**
 * Tokens: everything by which a label can be found.
 *
 * Each of its words is a slot, and so is each part of a compound, each letter of a Han or kana word and each piece
 * after a sign inside a word ("node.js"). A slot can be met through several tokens: as it is folded, as it is typed
 * without umlauts ("aerztin" for "Ärztin"), with what a hyphen joins to it ("coordinator" for "co-ordinator"), and
 * without the Arabic article. What was typed must meet a different slot with every word.
 */
import { type FoldedText, foldWithOffsets, isUnspacedScript } from '../../core/fold.ts';
import type { LanguageTag } from '../../core/language.ts';
import { type CompoundSplitter, compoundSplitter } from './compounds.ts';
import { ARABIC_ARTICLE_LENGTH, MAXIMUM_LETTERS, MAXIMUM_SLOTS, hasArabicArticle, wordRanges } from './words.ts';

export interface Token {
  /** What the slot's text looks like from here on, folded; at most MAXIMUM_LETTERS. */
  readonly term: string;
  /** Which slot of the label, from 0, in the order of the text. */
  readonly slot: number;
  /** False where a word of the label begins. */
  readonly inner: boolean;
  /** ends[i]: where the source of the first i letters ends; ends[0] is where it begins. UTF-16 code units of the label. */
  readonly ends: readonly number[];
}

export type Tokenizer = (label: string) => Token[];

/** Languages in which an umlaut is also typed as two letters. */
const UMLAUTS_AS_TWO_LETTERS = new Set(['de', 'lb', 'da', 'no', 'nb', 'nn', 'sv', 'is', 'fo']);
const TWO_LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
const HEBREW_ARTICLE = 'ה';
const HYPHEN = /^[-\u2010\u2011]$/;
const LETTER = /^[\p{Letter}\p{Number}\p{Mark}\p{Surrogate}]$/u;

/** One letter of a folded text: where its source begins and where it ends. */
interface Letter {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A tokenizer for one language's labels; `labels` are all of them, from which compounds are learned. */
export function createTokenizer(language: LanguageTag, labels: readonly string[]): Tokenizer {
  const primary = language.split('-', 1)[0] ?? '';
  const split = compoundSplitter(language, spokenWords(labels));
  const twoLetters = UMLAUTS_AS_TWO_LETTERS.has(primary);
  return (label) => tokenize(label.toWellFormed(), { split, twoLetters, hebrew: primary === 'he' });
}

function* spokenWords(labels: readonly string[]): Iterable<string> {
  for (const label of labels) {
    const { text } = foldWithOffsets(label);
    for (const { start, end } of wordRanges(text)) yield text.slice(start, end);
  }
}

interface Rules {
  readonly split: CompoundSplitter;
  readonly twoLetters: boolean;
  readonly hebrew: boolean;
}

function tokenize(label: string, { split, twoLetters, hebrew }: Rules): Token[] {
  const source = label.normalize('NFC'); // which is what folding's offsets are places of
  const inLabel = source === label ? undefined : placesInLabel(label, source);
  const folded = foldWithOffsets(source);
  const words = wordRanges(folded.text).map(({ start, end }) => letters(source, folded, start, end));
  const tokens: Token[] = [];
  let slot = 0;
  for (const [index, word] of words.entries()) {
    const text = textOf(word);
    for (const start of [0, ...innerStarts(text, split)]) {
      if (slot >= MAXIMUM_SLOTS) return tokens;
      const rest = word.slice(start);
      const forms = [rest];
      if (start === 0 && isJoined(source, words, index)) forms.push(joinedFrom(source, words, index));
      if (twoLetters) forms.push(...forms.map((form) => spelledOut(source, form)));
      if (start === 0 && hasArabicArticle(text)) forms.push(rest.slice(ARABIC_ARTICLE_LENGTH));
      if (start === 0 && hebrew && text.startsWith(HEBREW_ARTICLE) && text.length > 3) forms.push(rest.slice(1));
      const seen = new Set<string>();
      for (const form of forms) {
        const cut = form.slice(0, MAXIMUM_LETTERS);
        const term = textOf(cut);
        if (seen.has(term)) continue;
        seen.add(term);
        const ends = [cut[0]!.start, ...cut.map((letter) => letter.end)];
        tokens.push({ term, slot, inner: start > 0, ends: ends.map((end) => inLabel?.[end] ?? end) });
      }
      slot += 1;
    }
  }
  return tokens;
}

/** For each place in the composed text the place in the label; composition never crosses a grapheme cluster. */
function placesInLabel(label: string, composed: string): Uint32Array {
  const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
  const places = new Uint32Array(composed.length + 1);
  let to = 0;
  for (const { segment, index } of clusters.segment(label)) {
    const { length } = segment.normalize('NFC');
    for (let at = 0; at < length; at++) places[to + at] = index + Math.min(at, segment.length - 1);
    to += length;
  }
  places[composed.length] = label.length;
  return places;
}

const textOf = (word: readonly Letter[]): string => word.map((letter) => letter.text).join('');

/** A word's letters with their sources; a letter's source holds the marks that follow it, and both halves of a pair. */
function letters(source: string, { text, offsets }: FoldedText, start: number, end: number): Letter[] {
  const word: Letter[] = [];
  for (let index = start; index < end; index++) {
    const from = offsets[index]!;
    let to = from + 1;
    if (index + 1 < end) to = Math.max(to, offsets[index + 1]!);
    else while (to < source.length && /^[\p{Mark}\u200c\u200d]/u.test(source.slice(to))) to += 1;
    if (isLowSurrogate(source.charCodeAt(to))) to += 1;
    word.push({ text: text.charAt(index), start: from, end: to });
  }
  return word;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

function innerStarts(text: string, split: CompoundSplitter): readonly number[] {
  if (isUnspacedScript(text.charCodeAt(0))) return Array.from({ length: text.length - 1 }, (_, index) => index + 1);
  const starts = new Set(split(text));
  for (let index = 1; index < text.length; index++) {
    if (!LETTER.test(text.charAt(index - 1)) && LETTER.test(text.charAt(index))) starts.add(index);
  }
  return [...starts].sort((left, right) => left - right);
}

/** True where nothing but a hyphen stands between a word and the next. */
function isJoined(source: string, words: readonly (readonly Letter[])[], index: number): boolean {
  const next = words[index + 1]?.[0];
  return next !== undefined && HYPHEN.test(source.slice(words[index]!.at(-1)!.end, next.start));
}

/** A word and all that hyphens join to it. */
function joinedFrom(source: string, words: readonly (readonly Letter[])[], index: number): Letter[] {
  const joined = [...words[index]!];
  for (let next = index; isJoined(source, words, next); next++) joined.push(...words[next + 1]!);
  return joined;
}

/** The letters with each umlaut as the two that are typed for it; both have the umlaut as their source. */
function spelledOut(source: string, word: readonly Letter[]): Letter[] {
  return word.flatMap((letter) => {
    const two = TWO_LETTERS[source.slice(letter.start, letter.end).normalize('NFC').toLowerCase()];
    if (two === undefined) return [letter];
    return Array.from(two, (text) => ({ text, start: letter.start, end: letter.end }));
  });
}
