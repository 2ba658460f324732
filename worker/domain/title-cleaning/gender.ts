/**
 * Gender markers: "(m/w/d)", "H/F", and the written counterpart of a base form, "Lehrer/-in", "enfermero o enfermera".
 * The base form stays. Every pattern is bounded, so the cost is linear in the title.
 */
import { fold } from '../../core/fold.ts';
import type { Cuts } from './cuts.ts';
import { GENDER_FORMS, type GenderForms } from './gender-forms.ts';

/** One letter, or word, for a gender, in the languages that write such markers. */
const GENDER_TOKENS = new Set(
  (
    'm w d f x h v k i n u t a o q e mann frau man woman men women male female homme femme hombre mujer uomo donna ' +
    'homem mulher uomini donne hommes femmes männlich weiblich divers diverse div inter alle all any gn gender genders ' +
    'geschlechter mnb nb nonbinary non binary nb* vrouw vrouwen kvinna kvinde kvinne mand kobieta mężczyzna muž žena ' +
    'bărbat femeie nő férfi mies nainen м ж ч жінка чоловік мужчина женщина мъж жена α γ ά θ άνδρας γυναίκα nam nữ ' +
    'erkek kadın bay bayan 남 여 男 女'
  ).split(' '),
);
/** Letters that name two genders together, in some language. */
const OPPOSITES = [
  'mw', 'mf', 'mv', 'mk', 'mn', 'mž', 'mz', 'hf', 'hm', 'fm', 'bk', 'bf', 'мж', 'чж', 'αγ', 'αθ', 'áγ', '남여', '男女',
]; // prettier-ignore
/** Markers of one word, or of words that mean nothing apart. */
const WHOLE_MARKERS = new Set(
  'gn|mwd|wmd|mfd|fmd|mwx|mfx|hf|fh|mw|mf|mv|divers|all genders|all gender|alle geschlechter|alle|gender neutral|geschlechtsneutral|男女不限|不限性别|男女|남녀무관|성별무관|tous genres'.split(
    '|',
  ),
);

