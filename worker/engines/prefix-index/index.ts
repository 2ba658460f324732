/**
 * The prefix index: completion of what a person is typing, in microseconds.
 *
 * Built once for each kind of concept and language, opened without copying, asked on every keystroke. How it works and
 * what it costs: docs/decisions.md, "Prefix index"; what counts as a match and which is better: match.ts, ranking.ts.
 */
export { buildPrefixIndex } from './build.ts';
export { type PrefixIndex, openPrefixIndex } from './complete.ts';
export type { Completion, CompletionOptions, Highlight, IndexedLabel } from './labels.ts';
export { wordRanges } from './words.ts';
