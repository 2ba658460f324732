/**
 * How a key is written: `cwk_live_<id>_<secret>` for servers, `cwk_pub_<id>_<secret>` for browsers. The id (8 bytes)
 * is public; the secret (32 bytes) is shown once and stored nowhere. The prefix lets secret scanners recognise a key.
 */
const PREFIXES = { SECRET: 'cwk_live', PUBLISHABLE: 'cwk_pub' } as const;
export type KeyKind = keyof typeof PREFIXES;

export const KEY_ID_BYTES = 8;
export const KEY_SECRET_BYTES = 32;

const WHOLE = /^cwk_(live|pub)_([0-9a-f]{16})_[0-9a-f]{64}$/;
/** A key within a text, even one that was cut or runs on: what follows the id is what must not be shown. */
const WITHIN = /(cwk_(?:live|pub)_[0-9a-f]{16})_\w+/gi;

export interface ParsedKey {
  readonly kind: KeyKind;
  readonly id: string;
}

export function formatKey(kind: KeyKind, id: string, secret: string): string {
  return `${PREFIXES[kind]}_${id}_${secret}`;
}

/** Undefined where the text is no key. */
export function parseKey(text: string): ParsedKey | undefined {
  const [, prefix, id] = WHOLE.exec(text) ?? [];
  if (id === undefined) return undefined;
  return { kind: prefix === 'pub' ? 'PUBLISHABLE' : 'SECRET', id };
}

/** The text with every key in it cut down to its id: for logs, and for messages that repeat what was sent. */
export function redactKeys(text: string): string {
  return text.replace(WITHIN, '$1_***');
}
