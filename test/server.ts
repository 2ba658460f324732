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
function prepareWorkspace(folder: string, contents: Contents): ReturnType<typeof workspaceIn> {
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
  return workspace;
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ready`)).ok;
  } catch {
    return false;
  }
}

/** Serves this taxonomy; the small one where none is named. */
export async function startServer(contents: Contents = CONTENTS): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-test-'));
  const workspace = prepareWorkspace(folder, contents);
  ensurePepper(localEnvironmentFile(folder));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(
    process.execPath,
    [
      WRANGLER_PROGRAM,
      'dev',
      '--ip=127.0.0.1',
      `--port=${port}`,
      `--inspector-port=${await freePort()}`,
      `--persist-to=${workspace.state}`,
      `--assets=${join(workspace.folder, 'assets')}`,
      `--env-file=${localEnvironmentFile(folder)}`,
      '--show-interactive-dev-session=false',
    ],
    { cwd: ROOT, env: { ...process.env, ...WRANGLER_ENVIRONMENT }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isReady(url))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The server did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, root: folder, output: () => output, stop };
}
