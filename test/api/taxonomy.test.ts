import { describe, expect, it } from 'vitest';
import { type Json, createTestApp } from '../support/app.ts';
import { CONTENTS, type Contents } from '../support/taxonomy.ts';

/** Against CONTENTS: midwife is gone, nurse is renamed, a speciality moved, a skill is new. */
const NEXT: Contents = {
  ...CONTENTS,
  version: '2',
  entries: [
    ...CONTENTS.entries
      .filter(({ id }) => id !== 'occupation:midwife')
      .map((entry) =>
        entry.id === 'occupation:nurse' ? { ...entry, labels: { ...entry.labels, en: ['nurse'] } } : entry,
      ),
    { id: 'skill:rust', category: 'KNOWLEDGE', labels: { en: ['Rust'] } },
  ],
  relations: CONTENTS.relations.filter(
    ([from, kind, to]) => to !== 'occupation:midwife' && !(from === 'skill:debug' && kind === 'BROADER'),
  ),
};

const app = createTestApp(CONTENTS, NEXT);

const changes = async (argumentsText: string) =>
  (
    await app.ask(
      `{ taxonomyChanges(${argumentsText}) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { kind before after concept { ... on Node { id } ... on Occupation { label deprecated skills { totalCount } } } replacedBy { ... on Node { id } } } } }`,
    )
  ).data?.taxonomyChanges;

describe('taxonomy', () => {
  it('says what is served and what was imported', async () => {
    const { data } = await app.ask(
      '{ taxonomy { name version snapshot licence attribution languages occupationCount skillCount labelCount versions { id name version importedAt occupationCount skillCount } } }',
    );
    expect(data.taxonomy).toMatchObject({
      name: 'Test',
      version: '2',
      snapshot: expect.stringMatching(/^[0-9a-f]{16}$/),
      licence: 'CC0-1.0',
      attribution: 'The tests',
      languages: ['de', 'en', 'fr'],
      occupationCount: 5,
      skillCount: 6,
    });
    expect(data.taxonomy.versions.map(({ id }: { id: string }) => id)).toEqual(['test-2', 'test-1']);
    expect(data.taxonomy.versions[1]).toEqual({
      id: 'test-1',
      name: 'Test',
      version: '1',
      importedAt: '2026-01-01T00:00:00.000Z',
      occupationCount: 6,
      skillCount: 5,
    });
  });
});

describe('taxonomyChanges', () => {
  it('lists what the served version changed, by concept', async () => {
    const { totalCount, nodes } = await changes('from: "1"');
    expect(totalCount).toBe(4);
    expect(nodes.map(({ kind, concept }: Json) => [kind, concept.id])).toEqual([
      ['REMOVED', 'occupation:midwife'],
      ['RENAMED', 'occupation:nurse'],
      ['MOVED', 'skill:debug'],
      ['ADDED', 'skill:rust'],
    ]);
    expect(nodes[1]).toMatchObject({ before: 'registered nurse', after: 'nurse' });
  });

  it('answers a concept that is no longer served from the version that had it', async () => {
    const { nodes } = await changes('from: "test-1", kinds: [REMOVED]');
    expect(nodes).toHaveLength(1);
    expect(nodes[0].concept).toEqual({
      id: 'occupation:midwife',
      label: 'Hebamme',
      deprecated: false,
      skills: { totalCount: 0 },
    });
  });

  it('pages through them', async () => {
    const kinds: string[] = [];
    let after = '';
    for (;;) {
      const { nodes, pageInfo, totalCount } = await changes(`from: "1", to: "2", first: 3${after}`);
      expect(totalCount).toBe(4);
      kinds.push(...nodes.map(({ kind }: { kind: string }) => kind));
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(kinds).toEqual(['REMOVED', 'RENAMED', 'MOVED', 'ADDED']);
  });

  it('turns round when the versions do', async () => {
    const { nodes } = await changes('from: "2", to: "1", kinds: [ADDED, REMOVED]');
    expect(nodes.map(({ kind, concept }: Json) => [kind, concept.id])).toEqual([
      ['ADDED', 'occupation:midwife'],
      ['REMOVED', 'skill:rust'],
    ]);
  });

  it('finds nothing where nothing is asked for, or nothing changed', async () => {
    expect(await changes('from: "1", kinds: []')).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await changes('from: "2", to: "2"')).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it.each([
    ['from: "9"', { code: 'UNKNOWN_VERSION', argument: 'from', version: '9' }],
    ['from: "1", to: "esco-9"', { code: 'UNKNOWN_VERSION', argument: 'to', version: 'esco-9' }],
    ['from: "1", after: "nonsense"', { code: 'INVALID_CURSOR', argument: 'after' }],
  ])('refuses %s', async (argumentsText, extensions) => {
    const { data, errors } = await app.ask(`{ taxonomyChanges(${argumentsText}) { totalCount } }`);
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject(extensions);
  });
});
