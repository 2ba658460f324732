/** What the language model looks at: hashed character n-grams with word edges, and whole words. */

const EDGE = 0x20;
const LONGEST = 4;

/** Code units that are looked at. */
const MAX_LENGTH = 160;
const WORD_SEED = 0x5bd1e995;

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Lower-cased, every sign that is no letter or mark a space, in composed form. */
function lettersOf(text: string): string {
  return ` ${text
    .slice(0, MAX_LENGTH)
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}]+/gu, ' ')
    .trim()} `;
}

/** Buckets, below `buckets` (a power of two), of the features of a text; a bucket may come more than once. */
export function featuresOf(text: string, buckets: number): number[] {
  const letters = lettersOf(text);
  if (letters.length < 3) return [];
  const features: number[] = [];
  for (let start = 0; start < letters.length; start++) {
    let hash = 0;
    for (let size = 1; size <= LONGEST && start + size <= letters.length; size++) {
      const code = letters.charCodeAt(start + size - 1);
      hash = Math.imul(hash ^ code, 0x01000193) + size;
      // An edge alone says nothing, and n-grams do not reach over the edge of a word.
      if (size > 1 || code !== EDGE) features.push(finish(hash) & (buckets - 1));
      if (size > 1 && code === EDGE) break;
    }
  }
  for (const word of letters.trim().split(' ')) {
    let hash = WORD_SEED;
    for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
    features.push(finish(hash) & (buckets - 1));
  }
  return features;
}
