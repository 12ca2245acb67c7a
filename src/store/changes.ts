import type { Log } from '../model/log.ts';

/** Removes the listener it was given for. */
export interface Subscription {
  dispose(): void;
}

/** How often a change made by another process is looked for, in milliseconds. */
const POLL_INTERVAL = 250;

/**
 * Announces that the store's content changed: once per transaction of this process, and within a poll interval for
 * those of other processes. The file system is not watched: SQLite touches its WAL on reading too, which would make
 * every look at the store announce a change.
 */
export class Changes {
  readonly #dataVersion: () => number;
  readonly #log: Log;
  readonly #listeners = new Set<() => void>();
  #seen: number;
  #timer: NodeJS.Timeout | undefined;

  /** @param dataVersion reads `PRAGMA data_version`, which moves when another connection commits. */
  constructor(dataVersion: () => number, log: Log) {
    this.#dataVersion = dataVersion;
    this.#log = log;
    this.#seen = dataVersion();
  }

  /** Calls `listener` after every change from now on. Polling runs only while somebody listens. */
  onDidChange(listener: () => void): Subscription {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => this.#poll(), POLL_INTERVAL).unref();
    return {
      dispose: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) this.#stop();
      },
    };
  }

  /** Tells the listeners; called by the store after a commit of its own. */
  announce(): void {
    // A copy: a listener may remove itself and subscribe anew.
    const listeners = [...this.#listeners];
    for (const listener of listeners) listener();
  }

  /** Looks once whether another process committed, and announces it. */
  #poll(): void {
    const version = this.#look();
    if (version === this.#seen) return;
    this.#seen = version;
    this.announce();
  }

  /** The edge of a timer: a file that is locked now, as without a WAL it can be, is looked at again at the next tick. */
  #look(): number {
    try {
      return this.#dataVersion();
    } catch (error) {
      this.#log.debug(`The run store could not be looked at: ${String(error)}`);
      return this.#seen;
    }
  }

  dispose(): void {
    this.#listeners.clear();
    this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
