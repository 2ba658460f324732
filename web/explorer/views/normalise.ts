/** Normalising one advertised title: what was cut and why, which occupations are left, and what spoke for them. */
import { type Operation, ask } from '../api.ts';
import { bar, find, h, inLanguage, words, wrapped } from '../dom.ts';
import { answerLanguage, choose, languageName, layOut } from '../languages.ts';
import { placeOf, showRequest, work } from '../outcome.ts';
import { addressOf, go } from '../router.ts';

const NORMALISE = `query Normalise($title: String!, $language: LanguageTag, $labelLanguage: LanguageTag) {
  normalizeTitle(title: $title, language: $language, labelLanguage: $labelLanguage, limit: 5) {
    input
    cleaned
    language
    seniority
    encoder
    removed { text kind range { start end } }
    matches {
      confidence
      kind
      matchedLabel { text language }
      evidence { source detail weight }
      occupation { id iscoCode label }
    }
  }
}`;

interface Match {
  readonly confidence: number;
  readonly kind: string;
  readonly matchedLabel: { readonly text: string; readonly language: string };
  readonly evidence: readonly { readonly source: string; readonly detail: string; readonly weight: number }[];
  readonly occupation: { readonly id: string; readonly iscoCode: string; readonly label: string };
}

interface Normalisation {
  readonly input: string;
  readonly cleaned: string;
  readonly language: string;
  readonly seniority: string | null;
  readonly encoder: string;
  readonly removed: readonly {
    readonly kind: string;
    readonly range: { readonly start: number; readonly end: number };
  }[];
  readonly matches: readonly Match[];
}

const place = placeOf('normalise');
const title = find('#advertised', HTMLInputElement);
const language = find('#advertised-language', HTMLSelectElement);

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function anatomy({ input, removed, language }: Normalisation): HTMLElement {
  const parts = removed.map(({ kind, range }) => ({ kind, ...range }));
  return h(
    'p',
    { class: 'anatomy', lang: language, dir: 'auto' },
    ...wrapped(input, parts, (text, { kind }) =>
      h('span', { class: 'cut' }, h('del', {}, text), h('small', { lang: 'en', dir: 'ltr' }, words(kind))),
    ),
  );
}

function facts({ cleaned, language, seniority, encoder }: Normalisation): HTMLElement {
  const fact = (name: string, ...value: (string | Node)[]): HTMLElement =>
    h('div', {}, h('dt', {}, name), h('dd', {}, ...value));
  return h(
    'dl',
    { class: 'facts' },
    fact('Cleaned', inLanguage(language, cleaned)),
    fact('Language', languageName(language)),
    fact('Seniority', seniority === null ? 'not said' : words(seniority)),
    fact('Compared by', words(encoder)),
  );
}

function evidenceOf({ evidence }: Match): HTMLElement | undefined {
  if (evidence.length === 0) return undefined;
  return h(
    'details',
    {},
    h('summary', {}, 'Why'),
    h(
      'ul',
      { class: 'evidence' },
      ...evidence.map(({ source, detail, weight }) =>
        h(
          'li',
          {},
          h('span', { class: 'fine' }, words(source)),
          h('bdi', {}, detail),
          bar(weight),
          h('span', { class: 'fine' }, percent(weight)),
        ),
      ),
    ),
  );
}

function matchRow(match: Match): HTMLElement {
  const { confidence, kind, matchedLabel, occupation } = match;
  return h(
    'li',
    { class: 'match' },
    h(
      'div',
      { class: 'match-name' },
      h('a', { href: addressOf('browse', { id: occupation.id }) }, h('bdi', {}, occupation.label)),
      h(
        'p',
        { class: 'fine' },
        `ISCO ${occupation.iscoCode} · ${words(kind)} match of `,
        inLanguage(matchedLabel.language, `“${matchedLabel.text}”`),
      ),
    ),
    h('div', { class: 'match-share' }, bar(confidence), h('strong', {}, percent(confidence))),
    evidenceOf(match),
  );
}

function render(normalisation: Normalisation): void {
  const { matches } = normalisation;
  layOut(place.outcome);
  place.outcome.replaceChildren(
    h('div', { class: 'panel' }, anatomy(normalisation), facts(normalisation)),
    matches.length === 0
      ? h('p', { class: 'notice' }, 'No occupation fits. Where nothing is known, nothing is guessed.')
      : h('h2', { id: 'matches-heading' }, 'Occupations, and how sure each is'),
    h('ol', { class: 'matches', 'aria-label': 'Occupations' }, ...matches.map(matchRow)),
  );
  place.status.textContent = `${matches.length} ${matches.length === 1 ? 'occupation' : 'occupations'} found.`;
}

export function show(parameters: URLSearchParams): void {
  const asked = parameters.get('title') ?? '';
  choose(language, parameters.get('lang') ?? '');
  title.value = asked;
  if (asked.trim() === '') {
    place.outcome.replaceChildren();
    place.status.textContent = '';
    showRequest(undefined);
    return;
  }
  const operation: Operation = {
    query: NORMALISE,
    variables: { title: asked, language: language.value || null, labelLanguage: answerLanguage() ?? null },
  };
  void work(place, async (signal) => {
    const { data } = await ask<{ normalizeTitle: Normalisation }>(operation, signal);
    render(data.normalizeTitle);
    showRequest(operation);
  });
}

find('#normalise-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  go(addressOf('normalise', { title: title.value, lang: language.value }));
});
