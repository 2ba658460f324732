/**
 * Parsed documents, by their text, so that what is asked again is neither parsed nor validated again. Bounded by
 * length, for clients choose what goes in; what is used least recently goes first.
 *
 * Cost: a syntax tree takes about 90 bytes a code unit of its text, so a full cache takes 9 MB.
 */

/** UTF-16 code units of all texts held. */
const TOTAL_LENGTH = 100_000;
/** Longer texts are not held: they are large by values that belong into variables. */
const TEXT_LENGTH = 5_000;

export interface DocumentCache<Value> {
  get(text: string): Value | undefined;
  set(text: string, value: Value): void;
}

export function createDocumentCache<Value>(): DocumentCache<Value> {
  const held = new Map<string, Value>(); // in order of last use
  let length = 0;
  const drop = (text: string): void => {
    if (held.delete(text)) length -= text.length;
  };
  return {
    get(text) {
      const value = held.get(text);
      if (value !== undefined) {
        held.delete(text);
        held.set(text, value);
      }
      return value;
    },
    set(text, value) {
      if (text.length > TEXT_LENGTH) return;
      drop(text);
      held.set(text, value);
      length += text.length;
      for (const oldest of held.keys()) {
        if (length <= TOTAL_LENGTH) break;
        drop(oldest);
      }
    },
  };
}
