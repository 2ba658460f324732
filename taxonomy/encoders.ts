/** The committed weights of the encoders, as the compiler and the command-line tools open them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type StaticEncoder,
  describeStaticFileFailure,
  openStaticEncoder,
} from '../worker/engines/encoder/static/index.ts';

/** Weights, and beside each tier's a card of its name: static.bin, static.json. */
export const WEIGHTS = join(import.meta.dirname, '../models/weights');

/** What a card says of its weights (models/crosswalk_models/export.py, transformer_export.py). */
interface WeightsCard {
  readonly name: string;
  /** The first 16 hex digits of the SHA-256 of the files; of the transformer, also of the static tier's hash. */
  readonly hash: string;
  readonly dimensions: number;
  readonly bytes: number;
  /** Of the transformer: the hash of the static tier that it stands on. */
  readonly static?: string;
}

/** The tiers and their files: `<tier>.<ending>`. */
export const WEIGHT_ENDINGS = { static: ['bin'], transformer: ['onnx', 'onnx.data'] } as const;
type Tier = keyof typeof WEIGHT_ENDINGS;
const TIERS = Object.keys(WEIGHT_ENDINGS) as Tier[];

/** There are no weights, or others than their card says; the message says how to mend it. */
export class WeightsRefused extends Error {}

/** The cards of the weights in a folder, by tier. */
export function readCards(folder: string = WEIGHTS): Partial<Record<Tier, WeightsCard>> {
  const present = TIERS.filter((tier) => existsSync(join(folder, `${tier}.json`)));
  // The exporter writes the card together with the weights, whose hash it holds: openStatic compares them.
  return Object.fromEntries(
    present.map((tier) => [tier, JSON.parse(readFileSync(join(folder, `${tier}.json`), 'utf8')) as WeightsCard]),
  );
}

/** The files of a tier, which have the hash that their card says. */
export function readWeights(folder: string, tier: Tier): { readonly card: WeightsCard; readonly files: Uint8Array[] } {
  const card = readCards(folder)[tier];
  if (card === undefined)
    throw new WeightsRefused(`${folder} holds no ${tier}.json: export the model (models/README.md), or check it out.`);
  const paths = WEIGHT_ENDINGS[tier].map((ending) => join(folder, `${tier}.${ending}`));
  const files = paths.map((path) => new Uint8Array(readFileSync(path)));
  const sum = createHash('sha256');
  for (const bytes of files) sum.update(bytes);
  const hash = sum
    .update(card.static ?? '')
    .digest('hex')
    .slice(0, 16);
  if (hash !== card.hash)
    throw new WeightsRefused(`${paths.join(', ')}: the hash is ${hash}, its card says ${card.hash}: export again.`);
  return { card, files };
}

/** Opens the static tier: about 50 ms. */
export function openStatic(folder: string = WEIGHTS): StaticEncoder {
  const { card, files } = readWeights(folder, 'static');
  const opened = openStaticEncoder(files[0]!, card.hash);
  if (!opened.ok) throw new WeightsRefused(describeStaticFileFailure(join(folder, 'static.bin'), opened.failure));
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
