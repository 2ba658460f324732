import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/d1';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getPlatformProxy } from 'wrangler';
import { importTaxonomy } from '../../taxonomy/import.ts';
import { workspaceIn } from '../../taxonomy/workspace.ts';
import {
  CHANGE_KINDS,
  type ChangeCursor,
  type ChangeDatabase,
  type ChangeKind,
  type ConceptChange,
  countChanges,
  readChanges,
} from '../../worker/stores/changes.ts';
import { classificationTables, relationTables, setCell, temporaryFolder, uri, writePackages } from './esco-fixture.ts';
import { useRoots } from './roots.ts';

const roots = useRoots();
const versions = { from: 'esco-1.0.0', to: 'esco-2.0.0' };
let database: ChangeDatabase;
let dispose: () => Promise<void>;

const changes = async (
  kinds: readonly ChangeKind[] = CHANGE_KINDS,
  query = versions,
): Promise<readonly ConceptChange[]> => (await readChanges(database, { ...query, kinds, first: 100 })).changes;

beforeAll(async () => {
  const root = roots.make();
  // 1.0.0: COBOL developer is released. 2.0.0: it is obsolete, replaced by two; French is gone, team work obsolete.
  const before = setCell(classificationTables(), 'occupations', 3, 'status', 'released');
  const after = classificationTables();
  for (const [index, row] of after['occupations']!.entries())
    row.push(
      index === 0 ? 'isReplacedBy' : index === 3 ? [uri('occupation/web'), uri('occupation/dev')].join('\n') : '',
    );
  setCell(after, 'occupations', 2, 'preferredLabel', 'web engineer');
  setCell(after, 'occupations', 2, 'iscoGroup', '2512');
  after['skills']!.splice(3, 1);
  setCell(after, 'skills', 3, 'status', 'obsolete');
  after['skills']!.push([
    'KnowledgeSkillCompetence',
    uri('skill/rust'),
    'knowledge',
    'sector-specific',
    'Rust',
    '',
    '',
    'released',
    '',
  ]);
  after['languageSkillsCollection']!.pop();
  setCell(after, 'ISCOGroups', 1, 'preferredLabel', 'Academics');
  const relations = setCell(relationTables(), 'broaderRelationsOccPillar', 5, 'broaderUri', uri('isco/C2512'));
  setCell(relations, 'broaderRelationsSkillPillar', 2, 'broaderUri', uri('skill/S'));
  const folder = temporaryFolder();
  const files = [
    ...writePackages(folder, { version: '1.0.0', classification: before }),
    ...writePackages(folder, { version: '2.0.0', classification: after, relations }),
  ];
  await importTaxonomy({ files, root, onProgress: () => undefined });
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath: join(import.meta.dirname, 'd1.toml'),
    persist: { path: join(workspaceIn(root).state, 'v3') },
    remoteBindings: false,
  });
  database = drizzle(proxy.env.DB);
  dispose = proxy.dispose;
});
afterAll(() => dispose());

describe('readChanges', () => {
  it('tells every kind of change, in the order of concepts and kinds, and leaves groups out', async () => {
    expect(await changes()).toEqual([
      {
        kind: 'REPLACED',
        conceptId: 'occupation:cobol',
        versionId: 'esco-2.0.0',
        before: 'COBOL developer',
        after: 'software developer, web engineer',
        replacedBy: ['occupation:dev', 'occupation:web'],
      },
      {
        kind: 'MOVED',
        conceptId: 'occupation:web',
        versionId: 'esco-2.0.0',
        before: '2513 Web developers',
        after: '2512 Software developers',
        replacedBy: [],
      },
      {
        kind: 'RENAMED',
        conceptId: 'occupation:web',
        versionId: 'esco-2.0.0',
        before: 'web developer',
        after: 'web engineer',
        replacedBy: [],
      },
      {
        kind: 'MOVED',
        conceptId: 'skill:debug',
        versionId: 'esco-2.0.0',
        before: 'working with computers',
        after: 'skills',
        replacedBy: [],
      },
      {
        kind: 'REMOVED',
        conceptId: 'skill:french',
        versionId: 'esco-1.0.0',
        before: 'speak French',
        after: undefined,
        replacedBy: [],
      },
      {
        kind: 'ADDED',
        conceptId: 'skill:rust',
        versionId: 'esco-2.0.0',
        before: undefined,
        after: 'Rust',
        replacedBy: [],
      },
      {
        kind: 'REMOVED',
        conceptId: 'skill:team',
        versionId: 'esco-2.0.0',
        before: 'work in teams',
        after: undefined,
        replacedBy: [],
      },
    ]);
  });

  it('tells the kinds that are asked for', async () => {
    expect((await changes(['RENAMED', 'ADDED'])).map(({ kind, conceptId }) => `${kind} ${conceptId}`)).toEqual([
      'RENAMED occupation:web',
      'ADDED skill:rust',
    ]);
  });

  it('counts the changes on all pages, wherever the page stands', async () => {
    const query = { ...versions, first: 1, after: { conceptId: 'skill:rust', kind: 'ADDED' } } as const;
    expect(await countChanges(database, { ...query, kinds: CHANGE_KINDS })).toBe(7);
    expect(await countChanges(database, { ...query, kinds: ['MOVED', 'ADDED'] })).toBe(3);
  });

  it('gives the same changes in pages of any size', async () => {
    const all = await changes();
    for (const first of [1, 2, 3, 7]) {
      const paged: ConceptChange[] = [];
      for (let after: ChangeCursor | undefined, more = true; more; after = paged.at(-1)) {
        const page = await readChanges(database, { ...versions, kinds: CHANGE_KINDS, first, after });
        expect(page.changes.length).toBeLessThanOrEqual(first);
        paged.push(...page.changes);
        more = page.hasNextPage;
      }
      expect(paged).toEqual(all);
    }
  });

  it('brings back in the other direction what went', async () => {
    const backwards = await changes(['ADDED', 'REMOVED', 'REPLACED'], { from: versions.to, to: versions.from });
    expect(backwards.map(({ kind, conceptId }) => `${kind} ${conceptId}`)).toEqual([
      'ADDED occupation:cobol',
      'ADDED skill:french',
      'REMOVED skill:rust',
      'ADDED skill:team',
    ]);
  });

  it('finds nothing between a version and itself', async () => {
    expect(await changes(CHANGE_KINDS, { from: versions.to, to: versions.to })).toEqual([]);
  });
});
