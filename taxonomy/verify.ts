/**
 * Checks that what is served is whole: every file against its name and checksums, every reference against what it
 * points to, and D1 against the snapshot.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openLexicalIndex } from '../worker/engines/lexical-index/index.ts';
import { openPrefixIndex } from '../worker/engines/prefix-index/index.ts';
import {
  CONCEPT_KINDS,
  type ConceptTable,
  RELATION_KINDS,
  openConceptTable,
} from '../worker/engines/snapshot/concept-table.ts';
import {
  type Container,
  type ContainerFailure,
  MissingSection,
  readContainer,
} from '../worker/engines/snapshot/container.ts';
import { type LabelPool, openLabelPool } from '../worker/engines/snapshot/label-pool.ts';
import {
  INDEXED_KINDS,
  type IndexedKind,
  type Manifest,
  type SnapshotFile,
  parseManifest,
} from '../worker/engines/snapshot/manifest.ts';
import { contentHash, snapshotHash } from './compile.ts';
import { Problems } from './problems.ts';
import { filesOf } from './snapshot-folder.ts';
import { openStore } from './store.ts';
import type { Workspace } from './workspace.ts';

const MEND = 'Import the taxonomy again.';
/** Labels of each index that are looked up in it. */
const PROBES = 16;

/** What `verify` found to be in order, a line a part. */
export interface Verification {
  readonly lines: readonly string[];
}

class SnapshotVerifier {
  readonly #workspace: Workspace;
  readonly #problems: Problems;

  constructor(workspace: Workspace, problems: Problems) {
    this.#workspace = workspace;
    this.#problems = problems;
  }

  /** Undefined, and an error, where the file is missing or damaged. */
  open<Opened>({ name, bytes }: SnapshotFile, open: (container: Container) => Opened): Opened | undefined {
    const path = join(this.#workspace.snapshot, name);
    if (!existsSync(path)) {
      this.#problems.refuse({ file: name }, 'the file is missing', MEND);
      return undefined;
    }
    const content = new Uint8Array(readFileSync(path));
    if (content.length !== bytes)
      this.#problems.refuse(
        { file: name },
        `the file has ${content.length} bytes where the manifest says ${bytes}`,
        MEND,
      );
    if (!name.endsWith(`-${contentHash(content)}.bin`))
      this.#problems.refuse({ file: name }, 'the content does not have the hash that the name holds', MEND);
    const container = readContainer(content);
    if (!container.ok) {
      this.#refuse(name, container.failure);
      return undefined;
    }
    try {
      return open(container.value);
    } catch (error) {
      if (!(error instanceof MissingSection)) throw error;
      this.#refuse(name, error.failure);
      return undefined;
    }
  }

