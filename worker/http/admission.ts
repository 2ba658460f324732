/**
 * Who may ask, and how often: reads the key, counts the request, and lets it pass or answers 401, 403 or 429. Says on
 * the way out which pages may read the answer.
 *
 * Without a key a request is counted by its address; with a publishable key by address and key, so that one visitor
 * cannot use up what all share; with a secret key by the key alone, for a server sends everything from one address.
 * Keys that were refused are counted by address, so that nobody tries many.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { ANONYMOUS, type Caller } from '../api/context.ts';
import { CrosswalkFailure, type Failure } from '../core/failures.ts';
import { parseKey } from '../core/key-format.ts';
import type { RateLimiter } from '../platform/bindings.ts';
import type { Observed } from './observation.ts';
import { type RatePolicy, type Standing, clientAddress, createRateLimits, rateLimitHeaders } from './rate-limits.ts';

/** Requests a minute. */
export interface Rates {
  readonly perAddress: number;
  readonly perPublishableKey: number;
  readonly perSecretKey: number;
}

export interface AdmissionServices {
  /** Who a key stands for; throws where it is none. `origin` is the page that asks. */
  authenticate(
    key: string,
    origin: string | undefined,
  ): Promise<{ readonly caller: Caller; readonly ratePerMinute: number | undefined }>;
  readonly rates: Rates;
  /** What counts for a whole location, where there is such a thing. */
  readonly limiters: {
    readonly address: RateLimiter | undefined;
    readonly publishableKey: RateLimiter | undefined;
    readonly secretKey: RateLimiter | undefined;
  };
  /** Whether requests without a key are answered. */
  readonly anonymousReading: boolean;
  /** Milliseconds. */
  now(): number;
}

/** Wrong keys a minute from one address. */
const REFUSED_KEYS: RatePolicy = { name: 'refused-keys', perMinute: 60 };

/** The key in `Authorization: Bearer <key>`; null where no header is sent, empty where it holds something else. */
function bearer(header: string | undefined): string | null {
  if (header === undefined) return null;
  return /^Bearer +(\S+)$/i.exec(header.trim())?.[1] ?? '';
}

/**
 * A publishable key in the address: a page that sends no header of its own needs no preflight, which browsers would
 * make anew for every text typed. A secret key has no place in an address.
 */
function keyInAddress(key: string | undefined): string | null {
  if (key === undefined) return null;
  return parseKey(key)?.kind === 'PUBLISHABLE' ? key : '';
}

/** The page that asks. Browsers leave Origin out of a GET to the page's own origin, but send a Referer. */
function askingOrigin(headers: Headers): string | undefined {
  const origin = headers.get('origin');
  if (origin !== null) return origin;
  const referer = headers.get('referer');
  return referer !== null && URL.canParse(referer) ? new URL(referer).origin : undefined;
}

/** Keeps work alive after the answer; without an execution context (in tests) it is alive anyway. */
function inBackground(context: Context<Observed>, work: Promise<void>): void {
  // What fails here is Cloudflare's counter, not the request.
  const settled = work.catch(() => undefined);
  try {
    context.executionCtx.waitUntil(settled);
  } catch {
    // Hono throws where there is no context.
  }
}

export function admit(
  services: AdmissionServices,
  refuse: (context: Context<Observed>, failure: Failure) => Response,
): MiddlewareHandler<Observed> {
  const { rates, limiters } = services;
  const limits = createRateLimits(services.now);

  /** Counts the request under every policy that holds for it. */
  function count(context: Context<Observed>, caller: Caller, address: string, own: number | undefined): Standing[] {
    const background = (work: Promise<void>): void => inBackground(context, work);
    const keyId = caller.keyId ?? '';
    const byAddress = (): Standing =>
      limits.take({ name: 'address', perMinute: rates.perAddress }, address, limiters.address, background);
    const byKey = (granted: number, limiter: RateLimiter | undefined): Standing =>
      limits.take({ name: 'key', perMinute: Math.min(own ?? granted, granted) }, keyId, limiter, background);
    switch (caller.kind) {
      case 'ANONYMOUS':
        return [byAddress()];
      case 'PUBLISHABLE': {
        const standing = byAddress();
        return standing.isAllowed ? [standing, byKey(rates.perPublishableKey, limiters.publishableKey)] : [standing];
      }
      case 'SECRET':
        return [byKey(rates.perSecretKey, limiters.secretKey)];
    }
  }

  const tooMany = (context: Context<Observed>, standings: readonly Standing[]): Response | undefined => {
    for (const [name, value] of Object.entries(rateLimitHeaders(standings))) context.header(name, value);
    const refused = standings.find(({ isAllowed }) => !isAllowed);
    if (refused === undefined) return undefined;
    const { retryAfterS } = refused;
    context.header('Retry-After', String(retryAfterS));
    return refuse(context, { code: 'RATE_LIMITED', policy: refused.policy.name, retryAfterS });
  };

  return async (context, next) => {
    const { headers } = context.req.raw;
    const record = context.get('record');
    const address = clientAddress(headers.get('cf-connecting-ip'));
    const key = bearer(context.req.header('authorization')) ?? keyInAddress(context.req.query('key'));
    let caller = ANONYMOUS;
    let own: number | undefined;
    if (key !== null) {
      const tried = limits.look(REFUSED_KEYS, address);
      if (!tried.isAllowed) return tooMany(context, [tried]);
      try {
        ({ caller, ratePerMinute: own } = await services.authenticate(key, askingOrigin(headers)));
      } catch (error) {
        if (!(error instanceof CrosswalkFailure)) throw error;
        const { failure } = error;
        if (failure.code === 'UNAUTHENTICATED') {
          limits.take(REFUSED_KEYS, address);
          context.header('WWW-Authenticate', 'Bearer realm="crosswalk"');
        }
        return refuse(context, failure);
      }
    }
    record.keyId = caller.keyId;
    record.callerKind = caller.kind;
    context.set('caller', caller);
    const stopped = tooMany(context, count(context, caller, address, own));
    if (stopped !== undefined) return stopped;
    if (caller.kind === 'ANONYMOUS' && !services.anonymousReading) {
      context.header('WWW-Authenticate', 'Bearer realm="crosswalk"');
      return refuse(context, { code: 'UNAUTHENTICATED', reason: 'MISSING' });
    }
    return next();
  };
}

/**
 * Which pages may read an answer: all of them what is open to all, the page that a publishable key is bound to what
 * was asked with it, none what was asked with a secret key, which has no place in a page.
 */
export function allowReading(): MiddlewareHandler<Observed> {
  return async (context, next) => {
    await next();
    const { kind } = context.get('caller') ?? ANONYMOUS;
    if (kind === 'ANONYMOUS') return;
    const origin = context.req.header('origin');
    if (kind === 'PUBLISHABLE' && origin !== undefined) context.header('Access-Control-Allow-Origin', origin);
    else context.res.headers.delete('Access-Control-Allow-Origin');
  };
}
