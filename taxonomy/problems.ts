/**
 * What is wrong with the files of an import.
 *
 * An error stops the import, but only after everything was read, so that one run names all of them. A note tells
 * what was put right or left out on the way: counted by kind, with the first place as an example.
 */

/** Where in an input something stands. `line` counts from 1; `column` is the header's name of it. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: string;
}

interface Note {
  readonly what: string;
  readonly first: Place;
  count: number;
}

/** Errors that are listed; more are counted. */
const LISTED_ERRORS = 20;

function describePlace({ file, line, column }: Place): string {
  return `${file}${line === undefined ? '' : `, line ${line}`}${column === undefined ? '' : `, column "${column}"`}`;
}

/** Thrown when something is refused. The message is meant for the person at the command line. */
export class TaxonomyRefused extends Error {
  /** One line an error, at most {@link LISTED_ERRORS}. */
  readonly errors: readonly string[];

  constructor(heading: string, errors: readonly string[], count: number = errors.length) {
    const rest = count > errors.length ? [`... and ${count - errors.length} more`] : [];
    super(
      [
        `${heading} (${count} ${count === 1 ? 'error' : 'errors'}):`,
        ...[...errors, ...rest].map((line) => `  ${line}`),
      ].join('\n'),
    );
    this.name = 'TaxonomyRefused';
    this.errors = errors;
  }
}

export const IMPORT_REFUSED = 'The import was refused, nothing was changed';

export class Problems {
  readonly #errors: string[] = [];
  readonly #notes = new Map<string, Note>();
  #errorCount = 0;

  get errorCount(): number {
    return this.#errorCount;
  }

  /** `what` is a clause without a full stop, `mend` a sentence that says what to do. */
  refuse(place: Place, what: string, mend: string): void {
    this.#errorCount += 1;
    if (this.#errors.length < LISTED_ERRORS) this.#errors.push(`${describePlace(place)}: ${what}. ${mend}`);
  }

  /** `what` names the kind of thing and is the key under which it is counted. */
  note(place: Place, what: string, count = 1): void {
    const known = this.#notes.get(what);
    if (known === undefined) this.#notes.set(what, { what, first: place, count });
    else known.count += count;
  }

  /** One line a kind of note, in the order in which they first came up. */
  notes(): string[] {
    return [...this.#notes.values()].map(
      ({ what, first, count }) => `${count.toLocaleString('en')} x ${what} (first: ${describePlace(first)})`,
    );
  }

  /** Throws {@link TaxonomyRefused} when there was an error. */
  check(heading: string): void {
    if (this.#errorCount > 0) throw new TaxonomyRefused(heading, this.#errors, this.#errorCount);
  }
}
