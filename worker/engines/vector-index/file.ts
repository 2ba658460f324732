/**
 * The files of both indexes, in the snapshot's container, and who made their vectors.
 *
 * ```
 * about      JSON: { encoder, rows }
 * owners     per row: its owner, uint32; without this section every row is its own
 * vectors    int8, `dimensions` a row       \ exact index
 * scales     float32, one a row             /
 * codes      blocks of 16 rows: byte 0 of each, byte 1 of each, ...; a set bit is a rotated number >= 0
 * ```
 */
import type { EncoderIdentity } from '../encoder/encoder.ts';
import { type Container, type Sections, jsonSection, writeContainer } from '../snapshot/container.ts';
import { type CodeIndex, createCodeIndex, encodeRows } from './codes.ts';
import { quantise } from './quantise.ts';
import { type VectorIndex, createVectorIndex } from './vectors.ts';

export interface IndexedVectors {
  /** The encoder that makes them. */
  readonly encoder: EncoderIdentity;
  readonly rows: number;
  /** Writes the vector of a row. */
  vectorOf(row: number, into: Float32Array): void;
  /** The owner of each row, several rows an owner; without them every row is its own. */
  readonly owners?: Uint32Array | undefined;
}

export interface OpenOptions {
  /** The encoder whose queries will be asked. */
  readonly encoder: EncoderIdentity;
  /** The compiled kernel.wasm; without it the twin in TypeScript answers. */
  readonly kernel?: WebAssembly.Module | undefined;
}

/** Thrown on opening an index of another encoder's vectors: scores between the two would mean nothing. */
export class OtherEncoder extends Error {
  readonly expected: string;
  readonly got: string;
  constructor(expected: string, got: string) {
    super(`The index holds vectors of encoder ${got}, not of ${expected}. Import the taxonomy again.`);
    this.name = 'OtherEncoder';
    this.expected = expected;
    this.got = got;
  }
}

interface About {
  readonly encoder: EncoderIdentity;
  readonly rows: number;
}

const describe = ({ name, hash }: EncoderIdentity): string => `${name} (${hash})`;

function commonSections({ encoder, rows, owners }: IndexedVectors): Sections {
  const about: About = { encoder, rows };
  return { about: jsonSection(about), ...(owners === undefined ? {} : { owners }) };
}

function openCommon(container: Container, encoder: EncoderIdentity): About & { owners: Uint32Array | undefined } {
  // The container's checksum held, so this is what commonSections wrote.
  const about = container.json('about') as About;
  if (about.encoder.hash !== encoder.hash) throw new OtherEncoder(describe(encoder), describe(about.encoder));
  return { ...about, owners: container.names.includes('owners') ? container.uint32('owners') : undefined };
}

/** The file of an exact index: 260 bytes a row for 256 numbers, with owners 264. */
export function buildVectorIndex(indexed: IndexedVectors): Uint8Array<ArrayBuffer> {
  const { encoder, rows, vectorOf } = indexed;
  const vector = new Float32Array(encoder.dimensions);
  const vectors = new Int8Array(rows * encoder.dimensions);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    vectorOf(row, vector);
    const { values, scale } = quantise(vector);
    vectors.set(values, row * encoder.dimensions);
    scales[row] = scale;
  }
  return writeContainer({ ...commonSections(indexed), vectors, scales });
}

/** Copies what it needs; the container's bytes may be dropped afterwards. */
export function openVectorIndex(container: Container, { encoder, kernel }: OpenOptions): VectorIndex {
  const { owners } = openCommon(container, encoder);
  const index = createVectorIndex({ dimensions: encoder.dimensions, kernel });
  index.setFirst(container.int8('vectors'), container.float32('scales'), owners);
  return index;
}

/** The file of a code index: 32 bytes a row for 256 numbers, with owners 36. */
export function buildCodeIndex(indexed: IndexedVectors): Uint8Array<ArrayBuffer> {
  const { encoder, rows, vectorOf } = indexed;
  return writeContainer({ ...commonSections(indexed), codes: encodeRows(rows, encoder.dimensions, vectorOf) });
}

/** Copies what it needs; the container's bytes may be dropped afterwards. */
export function openCodeIndex(container: Container, { encoder, kernel }: OpenOptions): CodeIndex {
  const { rows, owners } = openCommon(container, encoder);
  return createCodeIndex({ dimensions: encoder.dimensions, rows, codes: container.uint8('codes'), owners, kernel });
}
