/** Where `npm run keys` works: the local D1, as a SQLite file, or the deployed one, through wrangler. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SQLOutputValue } from 'node:sqlite';
import { migrateStore, openStore } from '../taxonomy/store.ts';
import { workspaceIn } from '../taxonomy/workspace.ts';
import { PRODUCTION_CONFIG } from './production-config.ts';
import { WRANGLER_ENVIRONMENT, WRANGLER_PROGRAM } from './wrangler.ts';

export type Row = Readonly<Record<string, string | number | null>>;

export interface KeyDatabase {
  /** Runs statements, one after the other, as one transaction. */
  write(statements: readonly string[]): void;
  read(statement: string): readonly Row[];
  close(): void;
}

/** Keys have texts and numbers alone. */
function plain(value: SQLOutputValue): string | number | null {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Uint8Array ? null : value;
}

/** The D1 that `npm start` serves, whether it runs or not. */
export function openLocal(root: string): KeyDatabase {
  const workspace = workspaceIn(root);
  migrateStore(workspace);
  const database = openStore(workspace);
  if (database === undefined) throw new Error('The local D1 was not created');
  return {
    write: (statements) => database.exec(['BEGIN IMMEDIATE;', ...statements, 'COMMIT;'].join('\n')),
    read: (statement) =>
      database
        .prepare(statement)
        .all()
        .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))),
    close: () => database.close(),
  };
}

/** The D1 of the deployment; each call is one run of wrangler. D1 runs the statements of one call as a transaction. */
export function openRemote(root: string): KeyDatabase {
  const config = join(root, PRODUCTION_CONFIG);
  if (!existsSync(config)) throw new Error('Nothing was deployed from here: run "npm run deploy" first.');
  const execute = (command: string): readonly Row[] => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [WRANGLER_PROGRAM, 'd1', 'execute', 'DB', '--remote', '--json', '--config', config, '--command', command],
      { cwd: root, encoding: 'utf8', env: { ...process.env, ...WRANGLER_ENVIRONMENT, CI: 'true' } },
    );
    if (status !== 0) throw new Error(`wrangler could not reach the deployed D1:\n${stdout}\n${stderr}`);
    const answers: readonly { readonly results: readonly Row[] }[] = JSON.parse(stdout);
    return answers.at(-1)?.results ?? [];
  };
  return {
    write: (statements) => void execute(statements.join(' ')),
    read: execute,
    close: () => undefined,
  };
}
