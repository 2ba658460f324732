/**
 * Caching of GET answers. What is served follows from the request, the snapshot and the Worker's version alone, so
 * their hash is the ETag, and a known one is answered with 304 before anything is executed.
 */
import type { Caller } from '../api/context.ts';
import type { MediaType } from '../api/answer.ts';
import { hashText } from '../core/hash-text.ts';

/** What is served at the moment. */
export interface ServedState {
  /** Changes when the taxonomy does. */
  readonly snapshot: string;
  /** Changes when the Worker does. */
  readonly worker: string;
}

/** Fresh for five minutes, then shown for a day while it is asked for again. */
export const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=86400';
/** Likewise, but for the cache of one browser: what was asked with a key. */
const PRIVATE_CACHE_CONTROL = 'private, max-age=300, stale-while-revalidate=86400';
/** What an answer depends on beside its address. */
export const VARY = 'Accept, Accept-Language';

export function cacheControl(kind: Caller['kind']): string {
  return kind === 'ANONYMOUS' ? CACHE_CONTROL : PRIVATE_CACHE_CONTROL;
}

/**
 * A weak ETag: compression on the way may change the bytes. No answer that holds a tenant's data is given one, so that
 * a tag which comes back under the same key stands for an answer of the taxonomy.
 */
export function entityTag(
  request: Request,
  mediaType: MediaType,
  served: ServedState,
  keyId: string | undefined,
): string {
  const { url } = request;
  const query = url.indexOf('?');
  const parts = [
    served.snapshot,
    served.worker,
    mediaType,
    request.headers.get('accept-language') ?? '',
    query < 0 ? '' : url.slice(query),
    keyId ?? '',
  ];
  return `W/"${hashText(JSON.stringify(parts))}"`;
}

/** True when If-None-Match names the tag (weak comparison). */
export function isKnown(ifNoneMatch: string | null, tag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim() === tag || `W/${candidate.trim()}` === tag);
}
