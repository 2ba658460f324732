/** The production entry. */
import { createApp } from './http/app.ts';
import type { Bindings } from './platform/bindings.ts';
import { type WorkerServices, createServices } from './services.ts';

/** Held by a deployment that binds it (worker/stores/vector-stores.ts). */
export { VectorObject } from './stores/vector-object.ts';

let services: WorkerServices | undefined;
let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request, bindings, context): Response | Promise<Response> {
    app ??= createApp((services ??= createServices(bindings)));
    return app.fetch(request, bindings, context);
  },
  queue: (batch, bindings) => (services ??= createServices(bindings)).consume(batch),
  scheduled: (_, bindings) => (services ??= createServices(bindings)).repair(),
} satisfies ExportedHandler<Bindings>;
