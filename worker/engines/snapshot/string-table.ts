/**
 * Many short texts as one UTF-8 block and an offset each: decoded one at a time, so that a pool of 100,000 labels
 * costs its bytes and not 100,000 strings.
 */
import type { Container } from './container.ts';

export interface StringTable {
  readonly size: number;
  /** The text at an index; empty outside 0..size-1. */
  get(index: number): string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Two sections, `<name>.bytes` and `<name>.offsets` (size + 1 entries). */
export function stringTableSections(name: string, texts: readonly string[]): Record<string, Uint8Array | Uint32Array> {
  const offsets = new Uint32Array(texts.length + 1);
  const pieces = texts.map((text) => encoder.encode(text));
  for (const [index, piece] of pieces.entries()) offsets[index + 1] = offsets[index]! + piece.length;
  const bytes = new Uint8Array(offsets[texts.length]!);
  for (const [index, piece] of pieces.entries()) bytes.set(piece, offsets[index]);
  return { [`${name}.bytes`]: bytes, [`${name}.offsets`]: offsets };
}

export function openStringTable(container: Container, name: string): StringTable {
  const bytes = container.uint8(`${name}.bytes`);
  const offsets = container.uint32(`${name}.offsets`);
  return {
    size: offsets.length - 1,
    get: (index) => decoder.decode(bytes.subarray(offsets[index] ?? 0, offsets[index + 1] ?? 0)),
  };
}
