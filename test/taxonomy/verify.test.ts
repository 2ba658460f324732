import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { exportTaxonomy } from '../../taxonomy/export.ts';
import { importTaxonomy } from '../../taxonomy/import.ts';
import { VERSIONED_TABLES, openStore } from '../../taxonomy/store.ts';
import { verifyTaxonomy } from '../../taxonomy/verify.ts';
import { type Workspace, workspaceIn } from '../../taxonomy/workspace.ts';
import type { Manifest } from '../../worker/engines/snapshot/manifest.ts';
import { getTableName } from 'drizzle-orm';
import { classificationTables, setCell, temporaryFolder, writePackages } from './esco-fixture.ts';
import { useRoots } from './roots.ts';

const roots = useRoots();
const classification = setCell(
  classificationTables(),
  'occupations',
  1,
  'description',
  `It's "quoted"; it has\ntwo lines -- and 'more'.`,
);
const packages = writePackages(temporaryFolder(), { classification });

async function imported(): Promise<{ workspace: Workspace; manifest: Manifest }> {
  const root = roots.make();
  return {
    workspace: workspaceIn(root),
    manifest: await importTaxonomy({ files: packages, root, onProgress: () => undefined }),
  };
}

function execute({ workspace }: { workspace: Workspace }, sql: string): void {
  const store = openStore(workspace)!;
  store.exec(sql);
  store.close();
}

describe('verify', () => {
  it.each<[string, (taxonomy: { workspace: Workspace; manifest: Manifest }) => void, RegExp]>([
    [
      'a byte that changed',
      ({ workspace, manifest }) => {
        const path = join(workspace.snapshot, manifest.files.labels['en']!.name);
        const bytes = readFileSync(path);
        bytes[bytes.length - 3]! ^= 1;
        writeFileSync(path, bytes);
      },
      /labels-en-[0-9a-f]{16}\.bin: the content does not have the hash that the name holds.*\n.*section "text\.(?:bytes|offsets)" is damaged \(checksum\)/,
    ],
    [
      'a file that is missing',
      ({ workspace, manifest }) => rmSync(join(workspace.snapshot, manifest.files.prefix.SKILL['en']!.name)),
      /prefix-skill-en-.*: the file is missing/,
    ],
    [
      'a file that was cut off',
      ({ workspace, manifest }) => writeFileSync(join(workspace.snapshot, manifest.files.concepts.name), 'XWALK'),
      /concepts-.*: the file has 5 bytes where the manifest says/,
    ],
    [
      'a file of another kind',
      ({ workspace, manifest }) => {
        const { concepts, labels } = manifest.files;
        writeFileSync(
          join(workspace.snapshot, concepts.name),
          readFileSync(join(workspace.snapshot, labels['en']!.name)),
        );
      },
      /section "counts" is damaged \(missing_section\)/,
    ],
    [
      'a manifest that is no JSON',
      ({ workspace }) => writeFileSync(workspace.manifest, '{'),
      /manifest\.json: not_json/,
    ],
    [
      'a manifest with another hash',
      ({ workspace, manifest }) =>
        writeFileSync(workspace.manifest, JSON.stringify({ ...manifest, snapshot: 'f'.repeat(16) })),
      /the snapshot is not the hash of its files/,
    ],
    [
      'a row that is missing',
      (taxonomy) => execute(taxonomy, `DELETE FROM label WHERE text = 'coder'`),
      /D1: esco-9\.9\.0 has 18 rows of label en where the snapshot has 19/,
    ],
    [
      'a row that names nothing',
      (taxonomy) =>
        execute(taxonomy, `UPDATE relation SET to_id = 'skill:none' WHERE to_id = 'skill:java' AND kind = 'ESSENTIAL'`),
      /D1, column "to_id": 1 rows of relation in esco-9\.9\.0 name a concept that is not there/,
    ],
    [
      'rows of another import',
      (taxonomy) => execute(taxonomy, `UPDATE taxonomy_version SET snapshot = 'other'`),
      /was compiled as snapshot other, but [0-9a-f]{16} is served/,
    ],
  ])('finds %s', async (_, damage, message) => {
    const taxonomy = await imported();
    expect(verifyTaxonomy(taxonomy.workspace)).toHaveLength(2);
    damage(taxonomy);
    expect(() => verifyTaxonomy(taxonomy.workspace)).toThrow(message);
  });

  it('says what to do where nothing was imported, or nothing of that name', async () => {
    expect(() => verifyTaxonomy(workspaceIn(roots.make()))).toThrow(/no taxonomy was imported\. Import one/);
    expect(() => verifyTaxonomy(workspaceIn(temporaryFolder()))).toThrow(/no taxonomy was imported/);
    const { workspace } = await imported();
    expect(() => verifyTaxonomy(workspace, 'esco-1.2.3')).toThrow(/no version is called "esco-1\.2\.3"/);
  });
});

describe('export', () => {
  it('writes SQL that gives the same rows, and can be run twice', async () => {
    const { workspace, manifest } = await imported();
    const out = temporaryFolder();
    expect(exportTaxonomy(workspace, out).versionId).toBe('esco-9.9.0');
    const database = new DatabaseSync(':memory:');
    database.exec(readFileSync(join(import.meta.dirname, '../../migrations/0000_store_of_record.sql'), 'utf8'));
    const sql = readFileSync(join(out, 'taxonomy.sql'), 'utf8');
    expect(sql).not.toMatch(/\b(?:BEGIN|COMMIT)\b/);
    database.exec(sql);
    database.exec(sql);
    const store = openStore(workspace)!;
    for (const table of [...VERSIONED_TABLES.map((definition) => getTableName(definition)), 'taxonomy_version']) {
      const rows = (from: DatabaseSync) => from.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all();
      expect(rows(database)).toEqual(rows(store));
    }
    store.close();
    expect(readFileSync(join(out, 'snapshot/manifest.json'), 'utf8')).toBe(readFileSync(workspace.manifest, 'utf8'));
    const { name } = manifest.files.concepts;
    expect(readFileSync(join(out, 'snapshot', name))).toEqual(readFileSync(join(workspace.snapshot, name)));
  });

  it('says what to do where nothing was imported', () => {
    expect(() => exportTaxonomy(workspaceIn(roots.make()), temporaryFolder())).toThrow(
      /There is nothing to export.*\n.*import a taxonomy first/,
    );
  });
});
