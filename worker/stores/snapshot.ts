/**
 * The snapshot as an isolate holds it: read from static assets section by section, language by language, when first
 * asked for.
 *
 * Concurrent requests share one load. A failed or damaged read is tried once more, then answered with UNAVAILABLE
 * while everything already held keeps serving; the next request tries anew. What belongs to a language is dropped,
 * least recently used first, when all that is held exceeds the budget; manifest, concept table and the concepts' vectors
 * stay.
 */
import { CrosswalkFailure } from '../core/failures.ts';
import type { LanguageTag } from '../core/language.ts';
import type { EncoderTier } from '../engines/encoder/encoder.ts';
import type { EncodedTexts } from '../engines/encoder/fallback.ts';
import type { StaticEncoder } from '../engines/encoder/static/index.ts';
import { type LabelSearch, createLabelSearch } from '../engines/fusion/label-search.ts';
import { type Sense, senseOf } from '../engines/fusion/sense.ts';
import { type PrefixIndex, openPrefixIndex } from '../engines/prefix-index/index.ts';
import { type ConceptTable, openConceptTable } from '../engines/snapshot/concept-table.ts';
import { type Container, describeContainerFailure, readContainer } from '../engines/snapshot/container.ts';
import { type LabelPool, openLabelPool } from '../engines/snapshot/label-pool.ts';
import { type IndexedKind, type Manifest, type SnapshotFile, parseManifest } from '../engines/snapshot/manifest.ts';
import { type CodeIndex, type VectorIndex, openCodeIndex, openVectorIndex } from '../engines/vector-index/index.ts';
import { once, readTwice } from './reading.ts';

/** Bytes of label pools and indexes held at once; an isolate has 128 MB for everything. */
const SNAPSHOT_BUDGET_BYTES = 64 * 1024 * 1024;

/** Texts that are searched for, as the indexes are asked about them. */
export interface Senses {
  /** Who made their vectors, which lie in the space of the encoder that made the indexes'. */
  readonly tier: EncoderTier;
  /** By text. */
  readonly of: ReadonlyMap<string, Sense>;
}

export interface SnapshotStore {
  manifest(): Promise<Manifest>;
  concepts(): Promise<ConceptTable>;
  /** Undefined where the taxonomy has no such language. */
  labels(language: LanguageTag): Promise<LabelPool | undefined>;
  prefixIndex(kind: IndexedKind, language: LanguageTag): Promise<PrefixIndex | undefined>;
  /** Searches a language's labels by meaning and letters; of occupations' labels also those of their groups. */
  labelSearch(kind: IndexedKind, language: LanguageTag): Promise<LabelSearch | undefined>;
  /** Where the encoder puts every concept: row c is concept c. */
  conceptVectors(): Promise<VectorIndex>;
  /** What lies around every group and occupation, as a vector: row c is concept c. */
  surroundings(): Promise<VectorIndex>;
  /** The encoder that made the vectors. */
  encoder(): Promise<StaticEncoder>;
  /** What texts say, by the encoder of what is searched for. */
  senses(texts: readonly string[]): Promise<Senses>;
  /** Bytes held at the moment, by file name: for diagnostics and tests. */
  held(): ReadonlyMap<string, number>;
}

export interface SnapshotSource {
  /** Reads a file of the snapshot folder by its name: "manifest.json", "labels-en-....bin". */
  fetchFile(name: string): Promise<Response>;
  /** The encoder that the snapshot was compiled with; without it names are completed, and nothing else is searched. */
  readonly encoder?: () => Promise<StaticEncoder>;
  /** Another one for what is searched for, with vectors in the same space. */
  readonly queries?: { encode(texts: readonly string[]): Promise<EncodedTexts> } | undefined;
  /** The compiled kernel of vector search; without it the twin in TypeScript answers. */
  readonly kernel?: WebAssembly.Module | undefined;
  readonly budgetBytes?: number;
  /** Told about every read that failed and was tried again. */
  onFailure?(file: string, reason: string): void;
}

interface Held {
  readonly value: Promise<unknown>;
  bytes: number;
}

