import Sqlite from 'better-sqlite3';
import { UserError } from '../model/errors.ts';

/** Why a store cannot be used; each asks for another action of the user. */
export type StoreProblem =
  'missing' | 'foreign' | 'corrupt' | 'unsafe' | 'newer' | 'outdated' | 'lost' | 'native-module' | 'read-only';

/** Problems that are over soon by themselves. */
const PASSING: readonly StoreProblem[] = ['lost', 'outdated'];

/** A store that cannot be opened or went away. `problem` lets the editor offer what helps. */
export class StoreError extends UserError {
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, message: string, options?: ErrorOptions) {
    super(PASSING.includes(problem) ? 'TEMPORARILY_UNAVAILABLE' : 'INVALID_STATE', message, options);
    this.name = 'StoreError';
    this.problem = problem;
  }
}

const TEXTS: Readonly<Record<string, readonly [code: UserError['code'], message: string]>> = {
  SQLITE_BUSY: ['TEMPORARILY_UNAVAILABLE', 'The run store is busy: another process holds its lock. Try again.'],
  SQLITE_LOCKED: ['TEMPORARILY_UNAVAILABLE', 'The run store is busy: another process holds its lock. Try again.'],
  SQLITE_FULL: ['RESOURCE_EXHAUSTED', 'The disk that holds the run store is full. Free some room and try again.'],
  SQLITE_IOERR: ['TEMPORARILY_UNAVAILABLE', 'The disk that holds the run store reported an error. Try again.'],
  SQLITE_CANTOPEN: ['INVALID_STATE', 'The file of the run store, or its folder, cannot be opened.'],
  SQLITE_READONLY: ['INVALID_STATE', 'The run store cannot be written: its file or folder is read-only.'],
  SQLITE_CORRUPT: ['INVALID_STATE', 'The run store is damaged. Run "Promptrail: Repair Store" in VS Code.'],
  SQLITE_NOTADB: ['INVALID_STATE', 'The run store is not a SQLite database.'],
};

/** What SQLite's own error means to the user, or undefined when the error is not SQLite's. */
export function fromSqlite(error: unknown): UserError | undefined {
  if (!(error instanceof Sqlite.SqliteError)) return undefined;
  // Extended codes refine a primary one by a suffix: SQLITE_BUSY_SNAPSHOT, SQLITE_READONLY_DBMOVED ...
  const primary = error.code.split('_').slice(0, 2).join('_');
  const known = TEXTS[primary];
  return known && new UserError(known[0], known[1], { cause: error });
}
