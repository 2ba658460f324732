/**
 * Writes a prefix index. The same labels, in any order, give the same bytes.
 *
 * Cost: about 20 us a label; all of it at build time, so that opening is only reading.
 */
import type { LanguageTag } from '../../core/language.ts';
import { type Sections, writeContainer } from '../snapshot/container.ts';
import { narrow, offsetsOf } from '../snapshot/numbers.ts';
import { compareCodeUnits, dictionarySections } from './dictionary.ts';
import type { IndexedLabel } from './labels.ts';
import { INNER, IRREGULAR, MAXIMUM_TERMS, SAME_SLOT, TERM_SHIFT } from './packed-tokens.ts';
import { postingSections } from './postings.ts';
import { MAXIMUM_LABELS, rankLabels } from './ranking.ts';
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
  if (terms.length > MAXIMUM_TERMS) throw new RangeError(`${terms.length} terms; at most ${MAXIMUM_TERMS} fit`);
  const termOf = new Map(terms.map((term, index) => [term, index]));
  const indexed = tokens.map((list) => list.map((token) => ({ ...token, id: termOf.get(token.term)! })));
  return writeContainer({
    ...dictionarySections(terms),
    ...tokenSections(indexed, terms.length),
    'labels.pool': narrow(ranked.map((label) => label.label)),
    'labels.concept': narrow(ranked.map((label) => label.concept)),
    popular: narrow(popularLabels(ranked)),
    'forms.alike': Uint8Array.of(tokens.every(areFormsAlike) ? 1 : 0),
  });
}

type IndexedToken = Token & { readonly id: number };

function tokenSections(labels: readonly (readonly IndexedToken[])[], terms: number): Sections {
  const offsets = offsetsOf(labels.map((tokens) => tokens.length));
  const packed = new Uint32Array(offsets[labels.length]!);
  const starts = new Uint32Array(packed.length);
  const irregularTokens: number[] = [];
  const irregularLengths: number[] = [];
  const irregularEnds: number[] = [];
  let at = 0;
  for (const tokens of labels) {
    let before = -1;
    for (const { id, slot, inner, ends } of tokens) {
      const [start = 0, ...reaches] = ends;
      const isIrregular = reaches.some((end, letter) => end !== start + letter + 1);
      if (isIrregular) {
        irregularTokens.push(at);
        irregularLengths.push(reaches.length);
        irregularEnds.push(...reaches.map((end) => end - start));
      }
      const flags = (slot === before ? SAME_SLOT : 0) | (inner ? INNER : 0) | (isIrregular ? IRREGULAR : 0);
      packed[at] = (id << TERM_SHIFT) | flags;
      starts[at] = start;
      before = slot;
      at += 1;
    }
  }
  return {
    'labels.offsets': narrow(offsets),
    tokens: narrow(packed),
    'tokens.start': narrow(starts),
    'irregular.token': narrow(irregularTokens),
    'irregular.offsets': narrow(offsetsOf(irregularLengths)),
    'irregular.end': narrow(irregularEnds),
    ...postingSections(packed, offsets, terms),
  };
}

/** True where of two tokens of one slot the shorter is always the beginning of the longer ("co", "coop"). */
function areFormsAlike(tokens: readonly Token[]): boolean {
  return tokens.every(({ slot, term }) =>
    tokens.every((other) => other.slot !== slot || other.term.startsWith(term) || term.startsWith(other.term)),
  );
}

/** For each concept its preferred label, or the best it has; by rank, since ranks go by popularity first. */
function popularLabels(ranked: readonly IndexedLabel[]): number[] {
  const shown = new Map<number, number>();
  for (const [rank, label] of ranked.entries()) {
    const known = shown.get(label.concept);
    if (known === undefined || (label.kind === 'PREFERRED' && ranked[known]!.kind !== 'PREFERRED')) {
      shown.set(label.concept, rank);
    }
  }
  return [...shown.values()].sort((left, right) => left - right);
}
