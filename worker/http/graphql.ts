/** The GraphQL endpoint over HTTP: who may read it (everyone), what it speaks, what may be cached. */
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { failureResponse } from '../api/failures.ts';
import type { Api } from '../api/server.ts';
import type { Failure } from '../core/failures.ts';
import { LIMITS } from '../core/limits.ts';
import { boundedBody } from './body.ts';
import { CACHE_CONTROL, type ServedState, VARY, entityTag, isKnown } from './caching.ts';
import { type MediaType, negotiate } from './negotiation.ts';
import type { Observed } from './observation.ts';

export interface GraphqlServices {
  readonly api: Api;
  /** What is served at the moment. */
  served(): Promise<ServedState>;
  /** The page of GraphiQL. */
  explorer(request: Request): Promise<Response>;
}

/** A day, in seconds: how long a browser may remember a preflight. */
const PREFLIGHT_AGE_S = 86_400;

function refuse(context: Context<Observed>, failure: Failure): Response {
  const record = context.get('record');
  record.errorCodes.push(failure.code);
  const { status, body } = failureResponse(failure, record.id);
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}

/** The request as Yoga shall see it: with the one media type that was negotiated. */
function asNegotiated(request: Request, mediaType: MediaType): Request {
  const headers = new Headers(request.headers);
  headers.set('accept', mediaType);
  return new Request(request, { headers });
}

/** A browser that opens the address, not a program that asks. */
function wantsPage(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  return (
    request.method === 'GET' &&
    /\btext\/html\b/i.test(accept) &&
    negotiate(accept.replace(/\*\/\*[^,]*/g, '')) === undefined
  );
}

export function createGraphqlRoutes({ api, served, explorer }: GraphqlServices): Hono<Observed> {
  const routes = new Hono<Observed>();

  routes.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'OPTIONS'],
      allowHeaders: ['Accept', 'Accept-Language', 'Authorization', 'Content-Type', 'If-None-Match', 'X-Request-Id'],
      exposeHeaders: ['ETag', 'Server-Timing', 'X-Request-Id'],
      maxAge: PREFLIGHT_AGE_S,
    }),
  );
  routes.use(boundedBody((context) => refuse(context, { code: 'BODY_TOO_LARGE', maximum: LIMITS.requestBodyBytes })));

  routes.get('/', async (context) => {
    const request = context.req.raw;
    context.header('Vary', VARY);
    if (wantsPage(request)) return explorer(request);
    const mediaType = negotiate(request.headers.get('accept'));
    if (mediaType === undefined) return refuse(context, { code: 'NOT_ACCEPTABLE' });
    const record = context.get('record');
    const tag = await entityTag(request, mediaType, await served());
    const cacheHeaders = { ETag: tag, 'Cache-Control': CACHE_CONTROL };
    if (isKnown(request.headers.get('if-none-match'), tag)) return context.body(null, 304, cacheHeaders);
    const response = await api.fetch(asNegotiated(request, mediaType), record);
    const headers = new Headers(response.headers);
    const cacheable = response.status === 200 && record.errorCodes.length === 0;
    for (const [name, value] of Object.entries(cacheable ? cacheHeaders : { 'Cache-Control': 'no-store' })) {
      headers.set(name, value);
    }
    return new Response(response.body, { status: response.status, headers });
  });

  routes.post('/', (context) => {
    const request = context.req.raw;
    context.header('Vary', VARY);
    const mediaType = negotiate(request.headers.get('accept'));
    if (mediaType === undefined) return refuse(context, { code: 'NOT_ACCEPTABLE' });
    return api.fetch(asNegotiated(request, mediaType), context.get('record'));
  });

  routes.all('/', (context) => {
    context.header('Allow', 'GET, POST, OPTIONS');
    return refuse(context, { code: 'METHOD_NOT_ALLOWED', method: context.req.method });
  });
  return routes;
}
