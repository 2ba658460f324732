/** Files of bulk jobs: the upload of their rows and the download of their result, each by a signed link. */
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { CrosswalkFailure } from '../core/failures.ts';
import type { Observed } from './observation.ts';

interface SignedLink {
  readonly expires: string;
  readonly signature: string;
}

export interface BulkTransfer {
  upload(id: string, link: SignedLink, body: ReadableStream<Uint8Array>, length: number): Promise<void>;
  result(id: string, link: SignedLink): Promise<{ readonly format: 'CSV' | 'NDJSON'; readonly body: ReadableStream }>;
}

const FILES = {
  CSV: { type: 'text/csv; charset=utf-8', name: 'result.csv' },
  NDJSON: { type: 'application/x-ndjson', name: 'result.ndjson' },
} as const;

export function createBulkRoutes(transfer: BulkTransfer): Hono<Observed> {
  const routes = new Hono<Observed>();
  // The signature is what opens them; a page that was given a link may use it.
  routes.use(cors({ origin: '*', allowMethods: ['GET', 'PUT', 'OPTIONS'] }));
  const linkOf = (query: (name: string) => string | undefined): SignedLink => ({
    expires: query('expires') ?? '',
    signature: query('signature') ?? '',
  });

  routes.put('/:id/rows', async (context) => {
    const { body, headers } = context.req.raw;
    const length = Number(headers.get('content-length') ?? Number.NaN);
    if (body === null || !Number.isSafeInteger(length) || length < 1)
      throw new CrosswalkFailure({ code: 'LENGTH_REQUIRED' });
    await transfer.upload(
      context.req.param('id'),
      linkOf((name) => context.req.query(name)),
      body,
      length,
    );
    return context.body(null, 204, { 'Cache-Control': 'no-store' });
  });

  routes.get('/:id/result', async (context) => {
    const { format, body } = await transfer.result(
      context.req.param('id'),
      linkOf((name) => context.req.query(name)),
    );
    const { type, name } = FILES[format];
    return context.body(body, 200, {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'private, no-store',
    });
  });
  return routes;
}
