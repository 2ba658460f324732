/**
 * Expansion: the terms of which some beginning is a typed word with a few typos, as ranges of the sorted terms.
 *
 * The trie is walked together with the automaton. While a typo can still be made every child is tried; after the last
 * one only the letters that may follow are looked up, so the walk stays near the typed word: for one typo some hundred
 * nodes, whatever the size of the dictionary.
 */
import { type Dictionary, childOf } from './dictionary.ts';
import type { Typed } from './typed.ts';
import { TypoAutomaton } from './typo-automaton.ts';

export class Expansion {
  /** Ranges found, the first `count` of each array; a range may lie within another that has more typos. */
  count = 0;
  start = new Uint32Array(256);
  end = new Uint32Array(256);
  typos = new Uint8Array(256);
  /** 1 where the range is one term and all of it, not only its beginning, is what was typed. */
  whole = new Uint8Array(256);
  /** 1 where the range lies within one before it. */
  nested = new Uint8Array(256);

  readonly #dictionary: Dictionary;
  readonly #automaton = new TypoAutomaton();
  #allowed = 0;

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  find(typed: Typed, word: number, allowed: number): void {
    this.count = 0;
    this.#allowed = allowed;
    this.#automaton.load(typed.letters[word]!, typed.length[word]!);
    this.#walk(0, 0, this.#dictionary.offsets.length - 1, allowed + 1);
  }

  /** Tries the children of a node of which `depth` letters are read; `best`: the fewest typos on the way to it. */
  #walk(node: number, depth: number, nodeEnd: number, best: number): void {
    const { children, first, letter } = this.#dictionary;
    const automaton = this.#automaton;
    const level = Math.min(best, this.#allowed);
    const from = children[node]!;
    const to = children[node + 1]!;
    if (automaton.isOpen(depth, level)) {
      for (let child = from; child < to; child++) {
        if (!automaton.step(depth, letter[child]!, level)) continue;
        this.#read(child, depth + 1, child + 1 < to ? first[child + 1]! : nodeEnd, best);
      }
      return;
    }
    const following = automaton.following(depth, level);
    for (let rest = following; rest !== 0; rest &= rest - 1) {
      const code = automaton.letterAt(31 - Math.clz32(rest & -rest), following);
      if (code < 0) continue;
      const child = childOf(this.#dictionary, node, code);
      if (child < 0 || !automaton.step(depth, code, level)) continue;
      this.#read(child, depth + 1, child + 1 < to ? first[child + 1]! : nodeEnd, best);
    }
  }

  /** Reads the rest of a node's letters, notes what it finds, and goes on to its children. */
  #read(node: number, read: number, nodeEnd: number, bestBefore: number): void {
    const { letters, offsets, first, depth } = this.#dictionary;
    const automaton = this.#automaton;
    const start = first[node]!;
    const text = offsets[start]!;
    let best = bestBefore;
    for (let at = read; ; at++) {
      const level = Math.min(best, this.#allowed);
      const typos = automaton.typosAt(at, level);
      if (typos <= level) {
        if (typos < best) this.#note(start, nodeEnd, typos, 0, best <= this.#allowed);
        best = typos;
        if (at === offsets[start + 1]! - text) this.#note(start, start + 1, typos, 1, true);
      }
      if (at === depth[node]!) break;
      if (!automaton.step(at, letters[text + at]!, Math.min(best, this.#allowed))) return;
    }
    this.#walk(node, depth[node], nodeEnd, best);
  }

  #note(start: number, end: number, typos: number, whole: number, nested: boolean): void {
    if (this.count === this.start.length) this.#grow();
    const at = this.count++;
    this.start[at] = start;
    this.end[at] = end;
    this.typos[at] = typos;
    this.whole[at] = whole;
    this.nested[at] = nested ? 1 : 0;
  }

  #grow(): void {
    const size = this.start.length * 2;
    const larger = <Numbers extends Uint8Array | Uint32Array>(array: Numbers, next: Numbers): Numbers => {
      next.set(array);
      return next;
    };
    this.start = larger(this.start, new Uint32Array(size));
    this.end = larger(this.end, new Uint32Array(size));
    this.typos = larger(this.typos, new Uint8Array(size));
    this.whole = larger(this.whole, new Uint8Array(size));
    this.nested = larger(this.nested, new Uint8Array(size));
  }
}
