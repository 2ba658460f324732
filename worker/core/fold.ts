/**
 * Folding: the one way in which texts are made comparable, at build time and at query time alike.
 *
 * Case, compatibility forms and Latin, Greek, Cyrillic, Arabic and Hebrew marks go ("Ärztin" and "arztin" meet);
 * marks that carry meaning stay (kana voicing, Indic vowel signs, Hangul). Traditional Chinese characters become
 * simplified, Arabic letter variants one letter, and letters that Unicode does not decompose their usual spelling
 * (ß ss, æ ae, ø o, ł l). Separators become single spaces; "+", "#" and a "." inside a word stay, so that "C++",
 * "C#" and ".NET" remain themselves.
 *
 * Cost: one table look-up a UTF-16 code unit; a code unit's folding is computed the first time it is met.
 */
import { SIMPLIFIED_CHARACTERS, TRADITIONAL_CHARACTERS } from './traditional-characters.ts';

/** A folded text and where each of its code units came from. */
export interface FoldedText {
  readonly text: string;
  /** For code unit i of `text`: the index of its source code unit; one more entry holds the source's length. */
  readonly offsets: Uint32Array;
}

const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ё: 'е',
  ґ: 'г',
  ς: 'σ',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
  ـ: '',
  '\u2019': "'",
  '\u02bc': "'",
  '\u00b7': '',
  '\u05f3': '',
  '\u05f4': '',
  '"': ' ',
  '\u200c': '',
  '\u200d': '',
};

/** Scripts whose combining marks are only decoration for a search. */
const MARKED_SCRIPT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]/u;
const COMBINING_MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/gu;
const KEPT = /[\p{Letter}\p{Number}\p{Mark}+#.&']/u;

const SIMPLIFIED = new Map(
  Array.from(TRADITIONAL_CHARACTERS, (character, index) => [character, SIMPLIFIED_CHARACTERS.charAt(index)] as const),
);

const table: (string | undefined)[] = Array.from<string | undefined>({ length: 0x10000 });

function foldCharacter(character: string): string {
  const compatible = character.normalize('NFKC').toLowerCase();
  let folded = '';
  for (const part of compatible) {
    const special = SPECIAL[part];
    if (special !== undefined) {
      folded += special;
      continue;
    }
    const plain = MARKED_SCRIPT.test(part)
      ? part.normalize('NFD').replaceAll(COMBINING_MARKS, '')
      : part.replaceAll(COMBINING_MARKS, '');
    for (const piece of plain) {
      const letter = SPECIAL[piece] ?? SIMPLIFIED.get(piece) ?? piece;
      folded += letter === '' || KEPT.test(letter) ? letter : ' ';
    }
  }
  // What foldAt decides by its neighbours is decided here where one character stands for several ("…", "⒈").
  return folded.length === 1 ? folded : folded.replaceAll('.', ' ').replaceAll("'", '');
}

/** What one UTF-16 code unit becomes, apart from its neighbours. */
export function foldCodeUnit(code: number): string {
  let folded = table[code];
  if (folded === undefined) {
    // A surrogate alone says nothing of its character: pairs are kept as they are, and lone ones match nothing.
    folded = code >= 0xd800 && code <= 0xdfff ? String.fromCharCode(code) : foldCharacter(String.fromCharCode(code));
    table[code] = folded;
  }
  return folded;
}

/**
 * What stands for one code unit where it stands. A "." counts before a letter ("node.js", ".net") and separates
 * elsewhere; an apostrophe separates before a Latin vowel or h ("d'entretien") and vanishes elsewhere ("driver's").
 */
function foldAt(source: string, index: number): string {
  const folded = foldCodeUnit(source.charCodeAt(index));
  if (folded !== '.' && folded !== "'") return folded;
  const next = index + 1 < source.length ? foldCodeUnit(source.charCodeAt(index + 1)) : ' ';
  if (folded === '.') return /^[\p{Letter}\p{Number}]/u.test(next) ? '.' : ' ';
  return /^[aeiouh]/.test(next) ? ' ' : '';
}

/** Adds one folded unit; a kana voicing mark left over from half-width kana joins the kana before it. */
function append(text: string, unit: string): string {
  if (unit === ' ' && (text === '' || text.endsWith(' '))) return text;
  if (unit !== '\u3099' && unit !== '\u309a') return text + unit;
  return text.slice(0, -1) + (text.slice(-1) + unit).normalize('NFC');
}

/** Folds and remembers, for highlights, where everything came from: places in the source's NFC form. */
export function foldWithOffsets(source: string): FoldedText {
  const composed = source.normalize('NFC');
  let text = '';
  const offsets: number[] = [];
  for (let index = 0; index < composed.length; index++) {
    for (const unit of foldAt(composed, index).split('')) {
      text = append(text, unit);
      if (text.length > offsets.length) offsets.push(index);
    }
  }
  if (text.endsWith(' ')) {
    text = text.slice(0, -1);
    offsets.pop();
  }
  offsets.push(composed.length);
  return { text, offsets: Uint32Array.from(offsets) };
}

/** The folded text alone. A trailing separator is not kept: who needs it asks {@link endsWord}. */
export function fold(source: string): string {
  const composed = source.normalize('NFC');
  let text = '';
  for (let index = 0; index < composed.length; index++) {
    const folded = foldAt(composed, index);
    if (folded.length === 1) text = append(text, folded);
    else for (const unit of folded.split('')) text = append(text, unit);
  }
  return text.endsWith(' ') ? text.slice(0, -1) : text;
}

/** True when what was typed ends in a separator: the last word is complete. */
export function endsWord(source: string): boolean {
  return source !== '' && foldAt(source, source.length - 1) === ' ';
}

/** Han, kana: scripts written without spaces, where any character may begin a word. */
export function isUnspacedScript(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
}
