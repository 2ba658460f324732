/** The weights of the encoders, as static assets: `encoder/manifest.json` and files that carry their hash in their names. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WEIGHTS, readCards } from '../taxonomy/encoders.ts';

/** Writes `<tier>-<hash>.bin` for every tier whose weights are in a folder; what was there before goes. */
export function writeEncoders(folder: string, weights: string = WEIGHTS): void {
  const target = join(folder, 'encoder');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const cards = readCards(weights);
  for (const [tier, { hash }] of Object.entries(cards))
    copyFileSync(join(weights, `${tier}.bin`), join(target, `${tier}-${hash}.bin`));
  writeFileSync(join(target, 'manifest.json'), JSON.stringify(cards));
}
