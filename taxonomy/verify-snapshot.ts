/** Checks a snapshot: every file against its name and checksums, every reference against what it points to. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLabelSearch } from '../worker/engines/fusion/label-search.ts';
import { senseOf } from '../worker/engines/fusion/sense.ts';
import { openPrefixIndex } from '../worker/engines/prefix-index/index.ts';
import { type ConceptTable, RELATION_KINDS, openConceptTable } from '../worker/engines/snapshot/concept-table.ts';
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
} from '../worker/engines/snapshot/manifest.ts';
import { OtherEncoder, openCodeIndex, openVectorIndex } from '../worker/engines/vector-index/index.ts';
import { contentHash, snapshotHash } from './compile.ts';
import { committedStatic } from './encoders.ts';
import type { Problems } from './problems.ts';
import { filesOf } from './snapshot-folder.ts';
import type { Workspace } from './workspace.ts';

/** What to do about anything that is found. */
export const MEND = 'Import the taxonomy again.';
/** Labels of each index that are looked up in it. */
const PROBES = 16;

/** What of a snapshot could be opened, to be compared with D1. */
export interface OpenedSnapshot {
  readonly table: ConceptTable;
  readonly pools: ReadonlyMap<string, LabelPool>;
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
      if (error instanceof OtherEncoder) this.#problems.refuse({ file: name }, error.message, MEND);
      else if (error instanceof MissingSection) this.#refuse(name, error.failure);
      else throw error;
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
    const { occupationCount, skillCount } = manifest.taxonomy;
    let skills = 0;
    for (let concept = SKILL.start; concept < SKILL.end; concept++) if (!table.isGroup(concept)) skills += 1;
    const occupations = OCCUPATION.end - OCCUPATION.start;
    this.expect(
      file,
      occupations === occupationCount,
      `${occupations} occupations, where the manifest says ${occupationCount}`,
    );
    this.expect(file, skills === skillCount, `${skills} skills, where the manifest says ${skillCount}`);
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

/** Undefined where there is no concept table that anything could be compared with. */
export function checkSnapshot(
  workspace: Workspace,
  manifest: Manifest,
  problems: Problems,
): OpenedSnapshot | undefined {
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
  const encoder = committedStatic();
  for (const [file, concepts] of [
    [files.vectors, table.size],
    [files.surroundings, table.range.OCCUPATION.end],
  ] as const) {
    const vectors = verifier.open(file, (container) => openVectorIndex(container, { encoder: encoder.identity }));
    if (vectors)
      verifier.expect(file.name, vectors.rows === concepts, `${vectors.rows} vectors for ${concepts} concepts`);
  }
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
      const coded = files.codes[kind][language];
      const codes =
        coded && verifier.open(coded, (container) => openCodeIndex(container, { encoder: encoder.identity }));
      if (coded && codes) {
        const { search } = createLabelSearch({ pool, codes, encoder });
        const accept = (concept: number): boolean => table.kind(concept) === kind;
        const find = (text: string) => search(senseOf(encoder, text), { depth: 10, accept });
        verifier.checkIndex(coded.name, find, kind, pool, table);
      }
    }
  }
  return { table, pools };
}
