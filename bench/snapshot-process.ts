/**
 * Loads a snapshot in a process of its own, as a fresh isolate would: `node snapshot-process.ts FOLDER [LANGUAGE]`
 * reads every file (or those of one language), checks it and opens it, and prints the milliseconds from the first read
 * to the last engine, how many of them this thread was at work, and those that the first keystroke then takes. The
 * encoder, which is not part of the snapshot, is loaded before.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { committedStatic, compileKernel } from '../taxonomy/encoders.ts';
import { type PrefixIndex, openPrefixIndex } from '../worker/engines/prefix-index/index.ts';
import { openConceptTable } from '../worker/engines/snapshot/concept-table.ts';
import { type Container, readContainer } from '../worker/engines/snapshot/container.ts';
import { openLabelPool } from '../worker/engines/snapshot/label-pool.ts';
import { INDEXED_KINDS, type SnapshotFile, parseManifest } from '../worker/engines/snapshot/manifest.ts';
import { openCodeIndex, openVectorIndex } from '../worker/engines/vector-index/index.ts';

const [folder = '', only] = process.argv.slice(2);
const options = { encoder: committedStatic().identity, kernel: compileKernel() };
/** Held, as an isolate would hold them. */
const engines: unknown[] = [];

function load<Engine>(file: SnapshotFile | undefined, open: (container: Container) => Engine): Engine | undefined {
  if (file === undefined) return undefined;
  const container = readContainer(readFileSync(join(folder, file.name)));
  if (!container.ok) throw new Error(`${file.name} is damaged`);
  const engine = open(container.value);
  engines.push(engine);
  return engine;
}

const processorBefore = process.threadCpuUsage();
const started = performance.now();
const manifest = parseManifest(readFileSync(join(folder, 'manifest.json'), 'utf8'));
if (!manifest.ok) throw new Error(manifest.failure.reason);
const { files, languages } = manifest.value;
load(files.concepts, openConceptTable);
for (const file of [files.vectors, files.surroundings]) load(file, (container) => openVectorIndex(container, options));
let completing: PrefixIndex | undefined;
for (const language of only === undefined ? languages : [only]) {
  load(files.labels[language], openLabelPool);
  for (const kind of INDEXED_KINDS) {
    completing = load(files.prefix[kind][language], openPrefixIndex) ?? completing;
    load(files.codes[kind][language], (container) => openCodeIndex(container, options));
  }
}
const loaded = performance.now();
const { user, system } = process.threadCpuUsage(processorBefore);
const answering = performance.now();
completing?.complete('s', { limit: 10 });
const keystroke = performance.now() - answering;
process.stdout.write(JSON.stringify({ load: loaded - started, processor: (user + system) / 1_000, keystroke }));
