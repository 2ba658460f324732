/**
 * The static tier's file, as models/crosswalk_models/static_file.py writes it: a container of four sections, read in place.
 *
 * ```
 * header       JSON: name, dimensions, rows, fallbackRows, fallbackMultiplier
 * checksums    uint32: the CRC-32 of each row's feature; rows in order of frequency
 * multipliers  uint8: what one step of a row is worth, in units common to all rows
 * steps        uint32: the rows, eight dimensions a word (rows.ts)
 * ```
 * Every checksum and length is verified when the file is opened: about 7 ms for 15 MB.
 */
import { type Result, failed, success } from '../../../core/result.ts';
import { type Container, type ContainerFailure, MissingSection, readContainer } from '../../snapshot/container.ts';

interface StaticHeader {
  readonly name: string;
  /** Length of every vector, a multiple of 32. */
  readonly dimensions: number;
  /** Stored rows. */
  readonly rows: number;
  /** Fixed rows of signs, which all other features share by their checksum. */
  readonly fallbackRows: number;
  /** What a sign is worth, 1 to 255. */
  readonly fallbackMultiplier: number;
}

export interface StaticFile {
  readonly header: StaticHeader;
  readonly checksums: Uint32Array;
  readonly multipliers: Uint8Array;
  readonly steps: Uint32Array;
}

/** Why a file was refused, and which section it was. */
export interface StaticFileFailure {
  readonly reason: ContainerFailure['reason'] | 'wrong_header' | 'wrong_length';
  readonly section: string;
  readonly expected: string;
  readonly got: string;
}

export function describeStaticFileFailure(file: string, { section, reason, expected, got }: StaticFileFailure): string {
  return `${file}: section "${section}" is refused (${reason}): expected ${expected}, got ${got}. Restore the file from the repository, or export the model again.`;
}

const isWhole = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;

function isHeader(value: unknown): value is StaticHeader {
  if (typeof value !== 'object' || value === null) return false;
  const { name, dimensions, rows, fallbackRows, fallbackMultiplier } = value as Readonly<Record<string, unknown>>;
  return (
    typeof name === 'string' &&
    isWhole(dimensions, 32, 4096) &&
    dimensions % 32 === 0 &&
    isWhole(rows, 0, 2 ** 24) &&
    isWhole(fallbackRows, 1, 2 ** 24) &&
    isWhole(fallbackMultiplier, 1, 255)
  );
}

function readSections(container: Container): Result<StaticFile, StaticFileFailure> {
  const header = container.json('header');
  if (!isHeader(header)) {
    const expected = 'name, dimensions (a multiple of 32), rows, fallbackRows, fallbackMultiplier (1 to 255)';
    return failed({ reason: 'wrong_header', section: 'header', expected, got: JSON.stringify(header) });
  }
  const file = {
    header,
    checksums: container.uint32('checksums'),
    multipliers: container.uint8('multipliers'),
    steps: container.uint32('steps'),
  };
  const lengths = [
    ['checksums', header.rows],
    ['multipliers', header.rows],
    ['steps', (header.rows * header.dimensions) / 8],
  ] as const;
  for (const [section, expected] of lengths) {
    const { length } = file[section];
    if (length !== expected)
      return failed({ reason: 'wrong_length', section, expected: `${expected} numbers`, got: `${length}` });
  }
  return success(file);
}

/** The bytes must start at a multiple of 8 of their buffer; they are kept. */
export function readStaticFile(bytes: Uint8Array): Result<StaticFile, StaticFileFailure> {
  const container = readContainer(bytes);
  if (!container.ok) return container;
  try {
    return readSections(container.value);
  } catch (error) {
    if (error instanceof MissingSection) return failed(error.failure);
    throw error;
  }
}
