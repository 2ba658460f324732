/** The committed weights of the encoders, as the compiler and the command-line tools open them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type StaticEncoder,
  describeStaticFileFailure,
  openStaticEncoder,
} from '../worker/engines/encoder/static/index.ts';

/** Weights, and beside each a card of the same name: static.bin, static.json. */
export const WEIGHTS = join(import.meta.dirname, '../models/weights');

/** What a card says of its weights (models/crosswalk_models/export.py). */
interface WeightsCard {
  readonly name: string;
  /** The first 16 hex digits of the file's SHA-256. */
  readonly hash: string;
  readonly dimensions: number;
  readonly rows: number;
  readonly bytes: number;
}

/** Tiers whose weights are one file, `<tier>.bin`. */
const TIERS = ['static'] as const;

/** There are no weights, or others than their card says; the message says how to mend it. */
export class WeightsRefused extends Error {}

/** The cards of the weights in a folder, by tier. */
export function readCards(folder: string = WEIGHTS): Partial<Record<(typeof TIERS)[number], WeightsCard>> {
  const present = TIERS.filter((tier) => existsSync(join(folder, `${tier}.json`)));
  // The exporter writes the card together with the weights, whose hash it holds: openStatic compares them.
  return Object.fromEntries(
    present.map((tier) => [tier, JSON.parse(readFileSync(join(folder, `${tier}.json`), 'utf8')) as WeightsCard]),
  );
}

/** Opens the static tier: about 50 ms. */
export function openStatic(folder: string = WEIGHTS): StaticEncoder {
  const card = readCards(folder).static;
  if (card === undefined)
    throw new WeightsRefused(`${folder} holds no static.json: export the model (models/README.md), or check it out.`);
  const path = join(folder, 'static.bin');
  const bytes = new Uint8Array(readFileSync(path));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  if (hash !== card.hash)
    throw new WeightsRefused(`${path} has the hash ${hash}, its card says ${card.hash}: export again.`);
  const opened = openStaticEncoder(bytes, hash);
  if (!opened.ok) throw new WeightsRefused(describeStaticFileFailure(path, opened.failure));
  return opened.value;
}

let committed: StaticEncoder | undefined;

/** The committed static tier, opened once a process. */
export function committedStatic(): StaticEncoder {
  committed ??= openStatic();
  return committed;
}

/** The kernel of vector search, compiled. */
export function compileKernel(): WebAssembly.Module {
  const path = join(import.meta.dirname, '../worker/engines/vector-index/kernel.wasm');
  return new WebAssembly.Module(readFileSync(path));
}
