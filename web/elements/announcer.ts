/**
 * Says how many suggestions there are, to those who cannot see them: a polite live region. It waits for a pause, so
 * that it does not talk into the reading of what was typed, and says a text again when it stays the same.
 */

/** Longer than between two keystrokes. */
const PAUSE_MS = 500;

export class Announcer {
  readonly node = document.createElement('div');
  #timer = 0;

  constructor() {
    this.node.className = 'announcement';
    this.node.setAttribute('role', 'status');
  }

  say(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // The same text again would be no change, and no change is not read out.
      this.node.textContent = this.node.textContent === text ? `${text}\u00a0` : text;
    }, PAUSE_MS);
  }

  silence(): void {
    clearTimeout(this.#timer);
    this.node.textContent = '';
  }
}
