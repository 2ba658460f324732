import { describe, expect, it } from 'vitest';
import { compileSnapshot } from '../../taxonomy/compile.ts';
import { CrosswalkFailure } from '../../worker/core/failures.ts';
import { parseLanguageTag } from '../../worker/core/language.ts';
import { createSnapshotStore } from '../../worker/stores/snapshot.ts';
import { CONTENTS, taxonomyOf } from '../support/taxonomy.ts';

const { manifest, files } = compileSnapshot(taxonomyOf(CONTENTS), '2026-01-01T00:00:00.000Z', () => undefined);
const [english, german, french] = [parseLanguageTag('en')!, parseLanguageTag('de')!, parseLanguageTag('fr')!];

/** Static assets that count reads, and whose files can be made to fail. */
function assets() {
  const reads: string[] = [];
  const broken = new Map<string, (bytes: Uint8Array) => Response>();
  const failures: string[] = [];
  return {
    reads,
    broken,
    failures,
    source: {
      async fetchFile(name: string): Promise<Response> {
        reads.push(name);
        if (name === 'manifest.json') return Response.json(manifest);
        const bytes = new Uint8Array(files.get(name)!);
        return broken.get(name)?.(bytes) ?? new Response(bytes);
      },
      onFailure: (file: string) => void failures.push(file),
    },
  };
}

describe('the snapshot of an isolate', () => {
  it('is read once, however many ask at once', async () => {
    const { reads, source } = assets();
    const store = createSnapshotStore(source);
    const pools = await Promise.all(Array.from({ length: 20 }, () => store.labels(english)));
    expect(new Set(pools).size).toBe(1);
    expect(reads).toEqual(['manifest.json', manifest.files.labels['en']!.name]);
  });

  it('reads by section and language: a completion needs nothing else', async () => {
    const { reads, source } = assets();
    await createSnapshotStore(source).prefixIndex('OCCUPATION', german);
    expect(reads).toEqual(['manifest.json', manifest.files.prefix.OCCUPATION['de']!.name]);
  });

  it('drops what was used least recently when a budget is exceeded, and reads it again when it is asked for', async () => {
    const { reads, source } = assets();
    const sizes = ['en', 'de', 'fr'].map((language) => manifest.files.labels[language]!.bytes);
    const store = createSnapshotStore({ ...source, budgetBytes: sizes[0]! + Math.max(sizes[1]!, sizes[2]!) });
    await store.labels(english);
    await store.labels(german);
    await store.labels(english); // used again: German is now the oldest
    await store.labels(french);
    expect([...store.held().keys()]).toEqual(['en', 'fr'].map((language) => manifest.files.labels[language]!.name));
    reads.length = 0;
    expect((await store.labels(german))?.text(0)).toBeTypeOf('string');
    expect(reads).toEqual([manifest.files.labels['de']!.name]);
  });

  it.each([
    ['is truncated', (bytes: Uint8Array) => new Response(new Uint8Array(bytes.subarray(0, 100)))],
    ['is missing', () => new Response(null, { status: 404 })],
    [
      'has a flipped bit',
      (bytes: Uint8Array) => new Response(bytes.map((byte, at) => (at === bytes.length - 9 ? byte ^ 1 : byte))),
    ],
  ])('tries a file that %s once more', async (_, damage) => {
    const { reads, broken, failures, source } = assets();
    const { name } = manifest.files.labels['de']!;
    broken.set(name, (bytes) => {
      broken.delete(name);
      return damage(bytes);
    });
    const store = createSnapshotStore(source);
    expect(await store.labels(german)).toBeDefined();
    expect(reads).toEqual(['manifest.json', name, name]);
    expect(failures).toEqual([name]);
  });

  it('says that a part is unavailable when it stays damaged, serves the other languages, and tries anew later', async () => {
    const { broken, source } = assets();
    const { name } = manifest.files.labels['de']!;
    broken.set(name, () => new Response('not found', { status: 404 }));
    const store = createSnapshotStore(source);
    const failure = await store.labels(german).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CrosswalkFailure);
    expect(failure).toMatchObject({ failure: { code: 'UNAVAILABLE', part: 'taxonomy snapshot' } });
    expect(await store.labels(english)).toBeDefined();
    broken.clear();
    expect(await store.labels(german)).toBeDefined();
  });
});
