/** Vector index: which rows point where a query points? Exactly, or by codes of one bit a number. The door of this folder. */
export type { BestRow } from './best-rows.ts';
export { type Bitmap, bitmapOf } from './bitmap.ts';
export { type CodeIndex } from './codes.ts';
export {
  type IndexedVectors,
  type OpenOptions,
  OtherEncoder,
  buildCodeIndex,
  buildVectorIndex,
  openCodeIndex,
  openVectorIndex,
} from './file.ts';
export { type QuantisedVector, quantise } from './quantise.ts';
export { type MutableVectorIndex, type SearchOptions, type VectorIndex, createVectorIndex } from './vectors.ts';
