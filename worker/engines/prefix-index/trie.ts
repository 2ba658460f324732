/**
 * Grows the radix trie over the sorted terms of a dictionary, when an index is built. Cost: one pass over the terms for
 * each depth at which they part.
 */

/** The columns of the dictionary's nodes (dictionary.ts). */
export interface Trie {
  readonly children: readonly number[];
  readonly first: readonly number[];
  readonly letter: readonly number[];
  readonly depth: readonly number[];
}

/**
 * `terms` sorted by code units, each once. Node n covers the terms from first[n] to ends[n]; nodes are appended while
 * the list is walked, which numbers them by breadth.
 */
export function growTrie(terms: readonly string[]): Trie {
  const shared = terms.map((term, index) => sharedLetters(terms[index - 1] ?? '', term));
  const children: number[] = [];
  const first = [0];
  const ends = [terms.length];
  const letter = [0];
  const depth = [0];
  for (let node = 0; node < first.length; node++) {
    children.push(first.length);
    const end = ends[node]!;
    const reach = depth[node]!;
    let term = first[node]!;
    if (terms[term]?.length === reach) term += 1; // the node is itself a term
    while (term < end) {
      let deepest = terms[term]!.length;
      let next = term + 1;
      for (; next < end; next++) {
        const both = shared[next]!;
        if (both <= reach) break;
        if (both < deepest) deepest = both;
      }
      first.push(term);
      ends.push(next);
      letter.push(terms[term]!.charCodeAt(reach));
      depth.push(deepest);
      term = next;
    }
  }
  children.push(first.length);
  return { children, first, letter, depth };
}

function sharedLetters(left: string, right: string): number {
  let shared = 0;
  while (shared < left.length && left.charCodeAt(shared) === right.charCodeAt(shared)) shared += 1;
  return shared;
}
