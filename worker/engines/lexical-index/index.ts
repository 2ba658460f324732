/** Lexical index: which labels of one language are written most like a title? The door of this folder. */
export { type AlignedWord, type Alignment, alignWords } from './alignment.ts';
export { type IndexedLabel, buildLexicalIndex } from './build.ts';
export { type LexicalIndex, type LexicalMatch, type SearchOptions, SUPPORT_WEIGHT, openLexicalIndex } from './open.ts';
export { type TitleSet, compileTitles } from './title-set.ts';
