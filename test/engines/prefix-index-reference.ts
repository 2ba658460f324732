/**
 * Completion as it is meant, written for reading and not for speed: every label is taken apart, every way of giving
 * the typed words slots of their own is tried, and what is found is sorted. The prefix index is held against it.
 *
 * Shared with the index are folding, words and tokens (which have tests of their own) and the order of labels among
 * equals; matching, typos and ranking are written anew.
 */
import { endsWord, fold } from '../../worker/core/fold.ts';
import type { LanguageTag } from '../../worker/core/language.ts';
import type { IndexedLabel } from '../../worker/engines/prefix-index/index.ts';
import { rankLabels } from '../../worker/engines/prefix-index/ranking.ts';
import { type Token, createTokenizer } from '../../worker/engines/prefix-index/tokens.ts';
import { allowedTypos, wordRanges } from '../../worker/engines/prefix-index/words.ts';

/** Optimal string alignment between `typed` and each beginning of `term`, by the full matrix. */
function beginningOf(typed: string, term: string): { typos: number; letters: number } {
  const rows = typed.length + 1;
  const columns = term.length + 1;
  const cost = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  for (let row = 1; row < rows; row++) {
    for (let column = 1; column < columns; column++) {
      const same = typed[row - 1] === term[column - 1];
      let best = Math.min(
        cost[row - 1]![column]! + 1,
        cost[row]![column - 1]! + 1,
        cost[row - 1]![column - 1]! + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && typed[row - 1] === term[column - 2] && typed[row - 2] === term[column - 1]) {
        best = Math.min(best, cost[row - 2]![column - 2]! + 1);
      }
      cost[row]![column] = best;
    }
  }
  const last = cost[rows - 1]!;
  const typos = Math.min(...last);
  return { typos, letters: last.lastIndexOf(typos) };
}

interface Found {
  readonly label: IndexedLabel;
  readonly rank: number;
  /** Typos, placement, partial words, places, rank: smaller is better. */
  readonly order: readonly number[];
}

export interface Reference {
  complete(text: string, limit: number, accept?: (concept: number) => boolean): IndexedLabel[];
  /** True where the label matches with the typos that its words may have, or with a space more or less. */
  accepts(text: string, label: number): boolean;
}

interface Cell {
  readonly typos: number;
  readonly whole: boolean;
  readonly slot: number;
  readonly place: number;
}

export function createReference(language: LanguageTag, labels: readonly IndexedLabel[]): Reference {
  const ranked = rankLabels(labels);
  const tokenize = createTokenizer(
    language,
    ranked.map((label) => label.text),
  );
  const tokens = ranked.map((label) => tokenize(label.text));
  const terms = new Set(tokens.flatMap((list) => list.map((token) => token.term)));
  const sorted = [...terms].sort();

  function matchAll(words: readonly string[], complete: boolean, most: number): Found[] {
    return ranked.flatMap((label, rank) => {
      const order = match(tokens[rank]!, words, complete, most);
      return order === undefined ? [] : [{ label, rank, order: [...order, rank] }];
    });
  }

  const hasTerms = (prefix: string): boolean => sorted.some((term) => term.startsWith(prefix.slice(0, 30)));

  function respaced(words: readonly string[]): string[][] {
    const lists: string[][] = [];
    for (let word = 0; word + 1 < words.length; word++) {
      const joined = words[word]! + words[word + 1]!;
      if (hasTerms(joined)) lists.push([...words.slice(0, word), joined, ...words.slice(word + 2)]);
    }
    for (const [index, word] of words.entries()) {
      if (hasTerms(word)) continue;
      for (let cut = Math.min(word.length, 30) - 2; cut >= 2; cut--) {
        const [left, right] = [word.slice(0, cut), word.slice(cut)];
        if (terms.has(left) && hasTerms(right))
          lists.push([...words.slice(0, index), left, right, ...words.slice(index + 1)]);
      }
    }
    return lists;
  }

  function complete(text: string, limit: number, accept: (concept: number) => boolean = () => true): IndexedLabel[] {
    const { words, complete } = readWords(text);
    const shown = (found: readonly Found[]): Found[] =>
      onePerConcept(found.filter(({ label }) => accept(label.concept)));
    if (words.length === 0)
      return popular(labels)
        .filter(({ concept }) => accept(concept))
        .slice(0, limit);
    const all = shown(matchAll(words, complete, 1));
    const exact = all.filter(({ order }) => order[0] === 0);
    let list = exact.length >= limit ? exact : all;
    for (const other of list.length === 0 ? respaced(words) : []) {
      if (list.length === 0) list = shown(matchAll(other.slice(0, 16), complete, 0));
    }
    if (list.length === 0) list = shown(matchAll(words, complete, 2));
    if (list.length === 0) list = shown(matchAll(words, complete, 32));
    return list.slice(0, limit).map(({ label }) => label);
  }

  return {
    complete,
    accepts(text, label) {
      const { words, complete } = readWords(text);
      const rank = ranked.findIndex((candidate) => candidate.label === label);
      const accepted = (typed: readonly string[], most: number): boolean =>
        match(tokens[rank]!, typed, complete, most) !== undefined;
      return (
        words.length === 0 || accepted(words, 32) || respaced(words).some((other) => accepted(other.slice(0, 16), 0))
      );
    },
  };
}

