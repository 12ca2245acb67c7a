import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fromSqlite } from '../../../src/store/errors.ts';
import { WINDOW_BUSY_TIMEOUT } from '../../../src/store/open.ts';
import { Store } from '../../../src/store/store.ts';
import { silentLog } from '../../fixtures/openOptions.ts';

/**
 * A process of the tests that writes into a store as an editor window does. Says each acknowledged step on stdout, at
 * once, so that a kill loses none of it; at the end the longest time one write took.
 */
const [directory = '', runId = '', first = '0', count = '0'] = process.argv.slice(2);

const store = new Store(directory, { log: silentLog, busyTimeout: WINDOW_BUSY_TIMEOUT, checkAfterCrash: false });
let longest = 0;
for (let step = Number(first); step < Number(first) + Number(count); step++) {
  while (!log(step)) await delay(1);
  writeSync(1, `${step}\n`);
  // Others want the lock too, and a window has more to do than to write.
  await delay(0);
}
store.close();
writeSync(1, `longest ${Math.round(longest)}\n`);

/** False where another process has the lock: nothing was written then. */
function log(step: number): boolean {
  const started = performance.now();
  try {
    store.runLog.log(runId, { metrics: [{ key: 'window', value: step, timestamp: 0, step }] });
    return true;
  } catch (error) {
    if (fromSqlite(error)?.code !== 'TEMPORARILY_UNAVAILABLE') throw error;
    return false;
  } finally {
    longest = Math.max(longest, performance.now() - started);
  }
}
