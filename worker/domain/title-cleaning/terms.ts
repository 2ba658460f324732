/** Finds the lexicon's terms in a text: longest first from left to right, without overlaps. */
import { fold, isUnspacedScript } from '../../core/fold.ts';
import type { TextRange } from './cuts.ts';
import type { Term, TermTable } from './lexicon.ts';

export interface FoundTerm extends TextRange {
  readonly term: Term;
  /** True where the term is written without spaces, so that its neighbours may be part of the same run. */
  readonly dense: boolean;
}

/** A word of the text as terms see it: letters, marks and digits; every other sign stands between words. */
export interface Word extends TextRange {
  readonly folded: string;
}

const WORD = /[\p{L}\p{M}\p{N}+#]+/gu;
/** What may stand between two words of one term: "part-time", "c.d.i.", "d'alternance", "Voll- und Teilzeit". */
const GAP = /^[\s\-‐‑–.'’&/,+%]{0,3}$/u;
const LETTER = /[\p{L}\p{N}]/u;

export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    folded: fold(word),
    start: index,
    end: index + word.length,
  }));
}

function matchSpaced(text: string, words: readonly Word[], at: number, terms: readonly Term[]): FoundTerm | undefined {
  for (const term of terms) {
    const end = at + term.words.length;
    if (end > words.length) continue;
    const fits = term.words.every(
      (word, offset) =>
        words[at + offset]!.folded === word &&
        (offset === 0 || GAP.test(text.slice(words[at + offset - 1]!.end, words[at + offset]!.start))),
    );
    if (fits) return { term, dense: false, start: words[at]!.start, end: words[end - 1]!.end };
  }
  return undefined;
}

function matchDense(folded: readonly string[], at: number, terms: readonly Term[]): FoundTerm | undefined {
  for (const term of terms) {
    const word = term.words[0]!;
    let end = at;
    for (let place = 0; place < word.length; end++) {
      const unit = folded[end];
      if (unit === undefined || (unit !== ' ' && unit !== word.charAt(place))) break;
      if (unit !== ' ') place++;
      else if (place === 0) break;
      if (place === word.length) return { term, dense: true, start: at, end: end + 1 };
    }
  }
  return undefined;
}

/** All terms of the tables in a text, in the order of their places; an earlier table goes first. */
export function findTerms(text: string, words: readonly Word[], tables: readonly TermTable[]): FoundTerm[] {
  const found: FoundTerm[] = [];
  let free = 0;
  for (const [at, word] of words.entries()) {
    if (word.start < free) continue;
    let longest: FoundTerm | undefined;
    for (const { spaced } of tables) {
      const terms = spaced.get(word.folded);
      const match = terms && matchSpaced(text, words, at, terms);
      if (match !== undefined && match.end > (longest?.end ?? 0)) longest = match;
    }
    if (longest === undefined) continue;
    found.push(longest);
    free = longest.end;
  }
  const dense = tables[0]?.dense ?? new Map<string, readonly Term[]>();
  if (dense.size === 0) return found;
  const folded = text.split('').map((unit) => fold(unit).charAt(0) || ' ');
  for (let at = 0; at < folded.length; at++) {
    const terms = dense.get(folded[at]!);
    if (terms === undefined) continue;
    // A term that begins with a letter or digit must not begin inside a word.
    const inside =
      !isUnspacedScript(text.charCodeAt(at)) &&
      at > 0 &&
      LETTER.test(text.charAt(at - 1)) &&
      !isUnspacedScript(text.charCodeAt(at - 1));
    const match = inside ? undefined : matchDense(folded, at, terms);
    if (match === undefined) continue;
    found.push(match);
    at = match.end - 1;
  }
  return found.sort((left, right) => left.start - right.start);
}
