/**
 * CSV as it is really exported: RFC 4180, and the same with semicolons or tabs, any line ends, a byte order mark, quotes
 * inside of cells, UTF-8, UTF-16 or Windows-1252. What is written keeps the delimiter, so that a file comes back as it
 * went, with columns added.
 */

export const DELIMITERS = [',', ';', '\t', '|'] as const;

export interface Table {
  readonly delimiter: string;
  /** Cells by row; rows may differ in length. Empty lines are left out. */
  readonly rows: readonly (readonly string[])[];
}

/** UTF-16 by its byte order mark, UTF-8 where the bytes are, else Windows-1252, which spreadsheets of the West write. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The delimiter that stands outside of quotes most often in the first line; a comma where there is none. */
function delimiterOf(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const [best, count] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one));
  return count === 0 ? ',' : best;
}

/** Never fails: a quote that is not closed runs to the end, one inside of a bare cell stands for itself. */
export function parseCsv(source: string): Table {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  const delimiter = delimiterOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;

  const endRow = (): void => {
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };

  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at++;
      while (at < text.length) {
        const quote = text.indexOf('"', at);
        const end = quote < 0 ? text.length : quote;
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"'; // two quotes are one
        at++;
      }
    }
    let end = at;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
    row.push(cell + text.slice(at, end));
    at = end;
    if (text[at] === delimiter) {
      at++;
      if (at === text.length) row.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    endRow();
  }
  if (row.length > 0) endRow();
  return { delimiter, rows };
}

/** With a byte order mark, by which spreadsheets know UTF-8, and the line ends that RFC 4180 asks for. */
export function formatCsv({ delimiter, rows }: Table): string {
  const cellOf = (cell: string): string =>
    cell.includes(delimiter) || /["\n\r]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;
  return `\ufeff${rows.map((row) => `${row.map(cellOf).join(delimiter)}\r\n`).join('')}`;
}
