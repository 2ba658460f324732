/**
 * The pepper under which keys are hashed, as this machine knows it: one of its own, made when first needed, and that
 * of the deployment. Both stand in git-ignored files that only their owner may read.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';

/** Variables of `npm start`; wrangler reads the file. */
export const localEnvironmentFile = (root: string): string => join(root, '.crosswalk/local.env');
/** Secrets of the deployment, written by `npm run deploy` where they were not given. */
export const productionEnvironmentFile = (root: string): string => join(root, '.crosswalk/production.env');

/** The pepper that a file holds; undefined where there is none. */
export function readPepper(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return parseEnv(readFileSync(file, 'utf8'))['KEY_PEPPER'];
}

/** The pepper that a file holds; a new one where there is none. */
export function ensurePepper(file: string): string {
  const known = readPepper(file);
  if (known !== undefined) return known;
  const pepper = randomBytes(32).toString('hex');
  mkdirSync(dirname(file), { recursive: true });
  // Two commands may come first at once: the file that was there first holds.
  try {
    writeFileSync(file, `KEY_PEPPER=${pepper}\n`, { mode: 0o600, flag: 'wx' });
    return pepper;
  } catch {
    const written = readPepper(file);
    if (written === undefined) throw new Error(`${file} holds no KEY_PEPPER; remove it, or add the line.`);
    return written;
  }
}
