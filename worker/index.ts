/** The production entry. */
import kernel from './engines/vector-index/kernel.wasm';
import { createApp } from './http/app.ts';
import type { Bindings } from './platform/bindings.ts';
import { type WorkerServices, createServices } from './services.ts';

/** Held by a deployment that binds it (worker/stores/vector-stores.ts). */
export { VectorObject } from './stores/vector-object.ts';

let services: WorkerServices | undefined;
let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request, bindings, context): Response | Promise<Response> {
    app ??= createApp((services ??= createServices(bindings, kernel)));
    return app.fetch(request, bindings, context);
  },
  queue: (batch, bindings) => (services ??= createServices(bindings, kernel)).consume(batch),
  scheduled: (_, bindings) => (services ??= createServices(bindings, kernel)).repair(),
} satisfies ExportedHandler<Bindings>;
