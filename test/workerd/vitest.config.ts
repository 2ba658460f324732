import { join } from 'node:path';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { writeEncoders } from '../../scripts/encoders.ts';
import { readStaticOracle } from '../support/static-oracle-file.ts';
import { startWireBindings } from '../support/wire-bindings.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the static encoder must answer (test/support/static-oracle.ts); null while there are no weights. */
    staticOracle: string | null;
  }
}

const root = join(import.meta.dirname, '../..');
writeEncoders(join(root, '.crosswalk/assets'));

export default defineConfig({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: join(root, 'wrangler.toml') },
      miniflare: { cf: false, ...(await startWireBindings()) },
    }),
  ],
  test: {
    name: 'workerd',
    include: [join(root, 'test/workerd/**/*.test.ts')],
    testTimeout: 60_000,
    provide: { staticOracle: readStaticOracle() ?? null },
  },
});
