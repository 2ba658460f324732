/**
 * Completion under endless typing: no exception, answers that the reference accepts too, memory that stays flat.
 *
 * `npm run soak:completion [-- --keystrokes 10000000 --seed 1]` over the starter taxonomy's occupations in all its languages;
 * the test beside it does the same for a few seconds.
 */
import { parseArgs } from 'node:util';
import { readStarterLabels } from '../../bench/starter-labels.ts';
import { type Completion, buildPrefixIndex, openPrefixIndex } from '../../worker/engines/prefix-index/index.ts';
import { readContainer } from '../../worker/engines/snapshot/container.ts';
import { createReference } from '../engines/prefix-index-reference.ts';
import { keystrokes } from './keystrokes.ts';

const LIMIT = 10;
/** Keystrokes of one language before the next has its turn. */
const TURN = 1_000;
/** One keystroke in so many is checked: the reference takes milliseconds a label. */
const CHECKED_EVERY = 997;
const REPORTS = 20;

export interface SoakReport {
  readonly keystrokes: number;
  /** Answers held against the reference. */
  readonly checked: number;
  /** What the reference would not accept, or what breaks an answer's own rules. */
  readonly faults: readonly string[];
  /** Bytes in use after a collection, at even steps; empty where the process cannot collect. */
  readonly memory: readonly number[];
  readonly slowestMs: number;
  readonly seconds: number;
}

export interface SoakOptions {
  readonly keystrokes: number;
  readonly seed: number;
  readonly languages?: readonly string[];
  readonly onProgress?: (done: number, faults: number, bytes: number | undefined) => void;
}

/** What is wrong with an answer by its own rules. */
function faultOf(answer: readonly Completion[], textOf: (label: number) => string): string | undefined {
  if (answer.length > LIMIT) return `${answer.length} answers`;
  if (new Set(answer.map(({ concept }) => concept)).size < answer.length) return 'a concept twice';
  for (const { label, highlights } of answer) {
    let end = 0;
    for (const highlight of highlights) {
      if (highlight.start < end || highlight.end <= highlight.start) return 'highlights out of order';
      end = highlight.end;
    }
    if (end > textOf(label).length) return 'a highlight beyond the label';
  }
  return undefined;
}

function bytesInUse(): number | undefined {
  if (globalThis.gc === undefined) return undefined;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

export function soak({ keystrokes: total, seed, languages, onProgress }: SoakOptions): SoakReport {
  const typists = readStarterLabels(languages).map(({ tag, labels }, number) => {
    const container = readContainer(buildPrefixIndex(tag, labels));
    if (!container.ok) throw new Error(container.failure.reason);
    return {
      tag,
      index: openPrefixIndex(container.value),
      reference: createReference(tag, labels),
      textOf: (label: number): string => labels[label]!.text,
      texts: keystrokes(
        labels.map(({ text }) => text),
        seed * 1_000 + number,
      ),
    };
  });
  const faults: string[] = [];
  const memory: number[] = [];
  const started = performance.now();
  let checked = 0;
  let slowestMs = 0;
  for (let done = 0; done < total;) {
    const { tag, index, reference, textOf, texts } = typists[Math.floor(done / TURN) % typists.length]!;
    const text = texts.next().value;
    const before = performance.now();
    const answer = index.complete(text, { limit: LIMIT });
    slowestMs = Math.max(slowestMs, performance.now() - before);
    done += 1;
    const fault = faultOf(answer, textOf);
    if (fault !== undefined) faults.push(`${tag} ${JSON.stringify(text)}: ${fault}`);
    if (done % CHECKED_EVERY === 0) {
      checked += 1;
      for (const { label } of answer) {
        if (!reference.accepts(text, label)) faults.push(`${tag} ${JSON.stringify(text)}: "${textOf(label)}"`);
      }
    }
    if (done % Math.max(1, Math.floor(total / REPORTS)) === 0) {
      const bytes = bytesInUse();
      if (bytes !== undefined) memory.push(bytes);
      onProgress?.(done, faults.length, bytes);
    }
  }
  return { keystrokes: total, checked, faults, memory, slowestMs, seconds: (performance.now() - started) / 1_000 };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { keystrokes: { type: 'string', default: '10000000' }, seed: { type: 'string', default: '1' } },
  });
  const report = soak({
    keystrokes: Number(values.keystrokes),
    seed: Number(values.seed),
    onProgress: (done, faults, bytes) =>
      process.stderr.write(`${done} keystrokes, ${faults} faults, ${((bytes ?? 0) / 1e6).toFixed(1)} MB\n`),
  });
  for (const fault of report.faults.slice(0, 50)) process.stderr.write(`${fault}\n`);
  const { faults, ...figures } = report;
  process.stdout.write(`${JSON.stringify({ ...figures, faults: faults.length })}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
