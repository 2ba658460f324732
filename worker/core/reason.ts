/** What is thrown need not be an Error. */

/** What a thrown value says of itself, for logs and for telling failures apart: its message, else the value as text. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
