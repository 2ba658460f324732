/**
 * What the completion bench runs on: the official ESCO occupation labels, and keystrokes typed to reach one of them.
 * Everything is drawn with a fixed seed, so that all subjects answer the same keystrokes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { IndexedLabel } from '../worker/engines/prefix-index/index.ts';
import { randomNumbers } from './random.ts';

const FILE = join(import.meta.dirname, '../../shared/data/esco/occupation-labels-21-languages.tsv.gz');

/** Labels of one index; a keystroke goes to the index of its language. */
export interface Corpus {
  readonly name: string;
  readonly indexes: readonly { readonly language: string; readonly labels: readonly IndexedLabel[] }[];
}

export interface Keystroke {
  readonly index: number;
  readonly text: string;
  /** The concept that is meant. */
  readonly concept: number;
  /** Letters typed so far. */
  readonly letters: number;
}

export interface Workload {
  readonly name: string;
  readonly keystrokes: readonly Keystroke[];
}

const CORPORA = ['english', 'languages', 'together'] as const;
/** `scale-N`: N labels in one index. */
export type CorpusName = (typeof CORPORA)[number] | `scale-${number}`;

export function parseCorpusName(text: string | undefined): CorpusName | undefined {
  const count = /^scale-(\d+)$/.exec(text ?? '')?.[1];
  return count === undefined ? CORPORA.find((name) => name === text) : `scale-${Number(count)}`;
}

export function hasLabels(): boolean {
  return existsSync(FILE);
}

/** `english`: one index; `languages`: 21 indexes, one a language; `together`: the labels of all languages in one index. */
export function readCorpus(name: CorpusName): Corpus {
  if (name.startsWith('scale-')) return scaled(name, Number(name.slice('scale-'.length)));
  const byLanguage = new Map<string, { text: string; uri: string }[]>();
  for (const line of gunzipSync(readFileSync(FILE)).toString().split('\n').slice(1)) {
    const [uri, language, text] = line.split('\t');
    if (uri === undefined || language === undefined || text === undefined) continue;
    const key = name === 'together' ? 'mul' : language;
    if (name === 'english' && language !== 'en') continue;
    const rows = byLanguage.get(key) ?? [];
    rows.push({ text, uri });
    byLanguage.set(key, rows);
  }
  return { name, indexes: [...byLanguage].map(([language, rows]) => ({ language, labels: numbered(rows) })) };
}

/** The labels of all languages in a random order, the first so many; where there are too few, words of two change places. */
function scaled(name: CorpusName, count: number): Corpus {
  const random = randomNumbers(20_260_104);
  const [all] = readCorpus('together').indexes;
  const labels = all!.labels
    .map((label) => ({ label, order: random() }))
    .toSorted((left, right) => left.order - right.order)
    .map(({ label }) => label);
  const rows = Array.from({ length: count }, (_, index) => {
    const { text, concept } = labels[index % labels.length]!;
    if (index < labels.length) return { text, uri: String(concept) };
    const other = labels[Math.floor(random() * labels.length)]!.text.split(' ');
    const words = text.split(' ');
    words[Math.floor(random() * words.length)] = other[Math.floor(random() * other.length)]!;
    return { text: words.join(' '), uri: `${concept} ${Math.floor(index / labels.length)}` };
  });
  return { name, indexes: [{ language: 'mul', labels: numbered(rows) }] };
}

/** A concept's first label is its preferred one. Popularity is left alone: no library here is told any. */
function numbered(rows: readonly { text: string; uri: string }[]): IndexedLabel[] {
  const concepts = new Map<string, number>();
  return rows.map(({ text, uri }, label) => {
    const known = concepts.get(uri);
    const concept = known ?? concepts.size;
    concepts.set(uri, concept);
    return { label, text, concept, kind: known === undefined ? 'PREFERRED' : 'ALTERNATIVE', popularity: 0 };
  });
}

const SHORTEST = 2;
const SHORTEST_WITH_TYPO = 4;
const LONGEST = 14;

/** Labels typed letter by letter up to 14: as they are, drawn evenly or by Zipf's law, and with one typo. */
export function workloads(corpus: Corpus, labels: number): Workload[] {
  const random = randomNumbers(20_260_101);
  const even = Array.from({ length: labels }, () => draw(corpus, random()));
  const weighted = Array.from({ length: labels }, () => draw(corpus, zipf(random(), totalOf(corpus))));
  return [
    { name: 'typed', keystrokes: even.flatMap((meant) => typing(meant, meant.text, SHORTEST)) },
    { name: 'typed-zipf', keystrokes: weighted.flatMap((meant) => typing(meant, meant.text, SHORTEST)) },
    { name: 'one-typo', keystrokes: even.flatMap((meant) => typingWithTypo(meant, random)) },
  ];
}

interface Meant {
  readonly index: number;
  readonly text: string;
  readonly concept: number;
}

function totalOf(corpus: Corpus): number {
  return corpus.indexes.reduce((sum, { labels }) => sum + labels.length, 0);
}

/** The label at a share, from 0 to 1, of all labels. */
function draw(corpus: Corpus, share: number): Meant {
  let rest = Math.floor(share * totalOf(corpus));
  for (const [index, { labels }] of corpus.indexes.entries()) {
    const label = labels[rest];
    if (label !== undefined) return { index, text: label.text, concept: label.concept };
    rest -= labels.length;
  }
  throw new Error('a share is below 1');
}

/** A share whose n-th part is drawn in proportion to 1/n; ranks are strewn over the labels by a fixed step. */
function zipf(uniform: number, size: number): number {
  const rank = Math.floor(Math.exp(uniform * Math.log(size))) - 1;
  return ((rank * 7_919) % size) / size;
}

function typing(meant: Meant, text: string, from: number): Keystroke[] {
  const keystrokes: Keystroke[] = [];
  for (let letters = from; letters <= Math.min(text.length, LONGEST); letters++) {
    keystrokes.push({ index: meant.index, concept: meant.concept, text: text.slice(0, letters), letters });
  }
  return keystrokes;
}

/** One typo among the first ten letters; keystrokes from the typo on, since before it there is none. */
function typingWithTypo(meant: Meant, random: () => number): Keystroke[] {
  for (;;) {
    const at = Math.floor(random() * Math.min(10, meant.text.length));
    const text = withTypo(
      meant.text,
      at,
      Math.floor(random() * 4),
      String.fromCharCode(97 + Math.floor(random() * 26)),
    );
    if (text !== meant.text) return typing(meant, text, Math.max(SHORTEST_WITH_TYPO, at + 1));
  }
}

function withTypo(text: string, at: number, kind: number, letter: string): string {
  if (kind === 0) return text.slice(0, at) + letter + text.slice(at);
  if (kind === 1) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 2) return text.slice(0, at) + letter + text.slice(at + 1);
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}
