/**
 * Writes a prefix index. The same labels, in any order, give the same bytes.
 *
 * Cost: about 20 us a label; all of it at build time, so that opening is only reading.
 */
import type { LanguageTag } from '../../core/language.ts';
import { type SectionArray, writeContainer } from '../snapshot/container.ts';
import { dictionarySections } from './dictionary.ts';
import { BLOCK, INNER, IRREGULAR, PLACE_SHIFT, SAME_SLOT, TERM_BITS } from './format.ts';
import type { IndexedLabel } from './labels.ts';
import { MAXIMUM_LABELS, PLACE, rankLabels } from './ranking.ts';
import { type Token, createTokenizer } from './tokens.ts';

export function buildPrefixIndex(language: LanguageTag, labels: Iterable<IndexedLabel>): Uint8Array<ArrayBuffer> {
  const ranked = rankLabels(labels);
  if (ranked.length > MAXIMUM_LABELS) throw new RangeError(`${ranked.length} labels; at most ${MAXIMUM_LABELS} fit`);
  const tokenize = createTokenizer(
    language,
    ranked.map((label) => label.text),
  );
  const tokens = ranked.map((label) => tokenize(label.text).filter((token) => token.ends[0]! <= 0xffff));
  const terms = [...new Set(tokens.flatMap((list) => list.map((token) => token.term)))].sort(compareCodeUnits);
  if (terms.length > TERM_BITS) throw new RangeError(`${terms.length} terms; at most ${TERM_BITS} fit`);
  const termOf = new Map(terms.map((term, index) => [term, index]));
  const indexed = tokens.map((list) => list.map((token) => ({ ...token, id: termOf.get(token.term)! })));
  return writeContainer({
    ...dictionarySections(terms),
    ...postingSections(indexed, terms.length),
    ...tokenSections(indexed),
    'labels.pool': Uint32Array.from(ranked, (label) => label.label),
    'labels.concept': Uint32Array.from(ranked, (label) => label.concept),
    popular: popularLabels(ranked),
    'forms.alike': Uint8Array.of(tokens.every(areFormsAlike) ? 1 : 0),
  });
}

type IndexedToken = Token & { readonly id: number };

/** The dictionary's order; "<" on strings compares code units, without a locale. */
function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function placeOf(token: Token, word: number): number {
  if (token.inner) return PLACE.INNER;
  return Math.min(word, PLACE.LATER);
}

function postingSections(labels: readonly (readonly IndexedToken[])[], terms: number): Record<string, SectionArray> {
  const lists = Array.from({ length: terms }, (): number[] => []);
  for (const [rank, tokens] of labels.entries()) {
    const best = new Map<number, number>();
    let word = -1;
    let slot = -1;
    for (const token of tokens) {
      if (token.slot !== slot && !token.inner) word += 1;
      slot = token.slot;
      const place = placeOf(token, word);
      best.set(token.id, Math.min(place, best.get(token.id) ?? place));
    }
    for (const [term, place] of best) lists[term]!.push(place * (1 << PLACE_SHIFT) + rank);
  }
  const offsets = new Uint32Array(terms + 1);
  for (const [term, list] of lists.entries()) offsets[term + 1] = offsets[term]! + list.length;
  const postings = Uint32Array.from(lists.flatMap((list) => list.sort((left, right) => left - right)));
  const best = new Uint32Array(Math.ceil(postings.length / BLOCK)).fill(0xffffffff);
  for (const [index, posting] of postings.entries()) {
    const block = Math.floor(index / BLOCK);
    best[block] = Math.min(best[block]!, posting);
  }
  return { postings, 'postings.offsets': offsets, 'postings.best': best };
}

function tokenSections(labels: readonly (readonly IndexedToken[])[]): Record<string, SectionArray> {
  const offsets = new Uint32Array(labels.length + 1);
  for (const [rank, tokens] of labels.entries()) offsets[rank + 1] = offsets[rank]! + tokens.length;
  const packed = new Uint32Array(offsets[labels.length]!);
  const start = new Uint16Array(packed.length);
  const irregularToken: number[] = [];
  const irregularOffsets = [0];
  const irregularEnd: number[] = [];
  for (const [rank, tokens] of labels.entries()) {
    let slot = -1;
    for (const [index, token] of tokens.entries()) {
      const at = offsets[rank]! + index;
      const [from = 0, ...ends] = token.ends;
      const irregular = ends.some((end, letter) => end !== from + letter + 1);
      if (irregular) {
        irregularToken.push(at);
        irregularEnd.push(...ends.map((end) => end - from));
        irregularOffsets.push(irregularEnd.length);
      }
      packed[at] =
        token.id + (token.slot === slot ? SAME_SLOT : 0) + (token.inner ? INNER : 0) + (irregular ? IRREGULAR : 0);
      start[at] = from;
      slot = token.slot;
    }
  }
  return {
    'labels.tokens': offsets,
    tokens: packed,
    'tokens.start': start,
    'irregular.token': Uint32Array.from(irregularToken),
    'irregular.offsets': Uint32Array.from(irregularOffsets),
    'irregular.end': Uint16Array.from(irregularEnd),
  };
}

/** True where of two tokens of one slot the shorter is always the beginning of the longer ("co", "coop"). */
function areFormsAlike(tokens: readonly Token[]): boolean {
  return tokens.every(({ slot, term }) =>
    tokens.every((other) => other.slot !== slot || other.term.startsWith(term) || term.startsWith(other.term)),
  );
}

/** For each concept its preferred label, or the best it has; by popularity, then rank. */
function popularLabels(ranked: readonly IndexedLabel[]): Uint32Array {
  const shown = new Map<number, number>();
  for (const [rank, label] of ranked.entries()) {
    const known = shown.get(label.concept);
    if (known === undefined || (label.kind === 'PREFERRED' && ranked[known]!.kind !== 'PREFERRED')) {
      shown.set(label.concept, rank);
    }
  }
  return Uint32Array.from(
    [...shown.values()].sort((left, right) => ranked[right]!.popularity - ranked[left]!.popularity || left - right),
  );
}
