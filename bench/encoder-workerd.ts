/** Starts encoder-worker.ts in workerd, with weights as its static assets, and asks it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeEncoders } from '../scripts/encoders.ts';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from '../scripts/wrangler.ts';
import type { EncoderBenchAnswer, EncoderBenchRequest } from './encoder-worker.ts';

const START_TIMEOUT_MS = 60_000;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

export interface EncoderWorker {
  ask(request: EncoderBenchRequest): Promise<EncoderBenchAnswer>;
  stop(): Promise<void>;
}

export async function startEncoderWorker(weights: string): Promise<EncoderWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  const assets = join(folder, 'assets');
  writeEncoders(assets, weights);
  const configuration = join(folder, 'wrangler.json');
  const worker = {
    name: 'encoder-bench',
    main: join(import.meta.dirname, 'encoder-worker.ts'),
    compatibility_date: '2026-10-01',
    assets: { directory: assets, binding: 'ASSETS', run_worker_first: true },
  };
  writeFileSync(configuration, JSON.stringify(worker));
  const [port, inspectorPort] = [await freePort(), await freePort()];
  const server = spawn(
    process.execPath,
    [
      WRANGLER_PROGRAM,
      'dev',
      `--config=${configuration}`,
      '--ip=127.0.0.1',
      `--port=${port}`,
      `--inspector-port=${inspectorPort}`,
      '--log-level=error',
      '--show-interactive-dev-session=false',
    ],
    { cwd: folder, env: { ...process.env, ...WRANGLER_ENVIRONMENT }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = ''; // of interest only where the Worker does not start
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const ask = async (request: EncoderBenchRequest): Promise<EncoderBenchAnswer> => {
    const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: JSON.stringify(request) });
    if (!response.ok) throw new Error(`The Worker answered ${response.status}: ${await response.text()}`);
    return response.json() as Promise<EncoderBenchAnswer>;
  };
  const isUp = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: '{"titles":[],"passes":0}' }).then(
      ({ ok }) => ok,
      () => false,
    );
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isUp())) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The Worker of the encoder bench did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { ask, stop };
}
