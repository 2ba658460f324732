/**
 * What the queue does for bulk jobs. A scan divides the upload into parts of up to {@link PART_ROWS} rows; each part is
 * then worked off on its own, wherever a consumer is free, and its result written under its own name. D1 knows which
 * parts are done, so that a crash costs the parts that were under way, and nothing is written twice.
 *
 * Cost: a scan of 100 MB reads it once; a part takes a millisecond or two a row.
 */
import { CrosswalkFailure } from '../core/failures.ts';
import { type LanguageTag, parseLanguageTag } from '../core/language.ts';
import { LIMITS } from '../core/limits.ts';
import type { BulkFiles } from '../stores/bulk-files.ts';
import type { BulkFormat, BulkJobRow, BulkStore, NewBulkPart } from '../stores/bulk.ts';
import type { Bulk } from './bulk.ts';
import {
  type CsvHeader,
  type InputRow,
  type RowResult,
  formatResult,
  isBlank,
  parseHeader,
  parseRows,
  rowEnds,
} from './bulk-rows.ts';
import type { BulkQueue, BulkTask } from './bulk-tasks.ts';
import { heldLanguage } from './languages.ts';
import type { Names } from './names.ts';
import type { TitleNormalizer } from './normalize-title.ts';
import type { Taxonomies } from './taxonomy.ts';

/** What a consumer does in one go: a second or two. */
const PART_ROWS = 1_000;
/** Bytes that a scan reads at a time. */
const WINDOW_BYTES = 4 * 1_048_576;
/** A running job that made no progress for so long is taken up again. */
const STALLED_MS = 5 * 60_000;
/** Messages sent again for one stalled job in one go, and jobs looked at. */
const REPAIRED_PARTS = 500;
const REPAIRED_JOBS = 20;

export interface BulkWork {
  run(task: BulkTask): Promise<void>;
  /** A task that failed too often: the job has failed. */
  giveUp(task: BulkTask): Promise<void>;
  /** Sends again what a stalled job still needs; gives the number of jobs. */
  repair(): Promise<number>;
}

/** Bulk jobs, from both sides. */
export interface BulkDomain extends Bulk {
  readonly work: BulkWork;
}

export interface BulkWorkParts {
  readonly jobs: BulkStore;
  readonly files: BulkFiles;
  readonly queue: BulkQueue;
  readonly normalizer: TitleNormalizer;
  readonly taxonomies: Taxonomies;
  readonly names: Names;
  readonly clock: () => number;
}

/** What of a window belongs into which parts, and up to where. */
interface Division {
  readonly parts: readonly NewBulkPart[];
  readonly bytes: number;
  readonly rows: number;
}

/** Divides a window that begins at a row. */
function divide(window: Uint8Array, job: BulkJobRow, start: number, firstPart: number, isLast: boolean): Division {
  const parts: NewBulkPart[] = [];
  let rows = job.scannedRows;
  let partStart = 0;
  let partRows = 0;
  let before = 0;
  const close = (end: number): void => {
    if (partRows > 0) {
      const part = firstPart + parts.length;
      parts.push({ part, start: start + partStart, end: start + end, firstRow: rows - partRows + 1, rows: partRows });
    }
    partStart = end;
    partRows = 0;
  };
  for (const end of rowEnds(window, job.format, isLast)) {
    if (!isBlank(window.subarray(before, end), job.format)) {
      partRows += 1;
      rows += 1;
    }
    before = end;
    if (partRows === PART_ROWS) close(end);
  }
  close(before);
  return { parts, bytes: start + before, rows };
}

