/** Waits for a pause in the page's own work; Safari does not tell, so there it is a moment that is waited for. */
const MOMENT_MS = 50;
/** A page that is never idle waits no longer. */
const PATIENCE_MS = 1_000;

export const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: PATIENCE_MS });
    else setTimeout(resolve, MOMENT_MS);
  });
