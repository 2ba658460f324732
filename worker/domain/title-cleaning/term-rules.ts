/**
 * Which of the lexicon's words are taken away where they stand.
 *
 * A word that decorates a title stands at its edge or before it; the same word between others is mostly part of the
 * job ("evening shift - receptionist", but "security evening duty officer"). So:
 *
 * | kind | taken away |
 * |---|---|
 * | level up to SENIOR | wherever it stands; numerals ("II") after a word, at an edge |
 * | LEAD | as a word before others ("Lead Developer"); "team leader" is an occupation |
 * | HEAD, EXECUTIVE | never: "Head of Marketing" without its head is another occupation; the level is reported |
 * | form of employment, advertising | several words: anywhere; one word: at an edge |
 * | place | at an edge, with its preposition; an ambiguous one ("Essen") only between two edges or after one |
 */
import { isUnspacedScript } from '../../core/fold.ts';
import type { Cuts, TextRange } from './cuts.ts';
import { type Edges, edgesOf } from './edges.ts';
import type { Seniority, TermTable } from './lexicon.ts';
import { type FoundTerm, type Word, findTerms } from './terms.ts';
import { PLACE_PREPOSITIONS } from './words.ts';

/** Level words that stand before a job as an adjective does, folded. */
const LEAD_MODIFIERS = new Set([
  'lead', 'principal', 'distinguished', 'staff', 'senior lead', 'senior principal', 'glowny', 'glowna', 'gl', 'hlavni', 'vedouci',
  'ledande', 'ledende', 'johtava', 'главный', 'головний', 'провідний', 'провідна', 'гл', '首席', 'リード', 'チーフ', '수석', '책임',
]); // prettier-ignore
/** Places whose names are also common words, folded. */
const AMBIGUOUS_PLACES = new Set(
  'essen hagen zug baden halle regen nice var pau tours sion mons vannes orange cork derby hull reading bath mobile kent phoenix virginia georgia florida columbus darwin split brest lens sens bar bari como prato lecce leon toledo merida cadiz rybnik zary sala mora lund vasa pori most brno plan sale ham worms wels enns ost west nord sud jura valence nancy laval angers thun biel franken 中山 通州 大同 大理 吉林 海口 北海 鈴鹿 千歳 大分 川口 関東 関西 東海 東北 四国 사천 공주 양산 구리 오산 광주 유성 가산 진주'.split(
    ' ',
  ),
);
const NUMERAL = /^(?:[ivx]{1,4}|\d)$/;
/** What follows a place that only says of what kind a thing is: Shanghai cuisine, Chinese language. */
const OF_A_PLACE = /^[菜料話话語语人式系風风産产米茶酒]/u;

/** What the words of a title say of its level, whether they are taken away or not. */
export interface Levels {
  seniority: Seniority | undefined;
}

function isFreeLevel(found: FoundTerm, edges: Edges): boolean {
  const { term, dense } = found;
  if (term.seniority === 'HEAD' || term.seniority === 'EXECUTIVE') return false;
  const whole = edges.left && edges.right;
  if (term.seniority === 'LEAD') return whole || (edges.left && LEAD_MODIFIERS.has(term.words.join(' ')));
  if (dense) return edges.left || (edges.right && term.seniority === 'TRAINEE');
  return !term.words.every((word) => NUMERAL.test(word)) || edges.right;
}

