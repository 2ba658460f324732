/**
 * One page, five views, each with an address that can be shared: `/?view=normalise&title=...`. The language of answers
 * (`in`) belongs to all of them and is carried along.
 */

const VIEWS = ['complete', 'normalise', 'compare', 'browse', 'bulk'] as const;
export type ViewName = (typeof VIEWS)[number];

export interface Route {
  readonly view: ViewName;
  readonly parameters: URLSearchParams;
}

type Listener = (route: Route, moved: boolean) => void;
let listener: Listener = () => undefined;

export function currentRoute(): Route {
  const parameters = new URLSearchParams(location.search);
  const view = VIEWS.find((name) => name === parameters.get('view')) ?? 'complete';
  return { view, parameters };
}

/** The address of a view; parameters that are empty or undefined are left out. */
export function addressOf(
  view: ViewName,
  parameters: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): string {
  const search = new URLSearchParams();
  if (view !== 'complete') search.set('view', view);
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') search.append(name, one);
  }
  const answerIn = new URLSearchParams(location.search).get('in');
  if (answerIn !== null && !search.has('in')) search.set('in', answerIn);
  const text = search.toString();
  return text === '' ? '/' : `/?${text}`;
}

/** Goes to an address of this page: a new entry of the history. */
export function go(address: string): void {
  if (address !== location.pathname + location.search) history.pushState(null, '', address);
  listener(currentRoute(), true);
}

/** Keeps the address up with what is typed: no new entry of the history. */
export function note(address: string): void {
  history.replaceState(history.state, '', address);
}

function onClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  if (link === null || link.hasAttribute('download')) return;
  const url = new URL(
    link instanceof SVGAElement ? link.href.baseVal : (link.getAttribute('href') ?? ''),
    location.href,
  );
  if (url.origin !== location.origin || url.pathname !== '/' || url.hash !== '') return;
  event.preventDefault();
  const answerIn = new URLSearchParams(location.search).get('in');
  if (answerIn !== null && !url.searchParams.has('in')) url.searchParams.set('in', answerIn);
  go(url.pathname + url.search);
}

/** Calls back for the address at hand and for every later one; `moved` where a person went there within the page. */
export function follow(callback: Listener): void {
  listener = callback;
  document.addEventListener('click', onClick);
  addEventListener('popstate', () => callback(currentRoute(), true));
  callback(currentRoute(), false);
}
