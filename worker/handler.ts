/** What every entry exports: the Worker's handlers, over services that are built when an isolate is first asked. */
import { createApp } from './http/app.ts';
import type { Bindings } from './platform/bindings.ts';
import type { OnnxRuntime } from './platform/onnx-runtime.ts';
import { type WorkerServices, createServices } from './services.ts';

export function createHandler(kernel: WebAssembly.Module, runtime?: OnnxRuntime) {
  let services: WorkerServices | undefined;
  let app: ReturnType<typeof createApp> | undefined;
  const servicesOf = (bindings: Bindings): WorkerServices => (services ??= createServices(bindings, kernel, runtime));
  return {
    fetch(request, bindings, context): Response | Promise<Response> {
      app ??= createApp(servicesOf(bindings));
      return app.fetch(request, bindings, context);
    },
    queue: (batch, bindings) => servicesOf(bindings).consume(batch),
    scheduled: (_, bindings) => servicesOf(bindings).repair(),
  } satisfies ExportedHandler<Bindings>;
}
