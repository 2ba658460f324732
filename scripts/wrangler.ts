/** How the project's scripts and tests call wrangler: quietly, and without asking the network. */
import { join } from 'node:path';

/**
 * Without the collector of traces that `wrangler dev` attaches to every Worker, object and binding, and its page: it took
 * a sixth of a search.
 */
export const WRANGLER_ENVIRONMENT = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
} as const;

/** The program, to be run with this Node. */
export const WRANGLER_PROGRAM = join(import.meta.dirname, '../node_modules/wrangler/bin/wrangler.js');
