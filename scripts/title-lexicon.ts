/**
 * Compiles taxonomy/starter/lexicon into worker/domain/title-cleaning/lexicon.generated.json, the words that title
 * cleaning knows.
 *
 *   node scripts/title-lexicon.ts
 *
 * A lexicon word that an occupation's name holds is no decoration there: "contract manager", "night auditor", "head
 * nurse". For every such name the word and its neighbour become a phrase to be kept, unless the name without the word
 * is a name of the same occupation ("senior accountant", "accountant"): then the word was only a level.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type LexiconData,
  type Seniority,
  type TermKind,
  createTitleLexicon,
  termWords,
} from '../worker/domain/title-cleaning/lexicon.ts';
import { isPartOfOccupation } from '../worker/domain/title-cleaning/term-rules.ts';
import { findTerms, wordsOf } from '../worker/domain/title-cleaning/terms.ts';

const ROOT = join(import.meta.dirname, '..');
const STARTER = join(ROOT, 'taxonomy', 'starter');
export const LEXICON_FILE = join(ROOT, 'worker', 'domain', 'title-cleaning', 'lexicon.generated.json');

/** Forms of employment that also say that the job is to be learnt. */
const LEARNING = new Set(['INTERNSHIP', 'APPRENTICESHIP']);

function rowsOf(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}

const tablesIn = (folder: string): [language: string, path: string][] =>
  readdirSync(join(STARTER, folder))
    .filter((name) => /^[a-z]{2}(?:-[a-z]+)?\.tsv$/.test(name))
    .sort()
    .map((name) => [basename(name, '.tsv'), join(STARTER, folder, name)]);

/** The kind under which a term is kept; undefined for terms that code recognises better ("m/w/d", "h/f"). */
function keyOf(kind: string, value: string, term: string): string | undefined {
  if (kind === 'LEGAL_FORM') return undefined; // employers.ts knows them
  if (kind === 'SENIORITY') return `${kind}:${value}`;
  if (kind === 'EMPLOYMENT_FORM' && LEARNING.has(value)) return `${kind}:TRAINEE`;
  if (kind === 'GENDER_MARKER' && (/[/|,*·-]/u.test(term) || term.length < 3)) return undefined;
  return kind;
}

/** The terms of one language, each once: as the first kind under which the file lists it. */
function readTerms(language: string, path: string): Record<string, string[]> {
  const kinds: Record<string, string[]> = {};
  const seen = new Set<string>();
  const countries = countryNames(language).map((name) => ['LOCATION', name, '']);
  for (const [kind = '', term = '', value = ''] of [...rowsOf(path), ...countries]) {
    const key = keyOf(kind, value, term);
    const words = termWords(term).join(' ');
    if (key === undefined || words === '' || seen.has(words)) continue;
    seen.add(words);
    (kinds[key] ??= []).push(term.replaceAll('|', ' '));
  }
  return kinds;
}

/** Countries that titles name, by their codes; the languages that write without spaces list theirs themselves. */
const COUNTRIES =
  'AT AU BE BG BR CA CH CN CY CZ DE DK EE EG ES FI FR GB GR HR HU IE IN IS IT JP KR LT LU LV MA MT MX NL NO PL PT RO RS RU SE SG SI SK TH TR UA US VN ZA';
const WITHOUT_COUNTRIES = new Set(['zh', 'ja', 'ko']);

function countryNames(language: string): string[] {
  if (WITHOUT_COUNTRIES.has(language)) return [];
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return COUNTRIES.split(' ').flatMap((code) => names.of(code) ?? []);
}

const joined = (kinds: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(kinds).map(([kind, terms]) => [kind, terms.join('|')]));

const LEVELS_OF_PERSONS = new Set<Seniority | undefined>(['JUNIOR', 'MID', 'SENIOR']);
/** Words that are never taken away for themselves: they cannot harm a name. */
const HELPERS = new Set<TermKind>(['SALARY_WORD', 'REFERENCE_WORD']);

