/**
 * `npm run evaluate:skills [-- --json]`: how much better titles are normalised when skills, or a description, are
 * given; and how well the skills that a title asks for are found. On titles made of ESCO (skills-set.ts).
 *
 * The encoder has seen ESCO's names and which skills belong to which occupations: what is measured is the difference
 * that skills make, not how well titles that nobody has seen are matched.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { LanguageTag } from '../worker/core/language.ts';
import { type TitleInput, createTitleNormalizer } from '../worker/domain/normalize-title.ts';
import { createTitleSkills } from '../worker/domain/skills-for-title.ts';
import { BUILT_IN_LEXICON } from '../worker/domain/title-cleaning/built-in.ts';
import { mean } from './metrics.ts';
import { type TitleWithSkills, skillsSetOf } from './skills-set.ts';
import { openInMemory, readSources } from './taxonomy.ts';

const ESCO = join(import.meta.dirname, '..', '..', 'shared', 'data', 'esco');
const PACKAGE = /v1\.1\.1 - classification/;
/** The language of ESCO's package: the only one with names of skills. */
const LANGUAGE = 'en' as LanguageTag;
/** Matches looked at; an occupation beyond them counts as not found. */
const DEPTH = 50;
const SKILLS = 20;

const GIVEN: readonly (readonly [name: string, given: (title: TitleWithSkills) => Partial<TitleInput>])[] = [
  ['the title alone', () => ({})],
  ['and 5 skills, preferred names', ({ skills }) => ({ skills })],
  ['and 5 skills, other words', ({ otherWords }) => ({ skills: otherWords })],
  ['and 5 skills with 5 of any other job', ({ skills, strangers }) => ({ skills: [...skills, ...strangers] })],
  ['and the description', ({ description }) => ({ description })],
];

interface Row {
  readonly given: string;
  readonly half: TitleWithSkills['half'];
  readonly titles: number;
  readonly mrr: number;
  readonly r1: number;
  readonly r5: number;
  /** Mean confidence of the first matches: as high as R@1 where it says what it means. */
  readonly said: number;
}

interface Options {
  readonly json?: boolean;
  readonly every: string;
  readonly esco: string;
}

async function evaluate({ json = false, every, esco }: Options): Promise<void> {
  if (!existsSync(esco)) throw new Error(`${esco} does not exist: give the folder of ESCO's packages with --esco`);
  const files = readdirSync(esco).filter((name) => PACKAGE.test(name));
  const taxonomy = await readSources(
    files.map((name) => join(esco, name)),
    (line) => console.error(line),
  );
  const { kept, titles: all } = skillsSetOf(taxonomy, LANGUAGE);
  const titles = all.filter((_, place) => place % Number(every) === 0);
  const snapshot = openInMemory(kept);
  const normalizer = createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON });
  const rows: Row[] = [];
  for (const half of ['CHOSEN_ON', 'MEASURED_ON'] as const) {
    const own = titles.filter((title) => title.half === half);
    for (const [given, more] of GIVEN) {
      const places: number[] = [];
      const said: number[] = [];
      for (const title of own) {
        const input = { title: title.title, language: LANGUAGE, ...more(title) };
        const { matches } = await normalizer.normalize(input, { limit: DEPTH, minConfidence: 0 });
        places.push(matches.findIndex(({ occupation }) => occupation === title.occupation));
        said.push(matches[0]?.confidence ?? 0);
      }
      rows.push({
        given,
        half,
        titles: own.length,
        mrr: mean(places.map((place) => (place < 0 ? 0 : 1 / (place + 1)))),
        r1: mean(places.map((place) => (place === 0 ? 1 : 0))),
        r5: mean(places.map((place) => (place >= 0 && place < 5 ? 1 : 0))),
        said: mean(said),
      });
      console.error(`${half} ${given}`);
    }
  }
  const concepts = await snapshot.concepts();
  const skills = createTitleSkills({ snapshot, lexicon: BUILT_IN_LEXICON });
  const found: number[] = [];
  for (const { title, occupation } of titles) {
    const essential = new Set(concepts.related(occupation, 'ESSENTIAL'));
    const answered = await skills.forTitle(title, LANGUAGE, SKILLS);
    const right = answered.filter(({ skill }) => essential.has(skill)).length;
    found.push(right / Math.min(SKILLS, essential.size));
  }
  const essentialFound = mean(found);
  if (json) {
    console.log(JSON.stringify({ rows, essentialFound }, undefined, 2));
    return;
  }
  console.log('| given | half | titles | MRR | R@1 | R@5 | said |\n|---|---|---|---|---|---|---|');
  for (const { given, half, titles: count, ...figures } of rows) {
    const name = half === 'CHOSEN_ON' ? 'chosen on' : 'measured on';
    const numbers = [figures.mrr, figures.r1, figures.r5, figures.said].map((number) => number.toFixed(3));
    console.log(`| ${[given, name, count, ...numbers].join(' | ')} |`);
  }
  console.log(`\nEssential skills among the first ${SKILLS} of skillsForTitle: ${essentialFound.toFixed(3)}`);
}

await new Command('evaluate:skills')
  .description('Measures what skills given with a title are worth, and the skills answered for a title, on ESCO.')
  .option('--json', 'write the results to stdout as JSON')
  .option('--every <n>', 'only every n-th title', '1')
  .option('--esco <folder>', "ESCO's packages", ESCO)
  .action(evaluate)
  .parseAsync();
