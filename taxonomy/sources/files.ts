/**
 * Bytes of inputs as streams: plain files, gzip files, and the entries of zip packages.
 *
 * A zip is read through its central directory, entry by entry, never whole. yauzl checks sizes; the checksum that it
 * leaves to its caller is checked here, so that a damaged download is refused.
 */
import { type ReadStream, createReadStream } from 'node:fs';
import { type Gunzip, crc32, createGunzip } from 'node:zlib';
import { type ZipFile, openPromise } from 'yauzl';

export type Bytes = AsyncIterable<Uint8Array>;

/** The decompressed bytes of a file; its name decides (".gz"). */
export function openFile(path: string): Bytes {
  const file: ReadStream = createReadStream(path);
  if (!path.endsWith('.gz')) return file;
  const unzipped: Gunzip = createGunzip();
  file.on('error', (error) => unzipped.destroy(error));
  return file.pipe(unzipped);
}

export interface ZipPackage {
  /** Names of the files inside, as the zip gives them. */
  readonly names: readonly string[];
  open(name: string): Bytes;
  close(): void;
}

async function* checked(
  zip: ZipFile,
  entry: Parameters<ZipFile['openReadStreamPromise']>[0],
): Bytes & AsyncGenerator<Uint8Array> {
  const stream: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(entry);
  let sum = 0;
  for await (const chunk of stream) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new Error(`the checksum of ${entry.fileName} is wrong: the file is damaged`);
}

/** Opens a zip and reads its directory; throws when it is not a complete zip file. */
export async function openZip(path: string): Promise<ZipPackage> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true });
  const entries = new Map<string, Parameters<ZipFile['openReadStreamPromise']>[0]>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    zip.close();
    throw error;
  }
  return {
    names: [...entries.keys()].filter((name) => !name.endsWith('/')),
    open: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`${path} holds no ${name}`);
      return checked(zip, entry);
    },
    close: () => zip.close(),
  };
}
