/** The configuration that is deployed: [env.production] of wrangler.toml, with what belongs to one account filled in. */

/** Git-ignored; written by `npm run deploy`, at the root, for its paths are relative to it. */
export const PRODUCTION_CONFIG = 'wrangler.production.json';
