/** The layout of what is known about keys. The keys themselves are not stored: only what recognises them. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const apiKeys = sqliteTable(
  'api_key',
  {
    /** Public: it stands in the key, in lists, in logs and in the audit log. */
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    /** What its owner calls it. */
    name: text('name').notNull(),
    kind: text('kind', { enum: ['SECRET', 'PUBLISHABLE'] }).notNull(),
    /** HMAC-SHA-256 of the whole key under the pepper, 64 hexadecimal digits. */
    hash: text('hash').notNull(),
    /** JSON array of scopes. */
    scopes: text('scopes', { mode: 'json' }).$type<string[]>().notNull(),
    /** JSON array of origins ("https://jobs.example"); empty for a secret key. */
    origins: text('origins', { mode: 'json' }).$type<string[]>().notNull(),
    /** Requests a minute; null: as many as the deployment grants a key of its kind. */
    ratePerMinute: integer('rate_per_minute'),
    /** Times are RFC 3339, UTC. */
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at'),
    revokedAt: text('revoked_at'),
  },
  (table) => [index('api_key_by_tenant').on(table.tenant, table.createdAt)],
);
