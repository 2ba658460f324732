/**
 * A taxonomy as large as ESCO in 28 languages, synthesised: does every file stay below 25 MiB, and does an isolate that
 * answers in all its languages stay within its budget?
 *
 * `node test/load/large-taxonomy.ts [--labels 1800000]` takes some minutes and 3 GB; the test beside it is small.
 */
import { parseArgs } from 'node:util';
import { randomNumbers } from '../../bench/random.ts';
import { readStarterLabels } from '../../bench/starter-labels.ts';
import { compileSnapshot } from '../../taxonomy/compile.ts';
import { committedStatic, compileKernel } from '../../taxonomy/encoders.ts';
import type { Taxonomy } from '../../taxonomy/model.ts';
import { type LanguageTag, parseLanguageTag } from '../../worker/core/language.ts';
import { type ConceptRecord, compareConcepts } from '../../worker/engines/snapshot/concept-table.ts';
import { type LabelRecord, sortLabels } from '../../worker/engines/snapshot/label-pool.ts';
import { createSnapshotStore } from '../../worker/stores/snapshot.ts';

const LANGUAGES = 'ar bg cs da de el en es et fi fr ga hr hu is it lt lv mt nl no pl pt ro sk sl sv uk'.split(
  ' ',
) as readonly string[];
/** ESCO 1.2: occupations to skills. */
const OCCUPATIONS = 3_039;
const SKILLS = 13_939;
/** An isolate's budget for what belongs to languages, as in production. */
const BUDGET_BYTES = 64 * 1024 * 1024;

export interface LargeTaxonomyReport {
  readonly labels: number;
  readonly files: number;
  readonly bytes: number;
  readonly largest: { readonly name: string; readonly bytes: number };
  /** Most that was held at once, bytes. */
  readonly heldBytes: number;
  /** Milliseconds until a language that was not held had its first completion, per language. */
  readonly loads: readonly number[];
  /** Languages whose completion of a label's first letters did not answer anything. */
  readonly silent: readonly string[];
  readonly compileSeconds: number;
}

/** Labels of two to five words that occur in the starter taxonomy's labels of the language (or the English ones). */
function synthesise(labelCount: number, concepts: readonly ConceptRecord[]): ReadonlyMap<LanguageTag, LabelRecord[]> {
  const random = randomNumbers(20_260_103);
  const below = (count: number): number => Math.floor(random() * count);
  const wordsOf = new Map(
    readStarterLabels().map(({ tag, labels }) => [
      tag as string,
      [...new Set(labels.flatMap(({ text }) => text.split(' ')))],
    ]),
  );
  const perLanguage = Math.ceil(labelCount / LANGUAGES.length);
  return new Map(
    LANGUAGES.map((language) => {
      const tag = parseLanguageTag(language)!;
      const words = wordsOf.get(language) ?? wordsOf.get('en')!;
      const seen = new Set<string>();
      const labels = Array.from({ length: perLanguage }, (_, index): LabelRecord => {
        let text = '';
        while (text === '' || seen.has(text))
          text = Array.from({ length: 2 + below(4) }, () => words[below(words.length)]!).join(' ');
        seen.add(text);
        const concept = index % concepts.length;
        return { concept, kind: index < concepts.length ? 'PREFERRED' : 'ALTERNATIVE', text };
      });
      return [tag, sortLabels(labels)];
    }),
  );
}

function largeTaxonomy(labelCount: number): Taxonomy {
  const share = Math.min(1, labelCount / LANGUAGES.length / (OCCUPATIONS + SKILLS));
  const record = (kind: 'OCCUPATION' | 'SKILL', number: number): ConceptRecord => ({
    id: `${kind.toLowerCase()}:${String(number).padStart(5, '0')}`,
    uri: `https://example.org/${kind.toLowerCase()}/${number}`,
    kind,
    code: String(number),
    isco: kind === 'OCCUPATION' ? '2512' : '',
    category: kind === 'SKILL' ? 'HARD_SKILL' : undefined,
    reuseLevel: undefined,
    isGroup: false,
    deprecated: false,
    popularity: number % 256,
  });
  const concepts = [
    ...Array.from({ length: Math.ceil(OCCUPATIONS * share) }, (_, number) => record('OCCUPATION', number)),
    ...Array.from({ length: Math.ceil(SKILLS * share) }, (_, number) => record('SKILL', number)),
  ].toSorted(compareConcepts);
  return {
    identity: { id: 'large-1', name: 'Large', version: '1', licence: 'CC0-1.0', attribution: 'The tests' },
    concepts,
    labels: synthesise(labelCount, concepts),
    descriptions: new Map(),
    relations: [],
    replacements: [],
    codeMappings: [],
  };
}

export async function loadLargeTaxonomy(
  labelCount: number,
  budgetBytes: number = BUDGET_BYTES,
  report: (line: string) => void = () => undefined,
): Promise<LargeTaxonomyReport> {
  const taxonomy = largeTaxonomy(labelCount);
  const started = performance.now();
  const { manifest, files } = compileSnapshot(taxonomy, '2026-01-01T00:00:00.000Z', report);
  const compileSeconds = (performance.now() - started) / 1_000;
  const encoder = committedStatic();
  const store = createSnapshotStore({
    encoder: () => Promise.resolve(encoder),
    kernel: compileKernel(),
    budgetBytes,
    fetchFile: async (name) =>
      name === 'manifest.json' ? Response.json(manifest) : new Response(new Uint8Array(files.get(name)!)),
  });
  let heldBytes = 0;
  const loads: number[] = [];
  const silent: string[] = [];
  await store.concepts();
  for (const [language, labels] of taxonomy.labels) {
    const typed = labels.find(({ concept }) => taxonomy.concepts[concept]!.kind === 'OCCUPATION')!.text.slice(0, 4);
    const before = performance.now();
    const index = await store.prefixIndex('OCCUPATION', language);
    await store.labels(language);
    const answer = index?.complete(typed, { limit: 10 }) ?? [];
    loads.push(performance.now() - before);
    if (answer.length === 0) silent.push(language);
    // All that requests in this language can make it hold.
    await store.prefixIndex('SKILL', language);
    for (const kind of ['OCCUPATION', 'SKILL'] as const) await store.labelSearch(kind, language);
    heldBytes = Math.max(
      heldBytes,
      [...store.held().values()].reduce((sum, bytes) => sum + bytes, 0),
    );
  }
  const sizes = [...files].map(([name, { length }]) => ({ name, bytes: length }));
  return {
    labels: [...taxonomy.labels.values()].reduce((sum, { length }) => sum + length, 0),
    files: files.size,
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    largest: sizes.reduce((most, file) => (file.bytes > most.bytes ? file : most)),
    heldBytes,
    loads,
    silent,
    compileSeconds,
  };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { labels: { type: 'string', default: '1800000' } } });
  const report = await loadLargeTaxonomy(Number(values.labels), BUDGET_BYTES, (line) =>
    process.stderr.write(`${line}\n`),
  );
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
