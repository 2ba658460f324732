/** One occupation: what it is called everywhere, what it needs, and where it leads. */
import type { Operation } from '../api.ts';
import { h, inLanguage, words } from '../dom.ts';
import { directionOf, languageName } from '../languages.ts';
import { addressOf } from '../router.ts';
import { type GroupName, path } from './path.ts';
import { type Scored, similarTo } from './similar.ts';

const OCCUPATION = `query Occupation($id: ID!, $language: LanguageTag) {
  occupation(id: $id) {
    id
    uri
    iscoCode
    label(language: $language)
    description(language: $language)
    deprecated
    replacedBy { id label(language: $language) }
    broader { id code label(language: $language) }
    labels { text language kind }
    essential: skills(relation: ESSENTIAL, first: 40) { totalCount nodes { id label(language: $language) category } }
    optional: skills(relation: OPTIONAL, first: 40) { totalCount nodes { id label(language: $language) category } }
    nextOccupations(first: 12) { kind occupation { id label(language: $language) } }
    similar(first: 10) { score occupation { id label(language: $language) } }
    codes { scheme vintage code kind }
  }
}`;

interface Name {
  readonly id: string;
  readonly label: string;
}

interface SkillPage {
  readonly totalCount: number;
  readonly nodes: readonly (Name & { readonly category: string })[];
}

interface Label {
  readonly text: string;
  readonly language: string;
  readonly kind: 'PREFERRED' | 'ALTERNATIVE' | 'HIDDEN';
}

interface Occupation extends Name {
  readonly uri: string;
  readonly iscoCode: string;
  readonly description: string | null;
  readonly deprecated: boolean;
  readonly replacedBy: readonly Name[];
  readonly broader: readonly GroupName[];
  readonly labels: readonly Label[];
  readonly essential: SkillPage;
  readonly optional: SkillPage;
  readonly nextOccupations: readonly {
    readonly kind: 'ADVANCEMENT' | 'LATERAL' | 'RELATED';
    readonly occupation: Name;
  }[];
  readonly similar: readonly Scored[];
  readonly codes: readonly {
    readonly scheme: string;
    readonly vintage: string;
    readonly code: string;
    readonly kind: string;
  }[];
}

export interface OccupationData {
  readonly occupation: Occupation | null;
}

export const occupationOperation = (id: string, language: string | undefined): Operation => ({
  query: OCCUPATION,
  variables: { id, language: language ?? null },
});

const STEPS = { ADVANCEMENT: 'A step up', LATERAL: 'A step aside', RELATED: 'Related' } as const;

const CATEGORIES: Readonly<Record<string, string>> = {
  HARD_SKILL: 'can do',
  KNOWLEDGE: 'knows',
  SOFT_SKILL: 'way of working',
  LANGUAGE_SKILL: 'language',
};

/** What the colours of skills mean; the skills say it themselves to who cannot see them. */
const legend = (): HTMLElement =>
  h(
    'ul',
    { class: 'chips legend', 'aria-hidden': 'true' },
    ...Object.entries(CATEGORIES).map(([category, name]) =>
      h('li', { class: words(category).replace(' ', '-') }, name),
    ),
  );

const link = ({ id, label }: Name): HTMLElement => h('a', { href: addressOf('browse', { id }) }, h('bdi', {}, label));

function skills(title: string, { totalCount, nodes }: SkillPage): HTMLElement | undefined {
  if (totalCount === 0) return undefined;
  return h(
    'div',
    {},
    h('h3', {}, title, ' ', h('span', { class: 'count' }, String(totalCount))),
    h(
      'ul',
      { class: 'chips' },
      ...nodes.map(({ label, category }) =>
        h(
          'li',
          { class: words(category).replace(' ', '-') },
          h('bdi', {}, label),
          h('span', { class: 'off-screen' }, ` (${CATEGORIES[category] ?? words(category)})`),
        ),
      ),
      totalCount > nodes.length ? h('li', { class: 'more' }, `and ${totalCount - nodes.length} more`) : undefined,
    ),
  );
}

