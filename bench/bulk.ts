import Sqlite from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { storeFiles } from '../src/store/location.ts';
import { Store } from '../src/store/store.ts';
import { temporaryFolder } from '../test/harness/paths.ts';
import { BareRows } from './data/bareRows.ts';
import { filledRuns } from './data/runs.ts';
import { wholeRun } from './data/wholeRuns.ts';
import { quietLog } from './store.ts';
import { type Measured, progress } from './table.ts';

const ROUNDS = 3;
const RUNS = 100_000;
const WARM_UP = 5000;
/** As many as the store takes in one transaction. */
const PER_TRANSACTION = 667;
const TABLES = ['runs', 'params', 'tags', 'metrics', 'latest_metrics'];
const OPTIONS = { log: quietLog, busyTimeout: 5000, checkAfterCrash: false };

/** 100,000 runs through the store, beside the same rows by bare statements in transactions of the same size. */
export function bulk(): Measured[] {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const rates = insertBoth(round === 0 ? WARM_UP : RUNS, round === 0);
    progress(`bulk: round ${round} of ${ROUNDS}; ${rates.ours.toFixed(0)} and ${rates.theirs.toFixed(0)} runs/s`);
    if (round === 0) continue; // compiles the code and looks whether the rows are the same
    ours.push(rates.ours);
    theirs.push(rates.theirs);
  }
  const count = RUNS.toLocaleString('en');
  const what = `Insert ${count} runs (10 params, one of 300 characters; 5 metrics of 3 steps; 4 tags) through the store`;
  return [{ what, unit: 'runs/s', ours, rival: 'bare prepared statements writing the same rows', theirs, goal: 0.8 }];
}

/** Both take turns with every transaction, so that whatever else the machine does meets both alike. */
function insertBoth(count: number, check: boolean): { readonly ours: number; readonly theirs: number } {
  const folder = temporaryFolder('bench');
  try {
    const [ourFolder, bareFolder] = [join(folder, 'ours'), join(folder, 'bare')];
    new Store(bareFolder, OPTIONS).close(); // the tables
    const store = new Store(ourFolder, OPTIONS);
    const bare = new BareRows(storeFiles(bareFolder).database);
    const spent = { ours: 0, theirs: 0 };
    for (let from = 0; from < count; from += PER_TRANSACTION) {
      const runs = [...filledRuns(from, Math.min(count, from + PER_TRANSACTION))];
      const whole = runs.map(wholeRun);
      spent.ours += seconds(() => store.bulk.write(whole));
      spent.theirs += seconds(() => bare.write(runs));
    }
    store.close();
    bare.close();
    if (check) assertSameRows(storeFiles(ourFolder).database, storeFiles(bareFolder).database);
    return { ours: count / spent.ours, theirs: count / spent.theirs };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function seconds(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

function assertSameRows(ours: string, theirs: string): void {
  const db = new Sqlite(ours, { readonly: true });
  db.prepare('ATTACH ? AS bare').run(theirs);
  for (const table of TABLES) {
    const [one, other] = [`SELECT * FROM main.${table}`, `SELECT * FROM bare.${table}`];
    const differing = `SELECT count(*) FROM (SELECT * FROM (${one} EXCEPT ${other}) UNION ALL SELECT * FROM (${other} EXCEPT ${one}))`;
    const found = db.prepare(differing).pluck().get();
    if (found !== 0) throw new Error(`The two wrote other rows: ${String(found)} differ in ${table}.`);
  }
  db.close();
}
