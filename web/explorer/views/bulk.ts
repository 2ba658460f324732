/** Many titles, pasted or from a CSV file: sent a hundred at a time, shown as they come, downloaded as CSV. */
import { find, h } from '../dom.ts';
import { answerLanguage, choose as chooseLanguage } from '../languages.ts';
import { type Place, placeOf, showFailure, showRequest } from '../outcome.ts';
import { decode, formatCsv, parseCsv } from '../csv.ts';
import { addressOf, note } from '../router.ts';
import { ADDED_COLUMNS, type Normalised, NORMALISE_MANY, normaliseAll, operationFor } from './batches.ts';

/** More is better imported by a program (docs/adopting.md). */
const MAXIMUM_ROWS = 100_000;
const MAXIMUM_BYTES = 50_000_000;
/** Rows shown; the download has all of them. */
const SHOWN = 50;

interface Source {
  readonly delimiter: string;
  /** Names of the columns; undefined where titles were pasted. */
  readonly header: readonly string[] | undefined;
  readonly rows: readonly (readonly string[])[];
  readonly fileName: string;
}

const place: Place = placeOf('bulk');
const pasted = find('#pasted', HTMLTextAreaElement);
const file = find('#file', HTMLInputElement);
const drop = find('#drop', HTMLElement);
const column = find('#column', HTMLSelectElement);
const columnField = find('#column-field', HTMLElement);
const language = find('#bulk-language', HTMLSelectElement);
const start = find('#bulk-start', HTMLButtonElement);
const stop = find('#bulk-stop', HTMLButtonElement);
const progress = find('#bulk-progress', HTMLElement);
const meter = find('#bulk-meter', HTMLProgressElement);

/** The file that was chosen; undefined where titles are pasted. */
let chosen: Source | undefined;
let running: AbortController | undefined;
let downloadUrl: string | undefined;

const count = (value: number): string => value.toLocaleString('en');

/** Which column is most likely the one with titles. */
function likelyColumn(header: readonly string[]): number {
  const at = header.findIndex((name) => /title|job|beruf|stelle|titre|puesto|titolo|stanowisk|职位|職種/i.test(name));
  return Math.max(0, at);
}

function refuse(message: string): void {
  place.outcome.replaceChildren(h('p', { class: 'notice', role: 'alert' }, message));
}

async function choose(picked: File): Promise<void> {
  if (picked.size > MAXIMUM_BYTES) {
    refuse(`“${picked.name}” has more than ${MAXIMUM_BYTES / 1_000_000} MB. Split it, or use the API.`);
    return;
  }
  const { delimiter, rows } = parseCsv(decode(new Uint8Array(await picked.arrayBuffer())));
  const [header, ...body] = rows;
  if (header === undefined || body.length === 0) {
    refuse(`“${picked.name}” needs a line with the names of its columns, and at least one row below it.`);
    return;
  }
  if (body.length > MAXIMUM_ROWS) {
    refuse(
      `“${picked.name}” has ${count(body.length)} rows; here ${count(MAXIMUM_ROWS)} is the most. Use the API for more.`,
    );
    return;
  }
  chosen = { delimiter, header, rows: body, fileName: picked.name };
  column.replaceChildren(...header.map((name, at) => h('option', { value: at }, name.trim() || `Column ${at + 1}`)));
  column.value = String(likelyColumn(header));
  columnField.hidden = false;
  pasted.value = '';
  place.outcome.replaceChildren();
  place.status.textContent = `“${picked.name}”: ${count(body.length)} rows, ${header.length} columns. Choose the column, then normalise.`;
}

/** What shall be normalised now. */
function source(): Source | undefined {
  const lines = pasted.value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return chosen;
  return {
    delimiter: ',',
    header: ['title'],
    rows: lines.slice(0, MAXIMUM_ROWS).map((line) => [line]),
    fileName: 'titles.csv',
  };
}

