import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Database } from '../../../src/store/database.ts';
import { fromSqlite } from '../../../src/store/errors.ts';
import type { Store } from '../../../src/store/store.ts';
import { OPEN_OPTIONS, openStore, tempFolder } from '../../fixtures/tempStore.ts';

// Groups are bounded in time too: on a busy machine a test may stand still for that long.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** A store, what another process sees of its runs, and the changes it announced. */
function watchedStore(busyTimeout = 50) {
  const directory = path.join(tempFolder(), '.promptrail');
  const store = openStore(directory, { busyTimeout });
  const other = new Sqlite(path.join(directory, 'store.db'));
  const names = other.prepare<unknown[], string>('SELECT run_name FROM runs ORDER BY run_no').pluck();
  const announced: string[][] = [];
  store.onDidChange(() => announced.push(names.all()));
  return { store, directory, other, seen: () => names.all(), announced };
}

const create = (store: Store, runName: string) =>
  store.grouped(() => store.runs.create({ experimentId: '0', runName }).info.runName);

const refuse = (store: Store, runName: string) =>
  store.grouped(() =>
    store.write(() => {
      store.runs.create({ experimentId: '0', runName });
      throw new Error(`${runName} is refused`);
    }),
  );

/** What became of each call: its result or its error's text. */
async function outcomes(calls: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : text(one.reason)));
}

const text = (error: unknown): string => (fromSqlite(error) ?? (error as Error)).message;

const LOST = 'The run store was deleted or replaced while it was open. Nothing was written.';
const BUSY = 'The run store is busy: another process holds its lock. Try again.';

describe('Calls that arrive together', () => {
  test('share one commit and one announcement, in their order, and answer after it', async () => {
    const { store, seen, announced } = watchedStore();
    const answers: string[][] = [];
    const calls = ['a', 'b', 'c'].map(async (name) => {
      await create(store, name);
      answers.push(seen());
    });
    expect([seen(), announced]).toEqual([[], []]);
    await Promise.all(calls);
    const all = ['a', 'b', 'c'];
    expect([answers, announced]).toEqual([[all, all, all], [all]]);
  });

  test('are kept without one that is refused, be it the first, between or the last', async () => {
    const { store, seen } = watchedStore();
    const calls = [refuse(store, '1'), create(store, 'a'), refuse(store, '2'), create(store, 'b'), refuse(store, '3')];
    expect(await outcomes(calls)).toEqual(['1 is refused', 'a', '2 is refused', 'b', '3 is refused']);
    expect(seen()).toEqual(['a', 'b']);
  });

  test('see what those before them wrote, and answer no earlier', async () => {
    const { store, seen } = watchedStore();
    const writing = create(store, 'a');
    const reading = store.grouped(() => store.search.runs({ experimentIds: ['0'] }).items.length);
    const seenBefore = seen();
    const found = await reading;
    expect([seenBefore, found, seen(), await writing]).toEqual([[], 1, ['a'], 'a']);
  });

  test('that only read make no transaction and announce nothing', async () => {
    const { store, announced } = watchedStore();
    expect(await store.grouped(() => store.runs.find('none'))).toBeUndefined();
    expect(await outcomes([refuse(store, '1')])).toEqual(['1 is refused']);
    await turn();
    expect(announced).toEqual([]);
  });

  test('are split into commits of a bounded size', async () => {
    const { store, seen, announced } = watchedStore();
    const names = Array.from({ length: 1200 }, (_, index) => `r${index}`);
    const calls = names.map((name) => create(store, name));
    expect(seen()).toEqual(names.slice(0, 1000));
    await Promise.all(calls);
    expect([seen(), announced.map((all) => all.length)]).toEqual([names, [500, 1000, 1200]]);
  });

  test('are split when handling them takes long', async () => {
    const { store, seen } = watchedStore();
    const calls = [create(store, 'a')];
    vi.advanceTimersByTime(100);
    calls.push(create(store, 'b'), create(store, 'c'));
    expect(seen()).toEqual(['a']);
    await Promise.all(calls);
    expect(seen()).toEqual(['a', 'b', 'c']);
  });
});

