/**
 * From a taxonomy to the files of its snapshot (docs/snapshot-format.md).
 *
 * Deterministic: the same taxonomy gives the same bytes, names and hash. What has no label in a language, or must not
 * be found (deprecated concepts, skills that only group others), is left out of that language's indexes; an index
 * without labels is not written at all.
 */
import { createHash } from 'node:crypto';
import type { LanguageTag } from '../worker/core/language.ts';
import type { SynchronousEncoder } from '../worker/engines/encoder/encoder.ts';
import { type IndexedLabel, buildPrefixIndex } from '../worker/engines/prefix-index/index.ts';
import { buildConceptTable } from '../worker/engines/snapshot/concept-table.ts';
import { type LabelRecord, buildLabelPool } from '../worker/engines/snapshot/label-pool.ts';
import {
  INDEXED_KINDS,
  type IndexedKind,
  MANIFEST_VERSION,
  type Manifest,
  type SnapshotFile,
} from '../worker/engines/snapshot/manifest.ts';
import { type Taxonomy, countTaxonomy } from './model.ts';
import { IMPORT_REFUSED, TaxonomyRefused } from './problems.ts';
import { committedStatic } from './encoders.ts';
import { buildConceptVectors, buildLabelCodes, buildSurroundings } from './vectors.ts';

/** The largest static asset that Cloudflare serves. */
export const LARGEST_FILE_BYTES = 25 * 1024 * 1024;

export interface CompiledSnapshot {
  readonly manifest: Manifest;
  /** Bytes by file name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The first 16 hexadecimal digits of SHA-256. */
export function contentHash(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/** The hash of a snapshot: over the names of its files, which hold the hashes of their contents. */
export function snapshotHash(names: Iterable<string>): string {
  return contentHash([...names].toSorted().join('\n'));
}

class SnapshotWriter {
  readonly files = new Map<string, Uint8Array>();

  add(name: string, bytes: Uint8Array): SnapshotFile {
    if (bytes.length > LARGEST_FILE_BYTES) {
      throw new TaxonomyRefused(IMPORT_REFUSED, [
        `the snapshot file ${name} would have ${bytes.length} bytes, more than the ${LARGEST_FILE_BYTES} of the largest static asset. Import fewer labels.`,
      ]);
    }
    const file = { name: `${name}-${contentHash(bytes)}.bin`, bytes: bytes.length };
    this.files.set(file.name, bytes);
    return file;
  }
}

/** The labels of one kind of concept that can be found, with what ranks them. */
function indexedLabels({ concepts }: Taxonomy, pool: readonly LabelRecord[], indexed: IndexedKind): IndexedLabel[] {
  return pool.flatMap(({ concept, kind, text }, label) => {
    const record = concepts[concept];
    if (record === undefined || record.kind !== indexed || record.deprecated || record.isGroup) return [];
    return [{ label, text, concept, kind, popularity: record.popularity }];
  });
}

type FilesOfKind = Record<IndexedKind, Record<string, SnapshotFile>>;

export function compileSnapshot(
  taxonomy: Taxonomy,
  importedAt: string,
  report: (line: string) => void,
  encoder: SynchronousEncoder = committedStatic(),
): CompiledSnapshot {
  const writer = new SnapshotWriter();
  const labels: Record<string, SnapshotFile> = {};
  const prefix: FilesOfKind = { OCCUPATION: {}, SKILL: {} };
  const codes: FilesOfKind = { OCCUPATION: {}, SKILL: {} };
  const concepts = writer.add(
    'concepts',
    buildConceptTable(taxonomy.concepts, taxonomy.relations, taxonomy.replacements),
  );

  const conceptVectors = buildConceptVectors(taxonomy, encoder);
  const vectors = writer.add('vectors', conceptVectors);
  const surroundings = writer.add('surroundings', buildSurroundings(taxonomy, encoder, conceptVectors));

  const compileLanguage = (language: LanguageTag, pool: readonly LabelRecord[]): void => {
    labels[language] = writer.add(`labels-${language}`, buildLabelPool(language, pool, taxonomy.concepts.length));
    for (const kind of INDEXED_KINDS) {
      const name = `${kind.toLowerCase()}-${language}`;
      const indexed = indexedLabels(taxonomy, pool, kind);
      if (indexed.length > 0)
        prefix[kind][language] = writer.add(`prefix-${name}`, buildPrefixIndex(language, indexed));
      const coded = buildLabelCodes(taxonomy, pool, kind, encoder);
      if (coded !== undefined) codes[kind][language] = writer.add(`codes-${name}`, coded);
    }
    report(`Compiled ${language}: ${pool.length.toLocaleString('en')} labels`);
  };
  for (const [language, pool] of taxonomy.labels) compileLanguage(language, pool);

  const manifest: Manifest = {
    formatVersion: MANIFEST_VERSION,
    snapshot: snapshotHash(writer.files.keys()),
    taxonomy: { ...taxonomy.identity, importedAt, ...countTaxonomy(taxonomy) },
    languages: [...taxonomy.labels.keys()],
    files: { concepts, vectors, surroundings, labels, prefix, codes },
  };
  return { manifest, files: writer.files };
}
