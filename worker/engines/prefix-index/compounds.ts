/**
 * Compounds: where inside a long word of a compounding language another word begins, so that "entwickler" finds
 * "Softwareentwickler".
 *
 * There is no dictionary: the words of the language's own labels are the vocabulary, and endings that stand after
 * many of them ("-gestalter", "-macherin"). A part begins where the rest of the word is such a word, or falls into
 * them ("fahrzeug|mechaniker"), and what stands before it is a word too, with or without a linking element
 * ("Arbeit-s-", "Blume-n-"), or at least long enough to be one.
 */

const COMPOUNDING = new Set(['de', 'lb', 'nl', 'af', 'fy', 'da', 'no', 'nb', 'nn', 'sv', 'is', 'fo', 'fi', 'et', 'hu']);
const LINKS = ['', 's', 'n', 'e', 'en', 'er', 'es', 'ns', 'a', 'u', 'i'];

const PART_LETTERS = 4;
/** A vocabulary word shorter than this must occur more often to be believed as a part. */
const SURE_PART_LETTERS = 5;
const OCCURRENCES = 2;
const SHORT_OCCURRENCES = 5;
/** An ending is a part, though hardly ever a word by itself, when it follows this many different words. */
const ENDING_OCCURRENCES = 4;
/** Shorter ones are mostly derivation: "-ierer", "-isch". */
const ENDING_LETTERS = 6;
const FIRST_LETTERS = 3;

/** Gives the offsets, ascending, at which the parts after the first begin. */
export type CompoundSplitter = (word: string) => readonly number[];

const NO_PARTS: readonly number[] = [];

/** `words` are the folded words of all labels, repeated as often as they occur. `language` is a BCP 47 tag. */
export function compoundSplitter(language: string, words: Iterable<string>): CompoundSplitter {
  if (!COMPOUNDING.has(language.split('-', 1)[0] ?? '')) return () => NO_PARTS;
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const endings = frequentEndings(counts);

  const isPart = (text: string): boolean =>
    text.length >= PART_LETTERS &&
    ((counts.get(text) ?? 0) >= (text.length < SURE_PART_LETTERS ? SHORT_OCCURRENCES : OCCURRENCES) ||
      endings.has(text));

  /** closes[i] is 1 where whole parts, each with or without a linking element, stand from i to the end. */
  return (word) => {
    if (word.length < FIRST_LETTERS + PART_LETTERS) return NO_PARTS;
    const closes = new Uint8Array(word.length + 1);
    const parts: number[] = [];
    for (let start = word.length - PART_LETTERS; start >= FIRST_LETTERS; start--) {
      let closed = isPart(word.slice(start));
      for (let end = start + PART_LETTERS; !closed && end < word.length; end++) {
        closed = closes[end] === 1 && withoutLink(word.slice(start, end), isPart);
      }
      if (!closed) continue;
      closes[start] = 1;
      if (start >= SURE_PART_LETTERS || withoutLink(word.slice(0, start), (text) => counts.has(text))) {
        parts.unshift(start);
      }
    }
    return parts;
  };
}

/** True where a text passes as it is or without a linking element at its end. */
function withoutLink(text: string, passes: (text: string) => boolean): boolean {
  return LINKS.some((link) => text.endsWith(link) && passes(text.slice(0, text.length - link.length)));
}

/** Endings that follow many different words of the vocabulary and are not just another ending after a link. */
function frequentEndings(counts: ReadonlyMap<string, number>): ReadonlySet<string> {
  const followed = new Map<string, number>();
  for (const word of counts.keys()) {
    for (let start = PART_LETTERS; start + ENDING_LETTERS <= word.length; start++) {
      if (!counts.has(word.slice(0, start))) continue;
      const ending = word.slice(start);
      followed.set(ending, (followed.get(ending) ?? 0) + 1);
    }
  }
  const frequent = new Set<string>();
  for (const [ending, times] of followed) {
    if (times < ENDING_OCCURRENCES) continue;
    const linked = LINKS.some((link) => {
      const rest = ending.slice(link.length);
      return link !== '' && ending.startsWith(link) && (counts.has(rest) || (followed.get(rest) ?? 0) >= times);
    });
    if (!linked) frequent.add(ending);
  }
  return frequent;
}
