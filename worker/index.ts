/** The production entry. */
import { createApp } from './http/app.ts';
import type { Bindings } from './platform/bindings.ts';
import { createServices } from './services.ts';

/** Held by a deployment that binds it (worker/stores/vector-stores.ts). */
export { VectorObject } from './stores/vector-object.ts';

let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request, bindings, context): Response | Promise<Response> {
    app ??= createApp(createServices(bindings));
    return app.fetch(request, bindings, context);
  },
} satisfies ExportedHandler<Bindings>;
