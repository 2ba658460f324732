/** The vector store in Durable Objects, in workerd itself. */
import { env } from 'cloudflare:workers';
import { describe } from 'vitest';
import { openVectorStores } from '../../worker/stores/vector-stores.ts';
import { vectorStoreCases } from '../stores/vector-store-cases.ts';

describe('the contract', () => {
  vectorStoreCases(() => openVectorStores(env));
});
