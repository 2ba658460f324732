/**
 * The servers of the HTTP benches. The Worker as it is deployed, in workerd: bundled by wrangler, and without the proxy
 * and the asset router that `wrangler dev` puts before it, which cost some milliseconds a request.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Miniflare, convertV4MiniflareOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from '../scripts/wrangler.ts';

const ROOT = join(import.meta.dirname, '..');
const CONFIGURATION = join(ROOT, 'wrangler.toml');
/** Whatever the deployment asks for; no request of the bench carries a key. */
const SECRETS = { KEY_PEPPER: '0'.repeat(64) };

/** Bundles the Worker into a folder. */
function bundleWorker(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bundle-'));
  execFileSync(process.execPath, [WRANGLER_PROGRAM, 'deploy', '--dry-run', '--env=', `--outdir=${folder}`], {
    cwd: ROOT,
    env: { ...process.env, ...WRANGLER_ENVIRONMENT, ...SECRETS },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return folder;
}

export interface HttpServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves a bundle with the static assets of a folder. */
export async function serveWorker(bundle: string, assets: string): Promise<HttpServer> {
  // Standard output is the bench's own: with --json it holds rows alone.
  Object.assign(process.env, SECRETS, { WRANGLER_LOG: 'error' });
  const { workerOptions } = unstable_getMiniflareWorkerOptions(CONFIGURATION);
  const modules = readdirSync(bundle)
    .filter((file) => /\.(js|wasm)$/.test(file))
    .toSorted((left, right) => Number(right.endsWith('.js')) - Number(left.endsWith('.js'))) // the entry first
    .map((file) => ({
      type: file.endsWith('.js') ? ('ESModule' as const) : ('CompiledWasm' as const),
      path: join(bundle, file),
    }));
  const { assets: _, modulesRules: __, bindings, serviceBindings, ...options } = workerOptions;
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      // The Worker's log: read and dropped, but for what went wrong.
      handleStructuredLogs({ level, message }) {
        if (level === 'error') process.stderr.write(`${message}\n`);
      },
      workers: [
        {
          ...options,
          name: 'crosswalk',
          modulesRoot: bundle,
          modules,
          bindings: Object.assign({}, bindings, SECRETS),
          // workerd's own disk service in the place of Workers Assets.
          serviceBindings: Object.assign({}, serviceBindings, { ASSETS: { disk: { path: assets, writable: false } } }),
          unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
        },
      ],
    }),
  );
  const url = await miniflare.unsafeGetDirectURL('crosswalk');
  return { url: url.origin, stop: async () => miniflare.dispose() };
}

/** Bundles the Worker and keeps the bundle while `use` works with it. */
export async function withBundle<Value>(use: (bundle: string) => Promise<Value>): Promise<Value> {
  const bundle = bundleWorker();
  try {
    return await use(bundle);
  } finally {
    rmSync(bundle, { recursive: true, force: true });
  }
}

/** The same schema on Node with MiniSearch behind it (http-rival.ts). */
export async function serveRival(): Promise<HttpServer> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'http-rival.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const url of createInterface(server.stdout)) return { url, stop: async () => void server.kill() };
  throw new Error('The rival ended before it served.');
}
