/**
 * Every label of one language: sorted by concept, the preferred label first. A label is an index, its text is
 * decoded when it is asked for.
 */
import type { LanguageTag } from '../../core/language.ts';
import { parseLanguageTag } from '../../core/language.ts';
import { type Container, MissingSection, jsonSection, writeContainer } from './container.ts';
import { openStringTable, stringTableSections } from './string-table.ts';

export const LABEL_KINDS = ['PREFERRED', 'ALTERNATIVE', 'HIDDEN'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

export interface LabelRecord {
  readonly concept: number;
  readonly kind: LabelKind;
  readonly text: string;
}

export interface LabelPool {
  readonly language: LanguageTag;
  readonly size: number;
  /** A label's text, as its author wrote it. */
  text(label: number): string;
  concept(label: number): number;
  kind(label: number): LabelKind;
  /** The labels of a concept are `first(concept)` up to, without, `end(concept)`. */
  first(concept: number): number;
  end(concept: number): number;
  /** The concept's preferred label; undefined where this language has none. */
  preferred(concept: number): number | undefined;
}

/** The order of a pool: by concept, then kind, then as given. */
export function sortLabels<Record extends LabelRecord>(labels: readonly Record[]): Record[] {
  return labels.toSorted(
    (left, right) => left.concept - right.concept || LABEL_KINDS.indexOf(left.kind) - LABEL_KINDS.indexOf(right.kind),
  );
}

/** Writes the pool; `labels` must be in the order of {@link sortLabels}. */
export function buildLabelPool(
  language: LanguageTag,
  labels: readonly LabelRecord[],
  conceptCount: number,
): Uint8Array<ArrayBuffer> {
  const first = new Uint32Array(conceptCount + 1);
  for (const label of labels) first[label.concept + 1]! += 1;
  for (let concept = 0; concept < conceptCount; concept++) first[concept + 1]! += first[concept]!;
  return writeContainer({
    language: jsonSection(language),
    first,
    kind: Uint8Array.from(labels, (label) => LABEL_KINDS.indexOf(label.kind)),
    ...stringTableSections(
      'text',
      labels.map((label) => label.text),
    ),
  });
}

/** Opens a pool over its container; throws {@link MissingSection} for a file of another kind. */
export function openLabelPool(container: Container): LabelPool {
  const stored = container.json('language');
  const language = typeof stored === 'string' ? parseLanguageTag(stored) : undefined;
  if (language === undefined) {
    throw new MissingSection({
      reason: 'wrong_type',
      section: 'language',
      expected: 'a language tag',
      got: String(stored),
    });
  }
  const firstLabel = container.uint32('first');
  const kinds = container.uint8('kind');
  const texts = openStringTable(container, 'text');
  // Which concept each label belongs to, spread out from `first` when it is first asked for: 4 bytes a label buy a
  // look-up without a search.
  let concepts: Uint32Array | undefined;
  const spread = (): Uint32Array => {
    const spreadOut = new Uint32Array(texts.size);
    for (let concept = 0; concept + 1 < firstLabel.length; concept++) {
      for (let label = firstLabel[concept]!; label < firstLabel[concept + 1]!; label++) spreadOut[label] = concept;
    }
    return spreadOut;
  };
  const kind = (label: number): LabelKind => LABEL_KINDS[kinds[label] ?? 2] ?? 'HIDDEN';
  const first = (concept: number): number => firstLabel[concept] ?? texts.size;
  const end = (concept: number): number => firstLabel[concept + 1] ?? texts.size;
  return {
    language,
    size: texts.size,
    text: texts.get,
    concept: (label) => (concepts ??= spread())[label] ?? -1,
    kind,
    first,
    end,
    preferred: (concept) => {
      const label = first(concept);
      return label < end(concept) && kind(label) === 'PREFERRED' ? label : undefined;
    },
  };
}
