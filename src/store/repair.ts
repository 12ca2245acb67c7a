import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { StoreError } from './errors.ts';
import { isCode } from './artifactRoot.ts';
import { isThere, storeFiles } from './location.ts';
import { APPLICATION_ID } from './schema.ts';

/** A copy of a store from before its schema was brought up to date. */
export interface Backup {
  readonly file: string;
  readonly madeAt: Date;
}

/** The newest backup beside the store that is whole; undefined where there is none. */
export function newestBackup(directory: string): Backup | undefined {
  const { backups } = storeFiles(directory);
  return isThere(backups) ? backupFiles(backups).find(({ file }) => isSound(file)) : undefined;
}

/** The backups of a folder, newest first, whole or not. */
export function backupFiles(folder: string): readonly Backup[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => path.join(folder, name))
    .flatMap((file) => {
      const status = statSync(file, { throwIfNoEntry: false }); // another process may clear up at the same time
      return status ? [{ file, madeAt: status.mtime }] : [];
    })
    .toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
}

/** Whether the file is one of our stores and SQLite finds no fault in its structure. Reads the whole file. */
export function isSound(file: string): boolean {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return false;
  let connection: Sqlite.Database | undefined;
  try {
    connection = new Sqlite(file, { fileMustExist: true, timeout: 250 });
    const id = connection.pragma('application_id', { simple: true });
    return id === APPLICATION_ID && connection.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && !error.code.startsWith('SQLITE_BUSY')) return false;
    throw error;
  } finally {
    connection?.close();
  }
}

/**
 * Moves a store that cannot be used aside, with its WAL, and returns the new name: a file, a folder or a link, whatever
 * stands there. Nothing is deleted.
 */
export function setAside(directory: string, now: Date): string {
  const { database } = storeFiles(directory);
  const aside = `${database}.damaged-${now.toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (isThere(database + suffix)) renameSync(database + suffix, aside + suffix);
  }
  return aside;
}

/** As `setAside`, and a copy of the backup takes the store's place; see `placeNew`. */
export function restoreBackup(directory: string, backup: Backup, now: Date): string {
  const { database } = storeFiles(directory);
  const copy = `${backup.file}.copy`;
  copyFileSync(backup.file, copy);
  chmodSync(copy, 0o600);
  try {
    const aside = setAside(directory, now);
    placeNew(copy, database);
    return aside;
  } finally {
    rmSync(copy, { force: true });
  }
}

/**
 * Puts a file where a store belongs and none is. Throws StoreError "lost" when a program that logs made one meanwhile:
 * what it logged must stay.
 */
export function placeNew(file: string, target: string): void {
  try {
    linkNew(file, target);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const text = 'A program that logs made a new run store before the backup could take its place. The backup is kept.';
    throw new StoreError('lost', text, { cause: error });
  }
}

function linkNew(file: string, target: string): void {
  try {
    linkSync(file, target);
  } catch (error) {
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS')) throw error;
    copyFileSync(file, target, constants.COPYFILE_EXCL); // a file system without links
  }
}
