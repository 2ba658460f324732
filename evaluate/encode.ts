/**
 * `npm run encode -- --in titles.txt --out vectors.f32`: titles to vectors, row-major little-endian float32.
 *
 * One title a line, UTF-8, lines end in LF or CRLF; every line counts, an empty one gives a vector of zeros. What was
 * written is said on stderr.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { Command, Option } from 'commander';
import { WEIGHTS, WeightsRefused, openStatic, readCards } from '../taxonomy/encoders.ts';
import { openTransformer } from './transformer.ts';
import type { Encoder } from '../worker/engines/encoder/encoder.ts';

interface Options {
  readonly in: string;
  readonly out: string;
  readonly tier: 'static' | 'transformer';
  readonly weights: string;
}

/** Titles encoded and written at a time. */
const BATCH = 256;

const say = (line: string): void => console.error(line);

/** Undefined where no weights of the tier are installed. */
async function openTier({ tier, weights }: Options): Promise<Encoder | undefined> {
  if (readCards(weights)[tier] === undefined) return undefined;
  return tier === 'static' ? openStatic(weights) : openTransformer(weights);
}

function readTitles(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

async function encode(options: Options): Promise<void> {
  const encoder = await openTier(options);
  if (encoder === undefined) {
    say(`The tier "${options.tier}" is not available: no encoder is installed.`);
    process.exitCode = 2;
    return;
  }
  const titles = readTitles(options.in);
  const output = openSync(options.out, 'w');
  try {
    for (let start = 0; start < titles.length; start += BATCH)
      for (const { buffer } of await encoder.encode(titles.slice(start, start + BATCH)))
        writeSync(output, new Uint8Array(buffer)); // every platform that Node runs on here is little-endian
  } finally {
    closeSync(output);
  }
  const { name, hash, dimensions } = encoder.identity;
  say(`${titles.length} vectors of ${dimensions} numbers, by ${name} ${hash}: ${options.out}`);
}

/** A file that cannot be read or written. */
const isFileError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;

await new Command('encode')
  .description('Writes the vectors of titles, one a line, as row-major little-endian float32.')
  .requiredOption('--in <file>', 'titles, one a line')
  .requiredOption('--out <file>', 'where the vectors go')
  .addOption(new Option('--tier <tier>', 'the encoder').choices(['static', 'transformer']).default('static'))
  .option('--weights <folder>', 'exported weights, to try others than those of the repository', WEIGHTS)
  .action(encode)
  .parseAsync()
  .catch((error: unknown) => {
    if (!(error instanceof WeightsRefused || isFileError(error))) throw error;
    say(error.message);
    process.exitCode = 1;
  });
