/** Titles of any languages beside each other, as a heat map: one rankTitles for each of them, in one request. */
import { type Operation, ask } from '../api.ts';
import { find, h } from '../dom.ts';
import { placeOf, showRequest, work } from '../outcome.ts';
import { addressOf, go } from '../router.ts';

const MAXIMUM = 12;
const LENGTH = 512;

const EXAMPLE = [
  'registered nurse',
  'Krankenschwester',
  'infirmière',
  'ممرضة',
  '护士',
  'software developer',
  'Programmierer',
  'développeur',
  'truck driver',
  'camionero',
];

interface Ranked {
  readonly index: number;
  readonly score: number;
}

const place = placeOf('compare');
const titles = find('#compared', HTMLTextAreaElement);

const linesOf = (text: string): string[] =>
  [...new Set(text.split('\n').map((line) => line.trim().slice(0, LENGTH)))].filter((line) => line !== '');

/** One field a title: each is compared with all. */
function operationFor(compared: readonly string[]): Operation {
  const parameters = compared.map((_, at) => `$title${at}: String!`).join(', ');
  const fields = compared.map(
    (_, at) => `title${at}: rankTitles(title: $title${at}, candidates: $candidates, limit: ${MAXIMUM}) { index score }`,
  );
  return {
    query: `query Compare(${parameters}, $candidates: [String!]!) {\n  ${fields.join('\n  ')}\n}`,
    variables: {
      ...Object.fromEntries(compared.map((title, at) => [`title${at}`, title])),
      candidates: compared,
    },
  };
}

/** `share`: where the score stands between 0 and the highest of the table. */
function cell(score: number, share: number, row: string, column: string, isSame: boolean): HTMLElement {
  const node = h(
    'td',
    { class: isSame ? 'same' : undefined, title: `${row} · ${column}` },
    isSame ? '1' : score.toFixed(2),
  );
  node.style.setProperty('--share', String(isSame ? 0 : share));
  return node;
}

function render(compared: readonly string[], answer: Readonly<Record<string, readonly Ranked[]>>): void {
  const scoreOf = (row: number, column: number): number =>
    answer[`title${row}`]?.find(({ index }) => index === column)?.score ?? 0;
  const pairs = compared.flatMap((_, row) => compared.map((_, at) => (at === row ? 0 : scoreOf(row, at))));
  const highest = Math.max(...pairs, 0.01);
  const heading = (title: string, scope: string): HTMLElement => h('th', { scope }, h('span', { dir: 'auto' }, title));
  place.outcome.replaceChildren(
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Heat map' },
      h(
        'table',
        { class: 'heat' },
        h(
          'caption',
          {},
          'How well the title of a column fits that of a row, 0 to 1. The strongest colour is the highest score.',
        ),
        h('thead', {}, h('tr', {}, h('td'), ...compared.map((title) => heading(title, 'col')))),
        h(
          'tbody',
          {},
          ...compared.map((row, rowAt) =>
            h(
              'tr',
              {},
              heading(row, 'row'),
              ...compared.map((column, at) =>
                cell(scoreOf(rowAt, at), scoreOf(rowAt, at) / highest, row, column, at === rowAt),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

export function show(parameters: URLSearchParams): void {
  const given = parameters.getAll('t');
  const compared = given.length === 0 ? EXAMPLE : linesOf(given.join('\n')).slice(0, MAXIMUM);
  titles.value = compared.join('\n');
  const operation = operationFor(compared);
  void work(place, async (signal) => {
    const { data } = await ask<Record<string, readonly Ranked[]>>(operation, signal);
    render(compared, data);
    showRequest(operation);
    place.status.textContent = `${compared.length} titles compared.`;
  });
}

find('#compare-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  const compared = linesOf(titles.value);
  if (compared.length > MAXIMUM) {
    place.status.textContent = `These are ${compared.length} titles; the first ${MAXIMUM} are compared.`;
  }
  go(addressOf('compare', { t: compared.slice(0, MAXIMUM) }));
});
