/** Endless typing, seeded: what people type, what they never would, and what someone sends to break things. */
import { randomNumbers } from '../../bench/random.ts';

/** First and last code point of what an alphabet is drawn from. */
const ALPHABETS: readonly (readonly [number, number])[] = [
  [0x20, 0x7e], // Basic Latin
  [0xa0, 0x24f], // Latin, extended
  [0x300, 0x36f], // combining marks
  [0x370, 0x3ff], // Greek
  [0x400, 0x52f], // Cyrillic
  [0x531, 0x587], // Armenian
  [0x591, 0x5f4], // Hebrew
  [0x600, 0x6ff], // Arabic
  [0x900, 0x97f], // Devanagari
  [0xb80, 0xbff], // Tamil
  [0xe01, 0xe5b], // Thai
  [0x10a0, 0x10ff], // Georgian
  [0x1200, 0x137f], // Ethiopic
  [0x1e00, 0x1fff], // Latin and Greek, extended
  [0x2000, 0x206f], // punctuation: joiners, direction marks
  [0x3040, 0x30ff], // kana
  [0x4e00, 0x9fff], // Han
  [0xac00, 0xd7a3], // Hangul
  [0xd800, 0xdfff], // halves of surrogate pairs
  [0xfb00, 0xfdff], // presentation forms
  [0xff00, 0xffef], // halfwidth and fullwidth forms
  [0x1f300, 0x1faff], // emoji
  [0x20000, 0x2a6df], // rare Han
  [0x0, 0x1f], // control characters
];

const LONG_INPUT = 10_000;
const LONGEST_TYPED = 24;

/** Yields texts for one index: `labels` are its own. Never ends. */
export function* keystrokes(labels: readonly string[], seed: number): Generator<string, never> {
  const random = randomNumbers(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const character = (): string => {
    const [first, last] = ALPHABETS[below(ALPHABETS.length)]!;
    return String.fromCodePoint(first + below(last - first + 1));
  };
  const noise = (length: number): string => {
    const [first, last] = ALPHABETS[below(ALPHABETS.length)]!;
    return Array.from({ length }, () =>
      random() < 0.15 ? ' ' : random() < 0.1 ? character() : String.fromCodePoint(first + below(last - first + 1)),
    ).join('');
  };
  const label = (): string => labels[below(labels.length)]!;
  /** A label as someone in a hurry types it. */
  const hurried = (): string => {
    let text = random() < 0.3 ? `${label()} ${label()}` : label();
    if (random() < 0.2) text = text.split(' ').toReversed().join(' ');
    for (let slips = below(3); slips > 0; slips--) {
      const at = below(text.length + 1);
      const kept = text.slice(at + (random() < 0.5 ? 1 : 0));
      text = text.slice(0, at) + (random() < 0.5 ? character() : label().charAt(0)) + kept;
    }
    return text;
  };
  for (;;) {
    if (random() < 0.000_5) {
      yield random() < 0.5
        ? noise(LONG_INPUT)
        : label()
            .repeat(LONG_INPUT / 10)
            .slice(0, LONG_INPUT);
      continue;
    }
    const text = random() < 0.7 ? hurried() : noise(1 + below(LONGEST_TYPED));
    for (let length = 1; length <= Math.min(text.length, LONGEST_TYPED); length++) yield text.slice(0, length);
  }
}
