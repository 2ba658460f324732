/**
 * Static files that pages of other origins load: the element, and the snapshot for its offline pack. They are public,
 * and so is their use; the answers of the API have rules of their own.
 */
import { Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { Observed } from './observation.ts';

/** The name holds a hash of the content: it never changes. */
const HASHED_NAME = /-[0-9a-f]{16}\.bin$/;
const FOREVER = 'public, max-age=31536000, immutable';
/** An hour old at most, and shown for a day more while it is asked for again. */
const SCRIPT = 'public, max-age=3600, stale-while-revalidate=86400';
/** Which snapshot is served may change at any moment. */
const ALWAYS_ASK = 'public, no-cache';

function cacheable(cacheControl: (path: string) => string): MiddlewareHandler<Observed> {
  return async (context, next) => {
    await next();
    if (context.res.ok) context.header('Cache-Control', cacheControl(context.req.path));
  };
}

export function createSharedFileRoutes(asset: (request: Request) => Promise<Response>): Hono<Observed> {
  const routes = new Hono<Observed>();
  const open = cors({ origin: '*', allowMethods: ['GET', 'HEAD'] });
  routes.use(
    '/elements/*',
    open,
    cacheable(() => SCRIPT),
  );
  routes.use(
    '/snapshot/*',
    open,
    cacheable((path) => (HASHED_NAME.test(path) ? FOREVER : ALWAYS_ASK)),
  );
  for (const folder of ['/elements/*', '/snapshot/*']) routes.get(folder, (context) => asset(context.req.raw));
  return routes;
}
