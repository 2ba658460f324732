/**
 * What a key does in the field: the combobox pattern of the ARIA Authoring Practices (list autocomplete, manual
 * selection). Everything else, Tab above all, is left to the browser.
 */

export interface ComboboxState {
  readonly open: boolean;
  /** An option is marked. */
  readonly marked: boolean;
  /** The field holds no text. */
  readonly empty: boolean;
}

/**
 * - `next`, `previous`: open the list where it is closed, and mark an option;
 * - `open`: open the list and mark none;
 * - `choose`: take the marked option;
 * - `submit`: close the list and submit the form, as Enter does in any text field;
 * - `close`: close the list; `clear`: empty the field;
 * - `unmark`: the cursor moves in the text again.
 */
export type Command = 'next' | 'previous' | 'open' | 'choose' | 'submit' | 'close' | 'clear' | 'unmark';

export type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

export function commandOf({ key, altKey, ctrlKey, metaKey, shiftKey }: Key, state: ComboboxState): Command | undefined {
  if (ctrlKey || metaKey) return undefined;
  const cursor = state.marked ? 'unmark' : undefined;
  switch (key) {
    case 'ArrowDown':
      return altKey ? 'open' : shiftKey ? cursor : 'next';
    case 'ArrowUp':
      return altKey ? (state.open ? 'close' : undefined) : shiftKey ? cursor : 'previous';
    case 'Enter':
      return state.marked ? 'choose' : 'submit';
    case 'Escape':
      return state.open ? 'close' : state.empty ? undefined : 'clear';
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'Home':
    case 'End':
      return cursor;
    default:
      return undefined;
  }
}
