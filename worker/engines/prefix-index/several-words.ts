/**
 * Several typed words: the labels of the word that has the fewest are walked and compared with the others. How good a
 * label could be at best is known from its posting alone, so most are passed over without being looked at.
 */
import type { Best } from './best.ts';
import type { Expansion } from './expansion.ts';
import type { IndexFile } from './format.ts';
import { type Match, NO_MATCH } from './match.ts';
import { BLOCK, PLACE_SHIFT, RANK_BITS } from './postings.ts';
import { PLACE, PLACEMENT, PLACES_FROM_FIRST, keyOf, quality } from './ranking.ts';
import type { Typed } from './typed.ts';

/** Labels that are rather walked than looking for a word's typos in the dictionary. */
const SHORT_WALK = 250;
/** What a label must pass to be looked at closely. Numbers, not functions: the loop that asks stays one piece of code. */
const FILTER = { ALL: 0, ALL_WHOLE: 1, ALL_BUT_ONE: 2, TYPOS: 3 } as const;
/** Words with which no term begins whose typos are looked for, to go on with the one that leads to the fewest labels. */
const COMPARED_WORDS = 3;

export class SeveralWords {
  readonly #file: IndexFile;
  readonly #typed: Typed;
  readonly #best: Best;
  readonly #expansion: Expansion;
  readonly #match: Match;
  /** The word that ALL_BUT_ONE leaves out. */
  #besides = 0;
  /** For each place of a posting the least key that its label can have, without its rank; see {@link #expect}. */
  readonly #least = new Float64Array(PLACE.INNER + 2);

  constructor(file: IndexFile, typed: Typed, best: Best, expansion: Expansion, match: Match) {
    this.#file = file;
    this.#typed = typed;
    this.#best = best;
    this.#expansion = expansion;
    this.#match = match;
  }

