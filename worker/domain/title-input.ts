/** Checks what a client sends as a title, skills or a description, before any work is done. */
import { CrosswalkFailure } from '../core/failures.ts';
import { LIMITS } from '../core/limits.ts';

/** Control characters but for white space. */
const CONTROL = /[^\P{Cc}\t\n\v\f\r]/u;

/** Throws when a text is too long, or holds what no text of a person holds: control characters, half a character. */
export function checkText(argument: string, text: string, maximum: number): void {
  if (text.length > maximum) {
    throw new CrosswalkFailure({ code: 'TEXT_TOO_LONG', argument, length: text.length, maximum });
  }
  if (CONTROL.test(text)) {
    throw new CrosswalkFailure({
      code: 'BAD_USER_INPUT',
      argument,
      reason: 'holds a control character; send plain text',
    });
  }
  if (!text.isWellFormed()) {
    throw new CrosswalkFailure({
      code: 'BAD_USER_INPUT',
      argument,
      reason: 'holds half of a surrogate pair; send well-formed Unicode',
    });
  }
}

export function checkTitle(argument: string, title: string): void {
  checkText(argument, title, LIMITS.titleLength);
}

export function checkCount(argument: string, length: number, maximum: number): void {
  if (length > maximum) throw new CrosswalkFailure({ code: 'LIST_TOO_LONG', argument, length, maximum });
}

export function checkRange(argument: string, value: number, minimum: number, maximum: number): void {
  if (!(value >= minimum && value <= maximum)) {
    throw new CrosswalkFailure({ code: 'OUT_OF_RANGE', argument, value, minimum, maximum });
  }
}
