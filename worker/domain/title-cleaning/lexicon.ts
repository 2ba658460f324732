/**
 * The words that cleaning knows, by language: level words, forms of employment, places, advertising. Compiled from
 * taxonomy/starter/lexicon by scripts/title-lexicon.ts.
 *
 * A term is looked up by its first word or, in scripts without spaces, by its first character; so cleaning costs the
 * same however long the lists grow.
 */
import { fold, isUnspacedScript } from '../../core/fold.ts';
import type { RemovedKind } from './cuts.ts';

const SENIORITIES = ['TRAINEE', 'JUNIOR', 'MID', 'SENIOR', 'LEAD', 'HEAD', 'EXECUTIVE'] as const;
export type Seniority = (typeof SENIORITIES)[number];

/**
 * Besides what is removed: KEEP, a phrase in which no word is taken away ("head nurse"), and words that mean something
 * only beside a number or a name.
 */
export type TermKind = RemovedKind | 'KEEP' | 'SALARY_WORD' | 'REFERENCE_WORD';

export interface Term {
  readonly kind: TermKind;
  /** What the term says of the level: always of a level word, else of "Ausbildung zum" and the like. */
  readonly seniority: Seniority | undefined;
  /** Folded; a single entry where the term is written without spaces. */
  readonly words: readonly string[];
}

/** Terms of one language, longest first under each key. */
export interface TermTable {
  /** By first word, folded. */
  readonly spaced: ReadonlyMap<string, readonly Term[]>;
  /** Terms that hold Han or kana: by first character, folded. */
  readonly dense: ReadonlyMap<string, readonly Term[]>;
  /** Beginnings of places of one word, for languages that decline them: "в Москве" for "Москва". */
  readonly placeStems: ReadonlySet<string>;
}

/** The shortest beginning by which a declined place is known. UTF-16 code units. */
const PLACE_STEM_LENGTH = 4;

/** As it is stored: language -> kind, with the level behind a colon ("SENIORITY:LEAD") -> terms, joined by "|". */
export type LexiconData = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface TitleLexicon {
  /** The tables to look a language's words up in: its own, then English, whose words are used everywhere. */
  tables(language: string): readonly TermTable[];
}

const isSeniority = (text: string | undefined): text is Seniority =>
  SENIORITIES.some((seniority) => seniority === text);

/** The words of a term as {@link wordsOf} finds them in a title: dots separate ("c.d.i."). */
export function termWords(text: string): string[] {
  return fold(text)
    .split(/[ .&']+/)
    .filter((word) => word !== '');
}

const hasDense = (text: string): boolean => text.split('').some((unit) => isUnspacedScript(unit.charCodeAt(0)));

function tableOf(kinds: Readonly<Record<string, string>>): TermTable {
  const spaced = new Map<string, Term[]>();
  const dense = new Map<string, Term[]>();
  const placeStems = new Set<string>();
  const add = (table: Map<string, Term[]>, key: string, term: Term): void => {
    const list = table.get(key);
    if (list === undefined) table.set(key, [term]);
    else list.push(term);
  };
  for (const [key, texts] of Object.entries(kinds)) {
    const [kind = '', level] = key.split(':');
    // The compiler writes no other kinds; a test compares the file with what it writes.
    const shared = { kind: kind as TermKind, seniority: isSeniority(level) ? level : undefined };
    for (const text of texts.split('|')) {
      const words = termWords(text);
      if (words.length === 0) continue;
      const joined = words.join('');
      const stem = joined.replace(/[\p{L}](?<=[aeiouyаеиоуыэюяіїєαεηιου])$/u, '');
      if (shared.kind === 'LOCATION' && words.length === 1 && stem.length >= PLACE_STEM_LENGTH) placeStems.add(stem);
      if (hasDense(joined)) add(dense, joined.charAt(0), { ...shared, words: [joined] });
      else add(spaced, words[0]!, { ...shared, words });
    }
  }
  const length = ({ words }: Term): number => words.reduce((sum, word) => sum + word.length + 1, 0);
  for (const table of [spaced, dense]) {
    for (const list of table.values()) list.sort((left, right) => length(right) - length(left));
  }
  return { spaced, dense, placeStems };
}

/** A language's table is made when it is first asked for: about 2 ms. */
export function createTitleLexicon(data: LexiconData): TitleLexicon {
  const tables = new Map<string, TermTable>();
  const table = (language: string): TermTable => {
    let made = tables.get(language);
    if (made === undefined) {
      made = tableOf(data[language] ?? {});
      tables.set(language, made);
    }
    return made;
  };
  return { tables: (language) => (language === 'en' ? [table('en')] : [table(language), table('en')]) };
}
