/** TypeScript of `web/` to what a browser loads. Takes a few milliseconds a page. */
import { type BuildOptions, buildSync } from 'esbuild';

/** Browsers of the last two years or so: `light-dark()`, `inert` and import maps are taken as given. */
const TARGET = ['chrome123', 'firefox121', 'safari17.5'];

/** Bundles, minifies and splits these entries into `folder`; what several share becomes a file of its own. */
export function bundle(entries: Record<string, string>, folder: string, options: BuildOptions = {}): void {
  buildSync({
    entryPoints: entries,
    outdir: folder,
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: TARGET,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });
}
