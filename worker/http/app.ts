/** The HTTP surface: routes, and static assets for everything else. */
import { Hono } from 'hono';
import type { Bindings } from '../platform/bindings.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';

export interface AppServices {
  readonly snapshot: SnapshotStore;
}

export function createApp(services: AppServices): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>();
  app.get('/health', (context) => context.json({ status: 'ok' }));
  app.get('/ready', async (context) => {
    const manifest = await services.snapshot.manifest();
    return context.json({ status: 'ready', taxonomy: manifest.taxonomy.id, snapshot: manifest.snapshot });
  });
  app.all('*', (context) => context.env.ASSETS.fetch(context.req.raw));
  return app;
}
