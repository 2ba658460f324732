/** Scripts: what the letters of a text alone say about its language. */

export type Script =
  | 'LATIN'
  | 'CYRILLIC'
  | 'HAN'
  | 'KANA'
  | 'HANGUL'
  | 'GREEK'
  | 'ARABIC'
  | 'DEVANAGARI'
  | 'HEBREW'
  | 'THAI';

/** First and last code point of the blocks that matter, ascending. */
const BLOCKS: readonly (readonly [first: number, last: number, script: Script])[] = [
  [0x41, 0x24f, 'LATIN'],
  [0x370, 0x3ff, 'GREEK'],
  [0x400, 0x52f, 'CYRILLIC'],
  [0x590, 0x5ff, 'HEBREW'],
  [0x600, 0x77f, 'ARABIC'],
  [0x900, 0x97f, 'DEVANAGARI'],
  [0xe00, 0xe7f, 'THAI'],
  [0x1100, 0x11ff, 'HANGUL'],
  [0x1e00, 0x1eff, 'LATIN'],
  [0x1f00, 0x1fff, 'GREEK'],
  [0x3040, 0x30ff, 'KANA'],
  [0x3130, 0x318f, 'HANGUL'],
  [0x3400, 0x4dbf, 'HAN'],
  [0x4e00, 0x9fff, 'HAN'],
  [0xac00, 0xd7a3, 'HANGUL'],
  [0xf900, 0xfaff, 'HAN'],
  [0xff66, 0xff9d, 'KANA'],
];

/** A letter of another script counts so many times a Latin one: Latin words stand in titles of every language. */
const OTHER_SHARE = 3;

/** The script of a letter; undefined for what is no letter of a known script. */
function scriptOf(code: number): Script | undefined {
  if (code < 0x41 || (code > 0x5a && code < 0x61) || (code > 0x7a && code < 0xaa)) return undefined;
  return BLOCKS.find(([first, last]) => code >= first && code <= last)?.[2];
}

/**
 * The script in which most of a text is written; undefined where it has no letters. Kana anywhere beats Han: only
 * Japanese mixes them.
 */
export function mainScript(text: string): Script | undefined {
  const counts = new Map<Script, number>();
  for (let index = 0; index < text.length; index++) {
    const script = scriptOf(text.charCodeAt(index));
    if (script !== undefined) counts.set(script, (counts.get(script) ?? 0) + (script === 'LATIN' ? 1 : OTHER_SHARE));
  }
  let main: Script | undefined;
  for (const [script, count] of counts) if (main === undefined || count > counts.get(main)!) main = script;
  return main === 'HAN' && counts.has('KANA') ? 'KANA' : main;
}
