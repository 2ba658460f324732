import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTaxonomy, recoverImport } from '../../taxonomy/import.ts';
import { withImportLock } from '../../taxonomy/lock.ts';
import { TaxonomyRefused } from '../../taxonomy/problems.ts';
import { listVersions, queriesOf } from '../../taxonomy/read-store.ts';
import { filesOf, readManifest } from '../../taxonomy/snapshot-folder.ts';
import { openStore } from '../../taxonomy/store.ts';
import { verifyTaxonomy } from '../../taxonomy/verify.ts';
import { workspaceIn } from '../../taxonomy/workspace.ts';
import { committedStatic } from '../../taxonomy/encoders.ts';
import { createLabelSearch, labelValue } from '../../worker/engines/fusion/label-search.ts';
import { senseOf } from '../../worker/engines/fusion/sense.ts';
import { openPrefixIndex } from '../../worker/engines/prefix-index/index.ts';
import { openConceptTable } from '../../worker/engines/snapshot/concept-table.ts';
import { type Container, readContainer } from '../../worker/engines/snapshot/container.ts';
import { openLabelPool } from '../../worker/engines/snapshot/label-pool.ts';
import type { IndexedKind, Manifest, SnapshotFile } from '../../worker/engines/snapshot/manifest.ts';
import { openCodeIndex } from '../../worker/engines/vector-index/index.ts';
import { classificationTables, setCell, temporaryFolder, tsv, uri, writePackages } from './esco-fixture.ts';
import { useRoots } from './roots.ts';
import { writeStarter } from './starter-fixture.ts';

const roots = useRoots();
const sources = temporaryFolder();
const packages = writePackages(sources);
const labels = join(sources, 'labels.tsv');
writeFileSync(
  labels,
  tsv([
    ['uri', 'language', 'label'],
    [uri('occupation/dev'), 'fr', 'développeur'],
    [uri('skill/java'), 'fr', 'Java'],
    [uri('isco/C2'), 'fr', 'Professions intellectuelles'],
  ]),
);

const run = (root: string, files: readonly string[], lines: string[] = []): Promise<Manifest> =>
  importTaxonomy({ files, root, onProgress: (line) => lines.push(line) });

function open(root: string, file: SnapshotFile | undefined): Container {
  const container = readContainer(new Uint8Array(readFileSync(join(workspaceIn(root).snapshot, file?.name ?? ''))));
  if (!container.ok) throw new Error(container.failure.reason);
  return container.value;
}

/** Concepts whose English labels mean a text or are written like it, best first. */
function nearest(root: string, { labels, codes }: Manifest['files'], kind: IndexedKind, text: string): number[] {
  const encoder = committedStatic();
  const index = openCodeIndex(open(root, codes[kind]['en']), { encoder: encoder.identity });
  const pool = openLabelPool(open(root, labels['en']));
  return createLabelSearch({ pool, codes: index, encoder })
    .search(senseOf(encoder, text), { depth: 9 })
    .sort((left, right) => labelValue(right) - labelValue(left))
    .map(({ concept }) => concept);
}

function count(root: string, sql: string): unknown {
  const store = openStore(workspaceIn(root))!;
  const row = store.prepare(`SELECT count(*) AS count FROM ${sql}`).get();
  store.close();
  return row?.['count'];
}

/** Every file below the folder of the workspace that is served, by content. */
function served(root: string): Map<string, string> {
  const folder = workspaceIn(root).snapshot;
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')] as const));
}

