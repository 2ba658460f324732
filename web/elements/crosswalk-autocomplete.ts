/**
 * `<crosswalk-autocomplete>`: a field for a job title, or a skill, that completes what is typed and submits the
 * concept with its form. An editable combobox with list autocomplete, as the ARIA Authoring Practices have it; how to
 * use it: docs/element.md.
 *
 * Nothing is ever chosen for the person: no option is marked before an arrow key marks it, and leaving the field
 * leaves what was typed.
 */
import type {
  CrosswalkAutocomplete as Contract,
  Messages,
  Suggestion,
} from '../../packages/crosswalk-autocomplete/index.d.ts';
import { Announcer } from './announcer.ts';
import { Composition } from './composition.ts';
import { FormValue } from './form-value.ts';
import { type Command, commandOf } from './keys.ts';
import { type ShownOption, SuggestionList } from './list.ts';
import { messagesIn } from './messages.ts';
import { type CompletionRequest, type Source, networkSource } from './source.ts';
import { styleSheet } from './style.ts';

/** A pause in typing that is waited for before the network is asked. */
const PAUSE_MS = 80;
/** When an answer is no longer waited for. */
const TIMEOUT_MS = 10_000;
/** What the API takes at most, in UTF-16 code units. */
const MAXIMUM_TEXT = 256;
const LIMIT = 8;

/** Pages that are rendered on a server import this where there are no elements; it must not fail there. */
const Base = typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

type Move = 'next' | 'previous' | undefined;

export class CrosswalkAutocomplete extends Base implements Contract {
  static readonly formAssociated = true;
  static readonly observedAttributes =
    'label placeholder required name text-name text value offline language label-language kinds endpoint'.split(' ');

  readonly #internals = this.attachInternals();
  readonly #input = document.createElement('input');
  readonly #list = new SuggestionList(this.#input);
  readonly #announcer = new Announcer();
  readonly #failure = document.createElement('p');
  readonly #composition = new Composition();
  readonly #form = new FormValue(this, this.#internals, this.#input);
  #messages: Partial<Messages> = {};
  /** The question that is being answered; aborted by the next keystroke. */
  #pending: AbortController | undefined;
  #timer = 0;
  #pack: Source | undefined;
  /** What the pack holds, or will hold; "" where none is wanted, or none came. */
  #packOf = '';

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [styleSheet()];
    const input = this.#input;
    input.setAttribute('part', 'input');
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.maxLength = MAXIMUM_TEXT;
    this.#failure.setAttribute('part', 'failure');
    this.#failure.className = 'failure';
    this.#failure.hidden = true;
    root.append(input, this.#list.node, this.#failure, this.#announcer.node);
    this.#listen();
  }

  // What the page sets and reads.

