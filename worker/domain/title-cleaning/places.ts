/**
 * Where a job is. A known place is taken away at an edge of the title, or with the words that lead up to it; one
 * whose name is also a common word ("Essen", "Nice") only between two edges. Declined names are known by their
 * beginning after a preposition ("в Москве"), unknown ones only after a word for a region ("Großraum Entenhausen").
 */
import type { Cuts, TextRange } from './cuts.ts';
import { edgesOf } from './edges.ts';
import type { TermTable } from './lexicon.ts';
import type { FoundTerm, Word } from './terms.ts';

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that lead up to a place, folded: they go with it. */
const PREPOSITIONS = set(`
  in im am bei nahe raum grossraum region umkreis kreis landkreis standort einsatzort arbeitsort
  near around at greater area location
  a au aux en sur pres de region secteur dans
  cerca zona provincia area ciudad
  presso vicino di sede
  te bij omgeving regio nabij
  w we na k okolice rejon woj miasto gm
  em no regiao
  i pa ved ab til naer vid nara
  v ve u okoli
  la langa judetul
  σε στην στο στη στον περιοχη
  в у във край район м г гр місто город регион область
  tai o gan
`);
/** Places whose names are also common words, or parts of other names, folded. */
const AMBIGUOUS = set(`
  essen hagen zug baden halle regen thun biel wels franken
  nice var pau tours sion mons orange valence nancy laval
  cork derby hull reading bath mobile kent phoenix virginia georgia florida columbus darwin split
  bari prato lecce leon toledo merida
  sala mora vasa brno most sale
  中山 通州 大同 大理 吉林 海口 北海 鈴鹿 千歳 大分 川口 関東 関西 東海 東北 四国
  사천 공주 양산 구리 오산 광주 유성 가산 진주
`);
/** What follows a place that only says of what kind a thing is: Shanghai cuisine, Chinese language. */
const OF_A_PLACE = /^[菜料話话語语人式系風风産产米茶酒]/u;
/** A district, department or number behind a place, or "and surroundings". */
const DISTRICT =
  /^(?:[-/]\p{Lu}[\p{L}\p{M}-]{1,30}|\s?\(\d{2,5}\)|\s\d{1,2}(?:er|e|ème|eme)?(?![\p{L}\p{N}])(?:\sarr(?:ondissement)?\.?)?|\s?\/\s?Umgebung|\s(?:und|and|et|y|e|i)\s(?:Umgebung|Umland|environs|alrededores|dintorni|okolice))/u;
/** A region by name, known or not. */
const REGION =
  /(?<![\p{L}\p{N}])(?:(?:im|in der|in|dans la|en|nella|w|the)\s)?(?:Großraum|Grossraum|Raum|Umkreis|Landkreis|Metropolregion|Greater|Bassin de|région de|provincia de|provincia di|zona de|área de|omgeving|regio|okolice|powiat|woj\.|gmina|okres|județul|область|район)\s\p{Lu}[\p{L}\p{M}'’]{1,30}(?:[\s/-]\p{Lu}[\p{L}\p{M}'’]{1,30}){0,2}(?:\sArea)?(?![\p{L}])/gu;

const POST_CODE = /^[a-z]{0,2}\d{4,6}$/;

interface LedPlace {
  readonly range: TextRange;
  /** Whether a preposition leads up to it. */
  readonly led: boolean;
}

/** The place with the words that lead up to it, a post code and a district: "in 10115 Berlin-Mitte". */
function wholePlace(text: string, words: readonly Word[], { start, end }: TextRange): LedPlace {
  let from = start;
  let led = false;
  for (let at = words.findIndex((word) => word.start >= start) - 1; at >= 0; at--) {
    const word = words[at]!;
    if (!/^[\s.:]{0,2}$/.test(text.slice(word.end, from))) break;
    const isPreposition = PREPOSITIONS.has(word.folded);
    if (!isPreposition && !POST_CODE.test(word.folded)) break;
    led ||= isPreposition;
    from = word.start;
  }
  const district = DISTRICT.exec(text.slice(end, end + 64))?.[0].length ?? 0;
  return { range: { start: from, end: end + district }, led };
}

/** Takes away a place of the lexicon where it stands for the place of work. */
export function cutPlace(text: string, words: readonly Word[], found: FoundTerm, cuts: Cuts): void {
  const { range, led } = wholePlace(text, words, found);
  const edges = edgesOf(text, range, cuts, found.dense);
  const separate = edges.left && edges.right;
  const atEdge = edges.left || edges.right;
  const ambiguous = AMBIGUOUS.has(found.term.words.join(' '));
  if (found.dense) {
    if (!OF_A_PLACE.test(text.slice(found.end)) && (ambiguous ? separate : atEdge))
      cuts.add(range.start, range.end, 'LOCATION');
    return;
  }
  // Latin names are written with a capital, unless the whole title is written without.
  const named = /^[\p{Lu}\p{Lo}]/u.test(text.slice(found.start)) || !/\p{Lu}/u.test(text);
  const taken = separate || (led ? edges.right || !ambiguous : atEdge && !ambiguous);
  if (named && taken) cuts.add(range.start, range.end, 'LOCATION');
}

/** Takes away regions by their word, and declined places after a preposition. */
export function cutOtherPlaces(text: string, words: readonly Word[], tables: readonly TermTable[], cuts: Cuts): void {
  for (const match of text.matchAll(REGION)) cuts.add(match.index, match.index + match[0].length, 'LOCATION');
  const stems = tables[0]?.placeStems;
  if (stems === undefined) return;
  for (const [at, { folded, start, end }] of words.entries()) {
    const before = words[at - 1];
    if (before === undefined || !PREPOSITIONS.has(before.folded) || !/^\p{Lu}/u.test(text.slice(start))) continue;
    const isDeclined = [1, 2, 3].some((ending) => stems.has(folded.slice(0, -ending)));
    if (isDeclined && text.slice(before.end, start) === ' ' && edgesOf(text, { start, end }, cuts, false).right) {
      cuts.add(before.start, end, 'LOCATION');
    }
  }
}
