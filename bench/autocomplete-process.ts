/**
 * One subject on one corpus in a process of its own, so that neither memory nor garbage of another weighs on it.
 * Started by autocomplete.ts with the subject, the corpus and the number of labels to type; prints rows as JSON.
 */
import {
  type Corpus,
  type CorpusName,
  type Keystroke,
  type Workload,
  CORPORA,
  readCorpus,
  workloads,
} from './autocomplete-corpus.ts';
import { type Built, type Complete, SUBJECTS, openCrosswalk, poolBytes } from './autocomplete-subjects.ts';
import { type BenchRow, percentiles } from './rows.ts';

/** Each keystroke is asked this often, and its fastest answer counts: what else runs on the machine is left out. */
const ROUNDS = 3;
/** A subject that needs longer for a workload is not asked again, or not for the rest of it. */
const PATIENCE_MS = 60_000;
const WARM_UP = 300;

const [subjectName, corpusName, labelCount] = process.argv.slice(2);
const subject = SUBJECTS.find(({ name }) => name === subjectName);
const chosen = CORPORA.find((name) => name === corpusName);
if (subject === undefined || chosen === undefined) throw new Error('usage: SUBJECT CORPUS LABELS');
process.stdout.write(JSON.stringify(measure(chosen, Number(labelCount))));

function measure(name: CorpusName, typedLabels: number): BenchRow[] {
  const corpus = readCorpus(name);
  const typed = workloads(corpus, typedLabels);
  const built: Built[] = [];
  const buildMs = timed(() => {
    for (const { language, labels } of corpus.indexes) built.push(subject!.build(language, labels));
  });
  const ready: Complete[] = [];
  const loadMs = timed(() => {
    for (const { stored, load } of built) ready.push(subject!.name === 'crosswalk' ? openCrosswalk(stored!) : load());
  });
  const labels = corpus.indexes.reduce((sum, index) => sum + index.labels.length, 0);
  const facts = {
    suite: 'autocomplete',
    subject: subject!.name,
    labels,
    build_ms: buildMs,
    load_ms: built[0]?.stored === undefined ? null : loadMs,
    bytes: bytesOf(corpus, built),
    rss_mb: Math.round(process.memoryUsage().rss / 1024 / 1024),
  };
  return typed.flatMap((workload) =>
    measureWorkload(corpus, workload, ready).map((row) => ({ ...facts, ...row, workload: `${name}:${row.workload}` })),
  );
}

/** What is kept at run time: for us the index and the labels' texts, which the others hold in their index too. */
function bytesOf(corpus: Corpus, built: readonly Built[]): number | null {
  let bytes = 0;
  for (const [index, { stored }] of built.entries()) {
    if (stored === undefined) return null;
    const { language, labels } = corpus.indexes[index]!;
    bytes += stored.length + (subject!.name === 'crosswalk' ? poolBytes(language, labels) : 0);
  }
  return bytes;
}

type Measured = Pick<
  BenchRow,
  'workload' | 'p50_ms' | 'p99_ms' | 'p999_ms' | 'max_ms' | 'success1' | 'success5' | 'success10'
>;

/** One row for all keystrokes of the workload, and one for each number of letters. */
function measureWorkload(corpus: Corpus, { name, keystrokes }: Workload, ready: readonly Complete[]): Measured[] {
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
    process.stderr.write(`${subject!.name} ${name}: ${asked} of ${keystrokes.length} asked\n`);
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
