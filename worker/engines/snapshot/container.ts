/**
 * The snapshot's container: named sections of typed arrays in one file, read in place.
 *
 * ```
 * bytes 0-7    magic "XWALKSNP"
 * bytes 8-11   format version, uint32
 * bytes 12-15  number of sections, uint32
 * bytes 16-19  length of the directory, uint32, bytes
 * bytes 20-23  checksum of the directory
 * directory    JSON, UTF-8: [{ name, type, offset, length, checksum }]; offset and length in bytes
 * sections     each at a multiple of 8 bytes
 * ```
 * All numbers are little-endian. The checksum is MurmurHash3 (x86, 32 bit, seed 0) over 32-bit words, the last
 * one padded with zeros: about 1 ms for 4 MB, so it is checked on every load.
 */
import { type Result, failed, success } from '../../core/result.ts';

const CONTAINER_VERSION = 1;
const MAGIC = 'XWALKSNP';
const HEADER_BYTES = 24;
const decoder = new TextDecoder();

export type SectionType = 'uint8' | 'int8' | 'uint16' | 'uint32' | 'int32' | 'float32';
export type SectionArray = Uint8Array | Int8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;
/** Sections in the order in which they are written. */
export type Sections = Readonly<Record<string, SectionArray>>;

interface DirectoryEntry {
  readonly name: string;
  readonly type: SectionType;
  readonly offset: number;
  readonly length: number;
  readonly checksum: number;
}

/** Why a file was refused. `section` is "header" or the name of the damaged section. */
export interface ContainerFailure {
  readonly reason: 'foreign_file' | 'unknown_version' | 'truncated' | 'checksum' | 'missing_section' | 'wrong_type';
  readonly section: string;
  readonly expected: string;
  readonly got: string;
}

export function describeContainerFailure(file: string, failure: ContainerFailure): string {
  return `${file}: section "${failure.section}" is refused (${failure.reason}): expected ${failure.expected}, got ${failure.got}. Import the taxonomy again.`;
}

const { imul } = Math;

/**
 * MurmurHash3 x86 32 bit over little-endian words; the length in bytes is mixed in at the end. Every number stays
 * within a signed word, and `imul` is no property to be looked up: most of a file passes through here before the code
 * is optimised, and numbers beyond that range would each be an object.
 */
export function checksum(bytes: Uint8Array): number {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
  const count = words.length;
  let hash = 0;
  for (let index = 0; index < count; index++) {
    let word = imul(words[index]!, FIRST_FACTOR);
    word = hash ^ imul((word << 15) | (word >>> 17), SECOND_FACTOR);
    hash = (imul((word << 13) | (word >>> 19), 5) + ADDEND) | 0;
  }
  let rest = 0;
  for (let index = bytes.length - 1; index >= count * 4; index--) rest = (rest << 8) | bytes[index]!;
  rest = imul(rest, FIRST_FACTOR);
  hash ^= imul((rest << 15) | (rest >>> 17), SECOND_FACTOR) ^ bytes.length;
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** MurmurHash3's own numbers, as signed words. */
const FIRST_FACTOR = 0xcc9e2d51 | 0;
const SECOND_FACTOR = 0x1b873593;
const ADDEND = 0xe6546b64 | 0;

const align = (offset: number): number => (offset + 7) & ~7;

function typeOf(array: SectionArray): SectionType {
  if (array instanceof Uint8Array) return 'uint8';
  if (array instanceof Int8Array) return 'int8';
  if (array instanceof Uint16Array) return 'uint16';
  if (array instanceof Uint32Array) return 'uint32';
  return array instanceof Int32Array ? 'int32' : 'float32';
}

/** Writes sections into one file. Deterministic: the same sections give the same bytes. */
export function writeContainer(sections: Sections): Uint8Array<ArrayBuffer> {
  const names = Object.entries(sections);
  const describe = (start: number): { directory: Uint8Array; entries: DirectoryEntry[]; end: number } => {
    let offset = start;
    const entries = names.map(([name, array]) => {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      const aligned = new Uint8Array(bytes); // a copy at offset 0, so that words can be read
      const entry = { name, type: typeOf(array), offset, length: bytes.length, checksum: checksum(aligned) };
      offset = align(offset + bytes.length);
      return entry;
    });
    return { directory: new TextEncoder().encode(JSON.stringify(entries)), entries, end: offset };
  };
  // The directory holds offsets, whose digits change its own length: settle on a length that holds.
  let start = align(HEADER_BYTES);
  let described = describe(start);
  while (align(HEADER_BYTES + described.directory.length) > start) {
    start = align(HEADER_BYTES + described.directory.length);
    described = describe(start);
  }
  const file = new Uint8Array(described.end);
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode(MAGIC));
  view.setUint32(8, CONTAINER_VERSION, true);
  view.setUint32(12, described.entries.length, true);
  view.setUint32(16, described.directory.length, true);
  view.setUint32(20, checksum(new Uint8Array(described.directory)), true);
  file.set(described.directory, HEADER_BYTES);
  for (const [index, entry] of described.entries.entries()) {
    const array = names[index]![1];
    file.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), entry.offset);
  }
  return file;
}

