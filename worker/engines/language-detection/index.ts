/**
 * In which language is this title? The door of this folder.
 *
 * The script decides first: Hangul is Korean, kana Japanese. Where languages share a script, a small model of
 * character n-grams and words decides (model.generated.json, made by scripts/language-model.ts; docs/quality.md says
 * how well). Titles are short and borrow from English, so a guess can be wrong: who knows the language should say it.
 *
 * Cost: about 5 microseconds a title; the model is decoded on the first call.
 */
import type { LanguageTag } from '../../core/language.ts';
import { SIMPLIFIED_CHARACTERS, TRADITIONAL_CHARACTERS } from '../../core/traditional-characters.ts';
import stored from './model.generated.json' with { type: 'json' };
import { type LanguageModel, openModel } from './model.ts';
import { type Script, mainScript } from './scripts.ts';

export interface LanguageGuess {
  readonly language: LanguageTag;
  /** 0 to 1; the guesses for one title add up to 1. */
  readonly probability: number;
}

/** Primary subtags of the languages that a script alone tells. */
const ONLY_LANGUAGE: Partial<Record<Script, string>> = {
  HANGUL: 'ko',
  KANA: 'ja',
  GREEK: 'el',
  ARABIC: 'ar',
  DEVANAGARI: 'hi',
  HEBREW: 'he',
  THAI: 'th',
};

const models = new Map<Script, LanguageModel>();

function modelFor(script: Script): LanguageModel | undefined {
  const known = models.get(script);
  if (known !== undefined) return known;
  const data =
    script === 'LATIN'
      ? stored.LATIN
      : script === 'CYRILLIC'
        ? stored.CYRILLIC
        : script === 'HAN'
          ? stored.HAN
          : undefined;
  if (data === undefined) return undefined;
  const model = openModel(data);
  models.set(script, model);
  return model;
}

let traditional: ReadonlySet<string> | undefined;
let simplified: ReadonlySet<string> | undefined;

/** Chinese in traditional characters; a title in characters that both write alike is taken for simplified. */
function isTraditional(text: string): boolean {
  traditional ??= new Set(TRADITIONAL_CHARACTERS);
  simplified ??= new Set(SIMPLIFIED_CHARACTERS);
  let balance = 0;
  for (const character of text) balance += traditional.has(character) ? 1 : simplified.has(character) ? -1 : 0;
  return balance > 0;
}

const primaryOf = (tag: LanguageTag): string => tag.split('-')[0] ?? tag;

/** The candidate for a primary subtag; of several ("zh", "zh-hant") the one in the title's characters. */
function candidateFor(primary: string, text: string, candidates: readonly LanguageTag[]): LanguageTag | undefined {
  const fitting = candidates.filter((candidate) => primaryOf(candidate) === primary);
  if (fitting.length < 2 || primary !== 'zh') return fitting[0];
  const wanted = isTraditional(text);
  return fitting.find((candidate) => /-(?:hant|tw|hk|mo)/.test(candidate) === wanted) ?? fitting[0];
}

/** English titles are advertised in every country: where a title fits several languages, it counts so many times. */
const ENGLISH_PRIOR = 3;

/**
 * The candidates that a title may be in, likeliest first; none where its script fits none of them. `prior` weighs
 * candidates before the title is looked at: what is known of its neighbours, for example.
 */
export function rankLanguages(
  text: string,
  candidates: readonly LanguageTag[],
  prior?: ReadonlyMap<LanguageTag, number>,
): LanguageGuess[] {
  const script = mainScript(text);
  if (script === undefined) return [];
  const only = ONLY_LANGUAGE[script];
  if (only !== undefined) {
    const language = candidateFor(only, text, candidates);
    return language === undefined ? [] : [{ language, probability: 1 }];
  }
  const model = modelFor(script);
  if (model === undefined) return [];
  const scores = model.scores(text);
  const possible = model.languages.flatMap((primary, place) => {
    const language = candidateFor(primary, text, candidates);
    return language === undefined
      ? []
      : [
          {
            language,
            score: scores[place]! + Math.log(prior?.get(language) ?? (primary === 'en' ? ENGLISH_PRIOR : 1)),
          },
        ];
  });
  const best = Math.max(...possible.map(({ score }) => score));
  const total = possible.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  return possible
    .map(({ language, score }) => ({ language, probability: Math.exp(score - best) / total }))
    .sort((left, right) => right.probability - left.probability);
}

/** The likeliest candidate; English, or the first candidate, where nothing can be said. */
export function detectLanguage(text: string, candidates: readonly LanguageTag[]): LanguageTag | undefined {
  return rankLanguages(text, candidates)[0]?.language ?? candidates.find((tag) => tag === 'en') ?? candidates[0];
}
