/**
 * The vectors of one namespace in one SQLite database, and in memory for search.
 *
 * On disk, 64 rows make a chunk: their codes (int8), scales and metadata, each as one blob, so that 200,000 vectors are
 * read as 3,125 records. A change rewrites the chunks it touches, 17 kB each with 256 numbers a vector. Ids stay on
 * disk: they are looked up for what a query found.
 *
 * In memory, read at the first use: the vector index and six bytes of metadata a row. 200,000 x 256 hold 55 MB of an
 * isolate's 128 MB (docs/vector-store.md).
 */
import type { Bitmap } from '../engines/vector-index/bitmap.ts';
import { quantise, type QuantisedVector } from '../engines/vector-index/quantise.ts';
import { createVectorIndex, type MutableVectorIndex } from '../engines/vector-index/vectors.ts';
import { failed, type Result, success } from '../core/result.ts';
import { groupNumber, groupOfNumber, groupsBelow } from './vector-groups.ts';
import type { StoredVector, VectorFilter, VectorMatch, VectorMetadata, VectorQuery } from './vector-store.ts';

const CHUNK_ROWS = 64;
const MAXIMUM_ROWS = 200_000;
/** What codes may take of an isolate's 128 MB; fewer rows of longer vectors. */
const MAXIMUM_CODE_BYTES = 56 * 1024 * 1024;

const ANY_GROUP = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const LATEST_DAY = 65_535;

const TABLES = `
  CREATE TABLE IF NOT EXISTS vectors (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS languages (code INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS chunks (
    chunk INTEGER PRIMARY KEY, codes BLOB NOT NULL, scales BLOB NOT NULL,
    languages BLOB NOT NULL, groups BLOB NOT NULL, days BLOB NOT NULL
  );`;

/** The part of a Durable Object's storage that is used. */
export interface VectorDatabase {
  readonly sql: SqlStorage;
  transactionSync<Value>(closure: () => Value): Value;
}

/** 64 rows. A row without a language code is free; codes begin at 1. */
interface Chunk {
  readonly codes: Int8Array;
  readonly scales: Float32Array;
  readonly languages: Uint16Array;
  readonly groups: Uint16Array;
  readonly days: Uint16Array;
}

/** What memory holds of a namespace. Metadata columns are by row and may be longer than needed. */
interface Held {
  readonly index: MutableVectorIndex;
  languages: Uint16Array;
  groups: Uint16Array;
  days: Uint16Array;
  /** Rows in use and free ones below the highest. */
  rows: number;
  readonly free: number[];
  readonly languageCodes: Map<string, number>;
}

/** How many vectors of this length a namespace holds. */
function capacityFor(dimensions: number): number {
  return Math.min(MAXIMUM_ROWS, Math.floor(MAXIMUM_CODE_BYTES / dimensions));
}

function unit(values: Float32Array): Float32Array {
  let squares = 0;
  for (const value of values) squares += value * value;
  const length = Math.sqrt(squares);
  return values.map((value) => value / length);
}

function longer(column: Uint16Array, rows: number): Uint16Array {
  if (rows <= column.length) return column;
  const grown = new Uint16Array(Math.max(rows, Math.ceil(column.length * 1.5), CHUNK_ROWS));
  grown.set(column);
  return grown;
}

export class VectorRows {
  readonly #database: VectorDatabase;
  readonly #dimensions: number;
  readonly #kernel: WebAssembly.Module | undefined;
  readonly #capacity: number;
  #held: Held | undefined;

  constructor(
    database: VectorDatabase,
    dimensions: number,
    kernel: WebAssembly.Module | undefined,
    capacity = capacityFor(dimensions),
  ) {
    this.#capacity = capacity;
    this.#database = database;
    this.#dimensions = dimensions;
    this.#kernel = kernel;
  }

  get dimensions(): number {
    return this.#dimensions;
  }

  get count(): number {
    const { rows, free } = this.#read();
    return rows - free.length;
  }

