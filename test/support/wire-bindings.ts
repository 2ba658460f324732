/** The remote services that tests inside workerd talk to, and the miniflare options that point its clients at them. */
import { createVectorizeService } from './vectorize-service.ts';
import { startWireServer } from './wire-server.ts';
import { workersAiService } from './workers-ai-service.ts';
import { VECTORIZE_METADATA_INDEXES } from '../../worker/stores/vectorize-store.ts';

/** miniflare's name for an address that it may hand a binding's requests to. */
type ConnectionAddress = URL & { __brand: 'RemoteProxyConnectionString' };

/** Dimensions of the vectors in test/stores/vector-store-cases.ts. */
const DIMENSIONS = 16;

export async function startWireBindings() {
  const address = (await startWireServer({
    WIRE_VECTORIZE: createVectorizeService({
      dimensions: DIMENSIONS,
      metadataIndexes: VECTORIZE_METADATA_INDEXES.map(({ property }) => property),
      processingMs: 10,
    }),
    WIRE_AI: workersAiService,
  })) as ConnectionAddress;
  return {
    bindings: { WIRE_ADDRESS: address.href },
    ai: { binding: 'WIRE_AI', remoteProxyConnectionString: address },
    vectorize: { WIRE_VECTORIZE: { index_name: 'wire', remoteProxyConnectionString: address } },
  };
}
