/**
 * Rows of CSV (RFC 4180) and TSV (no quoting) as a stream, each with the line on which it begins, its cells found by
 * column name and cleaned when they are asked for.
 *
 * What is wrong with a cell is reported where it stands. Costs about 2 s a million cells; memory is one row.
 */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { cleanText } from '../clean-text.ts';
import type { Place, Problems } from '../problems.ts';
import type { Bytes } from './files.ts';

export interface RowsOptions {
  readonly file: string;
  /** Columns that must be there; others may be. */
  readonly columns: readonly string[];
  readonly problems: Problems;
  /** True for our own files, in which every cell must already be clean. */
  readonly strict?: boolean;
  /** True where a row may leave out its last cells. */
  readonly ragged?: boolean;
}

/** One row of a table. */
export class Row {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #options: RowsOptions;

  constructor(line: number, cells: readonly string[], columns: ReadonlyMap<string, number>, options: RowsOptions) {
    this.line = line;
    this.#cells = cells;
    this.#columns = columns;
    this.#options = options;
  }

  place(column?: string): Place {
    return { file: this.#options.file, line: this.line, ...(column === undefined ? {} : { column }) };
  }

  /** The cell as it stands; "" where the column or the cell is missing. */
  raw(column: string): string {
    return this.#cells[this.#columns.get(column) ?? -1] ?? '';
  }

  /** The cell as one line of clean text. */
  text(column: string): string {
    return this.#clean(this.raw(column), column, '');
  }

  /** The cell as clean text that keeps its line breaks. */
  paragraph(column: string): string {
    return this.#clean(this.raw(column).replaceAll('\r\n', '\n'), column, '\n');
  }

  /** The cell as several lines of clean text, empty ones left out. */
  texts(column: string, separator: string): string[] {
    const raw = this.raw(column).replaceAll('\r\n', '\n');
    if (raw === '') return [];
    return raw.split(separator).flatMap((part) => {
      const text = this.#clean(part, column, '');
      return text === '' ? [] : [text];
    });
  }

  /** A cell that must not be empty; undefined, and an error, where it is. */
  required(column: string): string | undefined {
    const text = this.text(column);
    if (text !== '') return text;
    this.refuse(column, 'the cell is empty', 'Fill it in, or take the row out.');
    return undefined;
  }

  /** A cell that must be one of `allowed`; undefined, and an error, where it is not. */
  oneOf<Value extends string>(column: string, allowed: readonly Value[]): Value | undefined {
    const text = this.text(column);
    const found = allowed.find((value) => value === text);
    if (found === undefined) {
      this.refuse(
        column,
        `"${text}" is not known here`,
        `Write one of ${allowed.map((value) => `"${value}"`).join(', ')}.`,
      );
    }
    return found;
  }

  refuse(column: string, what: string, mend: string): void {
    this.#options.problems.refuse(this.place(column), what, mend);
  }

  #clean(source: string, column: string, keep: string): string {
    const { text, invisible, damaged } = cleanText(source, keep);
    if (damaged) {
      this.refuse(column, 'the cell holds bytes that are not UTF-8', 'Save the file as UTF-8, or download it again.');
    } else if (this.#options.strict === true && text !== source) {
      const what =
        invisible.length > 0
          ? `invisible characters (${invisible.join(', ')})`
          : source === source.normalize('NFC')
            ? 'stray spaces'
            : 'text that is not in Unicode form NFC';
      this.refuse(column, `"${source}" holds ${what}`, `Write "${text}".`);
    } else {
      for (const character of invisible)
        this.#options.problems.note(this.place(column), `a cell with ${character}, which was cleaned`);
    }
    return text;
  }
}

/** Decodes without failing: what is not UTF-8 becomes U+FFFD, which {@link Row} reports with its line and column. */
async function* decode(bytes: Bytes): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

interface NumberedCells {
  readonly line: number;
  readonly cells: readonly string[];
}

async function* csvCells(bytes: Bytes): AsyncGenerator<NumberedCells> {
  const parser = parse({ record_delimiter: ['\r\n', '\n'], relax_column_count: true, info: true });
  const records: AsyncIterable<{ record: string[]; info: { lines: number } }> = Readable.from(decode(bytes))
    .on('error', (error) => parser.destroy(error))
    .pipe(parser);
  let line = 1;
  for await (const { record, info } of records) {
    yield { line, cells: record };
    line = info.lines + 1;
  }
}

async function* tsvCells(bytes: Bytes): AsyncGenerator<NumberedCells> {
  let line = 1;
  let rest = '';
  for await (const text of decode(bytes)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const cells of lines) yield { line: line++, cells: cells.replace(/\r$/, '').split('\t') };
  }
  if (rest !== '') yield { line, cells: rest.split('\t') };
}

/** Why reading stopped, for a person. */
function describe(error: unknown): { what: string; line?: number } {
  if (error instanceof CsvError) {
    const line: unknown = error['lines'];
    return { what: `the quotes do not match (${error.code})`, ...(typeof line === 'number' ? { line } : {}) };
  }
  return { what: error instanceof Error ? error.message : String(error) };
}

async function* rows(cells: AsyncGenerator<NumberedCells>, options: RowsOptions): AsyncGenerator<Row> {
  const { file, problems } = options;
  let columns: Map<string, number> | undefined;
  try {
    for await (const { line, cells: row } of cells) {
      if (columns === undefined) {
        columns = new Map(row.map((name, index) => [cleanText(name).text, index]));
        const missing = options.columns.filter((name) => columns?.has(name) === false);
        if (missing.length > 0) {
          const header = row.map((name) => `"${name}"`).join(', ');
          problems.refuse(
            { file, line, column: missing.join('", "') },
            `the column is missing; the header has ${header}`,
            'Use the file as it was downloaded, or name the columns as in docs/importing-esco.md.',
          );
          return;
        }
      } else if (row.length === columns.size || (options.ragged === true && row.length < columns.size)) {
        yield new Row(line, row, columns, options);
      } else {
        problems.refuse(
          { file, line },
          `the row has ${row.length} cells where the header has ${columns.size}`,
          'Add or remove cells, or quote the one that holds a separator.',
        );
      }
    }
  } catch (error) {
    const { what, line } = describe(error);
    problems.refuse(
      { file, ...(line === undefined ? {} : { line }) },
      what,
      'Download the file again, or mend it there.',
    );
    return;
  }
  if (columns === undefined) problems.refuse({ file }, 'the file is empty', 'Download it again.');
}

export function readCsv(bytes: Bytes, options: RowsOptions): AsyncGenerator<Row> {
  return rows(csvCells(bytes), options);
}

export function readTsv(bytes: Bytes, options: RowsOptions): AsyncGenerator<Row> {
  return rows(tsvCells(bytes), options);
}
