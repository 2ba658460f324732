/** What cuts leave behind: empty brackets, doubled and dangling separators, spaces. */
import { type PlacedText, type TextRange, withoutCuts } from './cuts.ts';

const SEPARATORS = String.raw`\-‐‑–—|,;:/·•*~&_、，；：／｜・`;

/** Each names a range by its match, less what its group "kept" holds. */
const LEFTOVERS = [
  // brackets around nothing
  new RegExp(String.raw`[([{（【［「『《<][\s${SEPARATORS}.+]*[)\]}）】］」』》>]`, 'gu'),
  // a separator after another: "Koch - , Berlin", but not the hyphen and slash of "Gesundheits-/Krankenpfleger"
  new RegExp(String.raw`(?<=[${SEPARATORS}])\s+[${SEPARATORS}](?=\s|$)`, 'gu'),
  new RegExp(String.raw`(?<=(?:^|\s)[${SEPARATORS}])[${SEPARATORS}]+(?=\s|$)`, 'gu'),
  // separators at the ends, inside brackets too
  new RegExp(String.raw`^[\s${SEPARATORS}…!！]+`, 'gu'),
  new RegExp(String.raw`[\s${SEPARATORS}…]+$`, 'gu'),
  new RegExp(String.raw`(?<=[([{（【［])[\s${SEPARATORS}]+`, 'gu'),
  new RegExp(String.raw`[\s${SEPARATORS}]+(?=[)\]}）】］])`, 'gu'),
  // a full stop that ends a sentence
  /(?<=(?:^|\s)\p{L}{4,})\.$/gu,
  // a bracket whose partner is gone
  /^[)\]}）】］」』》]+/gu,
  /[([{（【［「『《]+$/gu,
  // a space before a comma, and more than one space
  /\s+(?=[,;，、；](?:\s|$))/gu,
  /(?<=\s)\s+/gu,
];

/** Tidies until nothing more is to be tidied. */
export function tidy(text: PlacedText): PlacedText {
  let tidied = text;
  for (let before = Number.POSITIVE_INFINITY; tidied.text.length < before;) {
    before = tidied.text.length;
    for (const pattern of LEFTOVERS) {
      const ranges: TextRange[] = Array.from(tidied.text.matchAll(pattern), ({ 0: match, index }) => ({
        start: index,
        end: index + match.length,
      }));
      if (ranges.length > 0) tidied = withoutCuts(tidied, ranges);
    }
  }
  return tidied;
}
