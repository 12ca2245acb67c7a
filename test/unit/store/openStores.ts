import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { Log } from '../../../src/model/log.ts';
import { Store } from '../../../src/store/store.ts';

const ignore = (): void => undefined;
export const SILENT: Log = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Stores in temporary folders, closed and removed after each test of the file that asked for this. */
export class OpenStores {
  readonly #stores: Store[] = [];
  readonly #folders: string[] = [];

  constructor() {
    afterEach(() => this.#dispose());
  }

  /** A store in a new folder, or a further connection to the one in `directory`. */
  open(directory?: string): Store {
    const store = new Store(directory ?? this.#folder(), { log: SILENT, busyTimeout: 5000, checkAfterCrash: false });
    this.#stores.push(store);
    return store;
  }

  #folder(): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'promptrail-store-'));
    this.#folders.push(folder);
    return path.join(folder, '.promptrail');
  }

  #dispose(): void {
    for (const store of this.#stores.splice(0)) store.close();
    for (const folder of this.#folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }
}