const BRACKETED = /[([{（【［]\s?([^()[\]{}（）【】［］]{1,28}?)\s?[)\]}）】］]/gu;
/** Letters apart by slashes: m/w/d, H/F, k|m. Ends where no further one follows. */
const BARE = /(?<![\p{L}\p{N}/+#-])\p{L}{1,3}(?:\s?[/|]\s?\p{L}{1,6}){1,4}(?![\p{L}\p{N}/+#])/gu;

const tokensOf = (content: string): string[] =>
  content
    .toLowerCase()
    .split(/[\s/|,;·:.*–&+-]+/u)
    .filter((token) => token !== '');

/** True for the inside of a bracket that names genders: "m/w/d", "all genders", "man/vrouw". */
function isMarker(content: string): boolean {
  const tokens = tokensOf(content);
  return (
    WHOLE_MARKERS.has(tokens.join(' ')) || (tokens.length > 1 && tokens.every((token) => GENDER_TOKENS.has(token)))
  );
}

/** Outside brackets letters are a marker only if they name two genders: "H/F", but not "H/W" or "M/A". */
function isBareMarker(content: string): boolean {
  const tokens = tokensOf(content);
  const has = (initial: string): boolean => tokens.some((token) => token.startsWith(initial));
  return isMarker(content) && OPPOSITES.some((pair) => has(pair.charAt(0)) && has(pair.charAt(1)));
}

const attached = new Map<string, readonly RegExp[]>();

/** What is written behind a base form in one language; made once. */
function attachedPatterns(language: string, { suffixes }: GenderForms): readonly RegExp[] {
  const known = attached.get(language);
  if (known !== undefined) return known;
  const patterns: RegExp[] = [];
  if (suffixes.length > 0) {
    const suffix = `(?:${suffixes.join('|')})`;
    patterns.push(
      // Lehrer/-in, Lehrer/in, enfermero/a, Verkäufer /-in
      new RegExp(String.raw`(?<=\p{L}{2})\s?/\s?[-‑–]?${suffix}(?:\s?[/-]\s?[rnes])?(?![\p{L}\p{N}/])`, 'giu'),
      // Lehrer(in), infirmier(ère), Bäcker (-in), conseiller(e)s
      new RegExp(String.raw`(?<=\p{L}{2})\s?\([-/]?${suffix}\)`, 'giu'),
    );
    if (language === 'de') {
      // Lehrer*innen, Lehrer:in, Lehrer_in; LehrerIn, MitarbeiterInnen
      patterns.push(
        new RegExp(String.raw`(?<=\p{L}{2})\s?[*:_·]\s?-?${suffix}(?![\p{L}\p{N}])`, 'giu'),
        /(?<=er|eur|or|ist|ent|ant|log|är|arzt|wirt|at)In(?:nen)?(?!\p{L})/gu,
      );
    }
    if (language === 'fr') {
      // étudiant·e·s, chargé.e, directeur-rice
      patterns.push(
        new RegExp(String.raw`(?<=\p{L}{2})[·•‧.⋅]${suffix}(?:[·•‧.⋅]s)?(?![\p{L}\p{N}.])`, 'giu'),
        /(?<=eur|er|x)-(?:euse|trice|rice|ière|ère|se|ne)(?!\p{L})/giu,
      );
    }
    // desarrollador@, psicolog*a
    if (['es', 'it', 'pt'].includes(language)) patterns.push(/(?<=\p{L}{3})(?:@|[*·][aoe])(?![\p{L}\p{N}@])/giu);
  }
  attached.set(language, patterns);
  return patterns;
}

/** True where one word is the counterpart of the other, or the other way round. */
function isPair(base: string, other: string, { pairs }: GenderForms): boolean {
  return pairs.some(
    ([baseEnd, otherEnd]) =>
      base.endsWith(baseEnd) &&
      other.endsWith(otherEnd) &&
      base.length - baseEnd.length >= 2 &&
      base.slice(0, base.length - baseEnd.length) === other.slice(0, other.length - otherEnd.length),
  );
}

const CONNECTOR = /\s?[/|]\s?|\s(?:oder|bzw\.?|ou|o|e|or|of|lub|albo|nebo|sau|eller|ή|или|або|и|та)\s/giu;
const WORD = /[\p{L}\p{M}\p{N}'’.+#]+/gu;
/** Words of the longest pair that is looked for, and the code units in which they are looked for. */
const LONGEST_PAIR = 8;
const PAIR_WINDOW = 96;

interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

function wordsIn(text: string, from: number, to: number): Word[] {
  return Array.from(text.slice(from, to).matchAll(WORD), (match) => ({
    folded: fold(match[0]),
    start: from + match.index,
    end: from + match.index + match[0].length,
  }));
}

/** "Verkäufer / Verkäuferin", "assistant commercial ou assistante commerciale": the counterpart and the connector go. */
function cutWrittenPairs(text: string, forms: GenderForms, cuts: Cuts): void {
  for (const connector of text.matchAll(CONNECTOR)) {
    const end = connector.index + connector[0].length;
    const left = wordsIn(text, Math.max(0, connector.index - PAIR_WINDOW), connector.index).slice(-LONGEST_PAIR);
    const right = wordsIn(text, end, end + PAIR_WINDOW).slice(0, LONGEST_PAIR);
    if (left.at(-1)?.end !== connector.index || right[0]?.start !== end) continue;
    for (let length = Math.min(left.length, right.length); length > 0; length--) {
      const base = left.slice(-length);
      const other = right.slice(0, length);
      const same = (index: number): boolean => base[index]!.folded === other[index]!.folded;
      const forward = base.every((word, index) => same(index) || isPair(word.folded, other[index]!.folded, forms));
      const backward = base.every((word, index) => same(index) || isPair(other[index]!.folded, word.folded, forms));
      if (base.every((_, index) => same(index)) || (!forward && !backward)) continue;
      if (forward) cuts.add(connector.index, other.at(-1)!.end, 'GENDER_MARKER');
      else cuts.add(base[0]!.start, end, 'GENDER_MARKER');
      break;
    }
  }
}

export function cutGenderMarkers(text: string, language: string, cuts: Cuts): void {
  for (const match of text.matchAll(BRACKETED)) {
    if (isMarker(match[1] ?? '')) cuts.add(match.index, match.index + match[0].length, 'GENDER_MARKER');
  }
  for (const match of text.matchAll(BARE)) {
    if (isBareMarker(match[0])) cuts.add(match.index, match.index + match[0].length, 'GENDER_MARKER');
  }
  const forms = GENDER_FORMS[language];
  if (forms === undefined) return;
  cutWrittenPairs(text, forms, cuts);
  for (const pattern of attachedPatterns(language, forms)) {
    for (const match of text.matchAll(pattern)) cuts.add(match.index, match.index + match[0].length, 'GENDER_MARKER');
  }
}
