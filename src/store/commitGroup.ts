import type { Connection } from './open.ts';

/** A group takes no more calls after so many writes, or this many milliseconds after its first. */
const MAX_WRITES = 500;
const MAX_AGE = 20;

interface OpenGroup {
  readonly committed: PromiseWithResolvers<void>;
  readonly opened: number;
  writes: number;
  turn?: NodeJS.Immediate;
}

export interface CommitHooks {
  /** Throws where a commit would be lost; called right before every commit. */
  readonly beforeCommit: () => void;
  readonly afterCommit: () => void;
}

/**
 * Writes that arrive together and share one commit, the costliest part of a small write. The transaction begins with
 * the first write and is committed when the event loop has handled what had arrived by then, or came meanwhile. Each
 * further write is a savepoint: one that is refused takes back itself alone.
 */
export class CommitGroup {
  readonly #connection: Connection;
  readonly #hooks: CommitHooks;
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  readonly #savepoint;
  #open: OpenGroup | undefined;

  constructor(connection: Connection, hooks: CommitHooks) {
    this.#connection = connection;
    this.#hooks = hooks;
    this.#begin = connection.prepare('BEGIN IMMEDIATE');
    this.#commit = connection.prepare('COMMIT');
    this.#rollback = connection.prepare('ROLLBACK');
    this.#savepoint = connection.transaction((work: () => unknown) => work());
  }

  /** Settles when all that was written so far is on disk or, rejected, taken back; undefined when nothing is open. */
  get committed(): Promise<void> | undefined {
    return this.#open?.committed.promise;
  }

  /** Commits what is open where it takes no more. Called between calls: the writes of one call share their fate. */
  makeRoom(): void {
    if (this.#open && isFull(this.#open)) this.settle();
  }

  /** Runs one write. It is on disk when `committed` has resolved. */
  write<T>(work: () => T): T {
    return this.#open ? this.#join(this.#open, work) : this.#first(work);
  }

  /** Commits what is open, now. Does not throw: how it went is what `committed` says. */
  settle(): void {
    const group = this.#close();
    if (!group) return;
    try {
      this.#hooks.beforeCommit();
      this.#commit.run();
    } catch (error) {
      this.#takeBack();
      group.committed.reject(error);
      return;
    }
    group.committed.resolve();
    this.#hooks.afterCommit();
  }

  /** Opens a group; a first write that is refused leaves none. */
  #first<T>(work: () => T): T {
    this.#begin.run();
    try {
      const result = work();
      this.#open = { committed: Promise.withResolvers(), opened: performance.now(), writes: 1 };
      this.#commitSoon(this.#open);
      return result;
    } catch (error) {
      this.#takeBack();
      throw error;
    }
  }

  #join<T>(group: OpenGroup, work: () => T): T {
    try {
      const result = this.#savepoint(work) as T;
      group.writes++;
      return result;
    } catch (error) {
      // On a full disk, for one, SQLite takes back the whole transaction by itself, and with it what others wrote.
      if (!this.#connection.inTransaction) this.#close()?.committed.reject(error);
      throw error;
    }
  }

  /** Commits after the first turn of the event loop that brought no further write. */
  #commitSoon(group: OpenGroup): void {
    const { writes } = group;
    group.turn = setImmediate(() => (group.writes > writes ? this.#commitSoon(group) : this.settle()));
  }

  #close(): OpenGroup | undefined {
    const group = this.#open;
    this.#open = undefined;
    clearImmediate(group?.turn);
    return group;
  }

  #takeBack(): void {
    if (this.#connection.inTransaction) this.#rollback.run();
  }
}

const isFull = ({ writes, opened }: OpenGroup): boolean => writes >= MAX_WRITES || performance.now() - opened > MAX_AGE;
