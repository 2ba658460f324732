/** The client's side of a bulk job: start, upload, watch, download. Ctrl+C cancels the job. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SingleBar } from 'cli-progress';

export interface NormalizeOptions {
  readonly url: string;
  readonly key: string;
  readonly out?: string;
  readonly language?: string;
  readonly labelLanguage: string;
  readonly matches: number;
}

interface Job {
  readonly id: string;
  readonly state: 'AWAITING_UPLOAD' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
  readonly rowCount: number | null;
  readonly doneRows: number;
  readonly failedRows: number;
  readonly resultUrl: string | null;
  readonly error: string | null;
}

const JOB = '{ id state rowCount doneRows failedRows resultUrl error }';
const START = `mutation ($format: BulkFormat!, $language: LanguageTag, $labelLanguage: LanguageTag, $matches: Int) {
  startBulkNormalization(format: $format, language: $language, labelLanguage: $labelLanguage, matches: $matches) { uploadUrl job ${JOB} } }`;
const FIND = `query ($id: ID!) { bulkNormalization(id: $id) ${JOB} }`;
const CANCEL = 'mutation ($id: ID!) { cancelBulkNormalization(id: $id) { id } }';

const LOOK_MS = 500;
/** Looks that may fail one after the other: a network is away for a moment. */
const FAILED_LOOKS = 20;

interface Answer<Data> {
  readonly data?: Data;
  readonly errors?: readonly { readonly message: string }[];
}

async function ask<Data>({ url, key }: NormalizeOptions, query: string, variables: object): Promise<Data> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer: Answer<Data> = JSON.parse(await response.text());
  if (answer.errors !== undefined) throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  if (answer.data === undefined)
    throw new Error(`The server answered with status ${response.status} and nothing else.`);
  return answer.data;
}

async function upload(file: string, to: URL): Promise<void> {
  const { size } = await stat(file);
  const response = await fetch(to, {
    method: 'PUT',
    headers: { 'content-length': String(size) },
    body: Readable.toWeb(createReadStream(file)),
    duplex: 'half',
  } as RequestInit);
  if (!response.ok) throw new Error(`The upload was refused with status ${response.status}: ${await response.text()}`);
}

async function watch(options: NormalizeOptions, id: string, onProgress: (job: Job) => void): Promise<Job> {
  for (let failed = 0; ;) {
    try {
      const { bulkNormalization: job } = await ask<{ bulkNormalization: Job }>(options, FIND, { id });
      failed = 0;
      onProgress(job);
      if (job.state !== 'AWAITING_UPLOAD' && job.state !== 'RUNNING') return job;
    } catch (error) {
      failed += 1;
      if (failed > FAILED_LOOKS) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Writes beside the target first: what is there is whole. */
async function download(from: URL, out: string): Promise<void> {
  const response = await fetch(from);
  if (!response.ok || response.body === null)
    throw new Error(`The result could not be fetched: status ${response.status}`);
  const partial = `${out}.part`;
  await pipeline(Readable.from(response.body), createWriteStream(partial));
  await rename(partial, out);
}

export async function normalizeFile(file: string, options: NormalizeOptions): Promise<void> {
  const extension = extname(file).toLowerCase();
  const format = ['.ndjson', '.jsonl'].includes(extension) ? 'NDJSON' : 'CSV';
  const out = options.out ?? `${file.slice(0, file.length - extension.length)}.normalized${extension || '.csv'}`;
  const { language, labelLanguage, matches } = options;
  await stat(file); // Says so where there is no such file, before anything is started.
  const variables = { format, language, labelLanguage, matches };
  const { startBulkNormalization: started } = await ask<{
    startBulkNormalization: { uploadUrl: string; job: Job };
  }>(options, START, variables);
  const { id } = started.job;
  const cancel = (): void => {
    console.error('\nCancelled.');
    void ask(options, CANCEL, { id }).finally(() => process.exit(130));
  };
  process.once('SIGINT', cancel);
  await upload(file, new URL(started.uploadUrl, options.url));

  const bar = new SingleBar({
    format: '{bar} {percentage}% {value}/{total} titles, {eta_formatted} left',
    hideCursor: true,
  });
  bar.start(started.job.rowCount ?? 0, 0);
  const job = await watch(options, id, ({ rowCount, doneRows }) => {
    if (rowCount !== null) bar.setTotal(rowCount);
    bar.update(doneRows);
  }).finally(() => bar.stop());
  process.off('SIGINT', cancel);
  if (job.state !== 'DONE' || job.resultUrl === null)
    throw new Error(job.error ?? `The job ${id} was ${job.state.toLowerCase()}.`);
  await download(new URL(job.resultUrl, options.url), out);
  const failed = job.failedRows === 0 ? '' : `, ${job.failedRows} of them failed; the result says why`;
  console.log(`${job.doneRows} titles in ${out}${failed}.`);
}