function next(steps: Occupation['nextOccupations']): HTMLElement {
  return h(
    'ul',
    { class: 'steps' },
    ...steps.map(({ kind, occupation }) =>
      h('li', { class: kind.toLowerCase() }, h('span', { class: 'fine' }, STEPS[kind]), link(occupation)),
    ),
  );
}

/** Its preferred names in up to twelve languages, to be compared. */
function comparison(labels: readonly Label[]): HTMLElement | undefined {
  const preferred = [...new Set(labels.filter(({ kind }) => kind === 'PREFERRED').map(({ text }) => text))].slice(
    0,
    12,
  );
  if (preferred.length < 2) return undefined;
  return h('p', {}, h('a', { href: addressOf('compare', { t: preferred }) }, 'Compare its names across languages'));
}

function names(labels: readonly Label[]): HTMLElement {
  const byLanguage = Map.groupBy(
    labels.filter(({ kind }) => kind !== 'HIDDEN'),
    ({ language }) => language,
  );
  const rows = [...byLanguage].map(([language, [first, ...others]]) =>
    h(
      'div',
      { class: 'name-row' },
      h('dt', {}, languageName(language)),
      h(
        'dd',
        { lang: language, dir: directionOf(language) },
        h('strong', {}, first?.text ?? ''),
        ...others.flatMap(({ text }) => [' · ', h('span', {}, text)]),
      ),
    ),
  );
  return h('dl', { class: 'name-table' }, ...rows);
}

function section(title: string, ...content: (Node | undefined)[]): HTMLElement | undefined {
  const present = content.filter((node) => node !== undefined);
  return present.length === 0 ? undefined : h('section', { class: 'panel' }, h('h2', {}, title), ...present);
}

export function occupationPage(occupation: Occupation): Node[] {
  const { codes, deprecated, description, essential, iscoCode, labels, nextOccupations, optional, replacedBy, uri } =
    occupation;
  const skillLists = [skills('Essential', essential), skills('Optional', optional)];
  const languages = new Set(labels.map(({ language }) => language)).size;
  return [
    path(occupation.broader),
    deprecated
      ? h(
          'p',
          { class: 'notice' },
          'The publisher withdrew this occupation. ',
          ...replacedBy.flatMap((name) => ['In its place: ', link(name), ' ']),
        )
      : undefined,
    description === null ? undefined : h('p', { class: 'lead', dir: 'auto' }, description),
    h('p', { class: 'fine' }, `ISCO-08 ${iscoCode} · `, h('code', {}, occupation.id)),
    h(
      'div',
      { class: 'columns' },
      h(
        'div',
        { class: 'column' },
        skillLists.some((list) => list !== undefined)
          ? section('Skills', ...skillLists, legend())
          : h('p', { class: 'panel fine' }, 'The taxonomy states no skills for it.'),
        section('Where it leads', nextOccupations.length === 0 ? undefined : next(nextOccupations)),
      ),
      section('Similar occupations', ...similarTo(occupation.label, occupation.similar)),
    ),
    section(
      `Its names in ${languages} ${languages === 1 ? 'language' : 'languages'}`,
      names(labels),
      comparison(labels),
    ),
    codes.length === 0
      ? undefined
      : section(
          'In other classifications',
          h(
            'ul',
            { class: 'names' },
            ...codes.map(({ scheme, vintage, code, kind }) =>
              h(
                'li',
                {},
                inLanguage('en', `${scheme} ${vintage}: `),
                h('code', {}, code),
                h('span', { class: 'fine' }, ` ${words(kind)}`),
              ),
            ),
          ),
        ),
    h('p', { class: 'fine' }, h('bdi', {}, uri)),
  ].filter((node) => node !== undefined);
}
