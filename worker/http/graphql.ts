/** The GraphQL endpoint over HTTP: who is admitted, what it speaks, what may be cached. */
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { ANONYMOUS } from '../api/context.ts';
import { failureResponse } from '../api/failures.ts';
import type { Api } from '../api/server.ts';
import type { Failure } from '../core/failures.ts';
import { LIMITS } from '../core/limits.ts';
import { type AdmissionServices, admit, allowReading } from './admission.ts';
import { boundedBody } from './body.ts';
import { type ServedState, VARY, cacheControl, entityTag, isKnown } from './caching.ts';
import { negotiate } from './negotiation.ts';
import type { Observed } from './observation.ts';

export interface GraphqlServices {
  readonly api: Api;
  /** What is served at the moment. */
  served(): Promise<ServedState>;
  /** The page of GraphiQL. */
  explorer(request: Request): Promise<Response>;
  readonly admission: AdmissionServices;
}

/** A day, in seconds: how long a browser may remember a preflight. */
const PREFLIGHT_AGE_S = 86_400;

function refuse(context: Context<Observed>, failure: Failure): Response {
  const record = context.get('record');
  record.errorCodes.push(failure.code);
  const { status, body } = failureResponse(failure, record.id);
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
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

/** A client that waits for what is to come. */
function wantsEvents(request: Request): boolean {
  return /\btext\/event-stream\b/i.test(request.headers.get('accept') ?? '');
}

export function createGraphqlRoutes({ api, served, explorer, admission }: GraphqlServices): Hono<Observed> {
  const routes = new Hono<Observed>();

  routes.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'OPTIONS'],
      allowHeaders: ['Accept', 'Accept-Language', 'Authorization', 'Content-Type', 'If-None-Match', 'X-Request-Id'],
      exposeHeaders: ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'Server-Timing', 'X-Request-Id'],
      maxAge: PREFLIGHT_AGE_S,
    }),
  );
  routes.get('/', async (context, next) => {
    const request = context.req.raw;
    if (!wantsPage(request)) return next();
    context.header('Vary', VARY);
    return explorer(request);
  });
  routes.use(allowReading());
  routes.use(admit(admission, refuse));
  routes.use(boundedBody((context) => refuse(context, { code: 'BODY_TOO_LARGE', maximum: LIMITS.requestBodyBytes })));

  routes.on(['GET', 'POST'], '/', async (context, next) => {
    const request = context.req.raw;
    if (!wantsEvents(request)) return next();
    return api.stream(request, context.get('record'), context.get('caller') ?? ANONYMOUS);
  });

  routes.get('/', async (context) => {
    const request = context.req.raw;
    context.header('Vary', VARY);
    const mediaType = negotiate(request.headers.get('accept'));
    if (mediaType === undefined) return refuse(context, { code: 'NOT_ACCEPTABLE' });
    const record = context.get('record');
    const caller = context.get('caller') ?? ANONYMOUS;
    if (caller.kind !== 'ANONYMOUS') context.header('Vary', `${VARY}, Authorization, Origin`);
    const tag = entityTag(request, mediaType, await served(), caller.keyId);
    const cacheHeaders = { ETag: tag, 'Cache-Control': cacheControl(caller.kind) };
    if (isKnown(request.headers.get('if-none-match'), tag)) return context.body(null, 304, cacheHeaders);
    const response = await api.fetch(request, mediaType, record, caller);
    const cacheable = response.status === 200 && record.errorCodes.length === 0 && !record.isPrivate;
    for (const [name, value] of Object.entries(cacheable ? cacheHeaders : { 'Cache-Control': 'no-store' })) {
      response.headers.set(name, value);
    }
    return response;
  });

  routes.post('/', (context) => {
    const request = context.req.raw;
    context.header('Vary', VARY);
    const mediaType = negotiate(request.headers.get('accept'));
    if (mediaType === undefined) return refuse(context, { code: 'NOT_ACCEPTABLE' });
    return api.fetch(request, mediaType, context.get('record'), context.get('caller') ?? ANONYMOUS);
  });

  routes.all('/', (context) => {
    context.header('Allow', 'GET, POST, OPTIONS');
    return refuse(context, { code: 'METHOD_NOT_ALLOWED', method: context.req.method });
  });
  return routes;
}