  /** Ids must be distinct. Fails with the capacity, and changes nothing, where not all fit. */
  upsert(vectors: readonly StoredVector[]): Result<undefined, number> {
    const held = this.#read();
    const known = this.#exists() ? this.#rowsOf(vectors.map(({ id }) => id)) : new Map<string, number>();
    if (held.rows - held.free.length + vectors.length - known.size > this.#capacity) return failed(this.#capacity);
    this.#change(() => {
      this.#database.sql.exec(TABLES);
      const added: [row: number, id: string][] = [];
      const placed = vectors.map((vector) => {
        let row = known.get(vector.id);
        if (row === undefined) {
          row = held.free.pop() ?? held.rows++;
          added.push([row, vector.id]);
        }
        return { row, vector };
      });
      this.#database.sql.exec(
        "INSERT INTO vectors (row, id) SELECT value ->> '$[0]', value ->> '$[1]' FROM json_each(?)",
        JSON.stringify(added),
      );
      for (const [at, entries] of Map.groupBy(placed, ({ row }) => Math.floor(row / CHUNK_ROWS))) {
        const chunk = this.#chunk(at);
        for (const { row, vector } of entries) this.#put(held, chunk, row, vector);
        this.#writeChunk(at, chunk);
      }
    });
    return success(undefined);
  }

  /** Ids that do not exist are passed over. */
  delete(ids: readonly string[]): void {
    const held = this.#read();
    if (!this.#exists()) return;
    const rows = [...this.#rowsOf(ids).values()];
    this.#change(() => {
      this.#database.sql.exec(
        'DELETE FROM vectors WHERE row IN (SELECT value FROM json_each(?))',
        JSON.stringify(rows),
      );
      for (const [at, gone] of Map.groupBy(rows, (row) => Math.floor(row / CHUNK_ROWS))) {
        const chunk = this.#chunk(at);
        for (const row of gone) {
          chunk.languages[row % CHUNK_ROWS] = 0;
          held.languages[row] = 0;
          held.index.remove(row);
          held.free.push(row);
        }
        this.#writeChunk(at, chunk);
      }
    });
  }

  query(values: Float32Array, { topK, filter }: VectorQuery): readonly VectorMatch[] {
    const held = this.#read();
    const hits = held.index.search(unit(values), { limit: topK, accept: accepted(held, filter) });
    const ids = this.#idsOf(hits.map(({ row }) => row));
    return hits.flatMap(({ row, score }) => {
      const id = ids.get(row);
      if (id === undefined) return [];
      return { id, score: Math.max(-1, Math.min(1, score)), metadata: metadataOf(held, row) };
    });
  }

  /** In the order of the ids. */
  get(ids: readonly string[]): readonly StoredVector[] {
    const held = this.#read();
    if (!this.#exists()) return [];
    const rows = this.#rowsOf(ids);
    const chunks = new Map<number, Chunk>();
    return ids.flatMap((id) => {
      const row = rows.get(id);
      if (row === undefined) return [];
      const at = Math.floor(row / CHUNK_ROWS);
      const chunk = chunks.get(at) ?? this.#chunk(at);
      chunks.set(at, chunk);
      const start = (row % CHUNK_ROWS) * this.#dimensions;
      const values = unit(Float32Array.from(chunk.codes.subarray(start, start + this.#dimensions)));
      return { id, values, metadata: metadataOf(held, row) };
    });
  }

  /** Forgets what memory holds; the next use reads it again. */
  forget(): void {
    this.#held = undefined;
  }

  #exists(): boolean {
    return this.#database.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'chunks'").toArray().length > 0;
  }

  /** All or nothing, on disk and in memory. */
  #change(closure: () => void): void {
    try {
      this.#database.transactionSync(closure);
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  #put(held: Held, chunk: Chunk, row: number, { values, metadata }: StoredVector): void {
    const code = quantise(unit(values));
    const at = row % CHUNK_ROWS;
    chunk.codes.set(code.values, at * this.#dimensions);
    chunk.scales[at] = code.scale;
    chunk.languages[at] = this.#languageCode(held, metadata.language);
    chunk.groups[at] = groupNumber(metadata.group);
    chunk.days[at] = metadata.postedDay;
    hold(held, row, code, chunk);
  }

  #languageCode(held: Held, tag: string): number {
    const known = held.languageCodes.get(tag);
    if (known !== undefined) return known;
    const code = held.languageCodes.size + 1;
    this.#database.sql.exec('INSERT INTO languages (code, tag) VALUES (?, ?)', code, tag);
    held.languageCodes.set(tag, code);
    return code;
  }

  #rowsOf(ids: readonly string[]): Map<string, number> {
    const found = this.#database.sql.exec<{ id: string; row: number }>(
      'SELECT vectors.id, vectors.row FROM json_each(?) AS wanted JOIN vectors ON vectors.id = wanted.value',
      JSON.stringify(ids),
    );
    return new Map([...found].map(({ id, row }) => [id, row]));
  }

  #idsOf(rows: readonly number[]): Map<number, string> {
    if (rows.length === 0) return new Map();
    const found = this.#database.sql.exec<{ id: string; row: number }>(
      'SELECT vectors.id, vectors.row FROM json_each(?) AS wanted JOIN vectors ON vectors.row = wanted.value',
      JSON.stringify(rows),
    );
    return new Map([...found].map(({ id, row }) => [row, id]));
  }

  #chunk(at: number): Chunk {
    const [record] = this.#database.sql
      .exec<ChunkRecord>('SELECT codes, scales, languages, groups, days FROM chunks WHERE chunk = ?', at)
      .toArray();
    return record === undefined ? emptyChunk(this.#dimensions) : chunkOf(record, this.#dimensions);
  }

  #writeChunk(at: number, chunk: Chunk): void {
    if (chunk.languages.every((code) => code === 0)) {
      this.#database.sql.exec('DELETE FROM chunks WHERE chunk = ?', at);
      return;
    }
    this.#database.sql.exec(
      'INSERT OR REPLACE INTO chunks (chunk, codes, scales, languages, groups, days) VALUES (?, ?, ?, ?, ?, ?)',
      at,
      ...[chunk.codes, chunk.scales, chunk.languages, chunk.groups, chunk.days].map((column) => column.buffer),
    );
  }

  #read(): Held {
    if (this.#held !== undefined) return this.#held;
    const held: Held = {
      index: createVectorIndex({ dimensions: this.#dimensions, kernel: this.#kernel }),
      languages: new Uint16Array(0),
      groups: new Uint16Array(0),
      days: new Uint16Array(0),
      rows: 0,
      free: [],
      languageCodes: new Map(),
    };
    if (this.#exists()) {
      const { sql } = this.#database;
      for (const { code, tag } of sql.exec<{ code: number; tag: string }>('SELECT code, tag FROM languages'))
        held.languageCodes.set(tag, code);
      const records = sql.exec<ChunkRecord & { chunk: number }>('SELECT * FROM chunks ORDER BY chunk');
      for (const record of records) {
        const chunk = chunkOf(record, this.#dimensions);
        for (let at = 0; at < CHUNK_ROWS; at += 1) {
          if (chunk.languages[at] === 0) continue;
          const row = record.chunk * CHUNK_ROWS + at;
          while (held.rows < row) held.free.push(held.rows++);
          held.rows = row + 1;
          const values = chunk.codes.subarray(at * this.#dimensions, (at + 1) * this.#dimensions);
          hold(held, row, { values, scale: chunk.scales[at]! }, chunk);
        }
      }
    }
    this.#held = held;
    return held;
  }
}

type ChunkRecord = Record<'codes' | 'scales' | 'languages' | 'groups' | 'days', ArrayBuffer>;

function emptyChunk(dimensions: number): Chunk {
  return {
    codes: new Int8Array(CHUNK_ROWS * dimensions),
    scales: new Float32Array(CHUNK_ROWS),
    languages: new Uint16Array(CHUNK_ROWS),
    groups: new Uint16Array(CHUNK_ROWS),
    days: new Uint16Array(CHUNK_ROWS),
  };
}

function chunkOf(record: ChunkRecord, dimensions: number): Chunk {
  if (record.codes.byteLength !== CHUNK_ROWS * dimensions)
    throw new Error(
      `The namespace holds vectors of ${record.codes.byteLength / CHUNK_ROWS} numbers, not ${dimensions}`,
    );
  return {
    codes: new Int8Array(record.codes),
    scales: new Float32Array(record.scales),
    languages: new Uint16Array(record.languages),
    groups: new Uint16Array(record.groups),
    days: new Uint16Array(record.days),
  };
}

function hold(held: Held, row: number, code: QuantisedVector, chunk: Chunk): void {
  const at = row % CHUNK_ROWS;
  held.index.set(row, row, code);
  held.languages = longer(held.languages, row + 1);
  held.groups = longer(held.groups, row + 1);
  held.days = longer(held.days, row + 1);
  held.languages[row] = chunk.languages[at]!;
  held.groups[row] = chunk.groups[at]!;
  held.days[row] = chunk.days[at]!;
}

function metadataOf(held: Held, row: number): VectorMetadata {
  const code = held.languages[row]!;
  let language = '';
  for (const [tag, number] of held.languageCodes) if (number === code) language = tag;
  return { language, group: groupOfNumber(held.groups[row]!), postedDay: held.days[row]! };
}

/** The rows that a filter lets through; undefined for all. Visits every row: about a millisecond for 200,000. */
function accepted(held: Held, filter: VectorFilter | undefined): Bitmap | undefined {
  if (filter === undefined) return undefined;
  const { languages, groups, postedFrom, postedTo } = filter;
  // By code: 1 for what passes. A row without a language code is free, and not in the index.
  const byLanguage = new Uint8Array(held.languageCodes.size + 1).fill(languages === undefined ? 1 : 0);
  for (const tag of languages ?? []) byLanguage[held.languageCodes.get(tag) ?? 0] = 1;
  const byGroup = groupsBelow(groups ?? ANY_GROUP);
  if (groups === undefined) byGroup[0] = 1;
  const dated = postedFrom !== undefined || postedTo !== undefined;
  const from = dated ? Math.max(1, postedFrom ?? 1) : 0;
  const to = postedTo ?? LATEST_DAY;
  const accept = new Uint32Array(Math.ceil(held.rows / 32));
  for (let row = 0; row < held.rows; row += 1) {
    const day = held.days[row]!;
    if (day < from || day > to) continue;
    const passes = byLanguage[held.languages[row]!]! & byGroup[held.groups[row]!]!;
    accept[row >>> 5]! |= passes << (row & 31);
  }
  return accept;
}
