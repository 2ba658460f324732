/**
 * The real Worker in workerd, started for a test file: a workspace of its own in a temporary folder, the small
 * taxonomy of test/support in it, a free port. Takes about ten seconds.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAssets } from '../scripts/assets.ts';
import { ensurePepper, localEnvironmentFile } from '../scripts/peppers.ts';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from '../scripts/wrangler.ts';
import { compileSnapshot } from '../taxonomy/compile.ts';
import { announceManifest, switchManifest, writeSnapshotFiles } from '../taxonomy/snapshot-folder.ts';
import { migrateStore, openStore, writeVersions } from '../taxonomy/store.ts';
import { workspaceIn } from '../taxonomy/workspace.ts';
import { CONTENTS, type Contents, taxonomyOf } from './support/taxonomy.ts';

const ROOT = join(import.meta.dirname, '..');
const START_TIMEOUT_MS = 60_000;

export interface TestServer {
  /** "http://127.0.0.1:40123" */
  readonly url: string;
  /** The folder that holds its `.crosswalk`. */
  readonly root: string;
  /** What the Worker wrote, JSON lines among it. */
  output(): string;
  /** Kills all its processes at once, by SIGKILL, and starts it again over the same folder, on the same port. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}

/** Writes the small taxonomy as an import would. */
function prepareWorkspace(folder: string, contents: Contents): void {
  const workspace = workspaceIn(folder);
  migrateStore(workspace);
  const taxonomy = taxonomyOf(contents);
  const importedAt = '2026-01-01T00:00:00.000Z';
  const { manifest, files } = compileSnapshot(taxonomy, importedAt, () => undefined);
  writeSnapshotFiles(workspace, files);
  const store = openStore(workspace);
  if (store === undefined) throw new Error('The local D1 was not created');
  writeVersions(store, [{ taxonomy, importedAt, snapshot: manifest.snapshot }]);
  store.close();
  announceManifest(workspace, manifest);
  switchManifest(workspace);
  writeAssets(join(workspace.folder, 'assets'));
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ready`)).ok;
  } catch {
    return false;
  }
}

interface Running {
  output(): string;
  /** Sends a signal to all processes of the server and waits for their end. */
  end(signal: NodeJS.Signals): Promise<void>;
}

async function run(folder: string, url: string): Promise<Running> {
  const { folder: state, state: persisted } = workspaceIn(folder);
  const server = spawn(
    process.execPath,
    [
      WRANGLER_PROGRAM,
      'dev',
      '--ip=127.0.0.1',
      `--port=${new URL(url).port}`,
      `--inspector-port=${await freePort()}`,
      `--persist-to=${persisted}`,
      `--assets=${join(state, 'assets')}`,
      `--env-file=${localEnvironmentFile(folder)}`,
      '--show-interactive-dev-session=false',
    ],
    // In a group of its own: wrangler's children would outlive a wrangler that is killed.
    { cwd: ROOT, env: { ...process.env, ...WRANGLER_ENVIRONMENT }, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let output = '';
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) process.kill(-server.pid!, signal);
    await exited;
  };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isReady(url))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await end('SIGTERM');
      throw new Error(`The server did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { output: () => output, end };
}

/** Serves this taxonomy; the small one where none is named. */
export async function startServer(contents: Contents = CONTENTS): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-test-'));
  prepareWorkspace(folder, contents);
  ensurePepper(localEnvironmentFile(folder));
  const url = `http://127.0.0.1:${await freePort()}`;
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  let running = await run(folder, url).catch((error: unknown) => {
    remove();
    throw error;
  });
  return {
    url,
    root: folder,
    output: () => running.output(),
    async crash() {
      await running.end('SIGKILL');
      running = await run(folder, url);
    },
    async stop() {
      await running.end('SIGTERM');
      remove();
    },
  };
}