export function createSnapshotStore(source: SnapshotSource): SnapshotStore {
  const budget = source.budgetBytes ?? SNAPSHOT_BUDGET_BYTES;
  const held = new Map<string, Held>(); // in order of last use

  const attempt = <Value>(file: string, read: (response: Response) => Promise<Value>): Promise<Value> =>
    readTwice(
      'taxonomy snapshot',
      async () => {
        const response = await source.fetchFile(file);
        if (response.ok) return read(response);
        await response.body?.cancel();
        throw new Error(`status ${response.status}`);
      },
      (reason) => source.onFailure?.(file, reason),
    );

  function loadManifest(): Promise<Manifest> {
    return attempt('manifest.json', async (response) => {
      const parsed = parseManifest(await response.text());
      if (!parsed.ok) throw new Error(`manifest.json: ${parsed.failure.reason} ${parsed.failure.path}`);
      return parsed.value;
    });
  }

  function loadFile<Value>(file: SnapshotFile, open: (container: Container) => Value): Promise<Value> {
    return attempt(file.name, async (response) => {
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.length !== file.bytes)
        throw new Error(`${file.name}: expected ${file.bytes} bytes, got ${bytes.length}`);
      const container = readContainer(bytes);
      if (!container.ok) throw new Error(describeContainerFailure(file.name, container.failure));
      return open(container.value);
    });
  }

  function makeRoom(): void {
    let total = 0;
    for (const { bytes } of held.values()) total += bytes;
    for (const [name, { bytes }] of held) {
      if (total <= budget || held.size === 1) return;
      held.delete(name);
      total -= bytes;
    }
  }

  /**
   * `open` is always the same function for one file name, so what is held under a name has its type. `sizeOf` tells
   * the bytes of what is not read in place; else they are those of the file.
   */
  function hold<Value>(
    file: SnapshotFile | undefined,
    open: (container: Container) => Value,
    sizeOf?: (opened: Value) => number,
  ): Promise<Value | undefined> {
    if (file === undefined) return Promise.resolve(undefined);
    const present = held.get(file.name);
    if (present !== undefined) {
      held.delete(file.name);
      held.set(file.name, present);
      return present.value as Promise<Value>;
    }
    const value = loadFile(file, open);
    const entry: Held = { value, bytes: file.bytes };
    held.set(file.name, entry);
    makeRoom();
    const noteSize = (opened: Value): void => {
      entry.bytes = sizeOf?.(opened) ?? file.bytes;
      makeRoom();
    };
    value.then(noteSize, () => held.delete(file.name));
    return value;
  }

  async function loadVectors(of: 'vectors' | 'surroundings'): Promise<VectorIndex> {
    const [{ files }, { identity }] = await Promise.all([getManifest(), getEncoder()]);
    return loadFile(files[of], (container) => openVectorIndex(container, { encoder: identity, kernel: source.kernel }));
  }

  const getManifest = once(loadManifest);

  /** One search for each index that is held: it keeps what it has encoded. */
  const searches = new WeakMap<CodeIndex, LabelSearch>();
  const getEncoder = (): Promise<StaticEncoder> =>
    source.encoder?.() ?? Promise.reject(new CrosswalkFailure({ code: 'UNAVAILABLE', part: 'encoder' }));

  return {
    manifest: getManifest,
    concepts: once(async () => loadFile((await getManifest()).files.concepts, openConceptTable)),
    labels: async (language) => hold((await getManifest()).files.labels[language], openLabelPool),
    prefixIndex: async (kind, language) =>
      hold((await getManifest()).files.prefix[kind][language], openPrefixIndex, ({ bytes }) => bytes),
    async labelSearch(kind, language) {
      const { files } = await getManifest();
      const encoder = await getEncoder();
      const options = { encoder: encoder.identity, kernel: source.kernel };
      const [pool, codes] = await Promise.all([
        hold(files.labels[language], openLabelPool),
        hold(files.codes[kind][language], (container) => openCodeIndex(container, options)),
      ]);
      if (pool === undefined || codes === undefined) return undefined;
      const known = searches.get(codes);
      if (known !== undefined) return known;
      const search = createLabelSearch({ pool, codes, encoder });
      searches.set(codes, search);
      return search;
    },
    conceptVectors: once(() => loadVectors('vectors')),
    surroundings: once(() => loadVectors('surroundings')),
    encoder: getEncoder,
    async senses(texts) {
      const distinct = [...new Set(texts)];
      const encoder = await getEncoder();
      const of = new Map(distinct.map((text) => [text, senseOf(encoder, text)]));
      if (source.queries === undefined) return { tier: encoder.identity.tier, of };
      const encoded = await source.queries.encode(distinct);
      for (const [place, text] of distinct.entries())
        of.set(text, { features: of.get(text)!.features, vector: encoded.vectors[place]! });
      return { tier: encoded.encoder.tier, of };
    },
    held: () => new Map([...held].map(([name, { bytes }]) => [name, bytes])),
  };
}
