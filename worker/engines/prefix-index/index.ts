/**
 * Completion: what a person has typed so far, answered with the labels it may become.
 *
 * First form: every label is compared with what was typed, so that the parts which stand on this door can be built;
 * its cost is proportional to the number of labels.
 */
import { fold, foldWithOffsets } from '../../core/fold.ts';
import type { LanguageTag } from '../../core/language.ts';
import { type Container, jsonSection, writeContainer } from '../snapshot/container.ts';
import { LABEL_KINDS, type LabelKind } from '../snapshot/label-pool.ts';
import { openStringTable, stringTableSections } from '../snapshot/string-table.ts';

export interface IndexedLabel {
  /** Index in the language's label pool. */
  readonly label: number;
  readonly text: string;
  readonly concept: number;
  readonly kind: LabelKind;
  /** 0 to 255. */
  readonly popularity: number;
}

export interface Highlight {
  /** UTF-16 code units of the label's text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface Completion {
  /** Index in the language's label pool. */
  readonly label: number;
  readonly concept: number;
  /** 0 to 1, falling along the list. */
  readonly score: number;
  readonly highlights: readonly Highlight[];
}

export interface CompletionOptions {
  readonly limit: number;
  /** Only concepts for which this is true. */
  readonly accept?: (concept: number) => boolean;
}

export interface PrefixIndex {
  /** Best first, one row a concept; an empty text gives the most popular concepts. */
  complete(text: string, options: CompletionOptions): Completion[];
}

export function buildPrefixIndex(language: LanguageTag, labels: Iterable<IndexedLabel>): Uint8Array<ArrayBuffer> {
  const entries = Array.from(labels);
  return writeContainer({
    language: jsonSection(language),
    label: Uint32Array.from(entries, (entry) => entry.label),
    concept: Uint32Array.from(entries, (entry) => entry.concept),
    kind: Uint8Array.from(entries, (entry) => LABEL_KINDS.indexOf(entry.kind)),
    popularity: Uint8Array.from(entries, (entry) => entry.popularity),
    ...stringTableSections(
      'text',
      entries.map((entry) => entry.text),
    ),
  });
}

interface Match {
  readonly typos: number;
  readonly length: number;
}

/** The fewest typos between what was typed and a beginning of the word, and the longest such beginning. */
function matchBeginning(typed: string, word: string): Match | undefined {
  const allowed = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
  if (word.startsWith(typed)) return { typos: 0, length: typed.length };
  if (allowed === 0) return undefined;
  let beforeLast: number[] = [];
  let last = Array.from({ length: typed.length + 1 }, (_, index) => index);
  let best: Match = { typos: last[typed.length]!, length: 0 };
  for (let column = 1; column <= Math.min(word.length, typed.length + allowed); column++) {
    const row = [column];
    for (let index = 1; index <= typed.length; index++) {
      const same = typed[index - 1] === word[column - 1];
      let cost = Math.min(row[index - 1]! + 1, last[index]! + 1, last[index - 1]! + (same ? 0 : 1));
      if (index > 1 && column > 1 && typed[index - 1] === word[column - 2] && typed[index - 2] === word[column - 1]) {
        cost = Math.min(cost, beforeLast[index - 2]! + 1);
      }
      row.push(cost);
    }
    if (row[typed.length]! <= best.typos) best = { typos: row[typed.length]!, length: column };
    beforeLast = last;
    last = row;
  }
  return best.typos <= allowed ? best : undefined;
}

export function openPrefixIndex(container: Container): PrefixIndex {
  const labels = container.uint32('label');
  const concepts = container.uint32('concept');
  const kinds = container.uint8('kind');
  const popularity = container.uint8('popularity');
  const texts = openStringTable(container, 'text');

  function match(words: readonly string[], label: number): { quality: number; highlights: Highlight[] } | undefined {
    const source = texts.get(label);
    const { text, offsets } = foldWithOffsets(source);
    const starts = [0];
    for (let index = 1; index < text.length; index++) if (text[index - 1] === ' ') starts.push(index);
    const used = new Set<number>();
    const highlights: Highlight[] = [];
    let quality = text === words.join(' ') ? 4 : text.startsWith(words.join(' ')) ? 2 : 0;
    for (const word of words) {
      let best: { match: Match; start: number } | undefined;
      for (const start of starts) {
        if (used.has(start)) continue;
        const end = text.indexOf(' ', start);
        const found = matchBeginning(word, text.slice(start, end < 0 ? text.length : end));
        if (found !== undefined && (best === undefined || found.typos < best.match.typos))
          best = { match: found, start };
      }
      if (best === undefined) return undefined;
      used.add(best.start);
      quality -= best.match.typos + best.start / 1000;
      const last = best.start + best.match.length - 1;
      highlights.push({ start: offsets[best.start]!, end: offsets[last]! + 1 });
    }
    return { quality: quality - text.length / 10_000, highlights: highlights.sort((a, b) => a.start - b.start) };
  }

  function complete(text: string, { limit, accept }: CompletionOptions): Completion[] {
    const words = fold(text.slice(0, 256)).split(' ').filter(Boolean).slice(0, 16);
    const best = new Map<number, Completion & { quality: number; entry: number }>();
    for (let entry = 0; entry < labels.length; entry++) {
      const concept = concepts[entry]!;
      if (accept !== undefined && !accept(concept)) continue;
      if (words.length === 0 && kinds[entry] !== 0) continue;
      const matched = match(words, entry);
      if (matched === undefined) continue;
      const known = best.get(concept);
      const quality = matched.quality + popularity[entry]! / 1e6;
      if (known !== undefined && known.quality >= quality) continue;
      const score = Math.min(1, Math.max(0, (matched.quality + 4) / 8));
      best.set(concept, { label: labels[entry]!, concept, score, highlights: matched.highlights, quality, entry });
    }
    return [...best.values()]
      .sort((left, right) => right.quality - left.quality || left.entry - right.entry)
      .slice(0, limit)
      .map(({ label, concept, score, highlights }) => ({ label, concept, score, highlights }));
  }

  return { complete };
}