  /** Adds the labels that have all words as they are. */
  search(): void {
    const { rarest, start, end } = this.#typed;
    const word = rarest[0]!;
    this.#addBeginnings();
    this.#addWhole();
    // What is left begins neither with what was typed nor has all finished words whole.
    const partial = Math.max(this.#unknownWhole(), Math.min(1, this.#typed.finished));
    this.#expect(0, partial, this.#areApart(-1, 0, 0));
    this.#walk(start[word]!, end[word]!, FILTER.ALL, 0, 0);
  }

  /** Adds the labels that begin with what was typed, by rank, until there are enough. */
  #addBeginnings(): void {
    const { postings, postingOffsets } = this.#file;
    const { count, whole } = this.#typed;
    const term = whole[0]!;
    if (term < 0) return;
    // With the last word whole, any of them may be the exact label.
    const least =
      whole[count - 1]! >= 0 ? 0 : keyOf(quality(0, PLACEMENT.LABEL_PREFIX, 0, PLACES_FROM_FIRST[count]!), 0);
    for (let at = postingOffsets[term]!; at < postingOffsets[term + 1]!; at++) {
      const rank = postings[at]!;
      if (rank > RANK_BITS || least + rank >= this.#best.worst) return; // no first word, or no better than what is found
      if (this.#passes(rank, FILTER.ALL, 0, 0)) this.#offer(rank, 0);
    }
  }

  /** Adds the labels that have all finished words as whole words. */
  #addWhole(): void {
    const { postingOffsets } = this.#file;
    const { count, finished, whole, start, end } = this.#typed;
    let fewest = Number.POSITIVE_INFINITY;
    let rarest = 0;
    for (let word = 0; word < count; word++) {
      const from = word < finished ? whole[word]! : start[word]!;
      if (from < 0) return;
      const postings = postingOffsets[word < finished ? from + 1 : end[word]!]! - postingOffsets[from]!;
      if (postings >= fewest) continue;
      fewest = postings;
      rarest = word;
    }
    const from = rarest < finished ? whole[rarest]! : start[rarest]!;
    const to = rarest < finished ? from + 1 : end[rarest]!;
    this.#expect(0, 0, this.#areApart(-1, 0, 0));
    this.#walk(from, to, FILTER.ALL_WHOLE, 0, 0);
  }

  /**
   * Adds the labels with one typo in all. It is in one word and the others are as they are typed: either the rarest is,
   * then the label is one of its labels, or the next rarest. Where these are many, the terms are found instead that are
   * a word with its typo, and their labels compared with the other words.
   */
  searchWithTypo(): void {
    const { count, rarest, postings, allowed, typos } = this.#typed;
    const word = rarest[0]!;
    if (typos > allowed[word]!) {
      if (postings[word]! <= SHORT_WALK) this.#walkWithTypo(word);
      else for (let index = 1; index < count; index++) this.#addTyposOf(rarest[index]!);
    }
    if (postings[rarest[1]!]! <= SHORT_WALK) this.#walkWithTypo(rarest[1]!);
    else this.#addTyposOf(word);
  }

  /** Adds the labels in which one word has one typo and the others none. */
  #addTyposOf(word: number): void {
    if (this.#typed.allowed[word] === 0) return;
    const start = this.#typed.start[word]!;
    const end = this.#typed.end[word]!;
    const found = this.#expansion;
    found.find(this.#typed, word, 1);
    for (let index = 0; index < found.count; index++) {
      if (found.nested[index] === 1) continue;
      const from = found.start[index]!;
      const to = found.end[index]!;
      if (start >= to || end <= from) {
        this.#walkBesides(word, from, to);
      } else {
        this.#walkBesides(word, from, Math.max(from, start));
        this.#walkBesides(word, Math.min(end, to), to);
      }
    }
  }

  #walkBesides(word: number, startTerm: number, endTerm: number): void {
    this.#expect(1, Math.max(0, this.#unknownWhole() - 1), this.#areApart(word, startTerm, endTerm));
    this.#besides = word;
    this.#walk(startTerm, endTerm, FILTER.ALL_BUT_ONE, 1, 1);
  }

  /** Adds the labels with `fewest` to `typos` typos, over the terms that may stand for the word for which these are few. */
  searchWithTypos(fewest: number, typos: number): void {
    const { rarest, unknown, allowed } = this.#typed;
    const found = this.#expansion;
    let word = rarest[0]!;
    let fewestPostings = Number.POSITIVE_INFINITY;
    for (let index = 0; index < Math.min(unknown, COMPARED_WORDS); index++) {
      found.find(this.#typed, rarest[index]!, Math.min(typos, allowed[rarest[index]!]!));
      const postings = this.#postingsFound();
      if (postings >= fewestPostings) continue;
      word = rarest[index]!;
      fewestPostings = postings;
    }
    if (fewestPostings === 0) return;
    found.find(this.#typed, word, Math.min(typos, allowed[word]!));
    this.#expect(fewest, Math.max(0, this.#unknownWhole() - typos), false);
    for (let index = 0; index < found.count; index++) {
      if (found.nested[index] === 1) continue;
      this.#walk(found.start[index]!, found.end[index]!, FILTER.TYPOS, fewest, typos);
    }
  }

  #postingsFound(): number {
    const { postingOffsets } = this.#file;
    const found = this.#expansion;
    let postings = 0;
    for (let index = 0; index < found.count; index++) {
      if (found.nested[index] === 1) continue;
      postings += postingOffsets[found.end[index]!]! - postingOffsets[found.start[index]!]!;
    }
    return postings;
  }

  #walkWithTypo(word: number): void {
    this.#expect(1, Math.max(0, this.#unknownWhole() - 1), false);
    this.#walk(this.#typed.start[word]!, this.#typed.end[word]!, FILTER.TYPOS, 1, 1);
  }

  #passes(rank: number, filter: number, fewest: number, typos: number): boolean {
    const { tokenOffsets } = this.#file;
    // A label of three words need not be asked about sixteen.
    if (tokenOffsets[rank + 1]! - tokenOffsets[rank]! < this.#typed.count) return false;
    if (filter === FILTER.ALL) return this.#match.typos(rank, 0) === 0;
    if (filter === FILTER.ALL_WHOLE) return this.#match.hasWhole(rank);
    if (filter === FILTER.ALL_BUT_ONE) return this.#match.hasBesides(rank, this.#besides);
    const needed = this.#match.typos(rank, typos);
    return needed >= fewest && needed <= typos;
  }

  /** Offers the labels of a range of terms that could still be among the best and pass the filter. */
  #walk(startTerm: number, endTerm: number, filter: number, fewest: number, typos: number): void {
    const { postings, postingOffsets, blockBest } = this.#file;
    const best = this.#best;
    const least = this.#least;
    const end = postingOffsets[endTerm]!;
    let at = postingOffsets[startTerm]!;
    while (at < end) {
      const block = Math.floor(at / BLOCK);
      const blockEnd = Math.min((block + 1) * BLOCK, end);
      const promised = blockBest[block]!;
      const place = promised >> PLACE_SHIFT;
      if (Math.min(least[place]! + (promised & RANK_BITS), least[place + 1]!) >= best.worst) {
        at = blockEnd;
        continue;
      }
      for (; at < blockEnd; at++) {
        const posting = postings[at]!;
        const rank = posting & RANK_BITS;
        if (least[posting >> PLACE_SHIFT]! + rank >= best.worst) continue;
        if (this.#passes(rank, filter, fewest, typos)) this.#offer(rank, typos);
      }
    }
  }

  #offer(rank: number, typos: number): void {
    const found = this.#match.quality(rank, typos);
    if (found === NO_MATCH) return;
    const key = keyOf(found, rank);
    if (key < this.#best.worst) this.#best.add(key);
  }

  /**
   * Says what is to come in a walk: no label that begins with what was typed, at least so many typos and finished words
   * that are only beginnings; and if the words are `apart`, each nearest to a slot of its own, so that beside a posting
   * at one place the others are at least at the first places that are left.
   */
  #expect(typos: number, partial: number, apart: boolean): void {
    const { count } = this.#typed;
    for (let place = 0; place <= PLACE.INNER; place++) {
      const places = place < PLACE.LATER ? PLACES_FROM_FIRST[count]! : place + PLACES_FROM_FIRST[count - 1]!;
      this.#least[place] = keyOf(quality(typos, PLACEMENT.IN_ORDER, partial, apart ? places : place), 0);
    }
    this.#least[PLACE.INNER + 1] = Number.POSITIVE_INFINITY;
  }

  /** Finished words that no label has as whole words. */
  #unknownWhole(): number {
    let unknown = 0;
    for (let word = 0; word < this.#typed.finished; word++) if (this.#typed.whole[word]! < 0) unknown += 1;
    return unknown;
  }

  /**
   * True where no token can begin with two of the typed words, nor two tokens of one slot; for `besides` stands the
   * given range of terms.
   */
  #areApart(besides: number, besidesStart: number, besidesEnd: number): boolean {
    const { count, start, end } = this.#typed;
    if (!this.#file.formsAlike) return false;
    for (let word = 0; word < count; word++) {
      const wordStart = word === besides ? besidesStart : start[word]!;
      const wordEnd = word === besides ? besidesEnd : end[word]!;
      for (let other = 0; other < word; other++) {
        const otherStart = other === besides ? besidesStart : start[other]!;
        const otherEnd = other === besides ? besidesEnd : end[other]!;
        if (wordStart < otherEnd && otherStart < wordEnd) return false;
      }
    }
    return true;
  }
}
