/** How the project's scripts and tests call wrangler: quietly, and without asking the network. */
import { join } from 'node:path';

export const WRANGLER_ENVIRONMENT = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
} as const;

/** The program, to be run with this Node. */
export const WRANGLER_PROGRAM = join(import.meta.dirname, '../node_modules/wrangler/bin/wrangler.js');
