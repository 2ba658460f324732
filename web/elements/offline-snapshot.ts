/**
 * The snapshot's files as a browser holds them: each is fetched once, checked as the Worker checks it, and kept. Only
 * what completing needs; a pack is a few files of one language, so that nothing has to make room.
 */
import type { NameSnapshot } from '../../worker/domain/concepts.ts';
import { openPrefixIndex } from '../../worker/engines/prefix-index/index.ts';
import { openConceptTable } from '../../worker/engines/snapshot/concept-table.ts';
import { type Container, describeContainerFailure, readContainer } from '../../worker/engines/snapshot/container.ts';
import { openLabelPool } from '../../worker/engines/snapshot/label-pool.ts';
import { type Manifest, type SnapshotFile, parseManifest } from '../../worker/engines/snapshot/manifest.ts';

async function readResponse(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: status ${response.status}`);
  return response;
}

async function readManifest(folder: URL): Promise<Manifest> {
  const parsed = parseManifest(await (await readResponse(new URL('manifest.json', folder))).text());
  if (!parsed.ok) throw new Error(`manifest.json: ${parsed.failure.reason} ${parsed.failure.path}`);
  return parsed.value;
}

/** The snapshot in this folder. What failed to load is an error for good: a new pack tries anew. */
export function openOfflineSnapshot(folder: URL): NameSnapshot {
  const manifest = readManifest(folder);
  const held = new Map<string, Promise<unknown>>();

  async function load<Value>({ name }: SnapshotFile, open: (container: Container) => Value): Promise<Value> {
    const bytes = new Uint8Array(await (await readResponse(new URL(name, folder))).arrayBuffer());
    const container = readContainer(bytes);
    if (!container.ok) throw new Error(describeContainerFailure(name, container.failure));
    return open(container.value);
  }

  /** `open` is always the same function for one file, so what is held under its name has its type. */
  function hold<Value>(file: SnapshotFile, open: (container: Container) => Value): Promise<Value> {
    const value = held.get(file.name) ?? load(file, open);
    held.set(file.name, value);
    return value as Promise<Value>;
  }

  const ofLanguage = async <Value>(
    file: SnapshotFile | undefined,
    open: (container: Container) => Value,
  ): Promise<Value | undefined> => (file === undefined ? undefined : hold(file, open));

  return {
    manifest: () => manifest,
    concepts: async () => hold((await manifest).files.concepts, openConceptTable),
    labels: async (language) => ofLanguage((await manifest).files.labels[language], openLabelPool),
    prefixIndex: async (kind, language) => ofLanguage((await manifest).files.prefix[kind][language], openPrefixIndex),
  };
}
