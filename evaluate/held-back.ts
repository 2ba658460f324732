/**
 * `npm run evaluate:held-back [-- --json]`: how well the starter taxonomy's own titles are found when they are not in it.
 *
 * A tenth of the labels of each language, fixed by a hash of language and text, is left out of the index and
 * normalised, language given. Right is every occupation that has the label (a label may serve two). Prints accuracy@1
 * and accuracy@5 a language.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Command } from 'commander';
import { committedStatic, compileKernel } from '../taxonomy/encoders.ts';
import { compileSnapshot } from '../taxonomy/compile.ts';
import type { Taxonomy } from '../taxonomy/model.ts';
import { Problems } from '../taxonomy/problems.ts';
import { readTaxonomies } from '../taxonomy/read-taxonomies.ts';
import { fold } from '../worker/core/fold.ts';
import type { LanguageTag } from '../worker/core/language.ts';
import { createTitleNormalizer } from '../worker/domain/normalize-title.ts';
import { BUILT_IN_LEXICON } from '../worker/domain/title-cleaning/built-in.ts';
import { createSnapshotStore } from '../worker/stores/snapshot.ts';

const STARTER = join(import.meta.dirname, '../taxonomy/starter');
const SHARE = 10;

interface LanguageResult {
  readonly language: string;
  readonly titles: number;
  readonly accuracy1: number;
  readonly accuracy5: number;
}

function isHeldBack(language: string, text: string): boolean {
  return (
    createHash('sha256')
      .update(`${language}\t${fold(text)}`)
      .digest()
      .readUInt32LE() %
      SHARE ===
    0
  );
}

/** The taxonomy without the held-back labels of occupations; and these, with every occupation that has them. */
function holdBack(taxonomy: Taxonomy): { kept: Taxonomy; heldBack: Map<LanguageTag, Map<string, Set<number>>> } {
  const heldBack = new Map<LanguageTag, Map<string, Set<number>>>();
  const labels = new Map<LanguageTag, Taxonomy['labels'] extends ReadonlyMap<LanguageTag, infer Pool> ? Pool : never>();
  for (const [language, pool] of taxonomy.labels) {
    const titles = new Map<string, Set<number>>();
    const stays = pool.filter(({ concept, text }) => {
      if (taxonomy.concepts[concept]?.kind !== 'OCCUPATION' || !isHeldBack(language, text)) return true;
      titles.set(text, (titles.get(text) ?? new Set()).add(concept));
      return false;
    });
    labels.set(language, stays);
    heldBack.set(language, titles);
  }
  return { kept: { ...taxonomy, labels }, heldBack };
}

async function evaluate(): Promise<LanguageResult[]> {
  const [taxonomy] = await readTaxonomies([STARTER], {
    problems: new Problems(),
    report: () => undefined,
    latestEsco: async () => undefined,
  });
  if (taxonomy === undefined) throw new Error('The starter taxonomy was not read');
  const { kept, heldBack } = holdBack(taxonomy);
  const { files, manifest } = compileSnapshot(kept, new Date().toISOString(), (line) => console.error(line));
  const snapshot = createSnapshotStore({
    encoder: () => Promise.resolve(committedStatic()),
    kernel: compileKernel(),
    fetchFile: async (name) =>
      name === 'manifest.json' ? Response.json(manifest) : new Response(files.get(name)?.slice() ?? null),
  });
  const normalizer = createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON });
  const results: LanguageResult[] = [];
  for (const [language, titles] of heldBack) {
    let first = 0;
    let among = 0;
    for (const [title, occupations] of titles) {
      const { matches } = await normalizer.normalize({ title, language }, { limit: 5, minConfidence: 0 });
      const place = matches.findIndex(({ occupation }) => occupations.has(occupation));
      if (place === 0) first += 1;
      if (place >= 0) among += 1;
    }
    results.push({ language, titles: titles.size, accuracy1: first / titles.size, accuracy5: among / titles.size });
    console.error(`${language}: ${titles.size} titles`);
  }
  return results;
}

const { json = false } = new Command('evaluate:held-back')
  .description('Normalises labels that were left out of the starter taxonomy.')
  .option('--json', 'print JSON')
  .parse()
  .opts<{ json?: boolean }>();
const results = await evaluate();
if (json) console.log(JSON.stringify(results));
else {
  console.log('| language | titles | accuracy@1 | accuracy@5 |\n|---|---|---|---|');
  for (const { language, titles, accuracy1, accuracy5 } of results)
    console.log(`| ${language} | ${titles} | ${accuracy1.toFixed(3)} | ${accuracy5.toFixed(3)} |`);
}
