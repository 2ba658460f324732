/**
 * What two titles are compared by: their words, and the character n-grams inside each word.
 *
 * "ux designer" has the words `ux` and `designer`; `designer` has the features `<designer>` (the whole word), `<de`,
 * `des`, ... `er>` and `<des`, `desi`, ... `ner>`. Han, kana and Hangul say in one character what an alphabet says in
 * several, so their n-grams are one to three characters, without marked edges. A feature is the 24-bit hash of its
 * characters: of 100,000 features, one in 170 falls together with another, which moves no ranking.
 */
import { fold, isUnspacedScript } from '../../core/fold.ts';

/** Words of one text that are looked at; the rest of a longer one says no more about the occupation. */
const MAX_WORDS = 32;
/** UTF-16 code units of one word that are looked at. */
const MAX_WORD_LENGTH = 48;

const WORD_SEED = 0x9747b28c;
const EDGE_START = 0x3c;
const EDGE_END = 0x3e;

const isHangul = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3;
/** Scripts whose single characters already carry meaning. */
const isDense = (code: number): boolean => isUnspacedScript(code) || isHangul(code);

/** Distinct words of a text, folded; a run of Han or kana counts as one word and is set off from other letters. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const part of fold(text).split(' ')) {
    let start = 0;
    for (let index = 1; index <= part.length; index++) {
      const turns =
        index < part.length &&
        isUnspacedScript(part.charCodeAt(index)) !== isUnspacedScript(part.charCodeAt(index - 1));
      if (index < part.length && !turns) continue;
      if (index > start) words.add(part.slice(start, Math.min(index, start + MAX_WORD_LENGTH)));
      if (words.size === MAX_WORDS) return [...words];
      start = index;
    }
  }
  return [...words];
}

/** MurmurHash3's finaliser over the code units from `start` to `end`; its upper 24 bits. */
function hash(codes: Uint16Array, start: number, end: number, seed: number): number {
  let value = seed ^ (end - start);
  for (let index = start; index < end; index++) {
    value = Math.imul(value ^ codes[index]!, 0xcc9e2d51);
    value = (value << 15) | (value >>> 17);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 8;
}

const codes = new Uint16Array(MAX_WORD_LENGTH + 2);

/** Distinct features of one word: the whole word first, then its n-grams. */
export function featuresOf(word: string): Set<number> {
  const length = word.length;
  codes[0] = EDGE_START;
  for (let index = 0; index < length; index++) codes[index + 1] = word.charCodeAt(index);
  codes[length + 1] = EDGE_END;
  const features = new Set([hash(codes, 0, length + 2, WORD_SEED)]);
  if (isDense(word.charCodeAt(0))) {
    for (let size = 1; size <= 3; size++) {
      for (let start = 1; start + size <= length + 1; start++) features.add(hash(codes, start, start + size, 0));
    }
  } else {
    for (let size = 3; size <= 4; size++) {
      for (let start = 0; start + size <= length + 2; start++) features.add(hash(codes, start, start + size, 0));
    }
  }
  return features;
}
