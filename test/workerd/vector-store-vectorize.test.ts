/** The vector store in Vectorize: our adapter, workerd's own client, and a server on the wire (test/support/vectorize-service.ts). */
import { describe } from 'vitest';
import { openVectorizeStore } from '../../worker/stores/vectorize-store.ts';
import { vectorStoreCases } from '../stores/vector-store-cases.ts';
import { wire } from '../support/wire-client.ts';

describe('the contract', () => {
  vectorStoreCases(() => openVectorizeStore(() => wire.WIRE_VECTORIZE));
});
