/** A long text in pieces short enough for the encoder, which reads the first 16 words of a text. */
const WORDS_OF_A_PASSAGE = 12;
/** Of a script without spaces, this many characters are taken for as much as twelve words. */
const LENGTH_OF_A_PASSAGE = 80;
/** Later ones are not looked at. */
const PASSAGES = 100;
const END_OF_A_SENTENCE = /[.!?;:。！？；：•·\n\r]+/;

/** Words; one that is longer than a passage, as of a script without spaces, in pieces. */
function wordsOf(sentence: string): string[] {
  return sentence
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const pieces: string[] = [];
      for (let start = 0; start < word.length; start += LENGTH_OF_A_PASSAGE)
        pieces.push(word.slice(start, start + LENGTH_OF_A_PASSAGE));
      return pieces;
    });
}

/** Sentences, and of long ones pieces, in their order; at most a hundred. */
export function passagesOf(text: string): string[] {
  const passages: string[] = [];
  for (const sentence of text.split(END_OF_A_SENTENCE)) {
    let words: string[] = [];
    let length = 0;
    for (const word of [...wordsOf(sentence), undefined]) {
      const isFull = words.length === WORDS_OF_A_PASSAGE || length + (word?.length ?? 0) > LENGTH_OF_A_PASSAGE;
      if (words.length > 0 && (word === undefined || isFull)) {
        if (passages.push(words.join(' ')) === PASSAGES) return passages;
        words = [];
        length = 0;
      }
      if (word === undefined) break;
      words.push(word);
      length += word.length;
    }
  }
  return passages;
}
