/**
 * Input methods: while text is being composed, keys belong to the input method, and some text is not yet what the
 * person means.
 *
 * A key that belongs to the input method says `isComposing`, or has the key code 229. Safari ends the composition
 * before it sends the Enter that ended it, so that an Enter within a moment of the end belongs to it as well.
 */

/** Far more than lies between two events of one key press, far less than between two key presses. */
const SAME_PRESS_MS = 40;
const INPUT_METHOD_KEY = 229;
const LATIN_LETTER = /\p{Script=Latin}/u;
/** Languages whose text is composed from Latin letters that are no text of theirs. */
const TRANSLITERATED = /^(?:zh|ja|yue)\b/i;

export class Composition {
  #active = false;
  #endedAt = -Infinity;

  get active(): boolean {
    return this.#active;
  }

  start(): void {
    this.#active = true;
  }

  end(event: Pick<Event, 'timeStamp'>): void {
    this.#active = false;
    this.#endedAt = event.timeStamp;
  }

  /** True for a key press that is the input method's, not the list's. */
  owns(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode' | 'key' | 'timeStamp'>): boolean {
    // Deprecated, and the only thing that tells in Safari.
    // oxlint-disable-next-line typescript/no-deprecated
    if (event.isComposing || event.keyCode === INPUT_METHOD_KEY) return true;
    return event.key === 'Enter' && event.timeStamp - this.#endedAt < SAME_PRESS_MS;
  }

  /**
   * True while the composed part is not yet text of the language: "ruan" for 软. Elsewhere what is composed is already
   * what was meant (Korean syllables, all typing on Android) and is completed as it grows.
   */
  hides(composed: string | null, language: string): boolean {
    return this.#active && TRANSLITERATED.test(language) && LATIN_LETTER.test(composed ?? '');
  }
}
