/**
 * Gender markers: "(m/w/d)", "H/F", and the written counterpart of a base form, "Lehrer/-in", "enfermero o enfermera".
 * The base form stays. Every pattern is bounded, so the cost is linear in the title.
 */
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
const BASE = new Set('m h man men male mann homme hombre uomo homem mand mies erkek bay nam м ч 남 男 α ά'.split(' '));
/** Markers of one word, or of words that mean nothing apart. */
const WHOLE_MARKERS = new Set(
  'gn|mwd|wmd|mfd|fmd|mwx|mfx|hf|fh|mw|mf|mv|divers|all genders|all gender|alle geschlechter|alle|gender neutral|geschlechtsneutral|男女不限|不限性别|男女|남녀무관|성별무관|tous genres'.split(
    '|',
  ),
);

const BRACKETED = /[([{（【［]\s?([^()[\]{}（）【】［］]{1,28}?)\s?[)\]}）】］]/gu;
/** Letters apart by slashes: m/w/d, H/F, k|m. Ends where no further one follows. */
const BARE = /(?<![\p{L}\p{N}/+#-])\p{L}{1,3}(?:\s?[/|]\s?\p{L}{1,6}){1,4}(?![\p{L}\p{N}/+#])/gu;

function isMarker(content: string): boolean {
  const lower = content.toLowerCase().trim();
  if (WHOLE_MARKERS.has(lower)) return true;
  const tokens = lower.split(/[\s/|,;·:.*–&+-]+/u).filter((token) => token !== '');
  if (tokens.length < 2 || tokens.length > 6 || !tokens.every((token) => GENDER_TOKENS.has(token))) return false;
  return tokens.some((token) => BASE.has(token)) || tokens.includes('w') || tokens.includes('f');
}

/** The letters of hardware and the like: two single letters are a marker only if they name two genders. */
function isBareMarker(content: string): boolean {
  const tokens = content.toLowerCase().split(/\s?[/|]\s?/u);
  return (
    isMarker(content) &&
    tokens.some((token) => BASE.has(token)) &&
    !/^(?:h\/w|m\/e|m\/a|a\/m|e\/m)$/.test(tokens.join('/'))
  );
}

const escape = (text: string): string => text.replaceAll(/[/\\^$*+?.()|[\]{}]/g, String.raw`\$&`);

/** Patterns of attached counterparts of one language, made once. */
interface AttachedPatterns {
  /** Whether the title has the sign with which any of them begins. */
  readonly patterns: readonly RegExp[];
}

const compiled = new Map<string, AttachedPatterns>();

function attachedPatterns(language: string, forms: GenderForms): AttachedPatterns {
  const known = compiled.get(language);
  if (known !== undefined) return known;
  const patterns: RegExp[] = [];
  if (forms.suffixes.length > 0) {
    const suffix = `(?:${forms.suffixes.map(escape).join('|')})`;
    patterns.push(
      // Lehrer/-in, Lehrer/in, enfermero/a, Verkäufer /-in
      new RegExp(String.raw`(?<=\p{L}{2})\s?/\s?[-‑–]?${suffix}(?:\s?[/-]\s?[rnes])?(?![\p{L}\p{N}/])`, 'giu'),
      // Lehrer(in), infirmier(ère), Bäcker (-in), conseiller(e)s
      new RegExp(String.raw`(?<=\p{L}{2})\s?\([-/]?${suffix}\)`, 'giu'),
    );
    if (language === 'de') {
      // Lehrer*innen, Lehrer:in, Lehrer_in; LehrerIn, MitarbeiterInnen
      patterns.push(
        new RegExp(String.raw`(?<=\p{L}{2})\s?[*:_·]\s?[-]?${suffix}(?![\p{L}\p{N}])`, 'giu'),
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
    if (language === 'es' || language === 'it' || language === 'pt')
      patterns.push(/(?<=\p{L}{3})(?:@|[*·](?:a|o|e))(?![\p{L}\p{N}@])/giu);
  }
  const result = { patterns };
  compiled.set(language, result);
  return result;
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

const CONNECTOR = /\s?[/|]\s?|\s(?:oder|bzw\.?|ou|o|e|or|of|lub|albo|nebo|sau|eller|ή|или|або|або|и|та|и)\s/giu;
const WORD = /[\p{L}\p{M}\p{N}'’.-]+/gu;
const LONGEST_PAIR = 4;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function wordsIn(text: string, from: number, to: number): Word[] {
  return Array.from(text.slice(from, to).matchAll(WORD), (match) => ({
    text: match[0].toLowerCase(),
    start: from + match.index,
    end: from + match.index + match[0].length,
  }));
}

/** "Verkäufer / Verkäuferin", "assistant commercial ou assistante commerciale": the counterpart and the connector go. */
function cutWrittenPairs(text: string, forms: GenderForms, cuts: Cuts): void {
  for (const connector of text.matchAll(CONNECTOR)) {
    const end = connector.index + connector[0].length;
    const left = wordsIn(text, 0, connector.index).slice(-LONGEST_PAIR);
    const right = wordsIn(text, end, text.length).slice(0, LONGEST_PAIR);
    if (left.at(-1)?.end !== connector.index || right[0]?.start !== end) continue;
    for (let length = Math.min(left.length, right.length); length > 0; length--) {
      const base = left.slice(-length);
      const other = right.slice(0, length);
      const same = (index: number): boolean => base[index]!.text === other[index]!.text;
      const forward = base.every((word, index) => same(index) || isPair(word.text, other[index]!.text, forms));
      const backward = base.every((word, index) => same(index) || isPair(other[index]!.text, word.text, forms));
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
  for (const pattern of attachedPatterns(language, forms).patterns) {
    for (const match of text.matchAll(pattern)) cuts.add(match.index, match.index + match[0].length, 'GENDER_MARKER');
  }
}
