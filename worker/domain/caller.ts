/**
 * Who sends a request, and what it may do. Keys become callers in the HTTP room, once a request; resolvers ask
 * {@link requireTenant} before they touch what belongs to a tenant, and pass the tenant on to every statement.
 */
import { CrosswalkFailure } from '../core/failures.ts';

/**
 * read: search and look up. write: create, change and delete collections, titles and jobs. admin: read the audit log.
 * A key carries each of its scopes by name; none implies another.
 */
export const SCOPES = ['read', 'write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export interface Caller {
  /** SECRET: a server with a secret key. PUBLISHABLE: a browser with a key bound to its origin; read only. */
  readonly kind: 'ANONYMOUS' | 'SECRET' | 'PUBLISHABLE';
  /** The key's public id, for logs and the audit log; never the key. */
  readonly keyId?: string;
  /** Whose data the caller may see. */
  readonly tenant?: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** A request without a key: the taxonomy may be open to it, no tenant's data is. */
export const ANONYMOUS: Caller = { kind: 'ANONYMOUS', scopes: new Set() };

/** The caller's tenant, where its key carries the scope. */
export function requireTenant({ tenant, scopes }: Caller, scope: Scope): string {
  if (tenant === undefined) throw new CrosswalkFailure({ code: 'UNAUTHENTICATED', reason: 'MISSING' });
  if (!scopes.has(scope)) throw new CrosswalkFailure({ code: 'FORBIDDEN', reason: 'SCOPE', scope });
  return tenant;
}
