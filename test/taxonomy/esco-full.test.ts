/** The real thing: two versions of ESCO and every other source, imported once and counted against the files. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/d1';
import { beforeAll, describe, expect, it } from 'vitest';
import { getPlatformProxy } from 'wrangler';
import { LARGEST_FILE_BYTES } from '../../taxonomy/compile.ts';
import { readManifest } from '../../taxonomy/snapshot-folder.ts';
import { verifyTaxonomy } from '../../taxonomy/verify.ts';
import { workspaceIn } from '../../taxonomy/workspace.ts';
import { type ConceptTable, RELATION_KINDS, openConceptTable } from '../../worker/engines/snapshot/concept-table.ts';
import { readContainer } from '../../worker/engines/snapshot/container.ts';
import { type LabelPool, openLabelPool } from '../../worker/engines/snapshot/label-pool.ts';
import type { Manifest, SnapshotFile } from '../../worker/engines/snapshot/manifest.ts';
import { CHANGE_KINDS, type ChangeCursor, type ConceptChange, readChanges } from '../../worker/stores/changes.ts';
import { type ExpectedVersion, escoFile, expectedTable, expectedVersion, hasEsco, packagesOf } from './esco-csv.ts';
import { useRoots } from './roots.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

if (!hasEsco) print('The official ESCO packages are not at ../shared/data/esco: the full import is not tested.');

describe.skipIf(!hasEsco)('a full import of ESCO', () => {
  const roots = useRoots();
  let root: string;
  let manifest: Manifest;
  let concepts: ConceptTable;
  let output: string;
  let usage: { cpuMs: number; maxRssMb: number };
  let older: ExpectedVersion;
  let newer: ExpectedVersion;

  const read = (file: SnapshotFile | undefined) => {
    const container = readContainer(new Uint8Array(readFileSync(join(workspaceIn(root).snapshot, file?.name ?? ''))));
    if (!container.ok) throw new Error(container.failure.reason);
    return container.value;
  };
  const poolOf = (language: string): LabelPool => openLabelPool(read(manifest.files.labels[language]));

  beforeAll(async () => {
    root = roots.make();
    const files = [
      ...packagesOf('1.1.0'),
      ...packagesOf('1.1.1'),
      ...[
        'occupation-labels-21-languages.tsv.gz',
        'partial - v1.2.0 - de - no skills, no relations.zip',
        'skills_es_v1.0.csv.gz',
        'skills_fr_v1.0.csv.gz',
      ].map(escoFile),
    ];
    const program = `
      const { importTaxonomy } = await import(${JSON.stringify(join(import.meta.dirname, '../../taxonomy/import.ts'))});
      await importTaxonomy({ files: ${JSON.stringify(files)}, root: ${JSON.stringify(root)}, onProgress: (line) => console.log(line) });
      const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
      console.error(JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, maxRssMb: maxRSS / 1024 }));`;
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    output = child.stdout;
    const last = child.stderr.trimEnd().split('\n').at(-1) ?? '';
    expect(last).toMatch(/^\{"cpuMs"/);
    usage = JSON.parse(last) as typeof usage;
    manifest = readManifest(workspaceIn(root).manifest)!;
    concepts = openConceptTable(read(manifest.files.concepts));
    [older, newer] = await Promise.all([expectedVersion('1.1.0'), expectedVersion('1.1.1')]);
  });

  it('takes under 90 s and 2 GB', () => {
    print(`full import: ${(usage.cpuMs / 1000).toFixed(1)} s of processor time, ${usage.maxRssMb.toFixed(0)} MB`);
    expect(usage.cpuMs).toBeLessThan(90_000);
    expect(usage.maxRssMb).toBeLessThan(2_048);
  });

  it('serves the newest version, whole and in agreement with D1', () => {
    expect(manifest.taxonomy).toMatchObject({
      id: 'esco-1.1.1',
      occupationCount: newer.occupations,
      skillCount: newer.skills,
    });
    expect(manifest.languages).toHaveLength(21);
    expect(verifyTaxonomy(workspaceIn(root))).toHaveLength(2);
    expect(verifyTaxonomy(workspaceIn(root), 'esco-1.1.0')).toHaveLength(1);
    for (const name of [manifest.files.concepts, ...Object.values(manifest.files.prefix.SKILL)].map(
      (file) => file.name,
    )) {
      expect(statSync(join(workspaceIn(root).snapshot, name)).size).toBeLessThan(LARGEST_FILE_BYTES);
    }
  });

  it('holds every concept of the package', () => {
    const ids = Array.from({ length: concepts.size }, (_, concept) => concepts.id(concept));
    expect(new Set(ids)).toEqual(new Set(newer.concepts.keys()));
    for (const [id, { isco }] of newer.concepts)
      if (id.startsWith('occupation:')) expect(concepts.isco(concepts.findId(id)!)).toBe(isco);
  });

  it('holds every relation of the package, and no other', () => {
    const relations = new Set<string>();
    for (let concept = 0; concept < concepts.size; concept++) {
      for (const kind of RELATION_KINDS)
        for (const target of concepts.related(concept, kind))
          relations.add(`${concepts.id(concept)} ${kind} ${concepts.id(target)}`);
    }
    expect(relations.size).toBe(newer.relations.size);
    expect([...newer.relations].filter((relation) => !relations.has(relation))).toEqual([]);
    expect(output).toContain(` ${newer.orphans} x a relation of a concept that the classification package lacks`);
  });

  it('holds every label, and no other', () => {
    const table = expectedTable();
    for (const language of table.keys()) {
      const pool = poolOf(language);
      const ofTable = table.get(language)!;
      const others = ['de', 'es', 'fr'].includes(language); // more sources speak them
      for (let concept = 0; concept < concepts.size; concept++) {
        const id = concepts.id(concept);
        const got = new Set<string>();
        for (let label = pool.first(concept); label < pool.end(concept); label++) got.add(pool.text(label));
        const wanted = new Set([
          ...(language === 'en' ? newer.concepts.get(id)!.labels : []),
          ...(ofTable.get(id) ?? []),
        ]);
        const same = others
          ? [...wanted].every((text) => got.has(text))
          : wanted.size === got.size && [...wanted].every((text) => got.has(text));
        if (!same) expect({ id, language, labels: [...got] }).toEqual({ id, language, labels: [...wanted] });
        if (language === 'en') expect(pool.text(pool.preferred(concept)!)).toBe(newer.concepts.get(id)!.preferred);
      }
    }
  });

  it('has skill labels in the languages that give them', () => {
    expect(Object.keys(manifest.files.prefix.SKILL).toSorted()).toEqual(['de', 'en', 'es', 'fr']);
    const pool = poolOf('es');
    const debug = concepts.findUri('http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab')!;
    expect(pool.text(pool.preferred(debug)!)).toBe('gestionar tareas en relación con los músicos');
    expect(output).toMatch(/106 x a row of skills_es_v1\.0\.csv\.gz about a concept that esco-1\.1\.1 lacks/);
    expect(output).toMatch(
      /162 x a row of partial - v1\.2\.0 - de - no skills, no relations\.zip about a concept that esco-1\.1\.1 lacks/,
    );
  });

  describe('between 1.1.0 and 1.1.1', () => {
    /** "KIND id" of every change, from the files alone. */
    function expectedChanges(): string[] {
      const sameSet = (left: Set<string>, right: Set<string>): boolean =>
        left.size === right.size && [...left].every((value) => right.has(value));
      const changes: string[] = [];
      for (const [id, before] of older.concepts) {
        if (id.startsWith('group:')) continue;
        const after = newer.concepts.get(id);
        if (after === undefined) changes.push(`REMOVED ${id}`);
        else {
          if (before.preferred !== after.preferred) changes.push(`RENAMED ${id}`);
          if (before.isco !== after.isco || !sameSet(before.broader, after.broader)) changes.push(`MOVED ${id}`);
        }
      }
      for (const id of newer.concepts.keys())
        if (!id.startsWith('group:') && !older.concepts.has(id)) changes.push(`ADDED ${id}`);
      return changes.toSorted();
    }

    it('changes are those of the files, page by page in one order', async () => {
      const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({
        configPath: join(import.meta.dirname, 'd1.toml'),
        persist: { path: join(workspaceIn(root).state, 'v3') },
        remoteBindings: false,
      });
      const database = drizzle(env.DB);
      const versions = { from: 'esco-1.1.0', to: 'esco-1.1.1' };
      const changes: ConceptChange[] = [];
      for (let after: ChangeCursor | undefined, more = true; more; after = changes.at(-1)) {
        const page = await readChanges(database, { ...versions, kinds: CHANGE_KINDS, first: 997, after });
        expect(page.changes.length).toBe(page.hasNextPage ? 997 : page.changes.length);
        changes.push(...page.changes);
        more = page.hasNextPage;
      }
      const renamed = await readChanges(database, { ...versions, kinds: ['RENAMED'], first: 10 });
      const backwards = await readChanges(database, {
        from: versions.to,
        to: versions.from,
        kinds: ['ADDED'],
        first: 10_000,
      });
      await dispose();

      const names = changes.map(({ kind, conceptId }) => `${kind} ${conceptId}`);
      expect(names.toSorted()).toEqual(expectedChanges());
      const keys = changes.map(({ kind, conceptId }) => `${conceptId} ${kind}`);
      expect(keys).toEqual(keys.toSorted());
      const counts = Object.fromEntries(
        CHANGE_KINDS.map((kind) => [kind, changes.filter((change) => change.kind === kind).length]),
      );
      print(`1.1.0 -> 1.1.1: ${JSON.stringify(counts)}`);

      for (const { conceptId, before, after } of changes.filter(({ kind }) => kind === 'RENAMED')) {
        expect([before, after]).toEqual([
          older.concepts.get(conceptId)!.preferred,
          newer.concepts.get(conceptId)!.preferred,
        ]);
      }
      expect(renamed).toEqual({ changes: changes.filter(({ kind }) => kind === 'RENAMED'), hasNextPage: false });
      expect(
        changes.filter(({ kind }) => kind === 'REMOVED').find(({ conceptId }) => conceptId.startsWith('occupation:')),
      ).toMatchObject({
        versionId: 'esco-1.1.0',
        before: 'therapeutic radiographer',
        after: undefined,
      });
      // What one direction adds, the other removes.
      expect(backwards.changes.map(({ conceptId }) => conceptId)).toEqual(
        changes.filter(({ kind }) => kind === 'REMOVED').map(({ conceptId }) => conceptId),
      );
    });
  });
});
