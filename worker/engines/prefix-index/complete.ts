/**
 * Completion over an opened index.
 *
 * First the labels that have what was typed without typos. Only when these are fewer than asked for, those with one
 * typo, then with two, and with more only when nothing at all was found: because fewer typos always rank higher, what
 * is not looked for could not have been shown above what is.
 *
 * One word: the postings of its range of terms are scanned block by block, and a block is skipped when its best label
 * could not enter the list. Several words: the labels of the rarest word are compared with all the others.
 */
import type { Container } from '../snapshot/container.ts';
import { Beginnings } from './beginning.ts';
import { Best } from './best.ts';
import { Expansion } from './expansion.ts';
import { BLOCK, INNER, type IndexFile, PLACE_SHIFT, RANK_BITS, SAME_SLOT, openIndexFile } from './format.ts';
import { highlightsOf } from './highlights.ts';
import type { Completion, CompletionOptions } from './labels.ts';
import { Match, NO_MATCH } from './match.ts';
import { PLACE, PLACEMENT, keyOf, quality, rankOf, scoreOf, typosOf } from './ranking.ts';
import { Typed, type TypedWord } from './typed.ts';

/** Postings that may be walked rather than looking for a word's typos in the dictionary. */
const SHORT_WALK = 1_000;

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
  readonly #typed = new Typed();
  readonly #best: Best;
  readonly #expansion: Expansion;
  readonly #beginnings: Beginnings;
  readonly #match: Match;
  /** The typed words by the number of their postings. */
  readonly #rarest: TypedWord[] = [];

  constructor(file: IndexFile) {
    this.#file = file;
    this.#best = new Best(file.concept);
    this.#expansion = new Expansion(file.dictionary);
    this.#beginnings = new Beginnings(file.dictionary);
    this.#match = new Match(file, this.#typed, this.#beginnings);
  }

  complete(text: string, { limit, accept }: CompletionOptions): Completion[] {
    const typed = this.#typed;
    const best = this.#best;
    typed.read(this.#file, text);
    best.clear(limit, accept);
    this.#beginnings.forget();
    if (typed.count === 0) return this.#popular(accept, limit);
    this.#sortWords();
    const most = typed.typos;
    for (let typos = 0; typos <= most && !best.full; typos++) {
      if (typos > 2) {
        if (best.size === 0) this.#search(most);
        break;
      }
      this.#search(typos);
    }
    return this.#completions();
  }

  #sortWords(): void {
    const rarest = this.#rarest;
    rarest.length = 0;
    for (let word = 0; word < this.#typed.count; word++) rarest.push(this.#typed.words[word]!);
    rarest.sort((left, right) => left.postings - right.postings || right.length - left.length);
  }

  /** Adds all labels that match with at most so many typos. */
  #search(typos: number): void {
    const one = this.#typed.count === 1;
    const rarest = this.#rarest[0]!;
    if (typos === 0) {
      if (rarest.postings === 0) return;
      if (one) this.#scanWord(rarest);
      else this.#walk(rarest, rarest, 0);
    } else if (this.#unknownWords() <= typos) {
      if (one) this.#scanExpansion(rarest, typos);
      else this.#walkWithTypos(typos);
    }
  }

  /** Typed words with which no term begins: each must have a typo, so more of them than typos match nothing. */
  #unknownWords(): number {
    let unknown = 0;
    for (const word of this.#rarest) {
      if (word.postings > 0) break;
      if (word.typos === 0) return Number.POSITIVE_INFINITY;
      unknown += 1;
    }
    return unknown;
  }

  #scanWord(word: TypedWord): void {
    if (word.whole >= 0) this.#scan(word.whole, word.whole + 1, 0, true);
    this.#scan(word.start, word.end, 0, false);
  }

  #scanExpansion(word: TypedWord, typos: number): void {
    const found = this.#expansion;
    found.find(word, Math.min(typos, word.typos));
    for (let index = 0; index < found.count; index++) {
      this.#scan(found.start[index]!, found.end[index]!, found.typos[index]!, found.whole[index] === 1);
    }
  }

  /** One typed word: the postings of a range of terms. */
  #scan(firstTerm: number, endTerm: number, typos: number, whole: boolean): void {
    const { postings, postingOffsets, blockBest } = this.#file;
    const best = this.#best;
    const partial = whole ? 0 : 1;
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

  /** Several typed words, with typos: over the few labels of words that must be free of them, or over one's typos. */
  #walkWithTypos(typos: number): void {
    const rarest = this.#rarest;
    if (rarest.length > typos) {
      // At least one of so many words has no typo.
      let postings = 0;
      for (let word = 0; word <= typos; word++) postings += rarest[word]!.postings;
      if (postings <= SHORT_WALK) {
        for (let word = 0; word <= typos; word++) this.#walk(rarest[word]!, rarest[word]!, typos);
        return;
      }
    }
    const word = rarest[0]!;
    const found = this.#expansion;
    found.find(word, Math.min(typos, word.typos));
    const range = { start: 0, end: 0 };
    for (let index = 0; index < found.count; index++) {
      if (found.nested[index] === 1) continue;
      range.start = found.start[index]!;
      range.end = found.end[index]!;
      this.#walk(word, range, typos);
    }
  }

  /** Several typed words: the labels in which a term of the range stands for `word`, compared with all the others. */
  #walk(word: TypedWord, range: { readonly start: number; readonly end: number }, typos: number): void {
    const { postings, postingOffsets } = this.#file;
    const best = this.#best;
    const unknown = this.#unknownWords();
    // The least that the label's key can be: with the word further on than it was typed, no beginning of the label.
    const least = keyOf(quality(unknown, PLACEMENT.IN_ORDER, 0, 0), 0);
    const leastInPlace = unknown > 0 ? least : 0;
    const inPlace = (Math.min(word.index, PLACE.LATER) + 1) * (1 << PLACE_SHIFT) - 1;
    const end = postingOffsets[range.end]!;
    for (let at = postingOffsets[range.start]!; at < end; at++) {
      const posting = postings[at]!;
      const rank = posting & RANK_BITS;
      if ((posting <= inPlace ? leastInPlace : least) + rank >= best.worst) continue;
      const found = this.#match.quality(rank, typos);
      if (found === NO_MATCH) continue;
      const key = keyOf(found, rank);
      if (key < best.worst) best.add(key);
    }
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

  #completions(): Completion[] {
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
        score: scoreOf(key, file.pool.length),
        highlights: highlightsOf(file, this.#typed, this.#beginnings, this.#match, rank),
      });
    }
    return completions;
  }
}