describe('an import', () => {
  it('serves a snapshot in which concepts are found', async () => {
    const root = roots.make();
    const lines: string[] = [];
    const manifest = await run(root, [...packages, labels], lines);
    expect(verifyTaxonomy(workspaceIn(root))).toHaveLength(2);
    expect(manifest.taxonomy).toMatchObject({ id: 'esco-9.9.0', occupationCount: 3, skillCount: 4, labelCount: 22 });
    expect(manifest.taxonomy.attribution).toBe('This service uses the ESCO classification of the European Commission.');
    expect(manifest.languages).toEqual(['en', 'fr']);
    expect(readManifest(workspaceIn(root).manifest)).toEqual(manifest);
    expect(lines.join('\n')).toMatch(
      /Reading ESCO 9\.9\.0[^]*Compiled fr: 3 labels[^]*labels +prefix occupations[^]*\n.*fr +\d+ kB[^]*Serving ESCO 9\.9\.0/,
    );

    const table = openConceptTable(open(root, manifest.files.concepts));
    const pool = openLabelPool(open(root, manifest.files.labels['en']));
    const completions = openPrefixIndex(open(root, manifest.files.prefix.OCCUPATION['en'])).complete('progr', {
      limit: 5,
    });
    expect(completions.map(({ concept }) => table.id(concept))).toEqual(['occupation:dev']);
    expect(pool.text(completions[0]!.label)).toBe('programmer');
    expect(nearest(root, manifest.files, 'SKILL', 'debugging software').map((concept) => table.id(concept))[0]).toBe(
      'skill:debug',
    );
  });

  it('leaves deprecated concepts and skill groups readable, but not findable', async () => {
    const root = roots.make();
    const { files } = await run(root, packages);
    const table = openConceptTable(open(root, files.concepts));
    const pool = openLabelPool(open(root, files.labels['en']));
    const cobol = table.findId('occupation:cobol')!;
    expect(table.deprecated(cobol)).toBe(true);
    expect(pool.text(pool.preferred(cobol)!)).toBe('COBOL developer');
    const found = (kind: 'OCCUPATION' | 'SKILL', text: string): string[] =>
      [
        ...openPrefixIndex(open(root, files.prefix[kind]['en']))
          .complete(text, { limit: 9 })
          .map(({ concept }) => concept),
        ...nearest(root, files, kind, text),
      ].map((concept) => table.id(concept));
    expect(found('OCCUPATION', 'COBOL developer')).not.toContain('occupation:cobol');
    expect(found('SKILL', 'working with computers')).not.toContain('skill:S5');
  });

  it('writes no index for a language without labels of its kind', async () => {
    const root = roots.make();
    const only = join(sources, 'groups.tsv');
    writeFileSync(
      only,
      tsv([
        ['uri', 'language', 'label'],
        [uri('isco/C2'), 'it', 'Professioni intellettuali'],
      ]),
    );
    const { files, languages } = await run(root, [...packages, only]);
    expect(languages).toEqual(['en', 'it']);
    expect(files.labels['it']).toBeDefined();
    expect([files.prefix.OCCUPATION['it'], files.prefix.SKILL['it'], files.codes.SKILL['it']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(files.codes.OCCUPATION['it']).toBeDefined(); // what a title is about may also be a group
  });

  it('gives the same bytes for the same input, in whatever order the files are given', async () => {
    const [one, other] = [roots.make(), roots.make()];
    const first = await run(one, [...packages, labels]);
    const second = await run(other, [labels, ...packages.toReversed()]);
    expect(second).toEqual({ ...first, taxonomy: { ...first.taxonomy, importedAt: expect.any(String) } });
    const [left, right] = [served(one), served(other)];
    left.delete('manifest.json');
    right.delete('manifest.json');
    expect(right).toEqual(left);
  });

  it('puts labels alone on the version that was imported before, as if all had come at once', async () => {
    const [stepwise, atOnce] = [roots.make(), roots.make()];
    await run(stepwise, packages);
    const extended = await run(stepwise, [labels]);
    const whole = await run(atOnce, [...packages, labels]);
    expect(extended.snapshot).toBe(whole.snapshot);
    expect(count(stepwise, 'label')).toBe(count(atOnce, 'label'));
    verifyTaxonomy(workspaceIn(stepwise));
  });

  it('keeps two versions side by side and serves the newer', async () => {
    const root = roots.make();
    const classification = setCell(classificationTables(), 'occupations', 2, 'preferredLabel', 'web engineer');
    const { taxonomy, snapshot } = await run(root, [
      ...writePackages(sources, { version: '9.10.0', classification }),
      ...packages,
    ]);
    expect(taxonomy.id).toBe('esco-9.10.0');
    const store = openStore(workspaceIn(root))!;
    const versions = await listVersions(queriesOf(store));
    store.close();
    expect(versions.map(({ id, snapshot }) => [id, snapshot])).toEqual([
      ['esco-9.10.0', snapshot],
      ['esco-9.9.0', ''],
    ]);
    expect(count(root, `label WHERE concept_id = 'occupation:web' AND kind = 'PREFERRED' GROUP BY text`)).toBe(1);
    expect(verifyTaxonomy(workspaceIn(root), 'esco-9.9.0')).toHaveLength(1);
  });

  it('replaces the rows of a version that is imported again', async () => {
    const root = roots.make();
    await run(root, packages);
    const before = ['concept', 'label', 'description', 'relation', 'code_mapping', 'taxonomy_version'].map((table) =>
      count(root, table),
    );
    await run(root, packages);
    expect(
      ['concept', 'label', 'description', 'relation', 'code_mapping', 'taxonomy_version'].map((table) =>
        count(root, table),
      ),
    ).toEqual(before);
    expect(before.every((rows) => Number(rows) > 0)).toBe(true);
  });

  it('keeps the files of the manifest before for isolates that still read them, and none of older ones', async () => {
    const root = roots.make();
    const workspace = workspaceIn(root);
    const names = (manifest: Manifest): string[] => filesOf(manifest).map(({ name }) => name);
    const first = await run(root, packages);
    writeFileSync(join(workspace.snapshot, 'labels-en-stale.bin.tmp'), '');
    const second = await run(root, [labels]);
    expect(new Set(readdirSync(workspace.snapshot))).toEqual(
      new Set(['manifest.json', ...names(first), ...names(second)]),
    );
    const third = await run(root, [writeStarter(join(sources, 'starter'))]);
    expect(new Set(readdirSync(workspace.snapshot))).toEqual(
      new Set(['manifest.json', ...names(second), ...names(third)]),
    );
  });

  it('that is refused changes nothing', async () => {
    const root = roots.make();
    await run(root, packages);
    const before = served(root);
    const classification = setCell(classificationTables(), 'occupations', 2, 'conceptUri', uri('occupation/dev'));
    await expect(run(root, writePackages(temporaryFolder(), { classification }))).rejects.toThrow(
      /^The import was refused, nothing was changed \(\d errors?\):\n {2}ESCO dataset.*stands twice/,
    );
    expect(served(root)).toEqual(before);
    expect(count(root, 'taxonomy_version')).toBe(1);
    verifyTaxonomy(workspaceIn(root));
  });

  it('waits for no other import: it is refused while one runs', async () => {
    const root = roots.make();
    await withImportLock(workspaceIn(root), async () => {
      await expect(run(root, packages)).rejects.toThrow(
        `Another import is running (1 error):\n  process ${process.pid}: wait`,
      );
    });
    await run(root, packages);
  });
});

describe('a switch that was announced', () => {
  /** A workspace whose manifest is one import behind: as left by a process killed at the last moment. */
  async function behind(): Promise<{ root: string; newer: Manifest }> {
    const root = roots.make();
    const { manifest, nextManifest } = workspaceIn(root);
    await run(root, packages);
    const older = readFileSync(manifest);
    const newer = await run(root, [labels]);
    cpSync(manifest, nextManifest);
    writeFileSync(manifest, older);
    return { root, newer };
  }

  it('is made when its rows were committed', async () => {
    const { root, newer } = await behind();
    expect(() => verifyTaxonomy(workspaceIn(root))).toThrow(TaxonomyRefused);
    recoverImport(workspaceIn(root));
    expect(readManifest(workspaceIn(root).manifest)).toEqual(newer);
    verifyTaxonomy(workspaceIn(root));
  });

  it('is dropped when they were not', async () => {
    const { root, newer } = await behind();
    const { manifest, nextManifest } = workspaceIn(root);
    const older = readFileSync(manifest, 'utf8');
    writeFileSync(nextManifest, JSON.stringify({ ...newer, snapshot: '0123456789abcdef' }));
    recoverImport(workspaceIn(root));
    expect(readFileSync(manifest, 'utf8')).toBe(older);
    expect(readdirSync(workspaceIn(root).folder)).not.toContain('manifest.next.json');
  });
});
