/**
 * Trains the language model from the starter taxonomy's labels and ESCO's into
 * worker/engines/language-detection/model.generated.json, and prints how many labels it gets right that it was not
 * trained on.
 *
 *   node scripts/language-model.ts [ESCO's label table]
 *
 * Multinomial logistic regression on hashed n-grams, by stochastic gradient descent with the same random order every
 * time; minutes. Every tenth occupation is held back, all of its labels. Weights are stored in four bits.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Converter } from 'opencc-js';
import { fold } from '../worker/core/fold.ts';
import { featuresOf } from '../worker/engines/language-detection/features.ts';
import { type StoredModel, ZERO_WEIGHT, openModel } from '../worker/engines/language-detection/model.ts';
import { type Script, mainScript } from '../worker/engines/language-detection/scripts.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(ROOT, 'worker', 'engines', 'language-detection', 'model.generated.json');

/** Scripts that several languages share, and how many buckets their models have. */
const MODELS = [
  ['LATIN', 16_384],
  ['CYRILLIC', 4_096],
  ['HAN', 4_096],
] as const;
const ESCO_LABELS =
  process.argv[2] ?? join(ROOT, '..', 'shared', 'data', 'esco', 'occupation-labels-21-languages.tsv.gz');
const EPOCHS = 12;
const LEARNING_RATE = 1;
const DECAY = 3e-4;
const HELD_BACK = 10;

interface Example {
  readonly text: string;
  readonly language: string;
  readonly occupation: string;
}

function readLabels(): Example[] {
  const folder = join(ROOT, 'taxonomy', 'starter', 'labels');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .slice(1)
        .filter((line) => line !== '')
        .flatMap((line) => {
          const [occupation = '', preferred = '', alternatives = ''] = line.split('\t');
          return [preferred, ...alternatives.split('|')]
            .flatMap((label) => label.split('~'))
            .filter((text) => text !== '')
            .map((text) => ({ text, language: basename(name, '.tsv').replace(/-.*/, ''), occupation }));
        }),
    );
}

/** Numbers from 0 to 1, always the same ones. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

function isHeldBack(occupation: string): boolean {
  let hash = 0;
  for (let index = 0; index < occupation.length; index++)
    hash = (Math.imul(hash, 31) + occupation.charCodeAt(index)) >>> 0;
  return hash % HELD_BACK === 0;
}

function train(examples: readonly Example[], languages: readonly string[], buckets: number): StoredModel {
  const count = languages.length;
  const weights = new Float32Array(buckets * count);
  const bias = new Float64Array(count);
  const rows = examples.map(({ text, language }) => ({
    features: featuresOf(text, buckets),
    answer: languages.indexOf(language),
  }));
  const sizes = languages.map((language) => examples.filter((example) => example.language === language).length);
  const random = randomNumbers(1);
  const scores = new Float64Array(count);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let index = rows.length - 1; index > 0; index--) {
      const other = Math.floor(random() * (index + 1));
      [rows[index], rows[other]] = [rows[other]!, rows[index]!];
    }
    const rate = LEARNING_RATE * (1 - epoch / EPOCHS);
    for (const { features, answer } of rows) {
      if (features.length === 0) continue;
      const scale = 1 / Math.sqrt(features.length);
      scores.fill(0);
      for (const feature of features) {
        for (let language = 0; language < count; language++) scores[language]! += weights[feature * count + language]!;
      }
      let best = Number.NEGATIVE_INFINITY;
      for (let language = 0; language < count; language++)
        best = Math.max(best, (scores[language] = scores[language]! * scale));
      let total = 0;
      for (let language = 0; language < count; language++)
        total += scores[language] = Math.exp(scores[language]! - best);
      // Languages with few labels weigh as much as those with many.
      const step = (rate * scale * rows.length) / (count * sizes[answer]!);
      for (let language = 0; language < count; language++) {
        const error = (language === answer ? 1 : 0) - scores[language]! / total;
        if (Math.abs(error) < 1e-4) continue;
        for (const feature of features) {
          const place = feature * count + language;
          weights[place] = weights[place]! * (1 - DECAY) + step * error;
        }
      }
    }
  }
  return quantise(languages, buckets, weights, bias);
}

/** Four bits a weight; the step is where clipping the largest costs less than coarse small ones. */
function quantise(
  languages: readonly string[],
  buckets: number,
  weights: Float32Array,
  bias: Float64Array,
): StoredModel {
  const sizes = weights
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort();
  const step = (sizes[Math.floor(sizes.length * 0.99)] ?? 1) / (ZERO_WEIGHT - 1);
  const bytes = new Uint8Array(Math.ceil(weights.length / 2));
  for (const [place, weight] of weights.entries()) {
    const level = Math.max(0, Math.min(15, Math.round(weight / step) + ZERO_WEIGHT));
    bytes[place >>> 1]! |= (place & 1) === 0 ? level : level << 4;
  }
  return { languages, buckets, step, weights: Buffer.from(bytes).toString('base64'), bias: [...bias] };
}

