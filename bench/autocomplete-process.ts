/**
 * One subject on one corpus in a process of its own, so that neither memory nor garbage of another weighs on it.
 * Started by autocomplete.ts with the subject, the corpus and the number of labels to type; prints rows as JSON.
 *
 * A subject that a server would read at start is built and stored first, and then opened by a second process, which is
 * the one that is measured.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Corpus,
  type CorpusName,
  type Keystroke,
  type Workload,
  parseCorpusName,
  readCorpus,
  workloads,
} from './autocomplete-corpus.ts';
import { type Complete, type Subject, SUBJECTS, poolBytes } from './autocomplete-subjects.ts';
import { type BenchRow, percentiles } from './rows.ts';

/** Each keystroke is asked this often, and its fastest answer counts: what else runs on the machine is left out. */
const ROUNDS = 3;
/** A subject that needs longer for a workload is not asked again, or not for the rest of it. */
const PATIENCE_MS = 60_000;
const WARM_UP = 300;

const [subjectName, corpusName, labelCount, storedIn] = process.argv.slice(2);
const subject = SUBJECTS.find(({ name }) => name === subjectName);
const chosen = parseCorpusName(corpusName);
if (subject === undefined || chosen === undefined) throw new Error('usage: SUBJECT CORPUS LABELS');
if (subject.open !== undefined && storedIn === undefined) buildAndOpen(subject, chosen);
else process.stdout.write(JSON.stringify(measure(subject, chosen, storedIn)));

/** Builds and stores the indexes, and lets another process measure what opens them. */
function buildAndOpen({ build }: Subject, name: CorpusName): void {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  try {
    const built: (Complete | Uint8Array)[] = [];
    const { indexes } = readCorpus(name);
    const buildMs = timed(() => {
      for (const { language, labels } of indexes) built.push(build(language, labels));
    });
    for (const [index, stored] of built.entries()) {
      if (stored instanceof Uint8Array) writeFileSync(join(folder, String(index)), stored);
    }
    const output = execFileSync(process.execPath, [...process.execArgv, ...process.argv.slice(1), folder], {
      maxBuffer: 64 * 1024 * 1024,
    });
    // The process is this file.
    const rows = JSON.parse(output.toString()) as BenchRow[];
    process.stdout.write(JSON.stringify(rows.map((row) => ({ ...row, build_ms: buildMs }))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure({ name, build, open }: Subject, corpusName: CorpusName, folder: string | undefined): BenchRow[] {
  const corpus = readCorpus(corpusName);
  const typed = workloads(corpus, Number(labelCount));
  const before = memory();
  const ready: Complete[] = [];
  let bytes = 0;
  const readyMs = timed(() => {
    for (const [index, { language, labels }] of corpus.indexes.entries()) {
      if (open === undefined || folder === undefined) {
        const complete = build(language, labels);
        if (typeof complete === 'function') ready.push(complete);
        continue;
      }
      const stored = readFileSync(join(folder, String(index)));
      bytes += stored.length;
      ready.push(open(stored));
    }
  });
  const grown = grownBy(before);
  // What is kept at run time: for us also the labels' texts, which the others hold in their index.
  for (const { language, labels } of corpus.indexes) if (name === 'crosswalk') bytes += poolBytes(language, labels);
  const facts = {
    suite: 'autocomplete',
    subject: name,
    labels: corpus.indexes.reduce((sum, index) => sum + index.labels.length, 0),
    build_ms: open === undefined ? readyMs : null,
    load_ms: open === undefined ? null : readyMs,
    bytes: open === undefined ? null : bytes,
    rss_mb: grown === null ? null : Math.round(grown / 1024 / 1024),
  };
  return typed.flatMap((workload) =>
    measureWorkload(name, corpus, workload, ready).map((row) => ({
      ...facts,
      ...row,
      workload: `${corpusName}:${row.workload}`,
    })),
  );
}

interface Memory {
  readonly resident: number;
  readonly used: number;
}

/** Memory after a collection (the process runs with --expose-gc). */
function memory(): Memory {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss, used: heapUsed + external };
}

/**
 * Resident memory does not grow where freed pages are used again, and what is used does not count a library's own;
 * null where neither shows anything.
 */
function grownBy(before: Memory): number | null {
  const after = memory();
  const grown = Math.max(after.resident - before.resident, after.used - before.used);
  return grown > 0 ? grown : null;
}

type Measured = Pick<
  BenchRow,
  'workload' | 'p50_ms' | 'p99_ms' | 'p999_ms' | 'max_ms' | 'success1' | 'success5' | 'success10'
>;

/** One row for all keystrokes of the workload, and one for each number of letters. */
function measureWorkload(
  subjectName: string,
  corpus: Corpus,
  { name, keystrokes }: Workload,
  ready: readonly Complete[],
): Measured[] {
  for (const { index, text } of keystrokes.slice(0, WARM_UP)) ready[index]!(text);
  const fastest = new Float64Array(keystrokes.length).fill(Number.POSITIVE_INFINITY);
  const places = new Float64Array(keystrokes.length).fill(Number.POSITIVE_INFINITY);
  const started = performance.now();
  let asked = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, keystroke] of keystrokes.entries()) {
      if (performance.now() - started > PATIENCE_MS && (round > 0 || at % 7 !== 0)) continue;
      const complete = ready[keystroke.index]!;
      const before = performance.now();
      const labels = complete(keystroke.text);
      fastest[at] = Math.min(fastest[at]!, performance.now() - before);
      if (round === 0) {
        places[at] = placeOf(corpus, keystroke, labels);
        asked += 1;
      }
    }
  }
  if (asked < keystrokes.length)
    process.stderr.write(`${subjectName} ${name}: ${asked} of ${keystrokes.length} asked\n`);
  const lengths = [...new Set(keystrokes.map(({ letters }) => letters))].sort((left, right) => left - right);
  const row = (workload: string, isMeant: (letters: number) => boolean): Measured => {
    const chosen = [...keystrokes.keys()].filter(
      (at) => isMeant(keystrokes[at]!.letters) && Number.isFinite(fastest[at]),
    );
    const success = (within: number): number => chosen.filter((at) => places[at]! < within).length / chosen.length;
    return {
      workload,
      ...percentiles(chosen.map((at) => fastest[at]!)),
      success1: success(1),
      success5: success(5),
      success10: success(10),
    };
  };
  return [row(name, () => true), ...lengths.map((letters) => row(`${name}-${letters}`, (other) => other === letters))];
}

/** Where, among the concepts of the labels in their order, the meant one stands. */
function placeOf(corpus: Corpus, { index, concept }: Keystroke, labels: readonly number[]): number {
  const seen = new Set<number>();
  for (const label of labels) {
    const found = corpus.indexes[index]!.labels[label]!.concept;
    if (found === concept) return seen.size;
    seen.add(found);
    if (seen.size >= 10) break;
  }
  return Number.POSITIVE_INFINITY;
}

function timed(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}
