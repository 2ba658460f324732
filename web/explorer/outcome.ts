/** What every view shows while it waits, and when something goes wrong. */
import { ApiFailure, type Operation, asCurl } from './api.ts';
import { find, h } from './dom.ts';

/** Faster answers need no sign that something goes on. */
const PATIENCE_MS = 180;

export interface Place {
  readonly status: HTMLElement;
  readonly outcome: HTMLElement;
}

export const placeOf = (view: string): Place => ({
  status: find(`#${view} > .status`, HTMLElement),
  outcome: find(`#${view} > .outcome`, HTMLElement),
});

/** The first answer, or that there is none, takes the place that was kept for it (explorer.css). */
export function fillPlace(): void {
  delete document.documentElement.dataset['asked'];
}

/** Shows how a request failed and lets it be tried again; what was shown before stays. */
export function showFailure({ status, outcome }: Place, error: unknown, again: () => void): void {
  const message = error instanceof Error ? error.message : String(error);
  const unreachable = error instanceof ApiFailure && error.code === 'UNREACHABLE';
  const button = h('button', { type: 'button', class: 'secondary' }, 'Try again');
  const notice = h(
    'div',
    { class: 'notice', role: 'alert' },
    h('strong', {}, unreachable ? 'No connection' : 'This did not work'),
    h('p', {}, message),
    button,
  );
  button.addEventListener('click', () => {
    notice.remove();
    again();
  });
  outcome.querySelector(':scope > .notice')?.remove();
  outcome.prepend(notice);
  status.textContent = '';
}

let running: AbortController | undefined;

/** Runs the newest piece of work of a view: an older one is aborted, and its answer never shown. */
export async function work(place: Place, task: (signal: AbortSignal) => Promise<void>): Promise<void> {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  const { status, outcome } = place;
  const patience = setTimeout(() => {
    outcome.setAttribute('aria-busy', 'true');
    status.textContent = 'Asking ...';
  }, PATIENCE_MS);
  try {
    await task(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) showFailure(place, error, () => void work(place, task));
  } finally {
    clearTimeout(patience);
    if (running === controller) {
      fillPlace();
      outcome.removeAttribute('aria-busy');
      if (status.textContent === 'Asking ...') status.textContent = '';
    }
  }
}

let shown: Operation | undefined;

/** Offers the operation behind what is shown, for a shell and for GraphiQL; none where there is nothing to offer. */
export function showRequest(operation: Operation | undefined): void {
  shown = operation;
  const details = find('#request', HTMLDetailsElement);
  details.hidden = operation === undefined;
  if (operation === undefined) return;
  const { query, variables } = operation;
  find('code', HTMLElement, details).textContent =
    `${query.trim()}\n\n# variables\n${JSON.stringify(variables, null, 2)}`;
  const parameters = new URLSearchParams({ query: query.trim(), variables: JSON.stringify(variables, null, 2) });
  find('#open-graphiql', HTMLAnchorElement).href = `/graphql?${parameters}`;
}

export function offerCurl(): void {
  const button = find('#copy-curl', HTMLButtonElement);
  button.addEventListener('click', () => {
    if (shown === undefined) return;
    const said = (text: string): void => {
      button.textContent = text;
      setTimeout(() => (button.textContent = 'Copy as curl'), 2_000);
    };
    navigator.clipboard.writeText(asCurl(shown)).then(
      () => said('Copied'),
      () => said('The browser forbids it'),
    );
  });
}
