/**
 * One import at a time.
 *
 * The lock is an exclusive SQLite transaction on a file of its own: the operating system gives it up when its holder
 * ends, in whatever way, so that a killed import leaves no stale lock. The file beside it tells who holds it.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { TaxonomyRefused } from './problems.ts';
import type { Workspace } from './workspace.ts';

/** Runs `work` while holding the lock; throws at once where another import holds it. */
export async function withImportLock<Value>({ folder }: Workspace, work: () => Promise<Value>): Promise<Value> {
  mkdirSync(folder, { recursive: true });
  const pidFile = join(folder, 'import.pid');
  const lock = new DatabaseSync(join(folder, 'import.lock'), { timeout: 0 });
  try {
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch {
      const holder = existsSync(pidFile) ? readFileSync(pidFile, 'utf8') : 'unknown';
      throw new TaxonomyRefused('Another import is running', [
        `process ${holder}: wait until it has ended, or end it.`,
      ]);
    }
    writeFileSync(pidFile, String(process.pid));
    const value = await work();
    rmSync(pidFile, { force: true });
    return value;
  } finally {
    lock.close();
  }
}
