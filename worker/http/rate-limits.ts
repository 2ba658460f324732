/**
 * Rate limits: a token bucket a client, and the headers that tell it where it stands (RateLimit and RateLimit-Policy,
 * draft-ietf-httpapi-ratelimit-headers-10).
 *
 * Two counters, because none alone is exact, fast and free. The bucket lives in the isolate: it costs a microsecond,
 * knows what remains, and stops a burst at once; but a client that meets several isolates has a bucket in each. So
 * Cloudflare's rate limiter, which counts for all isolates of a location, is told of every request too, in the
 * background, and where it finds too many, the isolate refuses the client for {@link REFUSED_MS}. A Durable Object
 * would count exactly, for a round trip and a price a request: dearer than most requests themselves.
 */
import { keepNewest } from '../core/keep-newest.ts';
import type { RateLimiter } from '../platform/bindings.ts';

/** What is counted: requests of an address, requests with a key, keys of an address that were refused. */
export type PolicyName = 'address' | 'key' | 'refused-keys';

export interface RatePolicy {
  readonly name: PolicyName;
  /** Requests a minute, and at once. */
  readonly perMinute: number;
}

/** Where a client stands after a request. */
export interface Standing {
  readonly policy: RatePolicy;
  readonly isAllowed: boolean;
  /** Whole requests that are left. */
  readonly remaining: number;
  /** Seconds until all of them are. */
  readonly resetS: number;
  /** Seconds until the next request is allowed; 0 when it is. */
  readonly retryAfterS: number;
}

const MINUTE_S = 60;
const MINUTE_MS = 60_000;
/** How long a client is refused after the location's limiter found too many requests. */
const REFUSED_MS = 10_000;
/** Clients remembered at most: about 10 MB. The one seen longest ago goes first; it starts again with a full bucket. */
const HELD_CLIENTS = 50_000;

interface Bucket {
  tokens: number;
  at: number;
  refusedUntil: number;
}

export interface RateLimits {
  /** Counts a request of a client; `limiter` counts it for the location. `inBackground` keeps what is left to do alive. */
  take(
    policy: RatePolicy,
    client: string,
    limiter?: RateLimiter,
    inBackground?: (work: Promise<void>) => void,
  ): Standing;
  /** Where a client stands, without counting. */
  look(policy: RatePolicy, client: string): Standing;
}

/** `now` gives milliseconds. */
export function createRateLimits(now: () => number): RateLimits {
  const buckets = new Map<string, Bucket>();

  /** The client's bucket, filled up to the present. */
  function bucketOf({ name, perMinute }: RatePolicy, client: string): Bucket {
    const key = `${name} ${client}`;
    const at = now();
    const bucket = buckets.get(key) ?? { tokens: perMinute, at, refusedUntil: 0 };
    bucket.tokens = Math.min(perMinute, bucket.tokens + ((at - bucket.at) / MINUTE_MS) * perMinute);
    bucket.at = at;
    keepNewest(buckets, key, bucket, HELD_CLIENTS);
    return bucket;
  }

  function standing(policy: RatePolicy, { tokens, at, refusedUntil }: Bucket, isAllowed: boolean): Standing {
    const perSecond = policy.perMinute / MINUTE_S;
    const refusedS = Math.max(0, refusedUntil - at) / 1_000;
    return {
      policy,
      isAllowed,
      remaining: refusedS > 0 ? 0 : Math.floor(tokens),
      resetS: Math.ceil(Math.max(refusedS, (policy.perMinute - tokens) / perSecond)),
      retryAfterS: isAllowed ? 0 : Math.max(1, Math.ceil(Math.max(refusedS, (1 - tokens) / perSecond))),
    };
  }

  const isOpen = (bucket: Bucket): boolean => bucket.tokens >= 1 && bucket.at >= bucket.refusedUntil;

  return {
    take(policy, client, limiter, inBackground) {
      const bucket = bucketOf(policy, client);
      const isAllowed = isOpen(bucket);
      if (isAllowed) bucket.tokens -= 1;
      if (isAllowed && limiter !== undefined && inBackground !== undefined) {
        const confirm = async (): Promise<void> => {
          const { success } = await limiter.limit({ key: client });
          if (!success) bucket.refusedUntil = now() + REFUSED_MS;
        };
        inBackground(confirm());
      }
      return standing(policy, bucket, isAllowed);
    },
    look(policy, client) {
      const bucket = bucketOf(policy, client);
      return standing(policy, bucket, isOpen(bucket));
    },
  };
}

/** The headers for all policies that a request was counted under. */
export function rateLimitHeaders(standings: readonly Standing[]): Record<string, string> {
  if (standings.length === 0) return {};
  return {
    'RateLimit-Policy': standings
      .map(({ policy }) => `"${policy.name}";q=${policy.perMinute};w=${MINUTE_S}`)
      .join(', '),
    RateLimit: standings
      .map(({ policy, remaining, resetS }) => `"${policy.name}";r=${remaining};t=${resetS}`)
      .join(', '),
  };
}

/** Whose requests are counted together: an IPv4 address, or the /64 network of an IPv6 address. */
export function clientAddress(header: string | null): string {
  if (header === null) return 'unknown';
  if (!header.includes(':')) return header;
  const [head = '', tail] = header.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
