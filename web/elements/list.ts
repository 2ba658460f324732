/** The list of suggestions: its options, which of them is marked, where it stands. Texts are set as text, never as HTML. */
import type { Suggestion } from '../../packages/crosswalk-autocomplete/index.d.ts';

/** Where the rest of the page leaves less room than this below the field, in CSS pixels, the list may open above it. */
const ROOM_PX = 240;

export interface ShownOption {
  /** Undefined for the option that takes what was typed. */
  readonly suggestion: Suggestion | undefined;
  readonly text: string;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  part: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  node.setAttribute('part', part);
  node.append(...children);
  return node;
}

/** A suggestion's text, its highlighted parts marked; in its own language and direction. */
function suggestionText({ text, language, highlights }: Suggestion): HTMLElement {
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const { start, end } of highlights) {
    if (start < at) continue;
    parts.push(text.slice(at, start), element('mark', 'highlight', text.slice(start, end)));
    at = end;
  }
  const node = element('bdi', 'text', ...parts, text.slice(at));
  if (language !== '') node.lang = language;
  return node;
}

/** "Use “{text}”" with the text in a direction of its own. */
function typedText(message: string, text: string): (Node | string)[] {
  const [before = '', after = ''] = message.split('{text}');
  return [before, element('bdi', 'text', text), after];
}

export class SuggestionList {
  readonly node = element('ul', 'list');
  readonly #input: HTMLInputElement;
  #options: readonly ShownOption[] = [];
  #marked = -1;

  /** The list of this field, which must stand in the same tree. */
  constructor(input: HTMLInputElement) {
    this.#input = input;
    this.node.id = 'list';
    this.node.setAttribute('role', 'listbox');
    input.setAttribute('aria-controls', this.node.id);
    this.close();
  }

  get open(): boolean {
    return !this.node.hidden;
  }

  /** The marked option; undefined where none is. */
  get marked(): ShownOption | undefined {
    return this.#options[this.#marked];
  }

  option(node: EventTarget | null | undefined): ShownOption | undefined {
    return node instanceof Node
      ? this.#options[[...this.node.children].findIndex((child) => child.contains(node))]
      : undefined;
  }

  /** Shows the suggestions, and what was typed as the last option unless one of them is that; marks none. */
  show(suggestions: readonly Suggestion[], typed: string, name: string, typedMessage: string): void {
    const same = (text: string): boolean => text.toLowerCase() === typed.toLowerCase();
    const options: ShownOption[] = suggestions.map((suggestion) => ({ suggestion, text: suggestion.text }));
    if (typed !== '' && !suggestions.some(({ text }) => same(text)))
      options.push({ suggestion: undefined, text: typed });
    this.#options = options;
    this.node.setAttribute('aria-label', name);
    this.node.replaceChildren(
      ...options.map(({ suggestion, text }, index) => {
        const node =
          suggestion === undefined
            ? element('li', 'option typed', ...typedText(typedMessage, text))
            : element('li', 'option', suggestionText(suggestion));
        node.id = `option-${index}`;
        node.setAttribute('role', 'option');
        return node;
      }),
    );
    this.mark(-1);
    const open = options.length > 0;
    this.node.hidden = !open;
    this.#input.ariaExpanded = String(open);
    this.node.scrollTop = 0;
    if (open) this.#place();
  }

  close(): void {
    this.mark(-1);
    this.node.hidden = true;
    this.#input.ariaExpanded = 'false';
  }

  /** Marks the option `step` places on from the marked one, around both ends. */
  move(step: 1 | -1): void {
    const count = this.#options.length;
    this.mark(this.#marked < 0 ? (step > 0 ? 0 : count - 1) : (this.#marked + step + count) % count);
  }

  mark(index: number): void {
    this.#marked = index;
    for (const [place, node] of [...this.node.children].entries()) {
      const marked = place === index;
      node.ariaSelected = String(marked);
      node.part.toggle('marked', marked);
      if (marked) node.scrollIntoView({ block: 'nearest' });
    }
    if (index < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `option-${index}`);
  }

  /** Above the field where there is too little room below it, and more above. */
  #place(): void {
    const { top, bottom } = this.#input.getBoundingClientRect();
    const below = innerHeight - bottom;
    this.node.classList.toggle('above', below < Math.min(ROOM_PX, this.node.offsetHeight) && top > below);
  }
}
