/**
 * The oracle of the transformer tier (models/crosswalk_models/oracle.py): what Python answers for 2,000 texts with the weights
 * of the repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fold } from '../../worker/core/fold.ts';
import { FeatureScanner, MAXIMUM_FEATURES } from '../../worker/engines/encoder/static/features.ts';
import { writePieces } from '../../worker/engines/encoder/transformer/pieces.ts';
import { cosine } from './static-oracle.ts';

const ORACLE = join(import.meta.dirname, '../../models/oracle/transformer.jsonl.gz');

export interface TransformerOracle {
  /** The weights that it holds for. */
  readonly hash: string;
  readonly lines: readonly {
    readonly text: string;
    /** Of each feature. */
    readonly pieces: readonly number[];
    /** int8, base64. */
    readonly vector: string;
  }[];
}

/** Undefined while the repository holds none. */
export function readTransformerOracle(): TransformerOracle | undefined {
  if (!existsSync(ORACLE)) return undefined;
  const [first, ...lines] = gunzipSync(readFileSync(ORACLE)).toString().trimEnd().split('\n');
  const { hash }: { readonly hash: string } = JSON.parse(first!);
  return { hash, lines: lines.map((line) => JSON.parse(line)) };
}

/** The piece of each feature of a text. */
export function piecesOf(text: string): number[] {
  const [scanner, folded, pieces] = [new FeatureScanner(), fold(text), new Uint8Array(MAXIMUM_FEATURES)];
  scanner.scan(folded);
  writePieces(folded, scanner, pieces);
  return [...pieces.subarray(0, scanner.count)];
}

/** The oracle's texts whose vector, of these in its order, is zero on one side alone, or has a cosine below .999 with Python's. */
export function wrongVectors({ lines }: TransformerOracle, vectors: readonly Float32Array[]): string[] {
  return lines
    .filter(({ vector }, place) => {
      const expected = Int8Array.from(atob(vector), (unit) => unit.charCodeAt(0));
      return !(cosine(vectors[place]!, expected) >= 0.999);
    })
    .map(({ text }) => text);
}
