/**
 * The dictionary: every term of an index in the order of its UTF-16 code units, and a radix trie over them.
 *
 * A node stands for the terms that share its letters, which are a range because the terms are sorted: so a prefix is
 * a range of terms, found in one look-up a letter. Nodes are numbered breadth first; a node's children stand next to
 * each other, by their first letter. The letters themselves are not stored again: a node's are those of its first
 * term, from its parent's depth to its own.
 *
 * The file holds all of it as it is used, in the smallest types that hold it: opening is widening.
 *
 * ```
 * terms  0 care  1 carer  2 cook
 *
 * node 0  ""       children 1      first term 0   depth 0
 * node 1  "c"      children 2, 3   first term 0   depth 1
 * node 2  "are"    child 4         first term 0   depth 4
 * node 3  "ook"                    first term 2   depth 4
 * node 4  "r"                      first term 1   depth 5
 * ```
 */
import type { Container, Sections } from '../snapshot/container.ts';
import { narrow, offsetsOf, widened, widened16 } from '../snapshot/numbers.ts';
import { growTrie } from './trie.ts';

export interface Dictionary {
  /** All terms' letters, one term after another. */
  readonly letters: Uint16Array;
  /** Where each term's letters begin; one more entry holds the end. */
  readonly offsets: Uint32Array;
  /** Where each node's children begin; one more entry holds the number of nodes. */
  readonly children: Uint32Array;
  /** First term of each node's range; it ends where the next sibling's begins. */
  readonly first: Uint32Array;
  /** First letter of each node, after its parent's. */
  readonly letter: Uint16Array;
  /** Letters from the root to the end of each node. */
  readonly depth: Uint8Array;
}

/**
 * `terms` sorted by code units, each once.
 *
 * ```
 * terms.letters    all terms' letters, as UTF-16 code units
 * terms.offsets    where each term's begin
 * trie.*           the columns of the nodes
 * ```
 */
export function dictionarySections(terms: readonly string[]): Sections {
  const trie = growTrie(terms);
  return {
    'terms.letters': narrow(terms.flatMap((term) => term.split('').map((letter) => letter.charCodeAt(0)))),
    'terms.offsets': narrow(offsetsOf(terms.map((term) => term.length))),
    'trie.children': narrow(trie.children),
    'trie.first': narrow(trie.first),
    'trie.letter': narrow(trie.letter),
    'trie.depth': Uint8Array.from(trie.depth),
  };
}

/** The dictionary's order; "<" on strings compares code units, without a locale. */
export function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function openDictionary(container: Container): Dictionary {
  return {
    letters: widened16(container, 'terms.letters'),
    offsets: widened(container, 'terms.offsets'),
    children: widened(container, 'trie.children'),
    first: widened(container, 'trie.first'),
    letter: widened16(container, 'trie.letter'),
    depth: container.uint8('trie.depth').slice(),
  };
}

/** A range of terms that begin alike; empty where `end` is not above `start`. Reused from query to query. */
export interface TermRange {
  start: number;
  end: number;
  /** The term that is the prefix itself, -1 where no term is. */
  whole: number;
}

/** The child of a node with this first letter, -1 where it has none: a binary search. */
export function childOf(dictionary: Dictionary, node: number, code: number): number {
  const { children, letter } = dictionary;
  let low = children[node]!;
  const end = children[node + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (letter[middle]! < code) low = middle + 1;
    else high = middle;
  }
  return low < end && letter[low] === code ? low : -1;
}

/** Finds the terms that begin with the first `count` letters of `typed`. */
export function findPrefix(dictionary: Dictionary, typed: Uint16Array, count: number, range: TermRange): void {
  const { letters, offsets, children, first, depth } = dictionary;
  let node = 0;
  let end = offsets.length - 1;
  range.start = 0;
  range.end = 0;
  range.whole = -1;
  for (let matched = 0; matched < count;) {
    const child = childOf(dictionary, node, typed[matched]!);
    if (child < 0) return;
    if (child + 1 < children[node + 1]!) end = first[child + 1]!;
    const text = offsets[first[child]!]!;
    const reach = Math.min(count, depth[child]!);
    for (matched += 1; matched < reach; matched++) {
      if (letters[text + matched] !== typed[matched]) return;
    }
    node = child;
  }
  range.start = first[node]!;
  range.end = end;
  const letterCount = offsets[range.start + 1]! - offsets[range.start]!;
  if (letterCount === count) range.whole = range.start;
}
