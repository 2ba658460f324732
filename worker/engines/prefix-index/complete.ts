/**
 * Completion over an opened index.
 *
 * First the labels that have what was typed without typos; when these are fewer than asked for, those with one typo
 * in all; when there are none of these either, those that match with a space more or less; then those with two typos,
 * and so on. Because fewer typos always rank higher, what
 * is not looked for could only have been shown below what is.
 *
 * One word: the postings of its range of terms are scanned block by block, and a block is skipped when its best label
 * could not enter the list. Several words: the labels of the rarest word are compared with all the others.
 */
import type { Container } from '../snapshot/container.ts';
import { Beginnings } from './beginning.ts';
import { Best } from './best.ts';
import { Expansion } from './expansion.ts';
import { BLOCK, INNER, type IndexFile, RANK_BITS, SAME_SLOT, openIndexFile } from './format.ts';
import { highlightsOf } from './highlights.ts';
import type { Completion, CompletionOptions } from './labels.ts';
import { Match, NO_MATCH, PLACES_FROM_FIRST } from './match.ts';
import { PLACEMENT, keyOf, quality, rankOf, scoreOf, typosOf } from './ranking.ts';
import { respaced } from './spacing.ts';
import { Typed } from './typed.ts';

/** Labels that are rather walked than looking for a word's typos in the dictionary. */
const SHORT_WALK = 250;
/** Words with which no term begins whose typos are looked for, to go on with the one that leads to the fewest labels. */
const COMPARED_WORDS = 3;

export interface PrefixIndex {
  /** Best first, one row a concept; an empty text gives the most popular concepts. */
  complete(text: string, options: CompletionOptions): Completion[];
}

export function openPrefixIndex(container: Container): PrefixIndex {
  const completer = new Completer(openIndexFile(container));
  return { complete: (text, options) => completer.complete(text, options) };
}

class Completer {
  readonly #file: IndexFile;
  readonly #typed: Typed;
  readonly #best: Best;
  readonly #expansion: Expansion;
  readonly #beginnings: Beginnings;
  readonly #match: Match;

  constructor(file: IndexFile) {
    this.#file = file;
    this.#typed = new Typed(file);
    this.#best = new Best(file.concept);
    this.#expansion = new Expansion(file.dictionary);
    this.#beginnings = new Beginnings(file.dictionary, this.#typed);
    this.#match = new Match(file, this.#typed, this.#beginnings);
  }

