/**
 * A language model as it is stored: for languages that share a script, a weight for every bucket and language
 * (multinomial logistic regression), in four bits each.
 */
import { featuresOf } from './features.ts';

/** One model in the generated file. */
export interface StoredModel {
  readonly languages: readonly string[];
  readonly buckets: number;
  /** What one step of a weight is worth. */
  readonly step: number;
  /** Base64 of buckets x languages weights from 0 to 15, two a byte, lower half first; 8 stands for zero. */
  readonly weights: string;
  /** What a language's score starts with. */
  readonly bias: readonly number[];
}

export interface LanguageModel {
  readonly languages: readonly string[];
  /** Log-odds of the languages, in their order, up to a common constant. */
  scores(text: string): Float64Array;
}

export const ZERO_WEIGHT = 8;

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
}

/** Scores are means over features times the square root of their number: longer texts are surer, but not absurdly. */
export function openModel({ languages, buckets, step, weights, bias }: StoredModel): LanguageModel {
  const bytes = decode(weights);
  const count = languages.length;
  return {
    languages,
    scores: (text) => {
      const features = featuresOf(text, buckets);
      const scores = new Float64Array(count);
      for (const feature of features) {
        for (let language = 0; language < count; language++) {
          const place = feature * count + language;
          const pair = bytes[place >>> 1]!;
          scores[language]! += ((place & 1) === 0 ? pair & 15 : pair >>> 4) - ZERO_WEIGHT;
        }
      }
      const scale = features.length === 0 ? 0 : step / Math.sqrt(features.length);
      return scores.map((score, language) => score * scale + bias[language]!);
    },
  };
}
