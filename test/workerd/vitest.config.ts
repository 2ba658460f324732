import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { startWireBindings } from '../support/wire-bindings.ts';

const root = join(import.meta.dirname, '../..');
mkdirSync(join(root, '.crosswalk/assets'), { recursive: true });

export default defineConfig({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: join(root, 'wrangler.toml') },
      miniflare: { cf: false, ...(await startWireBindings()) },
    }),
  ],
  test: { name: 'workerd', include: [join(root, 'test/workerd/**/*.test.ts')], testTimeout: 60_000 },
});