  complete(text: string, { limit, accept }: CompletionOptions): Completion[] {
    const typed = this.#typed;
    const best = this.#best;
    typed.read(text);
    best.clear(limit, accept);
    this.#beginnings.forget();
    if (typed.count === 0) return this.#popular(accept, limit);
    this.#search(0, 0);
    if (!best.full) this.#search(1, 1);
    if (best.size === 0) {
      if (this.#searchRespaced()) return this.#completions(1);
      this.#search(2, 2);
    }
    if (best.size === 0) this.#search(3, typed.typos);
    return this.#completions(0);
  }

  /** With a space more or less than was typed; what was typed stays so where this finds something. */
  #searchRespaced(): boolean {
    const typed = this.#typed;
    const { words, complete } = typed;
    for (const other of respaced(this.#file.dictionary, words.slice(0, typed.count))) {
      typed.readWords(other, complete);
      this.#beginnings.forget();
      this.#search(0, 0);
      if (this.#best.size > 0) return true;
    }
    typed.readWords(words, complete);
    this.#beginnings.forget();
    return false;
  }

  /** Adds the labels that match with `fewest` to `typos` typos. */
  #search(fewest: number, typos: number): void {
    const { count, unknown, rarest } = this.#typed;
    // A word with which no term begins must have a typo.
    if (fewest > this.#typed.typos || unknown > typos) return;
    for (let index = 0; index < unknown; index++) if (this.#typed.allowed[rarest[index]!] === 0) return;
    if (count === 1) {
      if (typos === 0) this.#scanWord();
      else this.#scanExpansion(typos);
    } else if (typos === 0) {
      this.#walkBeginnings();
      this.#walkWord(0, 0, 0);
    } else {
      if (typos === 1) this.#walkWithTypo();
      else this.#walkWithTypos(fewest, typos);
    }
  }

  #scanWord(): void {
    const start = this.#typed.start[0]!;
    const whole = this.#typed.whole[0]!;
    if (whole >= 0) this.#scan(whole, whole + 1, 0, true);
    this.#scan(start, this.#typed.end[0]!, 0, false);
  }

  #scanExpansion(typos: number): void {
    const found = this.#expansion;
    found.find(this.#typed, 0, Math.min(typos, this.#typed.allowed[0]!));
    for (let index = 0; index < found.count; index++) {
      this.#scan(found.start[index]!, found.end[index]!, found.typos[index]!, found.whole[index] === 1);
    }
  }

  /** One typed word: the postings of a range of terms. */
  #scan(firstTerm: number, endTerm: number, typos: number, whole: boolean): void {
    const { postings, postingOffsets, blockBest } = this.#file;
    const best = this.#best;
    const partial = whole || !this.#typed.complete ? 0 : 1;
    const begins = typos === 0 && (whole || !this.#typed.complete);
    // A posting is a place and a rank, as the last steps of a key are: the key is their sum with one of these.
    const elsewhere = keyOf(quality(typos, PLACEMENT.IN_ORDER, partial, 0), 0);
    const first = begins ? keyOf(quality(typos, PLACEMENT.LABEL_PREFIX, partial, 0), 0) : elsewhere;
    const exact = begins && whole ? keyOf(quality(0, PLACEMENT.EXACT_LABEL, 0, 0), 0) : first;
    const end = postingOffsets[endTerm]!;
    let at = postingOffsets[firstTerm]!;
    while (at < end) {
      const block = Math.floor(at / BLOCK);
      const blockEnd = Math.min((block + 1) * BLOCK, end);
      const promised = blockBest[block]!;
      if ((promised > RANK_BITS ? elsewhere : exact) + promised >= best.worst) {
        at = blockEnd;
        continue;
      }
      for (; at < blockEnd; at++) {
        const posting = postings[at]!;
        let key = elsewhere + posting;
        if (posting <= RANK_BITS) key = (exact !== first && this.#isOneWord(posting) ? exact : first) + posting;
        if (key < best.worst) best.add(key);
      }
    }
  }

  #isOneWord(rank: number): boolean {
    const { tokens, tokenOffsets } = this.#file;
    for (let token = tokenOffsets[rank]! + 1; token < tokenOffsets[rank + 1]!; token++) {
      if ((tokens[token]! & (SAME_SLOT | INNER)) === 0) return false;
    }
    return true;
  }

  /**
   * Several typed words: the labels that begin with them, in the order of their ranks, until there are enough. All
   * others rank lower, so often nothing else is looked at.
   */
  #walkBeginnings(): void {
    const { postings, postingOffsets } = this.#file;
    const { count, whole } = this.#typed;
    const term = whole[0]!;
    if (term < 0) return;
    const best = this.#best;
    // With the last word whole, any of them may be the exact label.
    const least =
      whole[count - 1]! >= 0 ? 0 : keyOf(quality(0, PLACEMENT.LABEL_PREFIX, 0, PLACES_FROM_FIRST[count]!), 0);
    for (let at = postingOffsets[term]!; at < postingOffsets[term + 1]!; at++) {
      const rank = postings[at]!;
      if (rank > RANK_BITS || least + rank >= best.worst) return; // not the first word, or no better than what is found
      if (this.#match.typos(rank, 0, 0) > 0) continue;
      this.#offer(rank, 0);
    }
  }

  /**
   * Several typed words, one typo in all. It is in one word and the others are as they are typed: either the rarest
   * is, then the label is one of its labels, or the next rarest. Where these are many, the terms are found instead
   * that are a word with its typo, and their labels compared with the other words.
   */
  #walkWithTypo(): void {
    const { count, rarest, postings, allowed, typos } = this.#typed;
    const word = rarest[0]!;
    if (typos > allowed[word]!) {
      if (postings[word]! <= SHORT_WALK) this.#walkWord(0, 1, 1);
      else for (let index = 1; index < count; index++) this.#walkTypoOf(rarest[index]!);
    }
    if (postings[rarest[1]!]! <= SHORT_WALK) this.#walkWord(1, 1, 1);
    else this.#walkTypoOf(word);
  }

  /** The labels in which one word has one typo and the others none. */
  #walkTypoOf(word: number): void {
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
    const { postings, postingOffsets } = this.#file;
    const least = this.#least(1, 1);
    const end = postingOffsets[endTerm]!;
    for (let at = postingOffsets[startTerm]!; at < end; at++) {
      const posting = postings[at]!;
      if (least + posting >= this.#best.worst) continue;
      const rank = posting & RANK_BITS;
      if (this.#match.hasBesides(rank, word)) this.#offer(rank, 1);
    }
  }

  /** Several typed words, more typos: over all the terms that may stand for one of the words, that with the fewest. */
  #walkWithTypos(fewest: number, typos: number): void {
    const { rarest, unknown, allowed } = this.#typed;
    const found = this.#expansion;
    let word = rarest[0]!;
    let fewestPostings = Number.POSITIVE_INFINITY;
    for (let index = 0; index < Math.min(unknown, COMPARED_WORDS); index++) {
      found.find(this.#typed, rarest[index]!, Math.min(typos, allowed[rarest[index]!]!));
      const postings = this.#postingsFound();
      if (postings < fewestPostings) {
        word = rarest[index]!;
        fewestPostings = postings;
      }
    }
    if (fewestPostings === 0) return;
    found.find(this.#typed, word, Math.min(typos, allowed[word]!));
    for (let index = 0; index < found.count; index++) {
      if (found.nested[index] === 0) this.#walk(found.start[index]!, found.end[index]!, fewest, typos, 0);
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

  #walkWord(index: number, fewest: number, typos: number): void {
    const word = this.#typed.rarest[index]!;
    this.#walk(this.#typed.start[word]!, this.#typed.end[word]!, fewest, typos, index === 0 ? 1 : 0);
  }

  /**
   * Several typed words: the labels of a range of terms, compared with all the words but the `known` rarest, which the
   * range is known to stand for.
   */
  #walk(startTerm: number, endTerm: number, fewest: number, typos: number, known: number): void {
    const { postings, postingOffsets, blockBest } = this.#file;
    const best = this.#best;
    const match = this.#match;
    // Labels that begin with what was typed are there already, and so are those with fewer typos.
    const least = this.#least(fewest, typos);
    const end = postingOffsets[endTerm]!;
    let at = postingOffsets[startTerm]!;
    while (at < end) {
      const block = Math.floor(at / BLOCK);
      const blockEnd = Math.min((block + 1) * BLOCK, end);
      if (least + blockBest[block]! >= best.worst) {
        at = blockEnd;
        continue;
      }
      for (; at < blockEnd; at++) {
        const posting = postings[at]!;
        if (least + posting >= best.worst) continue;
        const rank = posting & RANK_BITS;
        const needed = match.typos(rank, typos, known);
        if (needed >= fewest && needed <= typos) this.#offer(rank, typos);
      }
    }
  }

  #offer(rank: number, typos: number): void {
    const found = this.#match.quality(rank, typos);
    if (found === NO_MATCH) return;
    const key = keyOf(found, rank);
    if (key < this.#best.worst) this.#best.add(key);
  }

  /** The least key of labels that do not begin with what was typed; a posting of one of the words adds to it. */
  #least(fewest: number, typos: number): number {
    let partial = -typos;
    for (let word = 0; word < this.#typed.finished; word++) if (this.#typed.whole[word]! < 0) partial += 1;
    return keyOf(quality(fewest, PLACEMENT.IN_ORDER, Math.max(partial, 0), 0), 0);
  }

  #popular(accept: ((concept: number) => boolean) | undefined, limit: number): Completion[] {
    const { popular, pool, concept: conceptOf } = this.#file;
    const completions: Completion[] = [];
    for (let index = 0; index < popular.length && completions.length < limit; index++) {
      const rank = popular[index]!;
      const concept = conceptOf[rank]!;
      if (accept !== undefined && !accept(concept)) continue;
      completions.push({ label: pool[rank]!, concept, score: 1, highlights: [] });
    }
    return completions;
  }

  /** The list as it is shown; `typos` were made in the spaces. */
  #completions(typos: number): Completion[] {
    const file = this.#file;
    const best = this.#best;
    const completions: Completion[] = [];
    for (let index = 0; index < best.size; index++) {
      const key = best.key(index);
      const rank = rankOf(key);
      this.#match.quality(rank, typosOf(key)); // leaves the slots of this label
      completions.push({
        label: file.pool[rank]!,
        concept: best.concept(index),
        score: scoreOf(key, file.pool.length) * 2 ** -typos,
        highlights: highlightsOf(file, this.#typed, this.#beginnings, this.#match, rank),
      });
    }
    return completions;
  }
}
