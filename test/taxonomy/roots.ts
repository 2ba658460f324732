/** Folders with a migrated, empty D1 in them, to import into. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { migrateStore } from '../../taxonomy/store.ts';
import { workspaceIn } from '../../taxonomy/workspace.ts';
import { temporaryFolder } from './esco-fixture.ts';

export interface Roots {
  /** A new folder. */
  make(): string;
}

/** To be called while tests are collected: migrates once, copies for every folder, removes all of them in the end. */
export function useRoots(): Roots {
  const template = temporaryFolder();
  const folders = [template];
  beforeAll(() => migrateStore(workspaceIn(template)));
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
  return {
    make: () => {
      const folder = temporaryFolder();
      folders.push(folder);
      cpSync(join(template, '.crosswalk'), join(folder, '.crosswalk'), { recursive: true });
      return folder;
    },
  };
}
