/** Folders with a migrated, empty D1 in them, to import into. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { migrateStore } from '../../taxonomy/store.ts';
import { workspaceIn } from '../../taxonomy/workspace.ts';
import { temporaryFolder } from './esco-fixture.ts';

export interface Roots {
  /** A new folder. */
  make(): string;
}

/** To be called while tests are collected: migrates once, copies for every folder. */
export function useRoots(): Roots {
  const template = temporaryFolder();
  beforeAll(() => migrateStore(workspaceIn(template)));
  return {
    make: () => {
      const folder = temporaryFolder();
      cpSync(join(template, '.crosswalk'), join(folder, '.crosswalk'), { recursive: true });
      return folder;
    },
  };
}
