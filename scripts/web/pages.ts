/** The explorer and what all pages share: `web/pages`, `web/styles`, `web/static`, the typeface, and their scripts. */
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { bundle } from './bundle.ts';

const require = createRequire(import.meta.url);
const WEB = join(import.meta.dirname, '../../web');
const FONTS = dirname(require.resolve('@fontsource-variable/figtree/package.json'));

export function writePages(folder: string): void {
  cpSync(join(WEB, 'pages'), folder, { recursive: true });
  cpSync(join(WEB, 'static'), folder, { recursive: true });
  const styles = { explorer: join(WEB, 'styles/explorer.css'), guides: join(WEB, 'styles/guides.css') };
  bundle(styles, folder, { external: ['/fonts/*'], splitting: false });
  rmSync(join(folder, 'explorer'), { recursive: true, force: true }); // chunks of earlier builds have other names
  bundle({ main: join(WEB, 'explorer/main.ts') }, join(folder, 'explorer'), { chunkNames: 'parts/[name]-[hash]' });
  const classic = { theme: join(WEB, 'explorer/theme.ts'), 'first-paint': join(WEB, 'explorer/first-paint.ts') };
  bundle(classic, folder, { format: 'iife', splitting: false });

  mkdirSync(join(folder, 'fonts'), { recursive: true });
  for (const script of ['latin', 'latin-ext'])
    copyFileSync(
      join(FONTS, `files/figtree-${script}-wght-normal.woff2`),
      join(folder, `fonts/figtree-${script}.woff2`),
    );
  copyFileSync(join(FONTS, 'LICENSE'), join(folder, 'fonts/LICENSE.txt'));
}
