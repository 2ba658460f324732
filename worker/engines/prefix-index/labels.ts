/** What goes into a prefix index, and what comes out. */
import type { LabelKind } from '../snapshot/label-pool.ts';

export { LABEL_KINDS } from '../snapshot/label-pool.ts';

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
  /** 0 to 1, falling along the list; every typo halves it. */
  readonly score: number;
  readonly highlights: readonly Highlight[];
}

export interface CompletionOptions {
  readonly limit: number;
  /** Only concepts for which this is true. It must not ask the same index again. */
  readonly accept?: (concept: number) => boolean;
}
