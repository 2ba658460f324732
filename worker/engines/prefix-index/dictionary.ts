/**
 * The dictionary: every term of an index in the order of its UTF-16 code units, and a radix trie over them.
 *
 * A node stands for the terms that share its letters, which are a range because the terms are sorted: so a prefix is
 * a range of terms, found in one look-up a letter. Nodes are numbered breadth first; a node's children stand next to
 * each other, by their first letter. The letters themselves are not stored again: a node's are those of its first
 * term, from its parent's depth to its own.
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

/** `terms` sorted by code units, each once. */
export function dictionarySections(terms: readonly string[]): Sections {
  const offsets = new Uint32Array(terms.length + 1);
  for (const [index, term] of terms.entries()) offsets[index + 1] = offsets[index]! + term.length;
  const letters = new Uint16Array(offsets[terms.length]!);
  for (const [index, term] of terms.entries()) {
    for (let at = 0; at < term.length; at++) letters[offsets[index]! + at] = term.charCodeAt(at);
  }
  const children = [1];
  const first = [0];
  const letter = [0];
  const depth = [0];
  // Node n covers terms first[n]..ends[n]; nodes are appended while the list is walked, which numbers them by breadth.
  const ends = [terms.length];
  for (let node = 0; node < first.length; node++) {
    const end = ends[node]!;
    let term = first[node]!;
    if (term < end && terms[term]!.length === depth[node]) term += 1; // the node is itself a term
    while (term < end) {
      const start = terms[term]!;
      const code = start.charCodeAt(depth[node]!);
      let next = term + 1;
      while (next < end && terms[next]!.charCodeAt(depth[node]!) === code) next += 1;
      first.push(term);
      ends.push(next);
      letter.push(code);
      depth.push(sharedLetters(start, terms[next - 1]!));
      term = next;
    }
    children.push(first.length);
  }
  return {
    'terms.letters': letters,
    'terms.offsets': offsets,
    'nodes.children': Uint32Array.from(children),
    'nodes.first': Uint32Array.from(first),
    'nodes.letter': Uint16Array.from(letter),
    'nodes.depth': Uint8Array.from(depth),
  };
}

/** First and last of a sorted range share what all between them share. */
function sharedLetters(left: string, right: string): number {
  let shared = 0;
  while (shared < left.length && left.charCodeAt(shared) === right.charCodeAt(shared)) shared += 1;
  return shared;
}

export function openDictionary(container: Container): Dictionary {
  return {
    letters: container.uint16('terms.letters'),
    offsets: container.uint32('terms.offsets'),
    children: container.uint32('nodes.children'),
    first: container.uint32('nodes.first'),
    letter: container.uint16('nodes.letter'),
    depth: container.uint8('nodes.depth'),
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
