import Sqlite from 'better-sqlite3';
import { connect } from './open.ts';

/**
 * A lock between processes that ends with its holder, however that one ends: an exclusive transaction on a SQLite
 * file made for nothing else. It works wherever the store itself works.
 */
export class FileLock {
  readonly #connection: Sqlite.Database;

  private constructor(connection: Sqlite.Database) {
    this.#connection = connection;
  }

  /** Takes the lock, or returns undefined while another process has it. Throws StoreError where SQLite cannot load. */
  static take(file: string): FileLock | undefined {
    const connection = connect(file, 0);
    try {
      connection.exec('BEGIN EXCLUSIVE');
      return new FileLock(connection);
    } catch (error) {
      connection.close();
      if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
      throw error;
    }
  }

  release(): void {
    this.#connection.close();
  }
}
