/** The weights of the encoders, as static assets: `encoder/manifest.json` and files that carry their hash in their names. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WEIGHTS, readCards } from '../taxonomy/encoders.ts';

/** Puts a file in place in one step, for a server may be reading the folder. */
function replace(path: string, write: (path: string) => void): void {
  write(`${path}.new`);
  renameSync(`${path}.new`, path);
}

/**
 * Writes `<tier>-<hash>.bin` for every tier whose weights are in a folder, then the manifest; other files go, but for
 * each tier's newest earlier weights: while collections are encoded anew, those answer searches.
 */
export function writeEncoders(folder: string, weights: string = WEIGHTS): void {
  const target = join(folder, 'encoder');
  mkdirSync(target, { recursive: true });
  const cards = readCards(weights);
  const kept = new Set(['manifest.json']);
  for (const [tier, { hash }] of Object.entries(cards)) {
    const name = `${tier}-${hash}.bin`;
    kept.add(name);
    const earlier = readdirSync(target)
      .filter((other) => other !== name && other.startsWith(`${tier}-`) && other.endsWith('.bin'))
      .sort((left, right) => statSync(join(target, left)).mtimeMs - statSync(join(target, right)).mtimeMs)
      .at(-1);
    if (earlier !== undefined) kept.add(earlier);
    if (!existsSync(join(target, name)))
      replace(join(target, name), (path) => copyFileSync(join(weights, `${tier}.bin`), path));
  }
  replace(join(target, 'manifest.json'), (path) => writeFileSync(path, JSON.stringify(cards)));
  for (const name of readdirSync(target)) if (!kept.has(name)) rmSync(join(target, name));
}
