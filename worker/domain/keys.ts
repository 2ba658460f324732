/**
 * Keys: made once, recognised on every request.
 *
 * What is stored is HMAC-SHA-256 of the key under the pepper, a secret of the deployment: who reads the table cannot
 * make a key of it, nor test a guess. The MACs are compared by `crypto.subtle.verify`, in constant time.
 *
 * Cost: one HMAC a request; one D1 read a key, isolate and {@link ROW_AGE_MS}. So long may a revoked key still work.
 */
import { CrosswalkFailure, type UnauthenticatedReason } from '../core/failures.ts';
import { keepNewest } from '../core/keep-newest.ts';
import { KEY_ID_BYTES, KEY_SECRET_BYTES, type KeyKind, formatKey, parseKey } from '../core/key-format.ts';
import type { ApiKeyRow, ApiKeyStore } from '../stores/api-keys.ts';
import { type Caller, SCOPES, type Scope } from './caller.ts';

/** How long a row is believed before it is read again: revocation must take effect within 60 s. */
export const ROW_AGE_MS = 30_000;
/** Rows held at most; the one read longest ago goes first. */
const HELD_ROWS = 10_000;
/** Shorter peppers are refused: 32 random bytes in hexadecimal digits have 64. */
const PEPPER_LENGTH = 32;

/** The pepper as a key of HMAC-SHA-256. */
async function macKey(pepper: string): Promise<CryptoKey> {
  if (pepper.length < PEPPER_LENGTH) throw new Error(`KEY_PEPPER must have at least ${PEPPER_LENGTH} characters`);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(pepper), algorithm, false, ['sign', 'verify']);
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const randomHex = (bytes: number): string => toHex(crypto.getRandomValues(new Uint8Array(bytes)));

export interface KeyOrder {
  readonly tenant: string;
  readonly name: string;
  readonly kind: KeyKind;
  readonly scopes: readonly Scope[];
  readonly origins: readonly string[];
  readonly ratePerMinute: number | undefined;
  readonly expiresAt: Date | undefined;
}

/** A new key, to be shown once, and the row that recognises it. */
export async function issueKey(
  order: KeyOrder,
  pepper: string,
  now: Date,
): Promise<{ readonly key: string; readonly row: ApiKeyRow }> {
  const id = randomHex(KEY_ID_BYTES);
  const key = formatKey(order.kind, id, randomHex(KEY_SECRET_BYTES));
  const mac = await crypto.subtle.sign('HMAC', await macKey(pepper), new TextEncoder().encode(key));
  const row: ApiKeyRow = {
    id,
    tenant: order.tenant,
    name: order.name,
    kind: order.kind,
    hash: toHex(new Uint8Array(mac)),
    scopes: [...order.scopes],
    origins: [...order.origins],
    ratePerMinute: order.ratePerMinute ?? null,
    createdAt: now.toISOString(),
    expiresAt: order.expiresAt?.toISOString() ?? null,
    revokedAt: null,
  };
  return { key, row };
}

export interface Authenticated {
  readonly caller: Caller;
  /** Requests a minute that the key's owner set; undefined where it is the deployment's. */
  readonly ratePerMinute: number | undefined;
}

export interface KeyRing {
  /** Who a key stands for; throws UNAUTHENTICATED or FORBIDDEN. `origin` is the page that asks, where one does. */
  authenticate(key: string, origin: string | undefined): Promise<Authenticated>;
}

const refuse = (reason: UnauthenticatedReason): CrosswalkFailure =>
  new CrosswalkFailure({ code: 'UNAUTHENTICATED', reason });

interface HeldRow {
  readonly readAt: number;
  readonly row: ApiKeyRow | undefined;
}

function toAuthenticated(row: ApiKeyRow): Authenticated {
  const scopes: readonly Scope[] = SCOPES.filter((scope) => row.scopes.includes(scope));
  return {
    caller: {
      kind: row.kind,
      keyId: row.id,
      tenant: row.tenant,
      scopes: new Set(row.kind === 'PUBLISHABLE' ? scopes.filter((scope) => scope === 'read') : scopes),
    },
    ratePerMinute: row.ratePerMinute ?? undefined,
  };
}

/** `now` gives milliseconds since 1970. Without a pepper no key can be recognised, and all are told so. */
export function createKeyRing(store: ApiKeyStore, pepper: string | undefined, now: () => number): KeyRing {
  let mac: Promise<CryptoKey> | undefined;
  /** In the order in which they were read. */
  const held = new Map<string, HeldRow>();

  async function find(id: string): Promise<ApiKeyRow | undefined> {
    const known = held.get(id);
    if (known !== undefined && now() - known.readAt < ROW_AGE_MS) return known.row;
    // The age counts from before the read: what changes meanwhile is seen in time.
    const readAt = now();
    const row = await store.find(id);
    keepNewest(held, id, { readAt, row }, HELD_ROWS);
    return row;
  }

  return {
    async authenticate(key, origin) {
      const parsed = parseKey(key);
      if (parsed === undefined) throw refuse('MALFORMED');
      if (pepper === undefined) throw new CrosswalkFailure({ code: 'UNAVAILABLE', part: 'key store' });
      const row = await find(parsed.id);
      mac ??= macKey(pepper);
      // An unknown id costs the same comparison as a known one.
      const expected = fromHex(row?.hash ?? '00'.repeat(KEY_SECRET_BYTES));
      const isRight = await crypto.subtle.verify('HMAC', await mac, expected, new TextEncoder().encode(key));
      if (row === undefined || !isRight) throw refuse('UNKNOWN');
      if (row.revokedAt !== null) throw refuse('REVOKED');
      if (row.expiresAt !== null && Date.parse(row.expiresAt) <= now()) throw refuse('EXPIRED');
      if (row.kind === 'PUBLISHABLE' && (origin === undefined || !row.origins.includes(origin)))
        throw new CrosswalkFailure({ code: 'FORBIDDEN', reason: 'ORIGIN' });
      return toAuthenticated(row);
    },
  };
}