  get value(): string {
    return this.#form.value;
  }
  set value(value: string) {
    this.#form.set(value, this.text);
  }
  get text(): string {
    return this.#input.value;
  }
  set text(text: string) {
    this.#form.set(this.value, text);
  }
  get messages(): Partial<Messages> {
    return this.#messages;
  }
  set messages(messages: Partial<Messages>) {
    this.#messages = { ...messages };
  }
  get name(): string {
    return this.getAttribute('name') ?? '';
  }
  set name(name: string) {
    this.setAttribute('name', name);
  }
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }
  get required(): boolean {
    return this.hasAttribute('required');
  }
  set required(required: boolean) {
    this.toggleAttribute('required', required);
  }
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }
  get labels(): NodeList {
    return this.#internals.labels;
  }
  get validity(): ValidityState {
    return this.#internals.validity;
  }
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  // What the browser calls.

  connectedCallback(): void {
    this.#adoptProperties();
    this.#name();
    this.#loadPack();
    this.#form.update();
  }
  disconnectedCallback(): void {
    this.#cancel();
    this.#close();
  }
  attributeChangedCallback(name: string): void {
    const attribute = this.getAttribute(name);
    if (name === 'placeholder') this.#input.placeholder = attribute ?? '';
    else if (name === 'label') this.#name();
    else if (name === 'required') this.#input.required = attribute !== null;
    else if (name === 'text' || name === 'value') this.#form.restoreUntouched();
    if (!this.isConnected) return;
    this.#form.update();
    this.#loadPack();
  }
  formDisabledCallback(disabled: boolean): void {
    this.#input.disabled = disabled;
    if (disabled) this.#leave();
  }
  formResetCallback(): void {
    this.#cancel();
    this.#close();
    this.#form.reset();
  }
  formStateRestoreCallback(state: string | File | FormData | null): void {
    this.#form.restore(state);
  }

  // What the person does.

  #listen(): void {
    const input = this.#input;
    const composition = this.#composition;
    input.addEventListener('compositionstart', () => composition.start());
    input.addEventListener('compositionend', (event) => {
      composition.end(event);
      this.#typed();
    });
    input.addEventListener('input', (event) => {
      const composed = event instanceof InputEvent ? event.data : null;
      this.#form.typed();
      if (composition.hides(composed, this.#attribute('language') || navigator.language)) this.#cancel();
      else this.#typed();
    });
    // The field's own `change` knows nothing of concepts; it does not leave the shadow tree.
    input.addEventListener('keydown', (event) => this.#pressed(event));
    input.addEventListener('focus', () => {
      this.#name();
      this.#loadPack();
    });
    input.addEventListener('blur', () => this.#leave());
    // A press would take the focus from the field and close the list before the click is done.
    this.#list.node.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.node.addEventListener('click', (event) => {
      const option = this.#list.option(event.target instanceof Node ? event.target : null);
      if (option !== undefined) this.#choose(option);
    });
    // A click on the field's label.
    this.addEventListener('click', (event) => {
      if (event.composedPath()[0] === this) input.focus();
    });
  }

  #pressed(event: KeyboardEvent): void {
    if (this.#composition.owns(event)) return;
    const { open, marked } = this.#list;
    const command = commandOf(event, { open, marked: marked !== undefined, empty: this.text === '' });
    if (command === undefined) return;
    if (command !== 'unmark') event.preventDefault();
    this.#perform(command);
  }

  #perform(command: Command): void {
    const list = this.#list;
    switch (command) {
      case 'next':
      case 'previous':
        if (list.open) list.move(command === 'next' ? 1 : -1);
        else this.#ask(command);
        return;
      case 'open':
        if (!list.open) this.#ask();
        return;
      case 'choose':
        if (list.marked !== undefined) this.#choose(list.marked);
        return;
      case 'submit':
        this.#leave();
        this.#form.submit();
        return;
      case 'close':
        this.#close();
        return;
      case 'clear':
        this.#cancel();
        this.#form.write('', '');
        return;
      case 'unmark':
        list.mark(-1);
    }
  }

  /** The text has changed: what was asked for another text is no longer wanted, what is shown stays until an answer. */
  #typed(): void {
    this.#cancel();
    if (!this.#isLongEnough) {
      this.#close();
      this.#announcer.silence();
      return;
    }
    if (this.#pack === undefined) this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
    else this.#ask();
  }

  /** Takes an option, and leaves the field with its text. */
  #choose({ suggestion, text }: ShownOption): void {
    this.#cancel();
    this.#close();
    this.#announcer.silence();
    this.#form.write(suggestion?.id ?? '', text);
    this.#form.commit(suggestion);
  }

  #leave(): void {
    this.#cancel();
    this.#close();
    this.#form.commit(undefined);
  }

  #close(): void {
    this.#failure.hidden = true;
    this.#list.close();
    this.#state('open', false);
  }

  // Asking, and showing what was answered.

  #ask(move?: Move): void {
    this.#cancel();
    if (this.#isLongEnough) void this.#complete(move);
  }

  async #complete(move: Move): Promise<void> {
    const pending = new AbortController();
    this.#pending = pending;
    const { text } = this;
    this.#state('loading', true);
    this.#tell('loadstart', { text });
    try {
      const signal = AbortSignal.any([pending.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const suggestions = await this.#source.complete(this.#request(text), signal);
      if (pending.signal.aborted) return;
      this.#show(suggestions, text, move);
      this.#tell('load', { text, suggestions });
    } catch (error) {
      if (pending.signal.aborted) return;
      this.#fail();
      this.#tell('error', { text, error });
    } finally {
      if (this.#pending === pending) this.#cancel();
    }
  }

  #show(suggestions: readonly Suggestion[], text: string, move: Move): void {
    this.#failure.hidden = true;
    // The person has gone on to another field.
    if (this.shadowRoot?.activeElement !== this.#input) return;
    const { list, found, none, typed } = this.#texts;
    // Half a composed word finds nothing; that is no news.
    if (suggestions.length === 0 && this.#composition.active) return this.#close();
    this.#list.show(suggestions, text.trim(), list, typed);
    this.#state('open', this.#list.open);
    if (move !== undefined) this.#list.move(move === 'next' ? 1 : -1);
    this.#announcer.say(suggestions.length === 0 ? none : found.replace('{count}', String(suggestions.length)));
  }

  #fail(): void {
    this.#close();
    const { failed } = this.#texts;
    this.#failure.textContent = failed;
    this.#failure.hidden = false;
    this.#announcer.say(failed);
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#pending?.abort();
    this.#pending = undefined;
    this.#state('loading', false);
  }

  // What the attributes say.

  #attribute(name: string): string {
    return this.getAttribute(name)?.trim() ?? '';
  }

  get #isLongEnough(): boolean {
    const minimum = Number.parseInt(this.#attribute('min-length'), 10);
    return Array.from(this.text.trim()).length >= (minimum >= 0 ? minimum : 1);
  }

  #request(text: string): CompletionRequest {
    const kinds = this.#attribute('kinds')
      .toUpperCase()
      .split(/[\s,]+/);
    const wanted = (['OCCUPATION', 'SKILL'] as const).filter((kind) => kinds.includes(kind));
    const limit = Number.parseInt(this.#attribute('limit'), 10);
    return {
      text,
      language: this.#attribute('language'),
      labelLanguage: this.#attribute('label-language'),
      kinds: wanted.length === 0 ? ['OCCUPATION'] : wanted,
      limit: limit > 0 ? limit : LIMIT,
    };
  }

  /** As the attribute has it, relative to the page; else that of the Worker which served this script. */
  get #endpoint(): string {
    const endpoint = this.#attribute('endpoint');
    return endpoint === '' ? new URL('/graphql', import.meta.url).href : new URL(endpoint, this.baseURI).href;
  }

  get #source(): Source {
    return this.#pack ?? networkSource(this.#endpoint, this.#attribute('key'));
  }

  get #texts(): Messages {
    return { ...messagesIn(this.#pageLanguage || navigator.language), ...this.#messages };
  }

  /** What a framework set before this script came stands in the way of the accessors. */
  #adoptProperties(): void {
    for (const name of ['value', 'text', 'messages', 'name', 'disabled', 'required']) {
      if (!Object.hasOwn(this, name)) continue;
      const held: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, held);
    }
  }

  /** A label outside cannot name what stands in a shadow tree: its text does. */
  #name(): void {
    const labels = Array.from(this.#internals.labels, (label) => label.textContent?.trim() ?? '');
    this.#input.ariaLabel = this.getAttribute('label') ?? labels.join(' ');
  }

  /**
   * Once the pack is there, nothing is asked of the network; until then, and where it does not come, the API is. What
   * did not come is tried again when the field is next entered.
   */
  #loadPack(): void {
    const { language, labelLanguage, kinds } = this.#request('');
    const endpoint = this.#endpoint;
    const wanted = this.hasAttribute('offline') ? [endpoint, language, labelLanguage, kinds].join(' ') : '';
    if (wanted === this.#packOf) return;
    this.#packOf = wanted;
    this.#setPack(undefined);
    if (wanted === '') return;
    const page = this.#pageLanguage;
    import('./offline.ts')
      .then(({ openPack }) => openPack(endpoint, { language, labelLanguage, kinds, page }))
      .then(
        (pack) => wanted === this.#packOf && this.#setPack(pack),
        () => wanted === this.#packOf && (this.#packOf = ''),
      );
  }

  #setPack(pack: Source | undefined): void {
    this.#pack = pack;
    this.#state('offline', pack !== undefined);
  }

  get #pageLanguage(): string {
    return this.closest<HTMLElement>('[lang]')?.lang ?? '';
  }

  #state(name: 'loading' | 'offline' | 'open', holds: boolean): void {
    if (holds) this.#internals.states.add(name);
    else this.#internals.states.delete(name);
  }

  #tell(type: 'loadstart' | 'load' | 'error', detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

if (typeof customElements !== 'undefined' && customElements.get('crosswalk-autocomplete') === undefined)
  customElements.define('crosswalk-autocomplete', CrosswalkAutocomplete);
