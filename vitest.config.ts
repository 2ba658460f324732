import { defineConfig } from 'vitest/config';

/**
 * Two projects: `node` for what is computed, built or spoken over HTTP from outside; `workerd` for what must be shown
 * inside the runtime itself (its own configuration: test/workerd/vitest.config.ts).
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
          exclude: ['test/workerd/**'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      './test/workerd/vitest.config.ts',
    ],
  },
});
