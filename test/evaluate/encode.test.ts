import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSyntheticEncoder, featuresOf } from '../support/static-encoder.ts';
import { temporaryFolder } from '../taxonomy/esco-fixture.ts';

const PROGRAM = join(import.meta.dirname, '../../evaluate/encode.ts');
const synthetic = createSyntheticEncoder(featuresOf('software developer'));

function run(...parameters: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [PROGRAM, ...parameters], { encoding: 'utf8' });
}

/** A folder of weights with a card that says this hash. */
function weights(hash: string = synthetic.hash): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'static.bin'), synthetic.bytes);
  writeFileSync(join(folder, 'static.json'), JSON.stringify({ name: 'synthetic', hash }));
  return folder;
}

describe('npm run encode', () => {
  it('writes one row of float32 a line', () => {
    const folder = weights();
    const [titles, vectors] = [join(folder, 'titles.txt'), join(folder, 'vectors.f32')];
    const lines = [
      'Software Developer',
      '',
      '护士\u2028nurse',
      ...Array.from({ length: 300 }, (_, at) => `title ${at}`),
    ];
    writeFileSync(titles, `${lines.join('\r\n')}\n`);
    const ran = run('--in', titles, '--out', vectors, '--weights', folder);
    expect(ran).toMatchObject({
      status: 0,
      stderr: expect.stringContaining(`303 vectors of 64 numbers, by synthetic`),
    });
    const bytes = readFileSync(vectors);
    expect(bytes.length).toBe(303 * 64 * 4);
    for (const [row, line] of lines.entries())
      for (const [dimension, value] of synthetic.vector(line).entries())
        expect(bytes.readFloatLE((row * 64 + dimension) * 4)).toBeCloseTo(value, 6);
  });

  it('says what is missing, with a status of its own for a tier that is not installed', () => {
    const folder = weights();
    const out = join(folder, 'out.f32');
    expect(run('--in', join(folder, 'missing.txt'), '--out', out, '--weights', folder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('missing.txt'),
    });
    expect(run('--in', 'titles.txt', '--out', out, '--weights', temporaryFolder())).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('not available: no encoder is installed'),
    });
  });

  it('refuses weights that are not those of their card', () => {
    const folder = weights('0123456789abcdef');
    expect(run('--in', 'titles.txt', '--out', join(folder, 'out.f32'), '--weights', folder)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/its card says 0123456789abcdef: export again\.\n$/),
    });
  });
});
