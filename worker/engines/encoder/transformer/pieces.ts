/**
 * A title in pieces, as the transformer tier takes it: each piece has some of the title's features (static/features.ts). The
 * same in models/crosswalk_models/pieces.py.
 *
 * A word of up to seven letters is one piece, a longer one is cut into pieces of about six, and an n-gram belongs to the
 * piece in which it starts; of unspaced scripts every character is a piece. The word as a whole belongs to its first piece:
 *
 * ```
 * fachkraft pflege   fachk raft pflege
 * 软件工程师          软 件 工 程 师
 * ```
 * At most {@link MAXIMUM_PIECES}: all that follows belongs to the last. No string is made; costs about 5 ns a letter.
 */
import { type FeatureScanner, isUnspaced } from '../static/features.ts';

export const MAXIMUM_PIECES = 24;
const LONGEST_WHOLE_WORD = 7;
const PIECE_LETTERS = 6;

const SPACE = 0x20;

/** Reads a folded text that the scanner has just read, and writes the piece of each of its features; returns how many pieces there are. */
export function writePieces(folded: string, { words, count }: FeatureScanner, pieces: Uint8Array): number {
  let first = 0; // the word's first piece
  let feature = 0;
  let start = 0;
  let found = 0;
  const put = (wanted: number): void => {
    if (feature === count) return;
    const piece = Math.min(wanted, MAXIMUM_PIECES - 1);
    pieces[feature++] = piece;
    found = Math.max(found, piece + 1);
  };
  for (let word = 0; word < words; word++) {
    let letters = 0;
    let unspaced = false;
    let index = start;
    for (; index < folded.length && folded.charCodeAt(index) !== SPACE; index++) {
      const point = folded.codePointAt(index)!;
      if (point > 0xffff) index += 1;
      unspaced ||= isUnspaced(point);
      letters += 1;
    }
    start = index + 1;
    put(first);
    if (unspaced) {
      for (let size = 1; size <= 3; size++) for (let at = 0; at + size <= letters; at++) put(first + at);
      first += letters;
    } else {
      const cuts = letters <= LONGEST_WHOLE_WORD ? 1 : Math.ceil(letters / PIECE_LETTERS);
      // Between "<" and ">" a word has two letters more.
      for (let size = 3; size <= 4; size++)
        for (let at = 0; at + size <= letters + 2; at++) put(first + Math.floor((at * cuts) / letters));
      first += cuts;
    }
  }
  return found;
}
