/** Signs that only shout: emoji, stars, arrows, exclamation marks. */
import type { Cuts } from './cuts.ts';

const DECORATION =
  /(?:[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\p{Emoji_Modifier}★☆✦✧►▶▷◀◁◆◇■□▪▫●○◎♥♡♦♣♠✓✔✗✘→←↑↓➔➤➡⇒※♪♫①②③④⑤⑥⑦⑧⑨➀➁➂](?:\u{FE0E}|\u{FE0F}|\u{200D}|\u{20E3})*\s*)+/gu;
const SHOUTS =
  /(?:[!！‼❗]\s*)+|(?<=^|\s)(?:\*{2,}|#{2,}|={2,}|>{2,}|<{2,}|~{2,}|\+{3,})(?=\s|$|\p{L})|(?<=\p{L})\*{2,}/gu;

export function cutMarks(text: string, cuts: Cuts): void {
  for (const pattern of [DECORATION, SHOUTS]) {
    for (const match of text.matchAll(pattern)) {
      cuts.add(match.index, match.index + match[0].trimEnd().length, 'PROMOTION');
    }
  }
}
