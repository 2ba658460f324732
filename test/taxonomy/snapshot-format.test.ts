/** docs/snapshot-format.md explains the format on six titles: what it prints is what the compiler writes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileSnapshot, contentHash, snapshotHash } from '../../taxonomy/compile.ts';
import { TaxonomyDraft } from '../../taxonomy/draft.ts';
import { STARTER_IDENTITY } from '../../taxonomy/identities.ts';
import { ENGLISH } from '../../taxonomy/languages.ts';
import { type Container, readContainer } from '../../worker/engines/snapshot/container.ts';

const FACTS = { category: undefined, reuseLevel: undefined, isGroup: false, deprecated: false, popularity: 0 } as const;

function sixTitles(): TaxonomyDraft {
  const draft = new TaxonomyDraft(STARTER_IDENTITY);
  for (const code of ['2221', '2512']) {
    draft.addConcept({
      ...FACTS,
      id: `group:${code}`,
      uri: `https://example.org/${code}`,
      kind: 'GROUP',
      code,
      isco: code,
    });
  }
  for (const [name, isco, popularity, preferred, alternative] of [
    ['nurse', '2221', 255, 'nurse', 'staff nurse'],
    ['developer', '2512', 204, 'software developer', 'programmer'],
    ['web', '2512', 153, 'web developer', 'front-end developer'],
  ] as const) {
    const id = `occupation:${name}`;
    draft.addConcept({
      ...FACTS,
      id,
      uri: `https://example.org/${name}`,
      kind: 'OCCUPATION',
      code: `${isco}.1`,
      isco,
      popularity,
    });
    draft.addRelation(id, 'BROADER', `group:${isco}`);
    draft.addLabel(id, ENGLISH, 'ALTERNATIVE', alternative);
    draft.addLabel(id, ENGLISH, 'PREFERRED', preferred);
  }
  draft.addRelation('occupation:web', 'ADVANCEMENT', 'occupation:developer');
  return draft;
}

const page = readFileSync(join(import.meta.dirname, '../../docs/snapshot-format.md'), 'utf8');
const { manifest, files } = compileSnapshot(sixTitles().finish(), '2026-01-01T00:00:00Z', () => undefined);

function open(prefix: string): { bytes: Uint8Array; container: Container } {
  const [, bytes] = [...files].find(([name]) => name.startsWith(prefix))!;
  const container = readContainer(bytes);
  if (!container.ok) throw new Error(container.failure.reason);
  return { bytes, container: container.value };
}

describe('docs/snapshot-format.md', () => {
  it.each<[string, 'uint8' | 'uint32', readonly string[]]>([
    ['concepts', 'uint8', ['flags', 'popularity', 'category']],
    [
      'concepts',
      'uint32',
      [
        'counts',
        'id.offsets',
        'BROADER.forward.offsets',
        'BROADER.forward.targets',
        'BROADER.backward.offsets',
        'BROADER.backward.targets',
        'ADVANCEMENT.forward.offsets',
        'ADVANCEMENT.forward.targets',
      ],
    ],
    ['labels-en', 'uint8', ['kind']],
    ['labels-en', 'uint32', ['first', 'text.offsets']],
    ['codes-occupation-en', 'uint32', ['owners']],
  ])('prints the sections of %s (%s) as they are', (file, type, names) => {
    const { container } = open(file);
    for (const name of names)
      expect(page).toContain(`${name.padEnd(26)} ${type.padEnd(8)} [${container[type](name).join(' ')}]`);
  });

  it('prints the header of the label file as it is', () => {
    const { bytes } = open('labels-en');
    const hex = (start: number, end: number): string =>
      Buffer.from(bytes.subarray(start, end))
        .toString('hex')
        .replaceAll(/(..)(?=.)/g, '$1 ');
    for (const [start, end] of [
      [0, 8],
      [8, 12],
      [12, 16],
      [16, 20],
      [20, 24],
    ] as const)
      expect(page).toMatch(new RegExp(`^bytes +${start}-${end - 1} +${hex(start, end)} `, 'm'));
  });

  it('tells how files are named', () => {
    for (const [name, bytes] of files) expect(name).toContain(`-${contentHash(bytes)}.bin`);
    expect(manifest.snapshot).toBe(snapshotHash(files.keys()));
  });
});
