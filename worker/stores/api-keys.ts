/** What D1 knows about keys: read by id when a request brings one, written by `npm run keys`. */
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { apiKeys } from './api-key-tables.ts';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export interface ApiKeyStore {
  /** Undefined where no key has the id. */
  find(id: string): Promise<ApiKeyRow | undefined>;
}

export function createApiKeyStore(client: D1Database): ApiKeyStore {
  const database = drizzle(client);
  return {
    find: (id) => database.select().from(apiKeys).where(eq(apiKeys.id, id)).get(),
  };
}
