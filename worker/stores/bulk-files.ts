/**
 * The files of bulk jobs in R2: what was uploaded, and a result a part. A part's result is always written under the same
 * name, so that working a part off twice leaves one result.
 */
export interface BulkFiles {
  /** Stores an upload of `length` bytes, as a whole or not at all. False where the job has one already. */
  createUpload(job: string, body: ReadableStream<Uint8Array>, length: number): Promise<boolean>;
  /** Bytes of the upload from `start` on, at most `length`. */
  readUpload(job: string, start: number, length: number): Promise<Uint8Array>;
  writeResult(job: string, part: number, text: string): Promise<void>;
  /** Undefined where the part has none. */
  readResult(job: string, part: number): Promise<ReadableStream<Uint8Array> | undefined>;
}

const uploadKey = (job: string): string => `bulk/${job}/upload`;
const resultKey = (job: string, part: number): string => `bulk/${job}/result/${String(part).padStart(6, '0')}`;

export function createBulkFiles(bucket: R2Bucket): BulkFiles {
  return {
    async createUpload(job, body, length) {
      const { readable, writable } = new FixedLengthStream(length);
      const [stored] = await Promise.all([
        bucket.put(uploadKey(job), readable, { onlyIf: { etagDoesNotMatch: '*' } }),
        // Where the object exists already, nobody reads the stream to its end.
        body.pipeTo(writable).catch(() => undefined),
      ]);
      return stored !== null;
    },
    async readUpload(job, start, length) {
      const object = await bucket.get(uploadKey(job), { range: { offset: start, length } });
      if (object === null) throw new Error(`The upload of ${job} is gone`);
      return new Uint8Array(await object.arrayBuffer());
    },
    async writeResult(job, part, text) {
      await bucket.put(resultKey(job, part), text);
    },
    async readResult(job, part) {
      return (await bucket.get(resultKey(job, part)))?.body;
    },
  };
}
