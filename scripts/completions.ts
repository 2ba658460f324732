/**
 * Writes docs/completions.md: what typed text gives over an imported taxonomy, as it comes.
 *
 * `npm run completions` after `npm run taxonomy -- import FILES...`; the engine is the one the Worker uses, read from
 * the imported snapshot.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { committedStatic, compileKernel } from '../taxonomy/encoders.ts';
import { workspaceIn } from '../taxonomy/workspace.ts';
import { parseLanguageTag } from '../worker/core/language.ts';
import { createSnapshotStore } from '../worker/stores/snapshot.ts';

const TYPED: readonly (readonly [text: string, language: string, remark: string])[] = [
  ['nurs', 'en', ''],
  ['nusr', 'en', 'one typo'],
  ['data sci', 'en', ''],
  ['dat asci', 'en', 'one typo: a space one letter early'],
  ['data scl', 'en', 'one typo in a word of three letters, which is not forgiven'],
  ['data scein', 'en', 'one typo'],
  ['engineer soft', 'en', 'words in any order'],
  ['enginere soft', 'en', 'one typo'],
  ['krankens', 'de', ''],
  ['krnkens', 'de', 'one typo'],
  ['Ärz', 'de', ''],
  ['arz', 'de', 'without the umlaut'],
  ['aerz', 'de', 'the umlaut as typed on a foreign keyboard'],
  ['Ärtz', 'de', 'one typo'],
  ['infirmi', 'fr', ''],
  ['infrimi', 'fr', 'one typo'],
  ['softwre dev', 'en', 'one typo'],
];

const root = join(import.meta.dirname, '..');
const workspace = workspaceIn(root);
const store = createSnapshotStore({
  encoder: () => Promise.resolve(committedStatic()),
  kernel: compileKernel(),
  fetchFile: async (name) => new Response(new Uint8Array(readFileSync(join(workspace.snapshot, name)))),
});

const manifest = await store.manifest();
const concepts = await store.concepts();
const lines = [
  '# What typed text gives',
  '',
  `The first ten occupations for what is typed, as they come, over ${manifest.taxonomy.name} ${manifest.taxonomy.version} with`,
  `${manifest.taxonomy.labelCount.toLocaleString('en')} labels in ${manifest.languages.length} languages. Matched letters are bold. Made by \`npm run completions\` after importing`,
  'the packages that [importing-esco.md](importing-esco.md) names; nothing in it is chosen by hand but the typed texts.',
];
for (const [text, tag, remark] of TYPED) {
  const language = parseLanguageTag(tag);
  if (language === undefined) throw new Error(`${tag} is no language tag`);
  const [index, pool] = await Promise.all([store.prefixIndex('OCCUPATION', language), store.labels(language)]);
  if (index === undefined || pool === undefined)
    throw new Error(`The imported taxonomy has no ${tag}: import labels in it first.`);
  lines.push('', `## \`${text}\` (${tag}${remark === '' ? '' : `; ${remark}`})`, '');
  for (const [place, completion] of index.complete(text, { limit: 10 }).entries()) {
    const label = pool.text(completion.label);
    let marked = '';
    let from = 0;
    for (const { start, end } of completion.highlights) {
      marked += `${label.slice(from, start)}**${label.slice(start, end)}**`;
      from = end;
    }
    lines.push(
      `${place + 1}. ${marked}${label.slice(from)} (${concepts.isco(completion.concept)}, ${completion.score.toFixed(2)})`,
    );
  }
}
writeFileSync(join(root, 'docs/completions.md'), `${lines.join('\n')}\n`);
console.log('docs/completions.md');
