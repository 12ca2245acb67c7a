import { UserError } from '../model/errors.ts';
import { StoreError, fromSqlite, type StoreProblem } from '../store/errors.ts';
import { Store } from '../store/store.ts';
import { terminalLog } from './logs.ts';
import { summary } from './wire/errors.ts';

/** How an update ended, as the process says it to its parent, once. */
export type UpdateReport =
  { readonly kind: 'updated' } | { readonly kind: 'failed'; readonly problem: StoreProblem; readonly message: string };

/** How long an update waits for others who write, in milliseconds. */
const BUSY_TIMEOUT = 10_000;

/** Brings the store in this folder up to date and says how it went. A parent that is gone by then needs no answer. */
export function runUpdate(directory: string): void {
  process.send?.(updated(directory), () => {
    if (process.connected) process.disconnect();
  });
}

/** The edge of the process. A failure that says nothing about the store itself leaves it outdated, and to be tried again. */
function updated(directory: string): UpdateReport {
  try {
    new Store(directory, {
      log: terminalLog(process.stderr),
      busyTimeout: BUSY_TIMEOUT,
      checkAfterCrash: false,
    }).close();
    return { kind: 'updated' };
  } catch (error) {
    const known = error instanceof UserError ? error : fromSqlite(error);
    const problem = error instanceof StoreError ? error.problem : 'outdated';
    return { kind: 'failed', problem, message: known?.message ?? summary(error) };
  }
}
