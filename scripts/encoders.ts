/** The weights of the encoders, as static assets: `encoder/manifest.json` and files that carry their hash in their names. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WEIGHTS, WEIGHT_ENDINGS, readCards } from '../taxonomy/encoders.ts';

/** Puts a file in place in one step, for a server may be reading the folder. */
function replace(path: string, write: (path: string) => void): void {
  write(`${path}.new`);
  renameSync(`${path}.new`, path);
}

/**
 * Writes `static-<hash>.bin`, `transformer-<hash>.onnx` and `.onnx.data`, as far as a folder has them, then the manifest;
 * other files go, but for each one's newest predecessor: while collections are encoded anew, or an isolate of the earlier
 * deployment still reads, that answers.
 */
export function writeEncoders(folder: string, weights: string = WEIGHTS): void {
  const target = join(folder, 'encoder');
  mkdirSync(target, { recursive: true });
  const cards = readCards(weights);
  const kept = new Set(['manifest.json']);
  const files = Object.entries(WEIGHT_ENDINGS).flatMap(([tier, endings]) =>
    endings.map((ending) => ({ tier, ending })),
  );
  for (const { tier, ending } of files) {
    const card = cards[tier as keyof typeof WEIGHT_ENDINGS];
    if (card === undefined) continue;
    const name = `${tier}-${card.hash}.${ending}`;
    kept.add(name);
    const earlier = readdirSync(target)
      .filter((other) => other !== name && other.startsWith(`${tier}-`) && other.endsWith(`.${ending}`))
      .sort((left, right) => statSync(join(target, left)).mtimeMs - statSync(join(target, right)).mtimeMs)
      .at(-1);
    if (earlier !== undefined) kept.add(earlier);
    if (!existsSync(join(target, name)))
      replace(join(target, name), (path) => copyFileSync(join(weights, `${tier}.${ending}`), path));
  }
  replace(join(target, 'manifest.json'), (path) => writeFileSync(path, JSON.stringify(cards)));
  for (const name of readdirSync(target)) if (!kept.has(name)) rmSync(join(target, name));
}
