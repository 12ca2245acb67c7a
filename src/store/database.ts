import { statSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { Changes } from './changes.ts';
import { CommitGroup } from './commitGroup.ts';
import { StoreError } from './errors.ts';
import type { StoreFiles } from './location.ts';
import { openDatabase, type Connection, type OpenOptions } from './open.ts';

/** A prepared statement; rows are typed by the one who wrote its SQL. */
export type Statement<Row = unknown> = Sqlite.Statement<unknown[], Row>;

/** The store's connection: prepares statements, runs transactions, announces changes. */
export class Database {
  readonly files: StoreFiles;
  readonly changes: Changes;
  readonly readOnly: boolean;
  readonly #connection: Connection;
  readonly #identity: string;
  readonly #transaction: Sqlite.Transaction<(work: () => unknown) => unknown>;
  readonly #group: CommitGroup;
  /** Within the work of a write. */
  #writing = false;
  /** Within the work of a `grouped` call, until it first waits. */
  #grouping = false;

  constructor(directory: string, options: OpenOptions) {
    const { connection, files, readOnly } = openDatabase(directory, options);
    this.#connection = connection;
    this.files = files;
    this.readOnly = readOnly;
    this.#identity = identity(files.database);
    this.changes = new Changes(() => connection.pragma('data_version', { simple: true }) as number, options.log);
    this.#transaction = connection.transaction((work: () => unknown) => {
      const result = work();
      this.#assertFileInPlace();
      return result;
    });
    this.#group = new CommitGroup(connection, {
      beforeCommit: () => this.#assertFileInPlace(),
      afterCommit: () => this.changes.announce(),
    });
  }

  /** Prepares SQL whose rows hold numbers that a double can hold. */
  prepare<Row = unknown>(sql: string): Statement<Row> {
    return this.#connection.prepare<unknown[], Row>(sql);
  }

  /** Prepares SQL whose rows hold 64-bit integers: every integer column comes as a bigint. */
  prepareExact<Row = unknown>(sql: string): Statement<Row> {
    return this.prepare<Row>(sql).safeIntegers();
  }

  /**
   * Runs `work` in one transaction that takes the write lock first, and announces one change after the commit.
   * Inside another `write` it joins that transaction. Throws StoreError "lost" and keeps nothing when the file was
   * deleted or replaced meanwhile: SQLite would go on writing into a file nobody can reach.
   */
  write<T>(work: () => T): T {
    if (this.#writing) return work();
    if (this.readOnly) {
      throw new StoreError('newer', 'This run store was made by a newer version of Promptrail. Update to write to it.');
    }
    if (this.#grouping) return this.#within(() => this.#group.write(work));
    this.#group.settle(); // what others wrote before stays before
    const result = this.#within(() => this.#transaction.immediate(work)) as T;
    this.changes.announce();
    return result;
  }

  /**
   * Runs `work`; what it writes before it first waits shares one commit with the writes of other calls that arrive
   * together. Its result comes after that commit, also where it only read: it may have seen rows that were not on disk
   * yet. When the commit fails nothing of the group is kept, and all its calls reject with the commit's error.
   */
  async grouped<T>(work: () => T | Promise<T>): Promise<T> {
    this.#grouping = true;
    const running = new Promise<T>((resolve) => resolve(work()));
    this.#grouping = false;
    running.catch(() => undefined); // it counts after the commit
    await this.#group.committed;
    const result = await running;
    await this.#group.committed; // of others, whose rows it may have seen after it waited
    return result;
  }

  /** True while the file that was opened is still the one at its place. */
  inPlace(): boolean {
    return identity(this.files.database) === this.#identity;
  }

  close(): void {
    this.#group.settle();
    this.changes.dispose();
    this.#connection.close();
  }

  #within<T>(write: () => T): T {
    this.#writing = true;
    try {
      return write();
    } finally {
      this.#writing = false;
    }
  }

  #assertFileInPlace(): void {
    if (this.inPlace()) return;
    throw new StoreError('lost', 'The run store was deleted or replaced while it was open. Nothing was written.');
  }
}

function identity(file: string): string {
  const status = statSync(file, { throwIfNoEntry: false, bigint: true });
  return status ? `${status.dev}:${status.ino}` : 'gone';
}
