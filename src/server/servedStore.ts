import type { Log } from '../model/log.ts';
import type { OpenOptions } from '../store/open.ts';
import { Store } from '../store/store.ts';
import type { Services } from './routes/route.ts';
import { summary } from './wire/errors.ts';

/** How long a statement waits for another process's lock before the client is told to come back, in milliseconds. */
const BUSY_TIMEOUT = 2000;

/**
 * The store that requests work on. It is opened by the first request that needs it, so that a server that nobody
 * logs to leaves no trace in the folder, and opened anew when its file was deleted or replaced.
 */
export class ServedStore implements Services {
  readonly log: Log;
  readonly #directory: string;
  readonly #limits: Pick<OpenOptions, 'maxPages'>;
  #open: Store | undefined;

  constructor(directory: string, log: Log, limits: Pick<OpenOptions, 'maxPages'> = {}) {
    this.#directory = directory;
    this.log = log;
    this.#limits = limits;
  }

  /** Throws StoreError when the store cannot be opened. */
  get store(): Store {
    if (this.#open && !this.#open.inPlace()) {
      this.log.warn('The run store was deleted or replaced while it was open; it is opened anew.');
      this.close();
    }
    this.#open ??= this.#openStore();
    return this.#open;
  }

  /** The store where it is open and in its place; asking for it opens and makes nothing. */
  get opened(): Store | undefined {
    return this.#open?.inPlace() ? this.#open : undefined;
  }

  async grouped<T>(work: () => T | Promise<T>): Promise<T> {
    this.#open ??= this.#openStore(); // whether it is still in place is looked at by `work`, and before the commit
    return this.#open.grouped(work);
  }

  close(): void {
    const store = this.#open;
    this.#open = undefined; // also where closing fails: it must not be asked again
    store?.close();
  }

  #openStore(): Store {
    const options = { log: this.log, busyTimeout: BUSY_TIMEOUT, checkAfterCrash: true, ...this.#limits };
    const store = new Store(this.#directory, options);
    store.artifacts
      .sweep()
      .catch((error: unknown) => this.log.warn(`Temporary files were not removed: ${summary(error)}`));
    return store;
  }
}
