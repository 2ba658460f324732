/** Starts the Worker that all browser tests visit, before the first of them, and stops it after the last. */
import type { TestProject } from 'vitest/node';
import { startServer } from '../server.ts';
import { BROWSER_CONTENTS } from './browser-taxonomy.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the shared Worker. */
    browserServer: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer(BROWSER_CONTENTS);
  project.provide('browserServer', server.url);
  return server.stop;
}
