/**
 * What the element submits: under its `name` the id of the chosen concept, and under `text-name`, or the name with
 * "-text", the text in the field. Both always, as a text field does: no id where nothing was chosen, no text where
 * nothing was typed.
 */
import type { CrosswalkAutocomplete, Suggestion } from '../../packages/crosswalk-autocomplete/index.d.ts';

const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');

export class FormValue {
  readonly #host: CrosswalkAutocomplete;
  readonly #internals: ElementInternals;
  readonly #input: HTMLInputElement;
  #value = '';
  /** What the last `change` told, or the page set. */
  #told = { value: '', text: '' };
  /** The person, or the page's script, has set something: attributes no longer do. */
  #touched = false;

  constructor(host: CrosswalkAutocomplete, internals: ElementInternals, input: HTMLInputElement) {
    this.#host = host;
    this.#internals = internals;
    this.#input = input;
  }

  /** Id of the chosen concept, or "". */
  get value(): string {
    return this.#value;
  }

  /** The page's script sets both: nobody is told. */
  set(value: string, text: string): void {
    this.#touched = true;
    this.#value = value;
    this.#input.value = text;
    this.#told = { value, text };
    this.update();
  }

  /** The person types: whatever was chosen no longer is. */
  typed(): void {
    this.#touched = true;
    this.#value = '';
    this.update();
  }

  /** The element sets both on the person's behalf. */
  write(value: string, text: string): void {
    this.#touched = true;
    this.#value = value;
    this.#input.value = text;
    this.update();
    this.#host.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  /** Tells of a change, if there was one. */
  commit(suggestion: Suggestion | undefined): void {
    const value = this.#value;
    const text = this.#input.value;
    if (value === this.#told.value && text === this.#told.text) return;
    this.#told = { value, text };
    this.#host.dispatchEvent(new CustomEvent('change', { bubbles: true, detail: { value, text, suggestion } }));
  }

  /** Back to what the attributes say. */
  reset(): void {
    this.#touched = false;
    this.restoreUntouched();
  }

  restoreUntouched(): void {
    if (this.#touched) return;
    this.set(this.#host.getAttribute('value') ?? '', this.#host.getAttribute('text') ?? '');
    this.#touched = false;
  }

  /** What {@link update} gave the browser, when the page is shown again. */
  restore(state: unknown): void {
    if (typeof state !== 'string') return;
    const pair: unknown = JSON.parse(state);
    if (isPair(pair)) this.set(...pair);
  }

  /** Gives the form what it submits, and says whether the element is valid. */
  update(): void {
    const { name } = this.#host;
    const text = this.#input.value;
    // Typed text has a direction of its own; an empty field has the page's.
    this.#input.dir = text === '' ? '' : 'auto';
    const state = JSON.stringify([this.#value, text]);
    if (name === '') this.#internals.setFormValue(null, state);
    else {
      const entries = new FormData();
      entries.set(name, this.#value);
      entries.append(this.#host.getAttribute('text-name') ?? `${name}-text`, text);
      this.#internals.setFormValue(entries, state);
    }
    // The field's own message is in the browser's language.
    if (this.#input.validity.valueMissing)
      this.#internals.setValidity({ valueMissing: true }, this.#input.validationMessage, this.#input);
    else this.#internals.setValidity({});
  }

  /** As Enter does in a text field: by the form's default button, which may be disabled, or without one. */
  submit(): void {
    const { form } = this.#internals;
    if (form === null) return;
    const button = [...form.elements].find(
      (field): field is HTMLButtonElement | HTMLInputElement =>
        (field instanceof HTMLButtonElement || field instanceof HTMLInputElement) &&
        (field.type === 'submit' || field.type === 'image'),
    );
    if (button === undefined) form.requestSubmit();
    else button.click();
  }
}
