/** Reads the benchmarks' tables, whole: plain or gzip (".gz" beside the plain name), tab- or comma-separated. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** Thrown when a folder is no benchmark as it should be. The message is meant for the person at the command line. */
export class UnreadableSet extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableSet';
  }
}

/** The file's text, or that of `path` + ".gz"; undefined where there is neither. */
export function readText(path: string): string | undefined {
  if (existsSync(path)) {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  }
  return path.endsWith('.gz') ? undefined : readText(`${path}.gz`);
}

function require(path: string): string {
  const text = readText(path);
  if (text === undefined) throw new UnreadableSet(`${path} (or ${path}.gz) is missing`);
  return text;
}

/** Rows of a tab-separated file without header; lines without a tab are skipped. */
export function readTsv(path: string): string[][] {
  return require(path)
    .split(/\r?\n/)
    .filter((line) => line.includes('\t'))
    .map((line) => line.split('\t'));
}

/** Rows of a comma-separated file with a header, by column name. */
export function readCsv(path: string): Record<string, string>[] {
  return parse<Record<string, string>>(require(path), { columns: true, bom: true });
}
