/** The production entry. */
import { createApp } from './http/app.ts';
import type { Bindings } from './platform/bindings.ts';
import { createServices } from './services.ts';

let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request, bindings, context): Response | Promise<Response> {
    app ??= createApp(createServices(bindings));
    return app.fetch(request, bindings, context);
  },
} satisfies ExportedHandler<Bindings>;