  #refuse(file: string, { section, reason, expected, got }: ContainerFailure): void {
    this.#problems.refuse(
      { file },
      `section "${section}" is damaged (${reason}): expected ${expected}, got ${got}`,
      MEND,
    );
  }

  expect(file: string, isTrue: boolean, what: string): void {
    if (!isTrue) this.#problems.refuse({ file }, what, MEND);
  }

  /** Relations lead to concepts that are there, forwards and backwards alike. */
  checkConcepts(file: string, table: ConceptTable, manifest: Manifest): void {
    const { OCCUPATION, SKILL } = table.range;
    this.expect(
      file,
      OCCUPATION.end - OCCUPATION.start === manifest.taxonomy.occupationCount,
      'the number of occupations is not that of the manifest',
    );
    this.expect(
      file,
      SKILL.end - SKILL.start === manifest.taxonomy.skillCount,
      'the number of skills is not that of the manifest',
    );
    for (const kind of RELATION_KINDS) {
      let forwards = 0;
      let backwards = 0;
      let inside = true;
      for (let concept = 0; concept < table.size; concept++) {
        for (const target of table.related(concept, kind)) inside &&= target < table.size;
        forwards += table.related(concept, kind).length;
        backwards += table.relatedBackwards(concept, kind).length;
      }
      this.expect(file, inside, `${kind} leads to a concept that is not there`);
      this.expect(
        file,
        forwards === backwards,
        `${kind} has ${forwards} relations forwards and ${backwards} backwards`,
      );
    }
  }

  /** Every label belongs to a concept, and the labels of the concepts are all labels. */
  checkLabels(file: string, pool: LabelPool, table: ConceptTable): void {
    let next = 0;
    for (let concept = 0; concept < table.size; concept++) {
      this.expect(
        file,
        pool.first(concept) === next && pool.end(concept) >= next,
        `the labels of ${table.id(concept)} are out of order`,
      );
      next = pool.end(concept);
      for (let label = pool.first(concept); label < next; label++) {
        this.expect(
          file,
          pool.concept(label) === concept && pool.text(label) !== '',
          `label ${label} of ${table.id(concept)} is damaged`,
        );
      }
    }
    this.expect(file, next === pool.size, `${pool.size - next} labels belong to no concept`);
  }

  /** What an index finds are labels of the pool, on the concepts that they belong to, of the kind that it is for. */
  checkIndex(
    file: string,
    find: (text: string) => readonly { label: number; concept: number }[],
    kind: IndexedKind,
    pool: LabelPool,
    table: ConceptTable,
  ): void {
    const { start, end } = table.range[kind];
    const [first, last] = [pool.first(start), pool.first(end)];
    for (let probe = 0; probe < PROBES; probe++) {
      const text = pool.text(first + Math.floor(((last - first) * probe) / PROBES));
      for (const { label, concept } of find(text)) {
        this.expect(
          file,
          pool.concept(label) === concept && concept >= start && concept < end,
          `"${text}" finds label ${label}, which is not a label of concept ${concept}`,
        );
      }
    }
  }
}

function checkSnapshot(
  workspace: Workspace,
  manifest: Manifest,
  problems: Problems,
): { table: ConceptTable; pools: Map<string, LabelPool> } | undefined {
  const verifier = new SnapshotVerifier(workspace, problems);
  const { files, languages, snapshot } = manifest;
  const names = filesOf(manifest).map(({ name }) => name);
  verifier.expect(
    'manifest.json',
    snapshotHash(names) === snapshot,
    `the snapshot is not the hash of its files, ${snapshotHash(names)}`,
  );
  const table = verifier.open(files.concepts, openConceptTable);
  if (table === undefined) return undefined;
  verifier.checkConcepts(files.concepts.name, table, manifest);
  const pools = new Map<string, LabelPool>();
  for (const language of languages) {
    const file = files.labels[language];
    const pool = file === undefined ? undefined : verifier.open(file, openLabelPool);
    verifier.expect('manifest.json', file !== undefined, `the labels of "${language}" are missing`);
    if (file === undefined || pool === undefined) continue;
    pools.set(language, pool);
    verifier.checkLabels(file.name, pool, table);
    for (const kind of INDEXED_KINDS) {
      const prefix = files.prefix[kind][language];
      const completions = prefix === undefined ? undefined : verifier.open(prefix, openPrefixIndex);
      if (prefix && completions)
        verifier.checkIndex(prefix.name, (text) => completions.complete(text, { limit: 10 }), kind, pool, table);
      const lexical = files.lexical[kind][language];
      const matches = lexical === undefined ? undefined : verifier.open(lexical, openLexicalIndex);
      if (lexical && matches)
        verifier.checkIndex(lexical.name, (text) => matches.search(text, { limit: 10 }), kind, pool, table);
    }
  }
  return { table, pools };
}

