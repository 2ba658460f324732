/**
 * The dictionary: every term of an index in the order of its UTF-16 code units, and a radix trie over them.
 *
 * A node stands for the terms that share its letters, which are a range because the terms are sorted: so a prefix is
 * a range of terms, found in one look-up a letter. Nodes are numbered breadth first; a node's children stand next to
 * each other, by their first letter. The letters themselves are not stored again: a node's are those of its first
 * term, from its parent's depth to its own.
 *
 * The file holds the terms, each as what it adds to the one before; the trie is grown from them when it is opened.
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
import { narrow } from '../snapshot/numbers.ts';

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
 * alphabet        the letters that occur, ascending
 * terms.shared    per term: letters that it shares with the term before
 * terms.more      per term: letters after these
 * terms.letters   these letters, as places in the alphabet
 * ```
 */
export function dictionarySections(terms: readonly string[]): Sections {
  const shared = terms.map((term, index) => sharedLetters(terms[index - 1] ?? '', term));
  const rests = terms.map((term, index) => term.slice(shared[index]));
  const alphabet = [...new Set(rests.flatMap((rest) => rest.split('')))].sort(compareCodeUnits);
  const places = new Map(alphabet.map((letter, place) => [letter, place]));
  return {
    alphabet: Uint16Array.from(alphabet, (letter) => letter.charCodeAt(0)),
    'terms.shared': Uint8Array.from(shared),
    'terms.more': Uint8Array.from(rests, (rest) => rest.length),
    'terms.letters': narrow(rests.flatMap((rest) => rest.split('').map((letter) => places.get(letter)!))),
  };
}

/** The dictionary's order; "<" on strings compares code units, without a locale. */
export function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function sharedLetters(left: string, right: string): number {
  let shared = 0;
  while (shared < left.length && left.charCodeAt(shared) === right.charCodeAt(shared)) shared += 1;
  return shared;
}

export function openDictionary(container: Container): Dictionary {
  const places = container.unsigned('terms.letters');
  const shared = container.uint8('terms.shared');
  const more = container.uint8('terms.more');
  const alphabet = container.uint16('alphabet');
  const offsets = new Uint32Array(shared.length + 1);
  for (let term = 0; term < shared.length; term++) offsets[term + 1] = offsets[term]! + shared[term]! + more[term]!;
  const letters = new Uint16Array(offsets[shared.length]!);
  let read = 0;
  let before = 0; // where the term before begins
  for (let term = 0; term < shared.length; term++) {
    const start = offsets[term]!;
    const back = start - before;
    const own = start + shared[term]!;
    const end = offsets[term + 1]!;
    let at = start;
    for (; at < own; at++) letters[at] = letters[at - back]!;
    for (; at < end; at++) letters[at] = alphabet[places[read++]!]!;
    before = start;
  }
  return { letters, offsets, ...growTrie(letters, offsets, shared) };
}

/**
 * The trie over terms of which each shares `shared` letters with the one before. Node n covers the terms from first[n]
 * to ends[n]; nodes are appended while the list is walked, which numbers them by breadth.
 */
function growTrie(
  letters: Uint16Array,
  offsets: Uint32Array,
  shared: Uint8Array,
): Pick<Dictionary, 'children' | 'first' | 'letter' | 'depth'> {
  const terms = shared.length;
  const count = countNodes(offsets, shared);
  const children = new Uint32Array(count + 1);
  const first = new Uint32Array(count);
  const ends = new Uint32Array(count);
  const letter = new Uint16Array(count);
  const depth = new Uint8Array(count);
  ends[0] = terms;
  let nodes = 1;
  for (let node = 0; node < nodes; node++) {
    children[node] = nodes;
    const end = ends[node]!;
    const reach = depth[node]!;
    let term = first[node]!;
    if (term < end && reach === offsets[term + 1]! - offsets[term]!) term += 1; // the node is itself a term
    while (term < end) {
      let deepest = offsets[term + 1]! - offsets[term]!;
      let next = term + 1;
      for (; next < end; next++) {
        const both = shared[next]!;
        if (both <= reach) break;
        if (both < deepest) deepest = both;
      }
      first[nodes] = term;
      ends[nodes] = next;
      letter[nodes] = letters[offsets[term]! + reach]!;
      depth[nodes] = deepest;
      nodes += 1;
      term = next;
    }
  }
  children[nodes] = nodes;
  return { children, first, letter, depth };
}

/** The root, a node for each term, and one for each beginning at which terms part that is none itself. */
function countNodes(offsets: Uint32Array, shared: Uint8Array): number {
  let nodes = 1;
  const path = [0]; // depths of the nodes from the root to the last term
  for (let term = 0; term < shared.length; term++) {
    const parting = shared[term]!;
    while (path[path.length - 1]! > parting) path.pop();
    if (path[path.length - 1]! < parting) {
      path.push(parting);
      nodes += 1;
    }
    path.push(offsets[term + 1]! - offsets[term]!);
    nodes += 1;
  }
  return nodes;
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
