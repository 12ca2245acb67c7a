import { accessSync, chmodSync, constants, lstatSync, mkdirSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isCode } from './artifactRoot.ts';
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

/** Whether something stands where a store's file belongs; it may be unusable. */
export function storeExists(directory: string): boolean {
  return isThere(storeFiles(directory).database);
}

/** Whether anything stands there, be it a link that leads nowhere. */
export function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (isCode(error, 'ENOTDIR', 'EACCES', 'EPERM')) return false; // as far as this user can tell
    throw error;
  }
}

/** Where a folder's store is kept. */
export interface StorePlace {
  readonly directory: string;
  /** Whether that is outside of the folder, which cannot be written. */
  readonly outside: boolean;
}

/**
 * The place of a folder's store: inside of it, or `fallback` where the folder cannot be written. A fallback that has a
 * store already stays the place as long as the folder has none of its own: its runs would be gone from sight.
 */
export function storePlace(folder: string, fallback: string): StorePlace {
  const directory = path.join(folder, STORE_FOLDER);
  const begun = isThere(directory);
  const outside = !isWritable(begun ? directory : folder) || (!storeExists(directory) && storeExists(fallback));
  return { directory: outside ? fallback : directory, outside };
}

/** Asks without a trace; Windows answers only by what it does, and there a folder is made and removed. */
function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK);
    if (process.platform === 'win32') rmdirSync(mkdtempSync(path.join(directory, '.promptrail-')));
    return true;
  } catch (error) {
    if (isCode(error, 'EROFS', 'EACCES', 'EPERM')) return false;
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return true; // not a question of rights; whoever writes is told
    throw error;
  }
}

/**
 * Makes the store's folder (0700), its artifacts folder and a `.gitignore` that keeps both out of version control.
 * Throws StoreError "unsafe" when the folder is a link or belongs to somebody else: a repository could have planted it.
 */
export function prepareLocation(directory: string): StoreFiles {
  const files = storeFiles(directory);
  makeOurs(directory);
  if (isThere(files.database)) assertOurs(files.database, 'file');
  chmodSync(directory, 0o700);
  const ignore = path.join(directory, '.gitignore');
  if (!isThere(ignore)) writeFileSync(ignore, '*\n', { mode: 0o600 });
  makeOurs(files.artifacts);
  return files;
}

/** Makes a directory for this user alone; throws StoreError "unsafe" where something else stands there. */
export function makeOurs(directory: string): void {
  if (!isThere(directory)) mkdirSync(directory, { recursive: true, mode: 0o700 });
  assertOurs(directory, 'directory');
}

/** The files of a store that is there; throws StoreError as `prepareLocation` does and makes nothing. */
export function existingLocation(directory: string): StoreFiles {
  const files = storeFiles(directory);
  if (!isThere(files.database)) throw new StoreError('missing', 'There is no run store in this folder yet.');
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
