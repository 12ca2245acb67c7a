import { chmodSync, existsSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StoreError } from './errors.ts';

/** The folder inside a workspace folder that holds everything Promptrail keeps there. */
export const STORE_FOLDER = '.promptrail';

/** The files of a store. */
export interface StoreFiles {
  readonly directory: string;
  readonly database: string;
  readonly artifacts: string;
  readonly backups: string;
}

export function storeFiles(directory: string): StoreFiles {
  return {
    directory,
    database: path.join(directory, 'store.db'),
    artifacts: path.join(directory, 'artifacts'),
    backups: path.join(directory, 'backups'),
  };
}

export function storeExists(directory: string): boolean {
  return existsSync(storeFiles(directory).database);
}

/**
 * Makes the store's folder (0700), its artifacts folder and a `.gitignore` that keeps both out of version control.
 * Throws StoreError "unsafe" when the folder is a link or belongs to somebody else: a repository could have planted it.
 */
export function prepareLocation(directory: string): StoreFiles {
  const files = storeFiles(directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  assertOurs(directory, 'directory');
  if (existsSync(files.database)) assertOurs(files.database, 'file');
  chmodSync(directory, 0o700);
  const ignore = path.join(directory, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n', { mode: 0o600 });
  mkdirSync(files.artifacts, { recursive: true, mode: 0o700 });
  assertOurs(files.artifacts, 'directory');
  return files;
}

/** The files of a store that is there; throws StoreError as `prepareLocation` does and makes nothing. */
export function existingLocation(directory: string): StoreFiles {
  const files = storeFiles(directory);
  if (!existsSync(files.database)) throw new StoreError('missing', 'There is no run store in this folder yet.');
  assertOurs(directory, 'directory');
  assertOurs(files.database, 'file');
  return files;
}

/** Throws StoreError "unsafe" unless `file` is a plain file or directory (no link) of the current user. */
export function assertOurs(file: string, kind: 'file' | 'directory'): void {
  const status = lstatSync(file);
  const name = path.basename(file);
  if (kind === 'file' ? !status.isFile() : !status.isDirectory()) {
    throw new StoreError('unsafe', `"${name}" must be a plain ${kind}, not a link. Remove it and try again.`);
  }
  const user = process.getuid?.();
  if (user !== undefined && status.uid !== user && user !== 0) {
    throw new StoreError('unsafe', `"${name}" belongs to another user. Move it away and try again.`);
  }
}
