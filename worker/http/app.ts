/** The HTTP surface: routes, and static assets for everything else. */
import { Hono } from 'hono';
import { failureResponse } from '../api/failures.ts';
import { CrosswalkFailure } from '../core/failures.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { type BulkTransfer, createBulkRoutes } from './bulk.ts';
import { type GraphqlServices, createGraphqlRoutes } from './graphql.ts';
import { createMcpRoutes } from './mcp.ts';
import { type Observed, observe } from './observation.ts';
import { createSharedFileRoutes } from './shared-files.ts';

export interface AppServices extends GraphqlServices {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly bulk: BulkTransfer;
  /** Loads what every request needs; throws where it is missing. `encoder` is the hash of its weights, null without any. */
  ready(): Promise<{ readonly taxonomy: string; readonly snapshot: string; readonly encoder: string | null }>;
  /** Static files. */
  asset(request: Request): Promise<Response>;
}

export type App = Hono<Observed>;

export function createApp(services: AppServices): App {
  const app: App = new Hono<Observed>();
  app.use(observe(services.log, services.metrics));
  app.get('/health', (context) => context.json({ status: 'ok' }));
  app.get('/ready', async (context) => context.json({ status: 'ready', ...(await services.ready()) }));
  app.route('/graphql', createGraphqlRoutes(services));
  app.route('/bulk', createBulkRoutes(services.bulk));
  app.route('/mcp', createMcpRoutes(services));
  app.route(
    '/',
    createSharedFileRoutes((request) => services.asset(request)),
  );
  app.all('*', (context) => services.asset(context.req.raw));
  app.onError((error, context) => {
    const record = context.get('record');
    if (error instanceof CrosswalkFailure) {
      const { status, body } = failureResponse(error.failure, record.id);
      record.errorCodes.push(error.failure.code);
      return Response.json(body, { status });
    }
    record.unexpected.push(error);
    record.errorCodes.push('INTERNAL_SERVER_ERROR');
    const message = 'Something went wrong on our side. Please report the requestId.';
    const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: record.id };
    return Response.json({ errors: [{ message, extensions }] }, { status: 500 });
  });
  return app;
}
