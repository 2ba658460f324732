/**
 * Texts as they come out of a file, made fit for display: NFC, one space between words, nothing that cannot be seen.
 *
 * Official packages hold zero-width spaces, soft hyphens, tabs and stray control characters; they are cleaned and
 * counted rather than refused. U+FFFD is different: it stands where bytes were not UTF-8, and what stood there is lost.
 */

export interface CleanedText {
  readonly text: string;
  /** Code points that were removed or became a plain space, without repetition, as "U+200B". */
  readonly invisible: readonly string[];
  /** True when bytes of the file were not UTF-8. */
  readonly damaged: boolean;
}

/** The common case, left as it is: printable ASCII words, single spaces between them. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;
/** Zero-width joiners shape Arabic and Indic letters; anywhere else they are only invisible. */
const JOINER_IN_PLACE =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}])/u;
const SPACES = /[\p{Zs}\t\v\f\u0085]/u;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Cleans one line of text. `keep` holds characters that stay, such as the line feed of a description. */
export function cleanText(source: string, keep = ''): CleanedText {
  if (PLAIN.test(source)) return { text: source, invisible: [], damaged: false };
  const invisible = new Set<string>();
  const visible = source.replace(INVISIBLE, (character, index: number) => {
    if (character === ' ' || keep.includes(character)) return character;
    if (JOINER_IN_PLACE.test(source.slice(Math.max(0, index - 1), index + 2))) return character;
    invisible.add(codePoint(character));
    return SPACES.test(character) || character === '\n' || character === '\r' ? ' ' : '';
  });
  const text = visible
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ *\n */g, '\n')
    .trim()
    .normalize('NFC');
  return { text, invisible: [...invisible], damaged: source.includes('\uFFFD') };
}
