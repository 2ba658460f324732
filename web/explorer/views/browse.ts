/** The taxonomy, walked: ten major groups of ISCO-08, the groups below them, and occupations. */
import { type Operation, ask } from '../api.ts';
import { find, h } from '../dom.ts';
import { answerLanguage, layOut } from '../languages.ts';
import { placeOf, showRequest, work } from '../outcome.ts';
import { addressOf } from '../router.ts';
import { occupationOperation, occupationPage, type OccupationData } from './occupation.ts';
import { type GroupName, groupLink, path } from './path.ts';

const GROUPS = `query MajorGroups($ids: [ID!]!, $language: LanguageTag) {
  nodes(ids: $ids) { ... on OccupationGroup { id code label(language: $language) } }
}`;

const GROUP = `query Group($id: ID!, $language: LanguageTag) {
  node(id: $id) {
    ... on OccupationGroup {
      id
      code
      label(language: $language)
      description(language: $language)
      broader { id code label(language: $language) }
      narrower { id code label(language: $language) }
      occupations(first: 100) { totalCount nodes { id label(language: $language) iscoCode } }
    }
  }
}`;

interface Group extends GroupName {
  readonly description: string | null;
  readonly broader: readonly GroupName[];
  readonly narrower: readonly GroupName[];
  readonly occupations: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly label: string; readonly iscoCode: string }[];
  };
}

const HEADING = 'Browse occupations';
const place = placeOf('browse');
const heading = find('#browse-heading', HTMLElement);

function groupPage(group: Group): Node[] {
  const { broader, description, narrower, occupations } = group;
  const { totalCount, nodes } = occupations;
  return [
    path(broader),
    description === null
      ? h('p', { class: 'lead' }, `ISCO-08 group ${group.code}`)
      : h('p', { class: 'lead', dir: 'auto' }, description),
    narrower.length === 0 ? '' : h('ul', { class: 'groups' }, ...narrower.map((one) => h('li', {}, groupLink(one)))),
    h('h2', {}, `${totalCount} ${totalCount === 1 ? 'occupation' : 'occupations'}`),
    totalCount === 0
      ? h('p', {}, 'The taxonomy holds none in this group.')
      : h(
          'ul',
          { class: 'names' },
          ...nodes.map(({ id, label }) =>
            h('li', {}, h('a', { href: addressOf('browse', { id }) }, h('bdi', {}, label))),
          ),
        ),
    totalCount > nodes.length
      ? h('p', { class: 'fine' }, `The first ${nodes.length} are shown; open a group for the others.`)
      : '',
  ].filter((node) => typeof node !== 'string');
}

/** Keeps the heading, which the view owns, up with what is shown below it. */
function present(title: string, ...content: Node[]): void {
  heading.textContent = title;
  if (title !== HEADING) document.title = `${title} · Crosswalk`;
  layOut(place.outcome);
  heading.dir = place.outcome.dir;
  place.outcome.replaceChildren(...content);
  place.status.textContent = '';
}

function unknown(id: string): void {
  present(
    HEADING,
    h(
      'div',
      { class: 'notice' },
      h('strong', {}, 'Not in this taxonomy'),
      h('p', {}, `Nothing is known under “${id}”.`),
      h('p', {}, h('a', { href: addressOf('browse') }, 'All groups')),
    ),
  );
}

function showOccupation(id: string): void {
  const operation = occupationOperation(id, answerLanguage());
  void work(place, async (signal) => {
    const { data } = await ask<OccupationData>(operation, signal);
    if (data.occupation === null) {
      unknown(id);
      return;
    }
    present(data.occupation.label, ...occupationPage(data.occupation));
    showRequest(operation);
  });
}

function showGroup(id: string): void {
  const operation: Operation = { query: GROUP, variables: { id, language: answerLanguage() ?? null } };
  void work(place, async (signal) => {
    const { data } = await ask<{ node: Group | null }>(operation, signal);
    if (data.node === null || data.node.code === undefined) unknown(id);
    else present(data.node.label, ...groupPage(data.node));
    showRequest(operation);
  });
}

function showAll(): void {
  const ids = Array.from({ length: 10 }, (_, code) => `group:${code}`);
  const operation: Operation = { query: GROUPS, variables: { ids, language: answerLanguage() ?? null } };
  void work(place, async (signal) => {
    const { data } = await ask<{ nodes: readonly (GroupName | null)[] }>(operation, signal);
    const groups = data.nodes.filter((group) => group !== null);
    present(
      HEADING,
      h(
        'p',
        { class: 'lead' },
        'The major groups of ISCO-08, the international classification. Or ',
        h('a', { href: '/' }, 'type a title'),
        '.',
      ),
      groups.length === 0
        ? h('p', { class: 'notice' }, 'This taxonomy has no groups. Type a title instead.')
        : h('ul', { class: 'groups major' }, ...groups.map((group) => h('li', {}, groupLink(group)))),
    );
    showRequest(operation);
  });
}

export function show(parameters: URLSearchParams): void {
  const id = parameters.get('id') ?? '';
  if (id.startsWith('group:')) showGroup(id);
  else if (id !== '') showOccupation(id);
  else showAll();
}
