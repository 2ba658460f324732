/** A small static encoder with random rows, and what it must answer, computed as naively as its definition reads. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { fold, isUnspacedScript } from '../../worker/core/fold.ts';
import { jsonSection, writeContainer } from '../../worker/engines/snapshot/container.ts';
import { type StaticEncoder, openStaticEncoder } from '../../worker/engines/encoder/static/index.ts';

const DIMENSIONS = 64;
const FALLBACK_ROWS = 1_000;
const FALLBACK_MULTIPLIER = 53;

/** The UTF-8 of code points; a surrogate alone becomes the three bytes that its number would have. */
function utf8(text: string): Uint8Array {
  const bytes = Array.from(text).flatMap((character) => {
    const point = character.codePointAt(0)!;
    if (point < 0xd800 || point > 0xdfff) return [...new TextEncoder().encode(character)];
    return [0xe0 | (point >>> 12), 0x80 | ((point >>> 6) & 0x3f), 0x80 | (point & 0x3f)];
  });
  return Uint8Array.from(bytes);
}

const grams = (characters: readonly string[], size: number): string[] =>
  characters
    .slice(0, Math.max(0, characters.length - size + 1))
    .map((_, at) => characters.slice(at, at + size).join(''));

const isUnspaced = (character: string): boolean => {
  const point = character.codePointAt(0)!;
  return isUnspacedScript(point) || (point >= 0xac00 && point <= 0xd7a3);
};

/** The features of each word of a folded text, before any is left out. */
function featuresByWord(folded: string): string[][] {
  const words = folded.split(' ').filter((word) => word !== '');
  return words.slice(0, 16).map((word) => {
    const characters = Array.from(word);
    const marked = ['<', ...characters, '>'];
    return characters.some(isUnspaced)
      ? [` ${word}`, ...grams(characters, 1), ...grams(characters, 2), ...grams(characters, 3)]
      : [` ${word}`, ...grams(marked, 3), ...grams(marked, 4)];
  });
}

/** The features of a text, in order. */
export function featuresOf(text: string): string[] {
  return featuresByWord(fold(text)).flat().slice(0, 160);
}

/** MurmurHash3's finaliser in exact whole numbers. */
function finalise(value: bigint): bigint {
  const word = (number: bigint): bigint => BigInt.asUintN(32, number);
  let mixed = word(value);
  mixed = word((mixed ^ (mixed >> 16n)) * 0x85ebca6bn);
  mixed = word((mixed ^ (mixed >> 13n)) * 0xc2b2ae35n);
  return mixed ^ (mixed >> 16n);
}

const knownSigns = new Map<number, number[]>();

function signs(row: number): number[] {
  const known = knownSigns.get(row);
  if (known !== undefined) return known;
  const made = Array.from({ length: DIMENSIONS }, (_, dimension) => {
    const block = BigInt(Math.floor(dimension / 32));
    const bits = finalise(BigInt(row) * 0x9e3779b1n + (block + 1n) * 0x85ebca6bn);
    return ((bits >> BigInt(dimension % 32)) & 1n) === 1n ? 1 : -1;
  });
  knownSigns.set(row, made);
  return made;
}

export interface SyntheticEncoder {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: string;
  readonly encoder: StaticEncoder;
  /** Row numbers by the definition. */
  rows(text: string): number[];
  /** The vector by the definition. */
  vector(text: string): number[];
}

/** Rows for these features alone; the same every time. */
export function createSyntheticEncoder(features: readonly string[]): SyntheticEncoder {
  let state = 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const checksums = [...new Set(features.map((feature) => crc32(utf8(feature))))];
  const rowOf = new Map(checksums.map((checksum, row) => [checksum, row]));
  const rows = checksums.map(() => ({
    multiplier: 1 + random(255),
    steps: Array.from({ length: DIMENSIONS }, () => random(16) - 8),
  }));
  const words = rows.flatMap(({ steps }) =>
    Array.from({ length: DIMENSIONS / 8 }, (_, word) =>
      steps.slice(word * 8, word * 8 + 8).reduce((packed, step, at) => packed + (step + 8) * 16 ** at, 0),
    ),
  );
  const header = {
    name: 'synthetic',
    dimensions: DIMENSIONS,
    rows: rows.length,
    fallbackRows: FALLBACK_ROWS,
    fallbackMultiplier: FALLBACK_MULTIPLIER,
  };
  const bytes = writeContainer({
    header: jsonSection(header),
    checksums: Uint32Array.from(checksums),
    multipliers: Uint8Array.from(rows, ({ multiplier }) => multiplier),
    steps: Uint32Array.from(words),
  });
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const opened = openStaticEncoder(bytes, hash);
  if (!opened.ok) throw new Error(opened.failure.reason);
  const rowsOf = (text: string): number[] =>
    featuresOf(text).map((feature) => {
      const checksum = crc32(utf8(feature));
      return rowOf.get(checksum) ?? rows.length + (checksum % FALLBACK_ROWS);
    });
  return {
    bytes,
    hash,
    encoder: opened.value,
    rows: rowsOf,
    vector(text) {
      const sums = Array.from({ length: DIMENSIONS }, () => 0);
      for (const row of rowsOf(text)) {
        const stored = rows[row];
        const values = stored?.steps ?? signs(row - rows.length);
        for (const [dimension, value] of values.entries())
          sums[dimension]! += value * (stored?.multiplier ?? FALLBACK_MULTIPLIER);
      }
      const length = Math.hypot(...sums);
      return sums.map((sum) => (length === 0 ? 0 : sum / length));
    },
  };
}
