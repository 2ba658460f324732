/**
 * The oracle of the static tier (models/crosswalk_models/oracle.py): what Python answers for 2,000 texts with the weights
 * of the repository. Without file access, so that it also runs in workerd.
 */
import type { StaticEncoder } from '../../worker/engines/encoder/static/index.ts';

interface OracleLine {
  readonly text: string;
  /** Row numbers. */
  readonly tokens: readonly number[];
  /** int8, base64. */
  readonly vector: string;
}

export interface Comparison {
  /** The weights that the oracle holds for. */
  readonly hash: string;
  readonly texts: number;
  /** Texts whose rows differ. */
  readonly wrongRows: readonly string[];
  /** Texts whose vector is zero on one side alone, or has a cosine below .999 with Python's. */
  readonly wrongVectors: readonly string[];
}

export function cosine(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let [dot, leftSquares, rightSquares] = [0, 0, 0];
  for (let index = 0; index < left.length; index++) {
    dot += left[index]! * right[index]!;
    leftSquares += left[index]! ** 2;
    rightSquares += right[index]! ** 2;
  }
  return leftSquares === 0 && rightSquares === 0 ? 1 : dot / Math.sqrt(leftSquares * rightSquares);
}

/** Asks the encoder for every text of the oracle (JSON, one object a line). */
export function compareWithOracle(encoder: StaticEncoder, oracle: string): Comparison {
  const [first, ...lines] = oracle.trimEnd().split('\n');
  const { hash }: { readonly hash: string } = JSON.parse(first!);
  const answers = lines.map((line): OracleLine => JSON.parse(line));
  const vector = new Float32Array(encoder.identity.dimensions);
  const isWrong = ({ text, vector: expected }: OracleLine): boolean => {
    encoder.encodeInto(text, vector);
    return !(
      cosine(
        vector,
        Int8Array.from(atob(expected), (unit) => unit.charCodeAt(0)),
      ) >= 0.999
    );
  };
  return {
    hash,
    texts: answers.length,
    wrongRows: answers
      .filter(({ text, tokens }) => encoder.rows(text).join() !== tokens.join())
      .map(({ text }) => text),
    wrongVectors: answers.filter(isWrong).map(({ text }) => text),
  };
}