describe('A write outside of a group', () => {
  test('comes after what the group wrote before it, and is on disk when it returns', async () => {
    const { store, seen } = watchedStore();
    const first = create(store, 'a');
    store.runs.create({ experimentId: '0', runName: 'b' });
    expect(seen()).toEqual(['a', 'b']);
    expect(await first).toBe('a');
  });

  test('is also one that a call makes after it waited: no transaction stays open meanwhile', async () => {
    const { store, seen, other } = watchedStore();
    const before = Promise.withResolvers<void>();
    const call = store.grouped(async () => {
      store.runs.create({ experimentId: '0', runName: 'before' });
      await before.promise;
      store.runs.create({ experimentId: '0', runName: 'after' });
      return seen();
    });
    await turn();
    expect(seen()).toEqual(['before']);
    other.exec('BEGIN IMMEDIATE; COMMIT');
    before.resolve();
    expect(await call).toEqual(['before', 'after']);
  });
});

describe('A commit that fails', () => {
  test('fails every call of its group, readers and refused ones too, and keeps nothing of it', async () => {
    const { store, directory, seen, announced } = watchedStore();
    const calls = [
      create(store, 'a'),
      refuse(store, 'b'),
      store.grouped(() => store.runs.find('none')),
      create(store, 'c'),
    ];
    renameSync(path.join(directory, 'store.db'), path.join(directory, 'moved.db'));
    expect(await outcomes(calls)).toEqual([LOST, LOST, LOST, LOST]);
    renameSync(path.join(directory, 'moved.db'), path.join(directory, 'store.db'));
    expect([seen(), announced]).toEqual([[], []]);
    expect(await create(store, 'd')).toBe('d');
  });

  test('before all arrived calls are written fails those that were', async () => {
    const { store, directory, seen } = watchedStore();
    const calls = Array.from({ length: 499 }, (_, index) => create(store, `a${index}`));
    renameSync(path.join(directory, 'store.db'), path.join(directory, 'moved.db'));
    calls.push(create(store, 'last'), create(store, 'next'));
    renameSync(path.join(directory, 'moved.db'), path.join(directory, 'store.db'));
    const results = await outcomes(calls);
    expect([results.filter((one) => one === LOST).length, results.at(-1), seen()]).toEqual([500, 'next', ['next']]);
  });

  test('leaves no call with a part of what it wrote, however long it took', async () => {
    const { store, directory, seen } = watchedStore();
    const slow = store.grouped(() => {
      store.runs.create({ experimentId: '0', runName: 'first' });
      vi.advanceTimersByTime(100);
      renameSync(path.join(directory, 'store.db'), path.join(directory, 'moved.db'));
      void store.grouped(() => undefined);
      store.runs.create({ experimentId: '0', runName: 'second' });
      return 'both';
    });
    renameSync(path.join(directory, 'moved.db'), path.join(directory, 'store.db'));
    expect([await outcomes([slow]), seen()]).toEqual([['both'], ['first', 'second']]);
  });

  test('because the disk is full takes the whole group back', async () => {
    const db = new Database(path.join(tempFolder(), '.promptrail'), OPEN_OPTIONS);
    const insert = db.prepare('INSERT INTO tags VALUES (1, ?, ?)');
    const rows = db.prepare('SELECT count(*) FROM tags').pluck();
    const write = (value: string) => db.grouped(() => db.write(() => insert.run(randomUUID(), value).changes));
    db.prepare(
      "INSERT INTO runs (run_id, experiment_id, run_name, user_id, status, start_time, artifact_uri) VALUES ('r', 0, 'r', '', 'RUNNING', 0, '')",
    ).run();
    // SQLite says the same of a file that must not grow as of a disk that is full.
    db.prepare('PRAGMA max_page_count = 80').get();
    const full = 'The disk that holds the run store is full. Free some room and try again.';
    expect(await outcomes([write('small'), write('x'.repeat(400_000))])).toEqual([full, full]);
    expect(rows.get()).toBe(0);
    db.prepare('PRAGMA max_page_count = 1000000').get();
    expect(await outcomes([write('small')])).toEqual([1]);
    db.close();
  });

  test('because another process holds the lock refuses the calls that want to write', async () => {
    const { store, other, seen } = watchedStore();
    other.exec('BEGIN IMMEDIATE');
    expect(await outcomes([create(store, 'a'), store.grouped(() => 'read'), create(store, 'b')])).toEqual([
      BUSY,
      'read',
      BUSY,
    ]);
    other.exec('ROLLBACK');
    expect([await create(store, 'c'), seen()]).toEqual(['c', ['c']]);
  });
});

test('A store that is closed keeps what was written before', async () => {
  const { store, seen } = watchedStore();
  const call = create(store, 'a');
  store.close();
  expect([seen(), await call]).toEqual([['a'], 'a']);
});