/** Phrases to be kept that no name of the starter taxonomy teaches. */
const MORE_KEPT: Readonly<Record<string, readonly string[]>> = {
  en: [
    'remote sensing', 'remote control', 'urgent care', 'hybrid cloud', 'contract management', 'contract administrator',
    'contract specialist', 'contract lawyer', 'interim management', 'senior citizen', 'senior citizens', 'senior living',
    'senior care', 'senior high', 'junior high', 'long term care', 'short term rental', 'permanent makeup', 'mid wife',
  ],
  de: ['erste hilfe', 'erster hilfe', 'duale hochschule', 'essen auf rädern', 'vor ort service'],
  pt: ['pl sql'],
  zh: ['高级中学', '中级人民法院', '高级技工学校', '储备粮', '实习指导'],
  ja: ['リーダーシップ', 'ハイブリッドクラウド', 'ハイブリッド車', '短期大学'],
}; // prettier-ignore

/** Phrases of occupation names in which a term of the lexicon must stay. */
function keptPhrases(language: string, labelPaths: readonly string[], data: LexiconData): string[] {
  const tables = createTitleLexicon(data).tables(language);
  const phrases = new Set<string>();
  const namesOf = ([, preferred = '', alternatives = '']: string[]): string[] =>
    [preferred, ...alternatives.split('|')].flatMap((label) => label.split('~')).filter((name) => name !== '');
  const comparable = (name: string): string => termWords(name).join(' ');
  const rows = labelPaths.flatMap(rowsOf);
  const anyName = new Set(rows.flatMap(namesOf).map(comparable));
  for (const row of rows) {
    const names = namesOf(row);
    const ownNames = new Set(names.map(comparable));
    for (const name of names) {
      const words = wordsOf(name);
      for (const { term, dense, start, end } of findTerms(name, words, tables)) {
        const rest = comparable(`${name.slice(0, start)}${dense ? '' : ' '}${name.slice(end)}`);
        // Names in Chinese and Japanese carry mere levels too; there any name without the word will do.
        const isLevel = dense && LEVELS_OF_PERSONS.has(term.seniority) ? anyName.has(rest) : ownNames.has(rest);
        if (rest === '' || isLevel || isPartOfOccupation(term) || HELPERS.has(term.kind)) continue;
        if (dense) phrases.add(name);
        else {
          const first = words.findIndex((word) => word.start >= start);
          const last = words.findLastIndex((word) => word.end <= end);
          const from = last + 1 < words.length ? first : first - 1;
          const to = last + 1 < words.length ? last + 1 : last;
          phrases.add(
            words
              .slice(from, to + 1)
              .map(({ folded }) => folded)
              .join(' '),
          );
        }
      }
    }
  }
  return [...new Set([...phrases, ...(MORE_KEPT[language] ?? [])])].sort();
}

/** What the generated file holds. */
export function compileLexicon(): LexiconData {
  const terms = new Map(tablesIn('lexicon').map(([language, path]) => [language, readTerms(language, path)]));
  const labels = tablesIn('labels');
  const plain: LexiconData = Object.fromEntries([...terms].map(([language, kinds]) => [language, joined(kinds)]));
  return Object.fromEntries(
    [...terms].map(([language, kinds]) => {
      // "pt-br" is Portuguese here: the lexicon makes no difference.
      const paths = labels.flatMap(([tag, path]) => (tag.split('-')[0] === language ? [path] : []));
      const kept = keptPhrases(language, paths, plain);
      return [language, joined(kept.length === 0 ? kinds : { ...kinds, KEEP: kept })];
    }),
  );
}

export const serialise = (data: LexiconData): string => `${JSON.stringify(data, undefined, 1)}\n`;

if (import.meta.main) {
  const data = compileLexicon();
  writeFileSync(LEXICON_FILE, serialise(data));
  for (const [language, kinds] of Object.entries(data)) {
    const count = (text: string | undefined): number => (text === undefined ? 0 : text.split('|').length);
    const total = Object.values(kinds).reduce((sum, text) => sum + count(text), 0);
    console.log(`${language}: ${total} terms, ${count(kinds['KEEP'])} of them phrases to keep`);
  }
}