export function createBulkWork(services: BulkWorkParts): BulkWork {
  const { jobs, files, queue, normalizer, taxonomies, names, clock } = services;

  /** Divides the next window; true where more of the upload is left. */
  async function scanWindow(job: BulkJobRow): Promise<boolean> {
    const window = await files.readUpload(
      job.id,
      job.scannedBytes,
      Math.min(WINDOW_BYTES, job.bytes - job.scannedBytes),
    );
    const isLast = job.scannedBytes + window.length >= job.bytes;
    let start = 0;
    let header = job.header;
    if (job.format === 'CSV' && header === null) {
      start = rowEnds(window, 'CSV', isLast)[0] ?? 0;
      const parsed = parseHeader(new TextDecoder().decode(window.subarray(0, start)));
      if (typeof parsed === 'string') {
        await jobs.fail(job.id, parsed, clock());
        return false;
      }
      header = JSON.stringify(parsed);
    }
    const firstPart = await jobs.partCount(job.id);
    const { parts, bytes, rows } = divide(window.subarray(start), job, job.scannedBytes + start, firstPart, isLast);
    if (rows > LIMITS.bulkRows) {
      await jobs.fail(job.id, `The file has more than ${LIMITS.bulkRows} rows; send it in several jobs.`, clock());
      return false;
    }
    if (!isLast && bytes === job.scannedBytes) {
      await jobs.fail(
        job.id,
        `Row ${rows + 1} has no end within ${WINDOW_BYTES} bytes: is a quote left open?`,
        clock(),
      );
      return false;
    }
    await jobs.addParts(job.id, job.scannedBytes, parts, { bytes, rows, isLast, header }, clock());
    await queue.send(parts.map(({ part }) => ({ kind: 'PART', job: job.id, part })));
    return !isLast;
  }

  async function scan(id: string): Promise<void> {
    for (;;) {
      const job = await jobs.find(id);
      if (job === undefined || job.state !== 'RUNNING' || job.scanned) return;
      if (job.bytes === 0) {
        await jobs.addParts(id, 0, [], { bytes: 0, rows: 0, isLast: true, header: null }, clock());
        return;
      }
      if (!(await scanWindow(job))) return;
    }
  }

  /** The language that a row or its job names; a sentence where the taxonomy does not hold it. */
  function languageOf(named: string | undefined, held: readonly LanguageTag[]): LanguageTag | undefined | Error {
    if (named === undefined) return undefined;
    const tag = parseLanguageTag(named);
    const found = tag === undefined ? undefined : heldLanguage(tag, held);
    return found ?? new Error(`the taxonomy does not know the language "${named}"`);
  }

  async function normalizeRow(
    row: number,
    input: InputRow,
    job: BulkJobRow,
    held: readonly LanguageTag[],
  ): Promise<RowResult> {
    const { id, title } = input;
    const wrong = (error: string): RowResult => ({ row, id, title, cleaned: '', language: '', matches: [], error });
    if (title.trim() === '') return wrong('no title');
    const language = languageOf(input.language ?? job.language ?? undefined, held);
    if (language instanceof Error) return wrong(language.message);
    try {
      const options = { limit: job.matches, minConfidence: job.minConfidence };
      const normalization = await normalizer.normalize({ title, language }, options);
      const labelLanguage = parseLanguageTag(job.labelLanguage);
      const concepts = await taxonomies.at(normalization.matches.map(({ occupation }) => occupation));
      const matches = await Promise.all(
        concepts.map(async ({ id: occupation, code, iscoCode }, place) => {
          const { occupation: index, confidence } = normalization.matches[place]!;
          const label = await names.any(index, labelLanguage === undefined ? [] : [labelLanguage]);
          return {
            occupation,
            code,
            iscoCode,
            label: label?.text ?? '',
            confidence: Math.round(confidence * 10_000) / 10_000,
          };
        }),
      );
      return {
        row,
        id,
        title,
        cleaned: normalization.cleaned,
        language: normalization.language,
        matches,
        error: undefined,
      };
    } catch (error) {
      // What the row itself is guilty of; the rest is tried again.
      if (error instanceof CrosswalkFailure && error.failure.code !== 'UNAVAILABLE') return wrong(error.message);
      throw error;
    }
  }

  function readRows(bytes: Uint8Array, format: BulkFormat, header: string | null): (InputRow | string)[] {
    const parsed: CsvHeader | undefined = header === null ? undefined : JSON.parse(header);
    return parseRows(new TextDecoder().decode(bytes), format, parsed);
  }

  async function workOff(id: string, number: number): Promise<void> {
    const [job, part] = await Promise.all([jobs.find(id), jobs.part(id, number)]);
    if (job === undefined || part === undefined || job.state !== 'RUNNING' || part.done) return;
    const bytes = await files.readUpload(id, part.start, part.end - part.start);
    const rows = readRows(bytes, job.format, job.header);
    const held = await taxonomies.languages();
    let failed = 0;
    const lines: string[] = [];
    for (const [place, input] of rows.entries()) {
      const row = part.firstRow + place;
      const result =
        typeof input === 'string'
          ? { row, id: undefined, title: '', cleaned: '', language: '', matches: [], error: input }
          : await normalizeRow(row, input, job, held);
      if (result.error !== undefined) failed += 1;
      lines.push(formatResult(result, job.format));
    }
    await files.writeResult(id, number, lines.join(''));
    await jobs.finishPart(id, number, failed, clock());
  }

  return {
    run: (task) => (task.kind === 'SCAN' ? scan(task.job) : workOff(task.job, task.part)),
    giveUp: ({ job }) => jobs.fail(job, 'It failed too often on our side; start it again.', clock()),
    async repair() {
      const stalled = await jobs.stalled(clock() - STALLED_MS, REPAIRED_JOBS);
      for (const { id, scanned } of stalled) {
        const open = await jobs.openParts(id, REPAIRED_PARTS);
        const parts = open.map((part): BulkTask => ({ kind: 'PART', job: id, part }));
        await queue.send([...(scanned ? [] : [{ kind: 'SCAN', job: id } as const]), ...parts]);
        await jobs.touch(id, clock());
      }
      return stalled.length;
    },
  };
}