/** The place with the words that lead up to it, a post code and a hyphened district: "in 10115 Berlin-Mitte". */
function wholePlace(
  text: string,
  words: readonly Word[],
  { start, end }: TextRange,
): { range: TextRange; led: boolean } {
  let from = start;
  let led = false;
  for (let at = words.findIndex((word) => word.start >= start) - 1; at >= 0; at--) {
    const word = words[at]!;
    if (!/^[\s.]{0,2}$/.test(text.slice(word.end, from))) break;
    const isPreposition = PLACE_PREPOSITIONS.has(word.folded);
    if (!isPreposition && !/^(?:[a-z]{0,2}\d{4,6})$/.test(word.folded)) break;
    led ||= isPreposition;
    from = word.start;
  }
  const more =
    /^(?:[-/]\p{Lu}[\p{L}\p{M}-]{1,30}|\s?\(\d{2,5}\)|\s\d{1,2}(?:er|e|ème|eme)?(?![\p{L}\p{N}])(?:\sarr(?:ondissement)?\.?)?|\sCity|\sArea|\s(?:und|and|et|y|e|i)\s(?:Umgebung|Umland|surroundings|environs|alrededores|dintorni|okolice)|\/Umgebung)/u.exec(
      text.slice(end),
    );
  return { range: { start: from, end: end + (more?.[0].length ?? 0) }, led };
}

function cutPlace(text: string, words: readonly Word[], found: FoundTerm, cuts: Cuts): void {
  const { range, led } = wholePlace(text, words, found);
  const edges = edgesOf(text, range, cuts, found.dense);
  const name = found.term.words.join(' ');
  if (found.dense) {
    if (OF_A_PLACE.test(text.slice(found.end))) return;
    const ambiguous = AMBIGUOUS_PLACES.has(name);
    if (ambiguous ? edges.left && edges.right : edges.left || edges.right) cuts.add(range.start, range.end, 'LOCATION');
    return;
  }
  // Names are written with a capital; without one only a separate word is a place, or in a title without capitals.
  const capital = /^[\p{Lu}\p{Lo}]/u.test(text.slice(found.start)) || !/\p{Lu}/u.test(text);
  const separate = edges.left && edges.right;
  const taken =
    capital &&
    (separate ||
      (led ? edges.right || !AMBIGUOUS_PLACES.has(name) : (edges.left || edges.right) && !AMBIGUOUS_PLACES.has(name)));
  if (taken) cuts.add(range.start, range.end, 'LOCATION');
}

/** Proposes cuts for the terms of the tables; returns the ranges that must stay and the level that was found. */
export function cutTerms(text: string, words: readonly Word[], tables: readonly TermTable[], cuts: Cuts): Levels {
  const found = findTerms(text, words, tables);
  const levels: Levels = { seniority: undefined };
  for (const match of found) {
    const { term, dense } = match;
    if (cuts.covers(match.start, match.end)) continue;
    const edges = edgesOf(text, match, cuts, dense);
    const atEdge = edges.left || edges.right;
    const several = dense ? term.words[0]!.length > 2 : term.words.length > 1;
    switch (term.kind) {
      case 'SENIORITY':
        levels.seniority ??= term.seniority;
        if (isFreeLevel(match, edges)) cuts.add(match.start, abbreviationEnd(text, match), 'SENIORITY');
        break;
      case 'EMPLOYMENT_FORM':
      case 'PROMOTION':
        if (!(several || atEdge)) break;
        if (cuts.add(match.start, abbreviationEnd(text, match), term.kind)) levels.seniority ??= term.seniority;
        break;
      case 'GENDER_MARKER':
        if (atEdge) cuts.add(match.start, match.end, 'GENDER_MARKER');
        break;
      case 'LOCATION':
        cutPlace(text, words, match, cuts);
        break;
      case 'SALARY_WORD':
        if (edges.left && edges.right && several) cuts.add(match.start, match.end, 'SALARY');
        break;
      case 'EMPLOYER':
      case 'SALARY':
      case 'REFERENCE_NUMBER':
      case 'KEEP':
      case 'LEGAL_FORM':
      case 'REFERENCE_WORD':
        break;
    }
  }
  return levels;
}

/** The end of a term, with the full stop of an abbreviation: "Sr.", "Std.". */
function abbreviationEnd(text: string, { end, dense }: FoundTerm): number {
  return !dense &&
    text.charAt(end) === '.' &&
    !isUnspacedScript(text.charCodeAt(end + 1)) &&
    !/\p{L}/u.test(text.charAt(end + 1))
    ? end + 1
    : end;
}