/** An opened file: hands out its sections as views, without copying. */
export interface Container {
  readonly names: readonly string[];
  /** Bytes of the whole file. */
  readonly byteLength: number;
  uint8(name: string): Uint8Array;
  int8(name: string): Int8Array;
  uint16(name: string): Uint16Array;
  uint32(name: string): Uint32Array;
  int32(name: string): Int32Array;
  float32(name: string): Float32Array;
  /** A section of whole numbers from 0 on, of whatever type holds them. */
  unsigned(name: string): Uint8Array | Uint16Array | Uint32Array;
  /** A section that holds JSON as UTF-8 (type uint8). The caller checks its shape. */
  json(name: string): unknown;
}

/** Thrown by a {@link Container} when a section is missing or of another type: the file was written by another version. */
export class MissingSection extends Error {
  readonly failure: ContainerFailure;
  constructor(failure: ContainerFailure) {
    super(describeContainerFailure('snapshot file', failure));
    this.name = 'MissingSection';
    this.failure = failure;
  }
}

/** Checks magic, version, sizes and every checksum; the bytes must start at a multiple of 8 of their buffer. */
export function readContainer(bytes: Uint8Array): Result<Container, ContainerFailure> {
  const refuse = (reason: ContainerFailure['reason'], section: string, expected: string, got: string) =>
    failed({ reason, section, expected, got });
  if (bytes.length < HEADER_BYTES)
    return refuse('truncated', 'header', `${HEADER_BYTES} bytes`, `${bytes.length} bytes`);
  const magic = decoder.decode(bytes.subarray(0, 8));
  if (magic !== MAGIC) return refuse('foreign_file', 'header', MAGIC, JSON.stringify(magic));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version !== CONTAINER_VERSION)
    return refuse('unknown_version', 'header', `version ${CONTAINER_VERSION}`, `version ${version}`);
  const directoryLength = view.getUint32(16, true);
  const directoryBytes = bytes.slice(HEADER_BYTES, HEADER_BYTES + directoryLength);
  if (directoryBytes.length < directoryLength)
    return refuse('truncated', 'header', `${directoryLength} bytes`, `${directoryBytes.length} bytes`);
  const directorySum = checksum(directoryBytes);
  if (directorySum !== view.getUint32(20, true))
    return refuse('checksum', 'header', String(view.getUint32(20, true)), String(directorySum));
  // The checksum held, so the directory is what writeContainer wrote.
  const entries = JSON.parse(decoder.decode(directoryBytes)) as DirectoryEntry[];
  for (const entry of entries) {
    const section = bytes.subarray(entry.offset, entry.offset + entry.length);
    if (section.length !== entry.length)
      return refuse('truncated', entry.name, `${entry.length} bytes`, `${section.length} bytes`);
    const sum = checksum(section);
    if (sum !== entry.checksum) return refuse('checksum', entry.name, String(entry.checksum), String(sum));
  }
  return success(openSections(bytes, new Map(entries.map((entry) => [entry.name, entry]))));
}

function openSections(bytes: Uint8Array, entries: ReadonlyMap<string, DirectoryEntry>): Container {
  const find = (name: string, type: SectionType): DirectoryEntry => {
    const entry = entries.get(name);
    if (entry === undefined)
      throw new MissingSection({ reason: 'missing_section', section: name, expected: type, got: 'nothing' });
    if (entry.type !== type)
      throw new MissingSection({ reason: 'wrong_type', section: name, expected: type, got: entry.type });
    return entry;
  };
  const at = (entry: DirectoryEntry): [ArrayBufferLike, number] => [bytes.buffer, bytes.byteOffset + entry.offset];
  const open = {
    uint8: (name: string) => {
      const entry = find(name, 'uint8');
      return new Uint8Array(...at(entry), entry.length);
    },
    int8: (name: string) => {
      const entry = find(name, 'int8');
      return new Int8Array(...at(entry), entry.length);
    },
    uint16: (name: string) => {
      const entry = find(name, 'uint16');
      return new Uint16Array(...at(entry), entry.length / 2);
    },
    uint32: (name: string) => {
      const entry = find(name, 'uint32');
      return new Uint32Array(...at(entry), entry.length / 4);
    },
    int32: (name: string) => {
      const entry = find(name, 'int32');
      return new Int32Array(...at(entry), entry.length / 4);
    },
    float32: (name: string) => {
      const entry = find(name, 'float32');
      return new Float32Array(...at(entry), entry.length / 4);
    },
  };
  return {
    ...open,
    names: [...entries.keys()],
    byteLength: bytes.length,
    unsigned: (name) => {
      const type = entries.get(name)?.type;
      if (type === 'uint8' || type === 'uint16') return open[type](name);
      return open.uint32(name);
    },
    json: (name): unknown => JSON.parse(decoder.decode(open.uint8(name))),
  };
}

/** JSON as a section. */
export function jsonSection(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