function resultTable(titles: readonly string[], found: readonly (Normalised | undefined)[]): HTMLElement {
  const row = (title: string, normalised: Normalised | undefined): HTMLElement => {
    const match = normalised?.matches[0];
    return h(
      'tr',
      {},
      h('td', { dir: 'auto' }, title),
      h('td', { dir: 'auto', lang: normalised?.language }, normalised?.cleaned ?? ''),
      h(
        'td',
        { dir: 'auto' },
        match === undefined ? h('span', { class: 'fine' }, 'nothing fits') : match.occupation.label,
      ),
      h('td', { class: 'number' }, match === undefined ? '' : `${Math.round(match.confidence * 100)} %`),
    );
  };
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Normalised titles' },
    h(
      'table',
      { class: 'results' },
      h(
        'thead',
        {},
        h('tr', {}, ...['Title', 'Cleaned', 'Occupation', 'Sure'].map((name) => h('th', { scope: 'col' }, name))),
      ),
      h('tbody', {}, ...titles.slice(0, Math.min(SHOWN, found.length)).map((title, at) => row(title, found[at]))),
    ),
  );
}

function downloadLink(
  { delimiter, header, rows, fileName }: Source,
  found: readonly (Normalised | undefined)[],
): HTMLElement {
  const columns = header?.length ?? 1;
  const padded = (row: readonly string[]): readonly string[] =>
    Array.from({ length: columns }, (_, at) => row[at] ?? '');
  const added = (normalised: Normalised | undefined): string[] =>
    ADDED_COLUMNS.map(({ value }) => (normalised === undefined ? '' : value(normalised)));
  const text = formatCsv({
    delimiter,
    rows: [
      [...(header ?? ['title']), ...ADDED_COLUMNS.map(({ name }) => name)],
      ...rows.map((row, at) => [...padded(row), ...added(found[at])]),
    ],
  });
  if (downloadUrl !== undefined) URL.revokeObjectURL(downloadUrl);
  downloadUrl = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const name = fileName.replace(/(\.[^.]*)?$/, '-normalised.csv');
  return h('a', { class: 'button', href: downloadUrl, download: name }, `Download ${name}`);
}

async function normalise(): Promise<void> {
  const given = source();
  if (given === undefined) {
    place.status.textContent = 'Paste titles or choose a file first.';
    pasted.focus();
    return;
  }
  const at = given === chosen ? Number(column.value) : 0;
  const titles = given.rows.map((row) => row[at] ?? '');
  running = new AbortController();
  const { signal } = running;
  const settings = { language: language.value || null, labelLanguage: answerLanguage() ?? null };
  start.disabled = true;
  stop.hidden = false;
  progress.hidden = false;
  meter.value = 0;
  place.outcome.replaceChildren();
  showRequest(operationFor(titles.slice(0, 2), settings));
  let found: readonly (Normalised | undefined)[] = [];
  try {
    await normaliseAll(titles, settings, signal, {
      onProgress(sofar) {
        found = sofar;
        meter.value = sofar.length / titles.length;
        place.status.textContent = `${count(sofar.length)} of ${count(titles.length)} titles normalised.`;
        if (sofar.length <= SHOWN + 100) place.outcome.replaceChildren(resultTable(titles, sofar));
      },
      onWait(reason) {
        place.status.textContent = reason;
      },
    });
  } catch (error) {
    if (!signal.aborted) showFailure(place, error, () => void normalise());
  }
  const matched = found.filter((one) => one?.matches[0] !== undefined).length;
  if (found.length > 0) {
    place.status.textContent = `${count(found.length)} of ${count(titles.length)} titles normalised, ${count(matched)} with an occupation.`;
    place.outcome.append(
      found.length > SHOWN ? h('p', { class: 'fine' }, `The first ${SHOWN} are shown; the file has all.`) : '',
      h('p', {}, downloadLink(given, found)),
    );
  }
  start.disabled = false;
  stop.hidden = true;
  progress.hidden = found.length === titles.length || found.length === 0;
}

const take = (picked: File | undefined): void => {
  if (picked === undefined) return;
  choose(picked).catch(() => refuse(`“${picked.name}” cannot be read.`));
};

find('#bulk-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void normalise();
});
stop.addEventListener('click', () => running?.abort());
file.addEventListener('change', () => take(file.files?.[0]));
for (const name of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', name === 'dragenter' || name === 'dragover');
    if (name === 'drop') take(event.dataTransfer?.files[0]);
  });
}

language.addEventListener('change', () => note(addressOf('bulk', { lang: language.value })));

/** The language stands in the address, titles never do: what is pasted is nobody else's. */
export function show(parameters: URLSearchParams): void {
  chooseLanguage(language, parameters.get('lang') ?? '');
  showRequest({ query: NORMALISE_MANY, variables: { inputs: [{ title: 'Senior nurse' }] } });
}
