/** Completing what is typed: a combobox whose list stands below it, and what each answer took. */
import { Composition } from '../../elements/composition.ts';
import { type Operation, type Timing, ask } from '../api.ts';
import { find, h, inLanguage, wrapped } from '../dom.ts';
import { measureEngine } from '../engine-time.ts';
import { answerLanguage, choose, languageName } from '../languages.ts';
import { type Place, fillPlace, showFailure, showRequest } from '../outcome.ts';
import { addressOf, go, note } from '../router.ts';
import { showTiming } from './timing.ts';

const COMPLETE = `query Complete($text: String!, $language: LanguageTag, $labelLanguage: LanguageTag) {
  autocomplete(text: $text, language: $language, labelLanguage: $labelLanguage, limit: 8) {
    text
    language
    highlights { start end }
    concept { ... on Occupation { id iscoCode } }
  }
}`;

interface Suggestion {
  readonly text: string;
  readonly language: string;
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
  readonly concept: { readonly id: string; readonly iscoCode: string };
}

/** A pause in typing that is waited for. */
const PAUSE_MS = 60;

const composition = new Composition();
const input = find('#typed', HTMLInputElement);
const typedLanguage = find('#typed-language', HTMLSelectElement);
const list = find('#suggestions', HTMLUListElement);
const status = find('#complete-status', HTMLElement);
const empty = find('#complete-empty', HTMLElement);
const place: Place = { status, outcome: find('#complete-failure', HTMLElement) };

let suggestions: readonly Suggestion[] = [];
let active = -1;
let pending = new AbortController();
let timer: ReturnType<typeof setTimeout> | undefined;

const addressOfTyped = (): string => addressOf('complete', { q: input.value.trim(), type: typedLanguage.value });

function setActive(index: number): void {
  active = index;
  for (const [at, option] of Array.from(list.children).entries())
    option.setAttribute('aria-selected', String(at === index));
  if (index < 0) input.removeAttribute('aria-activedescendant');
  else input.setAttribute('aria-activedescendant', `suggestion-${index}`);
  list.children[index]?.scrollIntoView({ block: 'nearest' });
}

function showList(found: readonly Suggestion[]): void {
  suggestions = found;
  list.replaceChildren(
    ...found.map(({ text, language, highlights, concept }, index) =>
      h(
        'li',
        { role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false' },
        inLanguage(language, ...wrapped(text, highlights, (part) => h('mark', {}, part))),
        h('span', { class: 'fine' }, `${languageName(language)} · ISCO ${concept.iscoCode}`),
      ),
    ),
  );
  list.hidden = found.length === 0;
  input.setAttribute('aria-expanded', String(found.length > 0));
  setActive(-1);
}

function clear(): void {
  pending.abort();
  fillPlace();
  place.outcome.replaceChildren();
  showList([]);
  status.textContent = '';
  empty.hidden = false;
  showTiming(undefined);
  showRequest(undefined);
}

async function measure(text: string, language: string, timing: Timing): Promise<void> {
  let engineUs: number | undefined;
  try {
    engineUs = await measureEngine(text, language);
  } catch {
    engineUs = undefined; // the other two times still stand
  }
  if (input.value.trim() === text) showTiming(timing, { engineUs, language });
}

async function complete(): Promise<void> {
  pending.abort();
  pending = new AbortController();
  const { signal } = pending;
  const text = input.value.trim();
  note(addressOfTyped());
  if (text === '') {
    clear();
    return;
  }
  empty.hidden = true;
  const operation: Operation = {
    query: COMPLETE,
    variables: { text, language: typedLanguage.value || null, labelLanguage: answerLanguage() ?? null },
  };
  const slow = setTimeout(() => (status.textContent = 'Asking ...'), 400);
  try {
    const { data, timing } = await ask<{ autocomplete: readonly Suggestion[] }>(operation, signal);
    if (signal.aborted) return;
    const found = data.autocomplete;
    place.outcome.replaceChildren();
    showList(found);
    status.textContent =
      found.length === 0
        ? 'No occupation has such a name. Press Enter to look for similar ones.'
        : `${found.length} ${found.length === 1 ? 'suggestion' : 'suggestions'}. Arrow keys choose, Enter opens.`;
    showTiming(timing);
    showRequest(operation);
    const language = typedLanguage.value || found[0]?.language;
    if (language !== undefined) void measure(text, language, timing);
  } catch (error) {
    // What was found before stays in sight: an answer that did not come says nothing against it.
    if (!signal.aborted) showFailure(place, error, () => void complete());
  } finally {
    clearTimeout(slow);
    if (!signal.aborted) fillPlace();
    if (!signal.aborted && status.textContent === 'Asking ...') status.textContent = '';
  }
}

function pick(index: number): void {
  const concept = suggestions[index]?.concept;
  if (concept !== undefined) go(addressOf('browse', { id: concept.id }));
}

function onKey(event: KeyboardEvent): void {
  if (composition.owns(event)) return;
  const places = suggestions.length + 1; // one of them is the input itself
  switch (event.key) {
    case 'ArrowDown':
      if (suggestions.length === 0) return;
      setActive(((active + 2) % places) - 1);
      break;
    case 'ArrowUp':
      if (suggestions.length === 0) return;
      setActive(((active + places) % places) - 1);
      break;
    case 'Enter':
      if (active >= 0) pick(active);
      else if (input.value.trim() !== '') go(addressOf('normalise', { title: input.value.trim() }));
      break;
    case 'Escape':
      if (active >= 0) setActive(-1);
      else {
        input.value = '';
        note(addressOfTyped());
        clear();
      }
      break;
    default:
      return;
  }
  event.preventDefault();
}

input.addEventListener('input', (event) => {
  if (event instanceof InputEvent && event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(() => void complete(), PAUSE_MS);
});
input.addEventListener('compositionstart', () => composition.start());
input.addEventListener('compositionend', (event) => {
  composition.end(event);
  void complete();
});
input.addEventListener('keydown', onKey);
typedLanguage.addEventListener('change', () => void complete());
list.addEventListener('click', (event) => {
  const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
  if (option !== null) pick(Array.from(list.children).indexOf(option));
});
find('#embed', HTMLElement).textContent = [
  `<script type="module" src="${location.origin}/elements/crosswalk-autocomplete.js"></script>`,
  '<crosswalk-autocomplete name="title" language="en"></crosswalk-autocomplete>',
].join('\n');

/** Opens the indexes before they are needed: somebody who comes here is about to type. */
input.addEventListener(
  'focus',
  () => {
    const variables = { text: '', language: typedLanguage.value || null, labelLanguage: answerLanguage() ?? null };
    ask({ query: COMPLETE, variables }).catch(() => undefined); // typing will tell
  },
  { once: true },
);

export function show(parameters: URLSearchParams): void {
  const text = parameters.get('q') ?? '';
  choose(typedLanguage, parameters.get('type') ?? '');
  // What somebody typed before this module was loaded is not taken away again.
  if (text !== '' || document.activeElement !== input) input.value = text;
  if (input.value.trim() === '') clear();
  else void complete();
}