/** Compares the rows of one version with numbers that are known from elsewhere. */
function checkRows(
  store: DatabaseSync,
  versionId: string,
  { table, pools }: { table: ConceptTable; pools: ReadonlyMap<string, LabelPool> },
  problems: Problems,
): void {
  const counts = (sql: string): Map<string, number> =>
    new Map(
      store
        .prepare(sql)
        .all(versionId)
        .map(({ name, count }) => [String(name), Number(count)] as const),
    );
  const compare = (
    what: string,
    stored: ReadonlyMap<string, number>,
    compiled: readonly (readonly [string, number])[],
  ): void => {
    for (const [name, count] of compiled) {
      const rows = stored.get(name) ?? 0;
      if (rows !== count) {
        problems.refuse(
          { file: 'D1' },
          `${versionId} has ${rows} rows of ${what} ${name} where the snapshot has ${count}`,
          MEND,
        );
      }
    }
  };
  compare(
    'concept',
    counts('SELECT kind AS name, count(*) AS count FROM concept WHERE version_id = ? GROUP BY kind'),
    CONCEPT_KINDS.map((kind) => [kind, table.range[kind].end - table.range[kind].start] as const),
  );
  compare(
    'label',
    counts('SELECT language AS name, count(*) AS count FROM label WHERE version_id = ? GROUP BY language'),
    Array.from(pools, ([language, { size }]) => [language, size] as const),
  );
  const relationCount = (kind: (typeof RELATION_KINDS)[number]): number => {
    let count = 0;
    for (let concept = 0; concept < table.size; concept++) count += table.related(concept, kind).length;
    return count;
  };
  compare(
    'relation',
    counts('SELECT kind AS name, count(*) AS count FROM relation WHERE version_id = ? GROUP BY kind'),
    RELATION_KINDS.map((kind) => [kind, relationCount(kind)] as const),
  );
}

/** Rows that name a concept which their version does not hold. */
function checkOrphans(store: DatabaseSync, versionId: string, problems: Problems): void {
  for (const [table, column] of [
    ['label', 'concept_id'],
    ['description', 'concept_id'],
    ['code_mapping', 'concept_id'],
    ['relation', 'from_id'],
    ['relation', 'to_id'],
    ['replacement', 'concept_id'],
  ] as const) {
    const orphans = store.prepare(
      `SELECT count(*) AS count FROM ${table} AS row WHERE row.version_id = ? AND NOT EXISTS (SELECT 1 FROM concept WHERE concept.version_id = row.version_id AND concept.id = row.${column})`,
    );
    const count = Number(orphans.get(versionId)?.['count']);
    if (count > 0)
      problems.refuse(
        { file: 'D1', column },
        `${count} rows of ${table} in ${versionId} name a concept that is not there`,
        MEND,
      );
  }
}

/** Verifies a version's rows, and the snapshot with them where it is the one that is served. Throws TaxonomyRefused. */
export function verifyTaxonomy(workspace: Workspace, versionId?: string): Verification {
  const problems = new Problems();
  const lines: string[] = [];
  const text = existsSync(workspace.manifest) ? readFileSync(workspace.manifest, 'utf8') : undefined;
  const parsed = text === undefined ? undefined : parseManifest(text);
  if (parsed?.ok === false)
    problems.refuse({ file: 'manifest.json' }, `${parsed.failure.reason} ${parsed.failure.path}`, MEND);
  const manifest = parsed?.ok === true ? parsed.value : undefined;
  const id = versionId ?? manifest?.taxonomy.id;
  const store = openStore(workspace);
  try {
    if (id === undefined || store === undefined) {
      problems.refuse(
        { file: workspace.folder },
        'no taxonomy was imported',
        'Import one: npm run taxonomy -- import FILES...',
      );
    } else {
      const row = store.prepare('SELECT snapshot FROM taxonomy_version WHERE id = ?').get(id);
      if (row === undefined)
        problems.refuse({ file: 'D1' }, `no version is called "${id}"`, 'See npm run taxonomy -- list.');
      checkOrphans(store, id, problems);
      lines.push(`${id}: every row of D1 names a concept that is there`);
      if (manifest !== undefined && manifest.taxonomy.id === id) {
        if (row !== undefined && row['snapshot'] !== manifest.snapshot)
          problems.refuse(
            { file: 'D1' },
            `${id} was compiled as snapshot ${String(row['snapshot'])}, but ${manifest.snapshot} is served`,
            MEND,
          );
        const opened = checkSnapshot(workspace, manifest, problems);
        if (opened !== undefined) checkRows(store, id, opened, problems);
        lines.push(
          `${id}: ${filesOf(manifest).length} files of snapshot ${manifest.snapshot} are whole and agree with D1`,
        );
      }
    }
  } finally {
    store?.close();
  }
  problems.check('The taxonomy is not in order');
  return { lines };
}
