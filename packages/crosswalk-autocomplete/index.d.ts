/** The types of `<crosswalk-autocomplete>`; the element's own source implements them. */

/** A part of a text, in UTF-16 code units; `end` is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** One completion of what was typed. */
export interface Suggestion {
  /** The concept's id: "occupation:...", "skill:...". */
  readonly id: string;
  readonly text: string;
  /** BCP 47 tag of `text`. */
  readonly language: string;
  readonly kind: 'OCCUPATION' | 'SKILL';
  /** The parts of `text` that were typed, from left to right. */
  readonly highlights: readonly TextRange[];
  /** How well it fits, 0 to 1. Comparable within one answer only. */
  readonly score: number;
}

/** What the element says. Built in for the languages of the starter taxonomy. */
export interface Messages {
  /** Name of the list of suggestions. */
  readonly list: string;
  /** Announced when suggestions are shown; "{count}" stands for their number. */
  readonly found: string;
  /** Announced when nothing was found. */
  readonly none: string;
  /** Announced, and shown, when no answer came. */
  readonly failed: string;
  /** The last option: takes what was typed as it is; "{text}" stands for it. */
  readonly typed: string;
}

export interface CrosswalkAutocompleteEvents {
  /** Completions are asked for. */
  loadstart: CustomEvent<{ readonly text: string }>;
  /** They have come. */
  load: CustomEvent<{ readonly text: string; readonly suggestions: readonly Suggestion[] }>;
  /** They have not. */
  error: CustomEvent<{ readonly text: string; readonly error: unknown }>;
  /** A suggestion was chosen, or another text was left in the field. Bubbles. */
  change: CustomEvent<{
    /** As the property `value`. */
    readonly value: string;
    readonly text: string;
    /** Undefined where the text was typed and not chosen. */
    readonly suggestion: Suggestion | undefined;
  }>;
}

export declare class CrosswalkAutocomplete extends HTMLElement {
  static readonly formAssociated: true;
  /** Id of the chosen concept; "" while none is chosen. */
  value: string;
  /** The text in the field. */
  text: string;
  /** Texts in place of the built-in ones. */
  messages: Partial<Messages>;
  name: string;
  disabled: boolean;
  required: boolean;
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
  addEventListener<Type extends keyof CrosswalkAutocompleteEvents>(
    type: Type,
    listener: (this: CrosswalkAutocomplete, event: CrosswalkAutocompleteEvents[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof CrosswalkAutocompleteEvents>(
    type: Type,
    listener: (this: CrosswalkAutocomplete, event: CrosswalkAutocompleteEvents[Type]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'crosswalk-autocomplete': CrosswalkAutocomplete;
  }
}
