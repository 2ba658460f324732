import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryFor } from '../../scripts/entries.ts';
import { readProduction } from '../../scripts/production-config.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the entry of the Worker', () => {
  it.each(['worker/index.ts', 'worker/local.ts'])('%s has a neighbour with the runtime of the transformer', (main) => {
    expect(entryFor(main, 'static')).toBe(main);
    const other = entryFor(main, 'transformer');
    expect(other).not.toBe(main);
    expect(existsSync(join(ROOT, other))).toBe(true);
  });

  it('is deployed as ENCODER_TIER asks for it', () => {
    const { main, vars } = readProduction(ROOT).config;
    expect(main).toBe(entryFor('worker/index.ts', (vars as Readonly<Record<string, string>>)['ENCODER_TIER']));
  });
});