function readWords(text: string): { words: string[]; complete: boolean } {
  const considered = text.slice(0, 256).toWellFormed();
  const folded = fold(considered);
  const all = wordRanges(folded).map(({ start, end }) => {
    const word = folded.slice(start, end);
    return word.startsWith('ال') && word.length >= 5 ? word.slice(2) : word;
  });
  return { words: all.slice(0, 16), complete: all.length > 16 || endsWord(considered) };
}

function match(
  tokens: readonly Token[],
  words: readonly string[],
  complete: boolean,
  most: number,
): number[] | undefined {
  const starts: number[] = []; // the slot of each of the label's words
  for (const token of tokens) if (!token.inner && starts.at(-1) !== token.slot) starts.push(token.slot);
  const cells = words.map((word) => cellsOf(word.slice(0, 30), tokens, starts));
  const fewest = cells.map((list) => Math.min(...list.map((cell) => cell.typos)));
  const typos = fewest.reduce((sum, some) => sum + some, 0);
  if (typos > most) return undefined;
  const usable = cells.map((list, word) => list.filter((cell) => cell.typos === fewest[word]));
  const slots = usable.map((list) => [...new Set(list.map((cell) => cell.slot))].sort((left, right) => left - right));
  const inOrder = canAssign(slots, true);
  if (!inOrder && !canAssign(slots, false)) return undefined;
  const begins = words.every((_, word) =>
    usable[word]!.some(
      (cell) => cell.slot === starts[word] && (cell.whole || (word === words.length - 1 && !complete)),
    ),
  );
  if (typos === 0 && begins) {
    const last = words.length - 1;
    const whole = usable[last]!.some((cell) => cell.slot === starts[last] && cell.whole);
    const exact = whole && starts.length === words.length;
    const places = words.reduce((sum, _, word) => sum + Math.min(word, 2), 0);
    return [0, exact ? 0 : 1, 0, Math.min(places, 15)];
  }
  let partial = 0;
  let places = 0;
  for (const [word, list] of usable.entries()) {
    const finished = word < words.length - 1 || complete;
    const begun = (cell: Cell): number => (finished && !cell.whole ? 1 : 0);
    const [best] = list.toSorted((left, right) => begun(left) - begun(right) || left.place - right.place);
    partial += begun(best!);
    places += best!.place;
  }
  return [typos, inOrder ? 2 : 3, Math.min(partial, 15), Math.min(places, 15)];
}

function cellsOf(word: string, tokens: readonly Token[], starts: readonly number[]): Cell[] {
  return tokens.flatMap((token) => {
    const { typos, letters } = rememberedBeginning(word, token.term);
    if (typos > allowedTypos(word.length)) return [];
    const place = token.inner ? 3 : Math.min(starts.indexOf(token.slot), 2);
    return [{ typos, whole: letters === token.term.length, slot: token.slot, place }];
  });
}

const remembered = new Map<string, Map<string, { typos: number; letters: number }>>();

/** A label collection has few terms and many tokens: the matrix of a word and a term is computed once. */
function rememberedBeginning(word: string, term: string): { typos: number; letters: number } {
  if (remembered.size > 100) remembered.clear();
  const known = remembered.get(word) ?? new Map<string, { typos: number; letters: number }>();
  remembered.set(word, known);
  const beginning = known.get(term) ?? beginningOf(word, term);
  known.set(term, beginning);
  return beginning;
}

/** Whether every word can have a slot that no other has; in the order of the words, or in any. */
function canAssign(
  slots: readonly (readonly number[])[],
  inOrder: boolean,
  word = 0,
  taken: readonly number[] = [],
): boolean {
  if (word === slots.length) return true;
  return slots[word]!.some(
    (slot) =>
      !taken.includes(slot) &&
      (!inOrder || taken.every((other) => other < slot)) &&
      canAssign(slots, inOrder, word + 1, [...taken, slot]),
  );
}

function onePerConcept(found: readonly Found[]): Found[] {
  const sorted = found.toSorted((left, right) => {
    const differs = left.order.findIndex((value, index) => value !== right.order[index]);
    return differs < 0 ? 0 : left.order[differs]! - right.order[differs]!;
  });
  const seen = new Set<number>();
  return sorted.filter(({ label }) => !seen.has(label.concept) && seen.add(label.concept));
}

/** The most popular concepts, each by its preferred label or else its best. */
function popular(labels: readonly IndexedLabel[]): IndexedLabel[] {
  const ranked = rankLabels(labels);
  const concepts = [...new Set(labels.map((label) => label.concept))];
  const shown = concepts.map((concept) => {
    const own = ranked.filter((label) => label.concept === concept);
    return own.find((label) => label.kind === 'PREFERRED') ?? own[0]!;
  });
  return shown.sort(
    (left, right) => right.popularity - left.popularity || ranked.indexOf(left) - ranked.indexOf(right),
  );
}
