/**
 * Files of rows: where one row ends and the next begins, what a row says, and how its result is written. CSV as in RFC
 * 4180, with `,`, `;` or tab between fields and a header line that names `title`, and, where wanted, `id` and `language`;
 * NDJSON with objects of the same names.
 */
import type { BulkFormat } from '../stores/bulk.ts';

/** A row's result is written in the format of the upload. */
export interface RowResult {
  /** Counted from 1; a CSV header is no row. */
  readonly row: number;
  readonly id: string | undefined;
  readonly title: string;
  readonly cleaned: string;
  readonly language: string;
  readonly matches: readonly {
    readonly occupation: string;
    readonly code: string;
    readonly iscoCode: string;
    readonly label: string;
    readonly confidence: number;
  }[];
  readonly error: string | undefined;
}

export interface InputRow {
  readonly id: string | undefined;
  readonly title: string;
  readonly language: string | undefined;
}

export interface CsvHeader {
  readonly delimiter: string;
  readonly names: readonly string[];
}

const NEWLINE = 0x0a;
const QUOTE = 0x22;

/**
 * Where rows end within bytes that begin with one: the places after their line breaks. In CSV a line break within quotes
 * ends nothing. What follows the last line break is a row of its own where the bytes are the last of the file.
 */
export function rowEnds(bytes: Uint8Array, format: BulkFormat, isLast: boolean): number[] {
  const ends: number[] = [];
  let isQuoted = false;
  for (let place = 0; place < bytes.length; place += 1) {
    const byte = bytes[place];
    if (byte === QUOTE && format === 'CSV') isQuoted = !isQuoted;
    else if (byte === NEWLINE && !isQuoted) ends.push(place + 1);
  }
  if (isLast && bytes.length > 0 && ends.at(-1) !== bytes.length) ends.push(bytes.length);
  return ends;
}

/** Records of CSV text; an empty line is none. */
export function parseCsv(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let isQuoted = false;
  let hadQuotes = false;
  const endRecord = (): void => {
    record.push(field.endsWith('\r') && !isQuoted ? field.slice(0, -1) : field);
    field = '';
    if (record.length > 1 || record[0] !== '' || hadQuotes) records.push(record);
    record = [];
    hadQuotes = false;
  };
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charAt(place);
    if (character === '"') {
      hadQuotes = true;
      if (isQuoted && text.charAt(place + 1) === '"') {
        field += '"';
        place += 1;
      } else isQuoted = !isQuoted;
    } else if (character === delimiter && !isQuoted) {
      record.push(field);
      field = '';
    } else if (character === '\n' && !isQuoted) endRecord();
    else field += character;
  }
  if (field !== '' || record.length > 0 || hadQuotes) endRecord();
  return records;
}

/** The header of a CSV file; a sentence where it is none. */
export function parseHeader(line: string): CsvHeader | string {
  const delimiters = [',', ';', '\t'];
  const text = line.replace(/^\ufeff/, '');
  const counted = delimiters.map((delimiter) => [delimiter, text.split(delimiter).length] as const);
  const [delimiter] = counted.toSorted((left, right) => right[1] - left[1])[0] ?? [','];
  const names = (parseCsv(text, delimiter)[0] ?? []).map((name) => name.trim().toLowerCase());
  return names.includes('title')
    ? { delimiter, names }
    : 'The first line of a CSV file names its columns; one must be "title".';
}

function parseObject(line: string): InputRow | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not JSON';
  }
  if (typeof value !== 'object' || value === null) return 'not a JSON object';
  const { id, title, language }: Partial<Record<string, unknown>> = { ...value };
  if (typeof title !== 'string') return 'no "title"';
  return {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : undefined,
    title,
    language: typeof language === 'string' && language !== '' ? language : undefined,
  };
}

/** The rows of a stretch of a file, each as it is or as the sentence that says what is wrong with it. */
export function parseRows(text: string, format: BulkFormat, header: CsvHeader | undefined): (InputRow | string)[] {
  if (format === 'NDJSON') {
    const lines = text.split('\n').map((line) => line.trim());
    return lines.filter((line) => line !== '').map(parseObject);
  }
  if (header === undefined) throw new Error('A CSV file without a header');
  const at = (name: string): number => header.names.indexOf(name);
  const [title, id, language] = [at('title'), at('id'), at('language')];
  return parseCsv(text, header.delimiter).map((record) => {
    const field = (place: number): string | undefined => (place < 0 ? undefined : record[place]?.trim() || undefined);
    return { id: field(id), title: field(title) ?? '', language: field(language) };
  });
}

/** Whether what stands between two ends is no row. */
export function isBlank(bytes: Uint8Array, format: BulkFormat): boolean {
  const isSpace = (byte: number): boolean => format === 'NDJSON' && (byte === 0x20 || byte === 0x09);
  return bytes.every((byte) => byte === NEWLINE || byte === 0x0d || isSpace(byte));
}

export const CSV_RESULT_HEADER = 'row,id,title,cleaned,language,occupation,code,iscoCode,label,confidence,error\r\n';

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** A CSV file has a line a match, and one for a row without any. */
export function formatResult(result: RowResult, format: BulkFormat): string {
  if (format === 'NDJSON') return `${JSON.stringify(result)}\n`;
  const { row, id, title, cleaned, language, matches, error } = result;
  const head = [String(row), id ?? '', title, cleaned, language];
  const bodies = matches.map(({ occupation, code, iscoCode, label, confidence }) => [
    occupation,
    code,
    iscoCode,
    label,
    String(confidence),
  ]);
  const lines = bodies.length === 0 ? [['', '', '', '', '']] : bodies;
  return lines.map((body) => `${[...head, ...body, error ?? ''].map(quoted).join(',')}\r\n`).join('');
}
