import { defineConfig } from 'vitest/config';

/**
 * Three projects: `node` for what is computed, built or spoken over HTTP from outside; `browser` for what people see, in
 * real Chromium against one Worker for all files; `workerd` for what must be shown inside the runtime itself (its own
 * configuration: test/workerd/vitest.config.ts).
 */
export default defineConfig({
  test: {
    projects: [
      {
        // As Node itself resolves: packages in two module formats (graphql) must not be loaded in both.
        ssr: { resolve: { conditions: ['module-sync', 'node', 'import', 'default'] } },
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/workerd/**', 'test/browser/**'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        ssr: { resolve: { conditions: ['module-sync', 'node', 'import', 'default'] } },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/browser-server.ts'],
          // A browser and a Worker fill two cores; side by side, files would only wait for each other.
          fileParallelism: false,
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      './test/workerd/vitest.config.ts',
    ],
  },
});
