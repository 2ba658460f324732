/**
 * The libraries that complete the same keystrokes over the same labels, each set up as its documentation advises for
 * completion as one types, with typos where it knows any.
 *
 * To compare engines and not their folding, every other library gets labels and keystrokes folded by ours. All give
 * their best labels in order; the bench keeps the first ten concepts, so those that take a limit are asked for fifty.
 */
import { DatabaseSync } from 'node:sqlite';
import uFuzzy from '@leeoniya/ufuzzy';
import { create, insertMultiple, search } from '@orama/orama';
import { Index as FlexSearchIndex } from 'flexsearch';
import MiniSearch from 'minisearch';
import { fold } from '../worker/core/fold.ts';
import { parseLanguageTag } from '../worker/core/language.ts';
import { type IndexedLabel, buildPrefixIndex, openPrefixIndex } from '../worker/engines/prefix-index/index.ts';
import { buildLabelPool, sortLabels } from '../worker/engines/snapshot/label-pool.ts';
import { readContainer } from '../worker/engines/snapshot/container.ts';

/** An index that is ready: the labels for a text, best first. */
export type Complete = (text: string) => readonly number[];

export interface Subject {
  readonly name: string;
  /** Builds an index in memory, or, where there is {@link open}, what a server would read at start. */
  readonly build: (language: string, labels: readonly IndexedLabel[]) => Complete | Uint8Array;
  readonly open?: (stored: Uint8Array) => Complete;
}

const LIMIT = 10;
const LIMIT_OF_LABELS = 50;

const typosOf = (word: string): number => (word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0);

const crosswalk: Subject = {
  name: 'crosswalk',
  build: (language, labels) => buildPrefixIndex(parseLanguageTag(language)!, labels),
  open(stored) {
    const container = readContainer(stored);
    if (!container.ok) throw new Error(container.failure.reason);
    const index = openPrefixIndex(container.value);
    return (text) => index.complete(text, { limit: LIMIT }).map(({ label }) => label);
  },
};

/** Bytes of the label pool that the index refers to. */
export function poolBytes(language: string, labels: readonly IndexedLabel[]): number {
  const concepts = labels.reduce((most, label) => Math.max(most, label.concept + 1), 0);
  return buildLabelPool(parseLanguageTag(language)!, sortLabels(labels), concepts).length;
}

function miniSearch(name: string, fuzzy: false | ((word: string) => number)): Subject {
  const options = { fields: ['text'], idField: 'label' };
  return {
    name,
    build(_, labels) {
      const index = new MiniSearch(options);
      index.addAll(labels.map(({ label, text }) => ({ label, text: fold(text) })));
      return new TextEncoder().encode(JSON.stringify(index));
    },
    open(stored) {
      const index = MiniSearch.loadJSON(new TextDecoder().decode(stored), options);
      return (text) =>
        index.search(fold(text), { prefix: true, combineWith: 'AND', fuzzy }).map(({ id }) => Number(id));
    },
  };
}

const flexSearch: Subject = {
  name: 'flexsearch',
  build(_, labels) {
    const index = new FlexSearchIndex({ tokenize: 'forward' });
    for (const { label, text } of labels) index.add(label, fold(text));
    return (text) => index.search(fold(text), { limit: LIMIT_OF_LABELS }).map(Number);
  },
};

const orama: Subject = {
  name: 'orama',
  build(_, labels) {
    const index = create({ schema: { label: 'number', text: 'string' } });
    const documents = labels.map(({ label, text }) => ({ label, text: fold(text) }));
    const inserted = insertMultiple(index, documents, labels.length);
    if (inserted instanceof Promise) throw new Error('without plugins inserting is immediate');
    return (text) => {
      const term = fold(text);
      // One tolerance for all words of a text: that of its last.
      const found = search(index, {
        term,
        properties: ['text'],
        tolerance: Math.min(typosOf(term.slice(term.lastIndexOf(' ') + 1)), 1),
        threshold: 0,
        limit: LIMIT_OF_LABELS,
      });
      if (found instanceof Promise) throw new Error('without plugins searching is immediate');
      return found.hits.map(({ document }) => document.label);
    };
  },
};

const fuzzy: Subject = {
  name: 'ufuzzy',
  build(_, labels) {
    const haystack = labels.map(({ text }) => fold(text));
    // A single error in a word; words begin at word starts. Its constants are const enums, which do not exist at run time.
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
    const engine = new uFuzzy({ intraMode: 1, interLft: 1 });
    return (text) => {
      const [found, info, order] = engine.search(haystack, fold(text), 1);
      if (order !== null && info !== null) return order.map((place) => info.idx[place]!);
      return found ?? [];
    };
  },
};

const sqlite: Subject = {
  name: 'sqlite-fts5',
  build(_, labels) {
    const database = new DatabaseSync(':memory:');
    database.exec(`CREATE VIRTUAL TABLE label USING fts5(text, prefix = '1 2 3', detail = full)`);
    const insert = database.prepare('INSERT INTO label (rowid, text) VALUES (?, ?)');
    database.exec('BEGIN');
    for (const { label, text } of labels) insert.run(label + 1, fold(text));
    database.exec('COMMIT');
    const select = database.prepare(
      `SELECT rowid FROM label WHERE label MATCH ? ORDER BY rank LIMIT ${LIMIT_OF_LABELS}`,
    );
    return (text) => {
      const words = fold(text).split(' ').filter(Boolean);
      if (words.length === 0) return [];
      const query = words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' ');
      return select.all(query).map(({ rowid }) => Number(rowid) - 1);
    };
  },
};

export const SUBJECTS: readonly Subject[] = [
  crosswalk,
  miniSearch('minisearch', false),
  miniSearch('minisearch-typos', typosOf),
  flexSearch,
  orama,
  fuzzy,
  sqlite,
];
