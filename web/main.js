/**
 * The landing page: a combobox that completes job titles, and a normaliser. It asks the public API, by GET, so that
 * answers are cached. Texts of the API are set as text, never as HTML.
 */

const COMPLETE = `query Complete($text: String!, $labelLanguage: LanguageTag) {
  autocomplete(text: $text, labelLanguage: $labelLanguage, limit: 8) {
    text language highlights { start end } concept { ... on Occupation { id iscoCode } }
  }
}`;
const OCCUPATION = `query Occupation($id: ID!, $language: LanguageTag) {
  occupation(id: $id) {
    label(language: $language) iscoCode uri description(language: $language)
    broader { label(language: $language) }
    skills(first: 12) { totalCount nodes { label(language: $language) } }
  }
}`;
const NORMALIZE = `query Normalize($title: String!, $labelLanguage: LanguageTag) {
  normalizeTitle(title: $title, labelLanguage: $labelLanguage) {
    cleaned language seniority removed { text kind }
    matches { confidence kind matchedLabel { text } occupation { label iscoCode } }
  }
}`;
const TAXONOMY = '{ taxonomy { name version licence attribution languages occupationCount } }';

/** How long a pause in typing is waited for. */
const PAUSE_MS = 80;

async function ask(query, variables, signal) {
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const response = await fetch(`/graphql?${parameters}`, {
    headers: { accept: 'application/graphql-response+json' },
    signal,
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(errors[0].message);
  return data;
}

const find = (id) => document.getElementById(id);

/** An element with attributes and children; strings become text. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** A text with its highlighted parts marked. */
function highlighted(text, highlights) {
  const parts = [];
  let at = 0;
  for (const { start, end } of highlights) {
    parts.push(text.slice(at, start), element('mark', {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

const input = find('title');
const list = find('suggestions');
const labelLanguage = find('label-language');
let suggestions = [];
let active = -1;
let pending = new AbortController();
let timer;

const wantedLanguage = () => (labelLanguage.value === '' ? null : labelLanguage.value);

function setActive(index) {
  active = index;
  for (const [place, option] of [...list.children].entries())
    option.setAttribute('aria-selected', String(place === index));
  if (index < 0) input.removeAttribute('aria-activedescendant');
  else input.setAttribute('aria-activedescendant', `option-${index}`);
}

function show(found) {
  suggestions = found;
  list.replaceChildren(
    ...found.map(({ text, language, highlights, concept }, index) =>
      element(
        'li',
        { role: 'option', id: `option-${index}`, 'aria-selected': 'false', 'data-index': String(index) },
        element('span', { lang: language, dir: 'auto' }, ...highlighted(text, highlights)),
        element('span', { class: 'muted' }, `${concept.iscoCode} · ${language}`),
      ),
    ),
  );
  const open = found.length > 0;
  list.hidden = !open;
  input.setAttribute('aria-expanded', String(open));
  setActive(-1);
}

async function complete() {
  pending.abort();
  pending = new AbortController();
  const { signal } = pending;
  if (input.value.trim() === '') {
    show([]);
    find('complete-status').textContent = '';
    return;
  }
  try {
    const data = await ask(COMPLETE, { text: input.value, labelLanguage: wantedLanguage() }, signal);
    show(data.autocomplete);
    const count = data.autocomplete.length;
    find('complete-status').textContent = count === 0 ? 'Nothing found.' : `${count} suggestions.`;
  } catch (error) {
    if (!signal.aborted) find('complete-status').textContent = error.message;
  }
}

async function pick(index) {
  const { text, concept } = suggestions[index];
  input.value = text;
  show([]);
  find('complete-status').textContent = '';
  const { occupation } = await ask(OCCUPATION, { id: concept.id, language: wantedLanguage() });
  const { label, iscoCode, uri, description, broader, skills } = occupation;
  const parts = [
    element('h3', {}, label),
    element(
      'p',
      { class: 'muted' },
      `ISCO-08 ${iscoCode} · ${broader
        .toReversed()
        .map((group) => group.label)
        .join(' › ')}`,
    ),
    description === null ? null : element('p', {}, description),
    skills.totalCount === 0
      ? null
      : element(
          'ul',
          { class: 'chips', 'aria-label': 'Skills' },
          ...skills.nodes.map((skill) => element('li', {}, skill.label)),
        ),
    element('p', { class: 'muted' }, uri),
  ];
  find('occupation').replaceChildren(...parts.filter((part) => part !== null));
  find('occupation').hidden = false;
}

input.addEventListener('input', (event) => {
  if (event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(complete, PAUSE_MS);
});
input.addEventListener('compositionend', complete);
input.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  if (event.key === 'Escape') {
    if (list.hidden) input.value = '';
    show([]);
  } else if (event.key === 'Enter' && active >= 0) {
    void pick(active);
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && suggestions.length > 0) {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    const places = suggestions.length + 1; // one of them is the input itself
    setActive(((active + 1 + step + places) % places) - 1);
  } else {
    return;
  }
  event.preventDefault();
});
input.addEventListener('blur', () => show([]));
list.addEventListener('pointerdown', (event) => {
  const option = event.target.closest('[role="option"]');
  if (option === null) return;
  event.preventDefault();
  void pick(Number(option.dataset.index));
});
labelLanguage.addEventListener('change', complete);

find('normalize').addEventListener('submit', async (event) => {
  event.preventDefault();
  const status = find('normalize-status');
  try {
    const variables = { title: find('advertised').value, labelLanguage: wantedLanguage() };
    const { normalizeTitle } = await ask(NORMALIZE, variables);
    const { cleaned, language, seniority, removed, matches } = normalizeTitle;
    find('normalized').replaceChildren(
      element('h3', { lang: language, dir: 'auto' }, cleaned),
      element('p', { class: 'muted' }, [language, seniority?.toLowerCase()].filter(Boolean).join(' · ')),
      element(
        'ul',
        { class: 'chips', 'aria-label': 'Removed parts' },
        ...removed.map(({ text, kind }) => element('li', {}, `${text}: ${kind.toLowerCase().replaceAll('_', ' ')}`)),
      ),
      element('h3', {}, matches.length === 0 ? 'No occupation fits.' : 'Occupations'),
      element(
        'ol',
        { class: 'matches' },
        ...matches.map(({ confidence, matchedLabel, occupation }) =>
          element(
            'li',
            {},
            element(
              'span',
              {},
              occupation.label,
              element('span', { class: 'muted' }, ` ISCO-08 ${occupation.iscoCode}, by “${matchedLabel.text}”`),
            ),
            element('meter', {
              min: '0',
              max: '1',
              value: String(confidence),
              title: `Confidence ${confidence.toFixed(2)}`,
            }),
          ),
        ),
      ),
    );
    find('normalized').hidden = false;
    status.textContent = `${matches.length} matches.`;
  } catch (error) {
    status.textContent = error.message;
  }
});

find('curl').textContent = `curl -G ${location.origin}/graphql \\
  --data-urlencode 'query={ autocomplete(text: "softw", language: "en") { text } }'`;

const languageNames = new Intl.DisplayNames(['en'], { type: 'language' });
const { taxonomy } = await ask(TAXONOMY, {});
for (const language of taxonomy.languages)
  labelLanguage.append(element('option', { value: language }, languageNames.of(language)));
find('taxonomy').textContent =
  `${taxonomy.name} ${taxonomy.version}, ${taxonomy.occupationCount} occupations in ${taxonomy.languages.length} languages. ${taxonomy.attribution} (${taxonomy.licence})`;
