/** The explorer's frame: which view is shown, in which language it answers, and whether there is a connection. */
import { ask } from './api.ts';
import { find } from './dom.ts';
import { choose, offerLanguages } from './languages.ts';
import { offerCurl, showRequest } from './outcome.ts';
import { type Route, type ViewName, currentRoute, follow, go } from './router.ts';

interface View {
  show(parameters: URLSearchParams): void;
}

const LOADERS: Readonly<Record<ViewName, () => Promise<View>>> = {
  complete: () => import('./views/complete.ts'),
  normalise: () => import('./views/normalise.ts'),
  compare: () => import('./views/compare.ts'),
  browse: () => import('./views/browse.ts'),
  bulk: () => import('./views/bulk.ts'),
};

const TITLES: Readonly<Record<ViewName, string>> = {
  complete: 'Crosswalk: every job title, in every language',
  normalise: 'Normalise a title · Crosswalk',
  compare: 'Compare titles · Crosswalk',
  browse: 'Browse occupations · Crosswalk',
  bulk: 'Normalise many titles · Crosswalk',
};

const TAXONOMY = `query Taxonomy {
  taxonomy { name version licence attribution languages occupationCount skillCount labelCount }
}`;

interface TaxonomyData {
  readonly taxonomy: {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
    readonly attribution: string;
    readonly languages: readonly string[];
    readonly occupationCount: number;
    readonly skillCount: number;
    readonly labelCount: number;
  };
}

const answerLanguage = find('#answer-language', HTMLSelectElement);
const offline = find('#offline', HTMLElement);
let opened: ViewName | undefined;

async function open({ view, parameters }: Route, moved: boolean): Promise<void> {
  choose(answerLanguage, parameters.get('in') ?? '');
  const changed = view !== opened;
  opened = view;
  document.documentElement.dataset['view'] = view; // explorer.css shows that one alone
  for (const link of document.querySelectorAll('.views a')) {
    if (link.getAttribute('data-view') === view) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = TITLES[view];
  if (changed) showRequest(undefined);
  if (moved && changed) {
    find(`#${view} h1`, HTMLElement).focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  try {
    const { show } = await LOADERS[view]();
    if (opened === view) show(parameters);
  } catch {
    announceOffline();
  }
}

function announceOffline(): void {
  offline.textContent = 'You are offline. What is on the page stays; it goes on when the connection is back.';
  offline.hidden = false;
}

async function describeTaxonomy(): Promise<void> {
  const { data } = await ask<TaxonomyData>({ query: TAXONOMY, variables: {} });
  const { name, version, licence, attribution, languages, occupationCount, skillCount, labelCount } = data.taxonomy;
  offerLanguages(languages);
  const count = (value: number): string => value.toLocaleString('en');
  find('#taxonomy', HTMLElement).textContent =
    `${name} ${version}: ${count(occupationCount)} occupations and ${count(skillCount)} skills under ${count(labelCount)} names in ${languages.length} languages. ${attribution} (${licence})`;
}

answerLanguage.addEventListener('change', () => {
  const url = new URL(location.href);
  if (answerLanguage.value === '') url.searchParams.delete('in');
  else url.searchParams.set('in', answerLanguage.value);
  go(url.pathname + url.search);
});
addEventListener('offline', announceOffline);
document.addEventListener('crosswalk-unreachable', () => {
  if (!navigator.onLine) announceOffline();
});
addEventListener('online', () => {
  offline.hidden = true;
  void open(currentRoute(), false);
  describeTaxonomy().catch(() => undefined);
});
offerCurl();
follow((route, moved) => void open(route, moved));
// The page works without; what was asked says by itself whether the server can be reached.
describeTaxonomy().catch(() => undefined);