function accuracy(model: StoredModel, examples: readonly Example[]): string {
  const opened = openModel(model);
  return model.languages
    .filter((language) => examples.some((example) => example.language === language))
    .map((language) => {
      const own = examples.filter((example) => example.language === language);
      const right = own.filter(({ text }) => {
        const scores = opened.scores(text);
        return model.languages[scores.indexOf(Math.max(...scores))] === language;
      });
      return `${language} ${((100 * right.length) / own.length).toFixed(1)} % of ${own.length}`;
    })
    .join(', ');
}

/** Chinese is also written in traditional characters; which ones a title is in is told apart later. */
function inTraditionalCharacters(labels: readonly Example[]): Example[] {
  const convert = Converter({ from: 'cn', to: 'twp' });
  return labels.flatMap((label) => {
    const text = convert(label.text);
    return label.language === 'zh' && text !== label.text ? [{ ...label, text }] : [];
  });
}

/** English titles that other languages use are English: without this, "account manager" would be five languages. */
function withoutLoans(labels: readonly Example[]): Example[] {
  const english = new Set(labels.flatMap(({ text, language }) => (language === 'en' ? [fold(text)] : [])));
  return labels.filter(({ text, language }) => language === 'en' || !english.has(fold(text)));
}

/** ESCO's labels of occupations: six of its languages the starter taxonomy does not have. */
function readEscoLabels(): Example[] {
  return gunzipSync(readFileSync(ESCO_LABELS))
    .toString('utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [occupation = '', language = '', text = ''] = line.split('\t');
      return { occupation, language, text };
    });
}

const sources = { starter: readLabels(), ESCO: readEscoLabels() };
const read = withoutLoans(Object.values(sources).flat());
const labels = [...read, ...inTraditionalCharacters(read)];
const generated: Partial<Record<Script, StoredModel>> = {};
for (const [script, buckets] of MODELS) {
  const examples = labels.filter(({ text }) => mainScript(text) === script);
  const counts = new Map<string, number>();
  for (const { language } of examples) counts.set(language, (counts.get(language) ?? 0) + 1);
  // A few Latin abbreviations do not make Chinese a language of that script.
  const languages = [...counts].filter(([, count]) => count >= 1_000).map(([language]) => language);
  const own = examples.filter(({ language }) => languages.includes(language));
  const known = own.filter(({ occupation }) => !isHeldBack(occupation));
  const model = train(known, languages, buckets);
  for (const [name, source] of Object.entries(sources)) {
    const members = new Set(source);
    const asked = own.filter((label) => isHeldBack(label.occupation) && members.has(label));
    if (asked.length > 0) console.log(`${script}, held back of ${name}: ${accuracy(model, asked)}`);
  }
  generated[script] = model;
}
writeFileSync(FILE, `${JSON.stringify(generated, undefined, 1)}\n`);
