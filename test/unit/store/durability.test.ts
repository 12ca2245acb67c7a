import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { StoreError } from '../../../src/store/errors.ts';
import { WINDOW_BUSY_TIMEOUT } from '../../../src/store/open.ts';
import { isSound, newestBackup, placeNew, restoreBackup } from '../../../src/store/repair.ts';
import { smallDisk } from '../../fixtures/disks.ts';
import { makeOlderStore } from '../../fixtures/olderStore.ts';
import { openStore, silentLog, tempFolder } from '../../fixtures/tempStore.ts';
import { serveNewStore, type Served } from '../server/served.ts';

const newDirectory = (): string => path.join(tempFolder(), '.promptrail');

async function createRun(served: Served, name = ''): Promise<string> {
  const body = { experiment_id: '0', run_name: name, start_time: 1 };
  return (await served.ok<{ run: { info: { run_id: string } } }>('POST', 'runs/create', body)).run.info.run_id;
}

/** The status and code of creating a run. */
async function tryCreate(served: Served): Promise<string> {
  const [status, answer] = await served.call('POST', 'runs/create', { experiment_id: '0', start_time: 1 });
  return status === 200 ? '200' : `${status} ${(answer as { error_code: string }).error_code}`;
}

/** The names of a store's runs as a process that opens it anew sees them. */
function runNames(directory: string): readonly string[] {
  const db = new Sqlite(path.join(directory, 'store.db'));
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    return db.prepare<unknown[], string>('SELECT run_name FROM runs ORDER BY run_no').pluck().all();
  } finally {
    db.close();
  }
}

describe('53: a store whose lock another process holds', () => {
  test('answers 503 and keeps nothing, is read meanwhile, and written again when the lock is gone', async () => {
    const served = await serveNewStore();
    const kept = await createRun(served, 'before');
    const other = new Sqlite(path.join(served.directory, 'store.db'));
    other.exec('BEGIN IMMEDIATE');
    const [refused, read] = [await tryCreate(served), await served.call('GET', `runs/get?run_id=${kept}`)];
    other.exec('ROLLBACK');
    other.close();
    await createRun(served, 'after');
    expect([refused, read[0], runNames(served.directory)]).toEqual([
      '503 TEMPORARILY_UNAVAILABLE',
      200,
      ['before', 'after'],
    ]);
  });

  test('answers 503 too when it is to be opened', async () => {
    const directory = newDirectory();
    openStore(directory).close();
    const served = await serveNewStore({ directory });
    const other = new Sqlite(path.join(directory, 'store.db'));
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    const refused = await tryCreate(served);
    other.close();
    expect([refused, await tryCreate(served)]).toEqual(['503 TEMPORARILY_UNAVAILABLE', '200']);
  });

  test('52: makes an editor window wait a bounded, short time', () => {
    const directory = newDirectory();
    const store = openStore(directory, { busyTimeout: WINDOW_BUSY_TIMEOUT });
    const other = new Sqlite(path.join(directory, 'store.db'));
    other.exec('BEGIN IMMEDIATE');
    expect(() => store.runs.create({ experimentId: '0' })).toThrow(expect.objectContaining({ code: 'SQLITE_BUSY' }));
    other.close();
    expect(WINDOW_BUSY_TIMEOUT).toBeLessThanOrEqual(250);
  });
});

/** Two ways to a disk that is full; a file that must not grow is one that works everywhere. */
const FULL_DISKS = {
  'a limit of the file': async () => {
    const limits: { maxPages?: number } = { maxPages: 150 };
    const served = await serveNewStore({ limits });
    const free = (): void => {
      delete limits.maxPages;
      served.stores.close();
    };
    return { served, fill: () => undefined, free };
  },
  'a small disk, where one can be mounted': async () => {
    const disk = smallDisk(4);
    if (!disk) return FULL_DISKS['a limit of the file']();
    const served = await serveNewStore({ directory: path.join(disk.folder, '.promptrail') });
    return { served, fill: () => disk.fill(100_000), free: () => disk.free() };
  },
};

test.each(Object.entries(FULL_DISKS))(
  '54: a disk that gets full in a batch (%s) takes the batch back, is read, and goes on when there is room',
  async (_name, make) => {
    const { served, fill, free } = await make();
    const runId = await createRun(served, 'kept');
    fill();
    const batch = (name: string) => ({
      run_id: runId,
      params: Array.from({ length: 100 }, (_, index) => ({ key: `${name}-${index}`, value: 'v'.repeat(5000) })),
    });
    const acknowledged: string[] = [];
    let refused: readonly [number, unknown] | undefined;
    for (let count = 0; count < 20 && !refused; count++) {
      const answer = await served.call('POST', 'runs/log-batch', batch(`b${count}`));
      if (answer[0] === 200) acknowledged.push(`b${count}`);
      else refused = answer;
    }
    expect(refused).toEqual([
      507,
      {
        error_code: 'RESOURCE_EXHAUSTED',
        message: 'The disk that holds the run store is full. Free some room and try again.',
      },
    ]);
    const batches = async (): Promise<readonly string[]> => {
      const { run } = await served.ok<{ run: { data: { params?: { key: string }[] } } }>(
        'GET',
        `runs/get?run_id=${runId}`,
      );
      const counts = Map.groupBy(run.data.params ?? [], ({ key }) => key.split('-')[0] ?? '');
      return [...counts].map(([name, params]) => `${name} ${params.length}`);
    };
    expect(await batches()).toEqual(acknowledged.map((name) => `${name} 100`));
    free();
    await served.ok('POST', 'runs/log-batch', batch('later'));
    expect((await batches()).toSorted()).toEqual([...acknowledged, 'later'].map((name) => `${name} 100`).toSorted());
    expect(runNames(served.directory)).toEqual(['kept']);
  },
);

describe('55: a store under a running server', () => {
  const LOSSES: readonly (readonly [string, (file: string) => void])[] = [
    ['deleted', (file) => rmSync(file)],
    ['deleted with its folder', (file) => rmSync(path.dirname(file), { recursive: true })],
    ['renamed', (file) => renameSync(file, `${file}.old`)],
    [
      'replaced by another one',
      (file) => {
        const directory = newDirectory();
        const other = openStore(directory);
        other.runs.create({ experimentId: '0', runName: 'of the other' });
        other.close();
        renameSync(path.join(directory, 'store.db'), file);
      },
    ],
  ];

  test.each(LOSSES)('that is %s: what is acknowledged next is in the store that stands there', async (what, lose) => {
    const served = await serveNewStore();
    await createRun(served, 'lost');
    // A window has it open as well, and notices later.
    const window = openStore(served.directory);
    lose(path.join(served.directory, 'store.db'));
    await createRun(served, 'after');
    expect(window.inPlace()).toBe(false);
    window.close();
    await createRun(served, 'later');
    const before = what.startsWith('replaced') ? ['of the other'] : [];
    expect(runNames(served.directory)).toEqual([...before, 'after', 'later']);
  });

  test('that is renamed keeps there what was acknowledged', async () => {
    const served = await serveNewStore();
    for (const name of ['a', 'b']) await createRun(served, name);
    const moved = path.join(tempFolder(), 'store.db');
    renameSync(path.join(served.directory, 'store.db'), moved);
    await createRun(served, 'after');
    expect([runNames(path.dirname(moved)), runNames(served.directory)]).toEqual([['a', 'b'], ['after']]);
  });
});

describe('56: a log that is removed under an open store', () => {
  test('takes nothing with it that was acknowledged', async () => {
    const served = await serveNewStore();
    const window = openStore(served.directory);
    for (const name of ['a', 'b', 'c']) await createRun(served, name);
    rmSync(path.join(served.directory, 'store.db-wal'));
    await createRun(served, 'd');
    expect(window.inPlace()).toBe(false);
    window.close();
    await createRun(served, 'e');
    served.stores.close();
    expect(runNames(served.directory)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

/** The directory of a store of the version before the last. */
function olderStore(): string {
  const directory = newDirectory();
  makeOlderStore(directory);
  return directory;
}

describe('56: Repair Store', () => {
  const BROKEN: readonly (readonly [string, StoreError['problem'], (file: string) => void])[] = [
    ['whose header was flipped', 'corrupt', (file) => flip(file, 0)],
    [
      'that is a directory now',
      'unsafe',
      (file) => {
        rmSync(file);
        mkdirSync(file);
        writeFileSync(path.join(file, 'inside'), 'kept');
      },
    ],
    [
      'that is a link now',
      'unsafe',
      (file) => {
        renameSync(file, `${file}.old`);
        symlinkSync(`${file}.old`, file);
      },
    ],
    [
      'that is a link to nothing now',
      'unsafe',
      (file) => {
        rmSync(file);
        symlinkSync(path.join(tempFolder(), 'canary'), file);
      },
    ],
  ];

  test.each(BROKEN)('sets a store %s aside and goes back to the newest backup', (_what, problem, damage) => {
    const directory = olderStore();
    const store = openStore(directory); // updated, with a backup of before
    store.runs.create({ experimentId: '0', runName: 'new' });
    store.close();
    damage(path.join(directory, 'store.db'));
    expect(() => openStore(directory)).toThrow(expect.objectContaining({ problem }));
    const backup = newestBackup(directory);
    if (!backup) throw new Error('There is no backup.');
    const aside = restoreBackup(directory, backup, new Date(0));
    const restored = openStore(directory);
    expect(restored.runList.page({ limit: 10 }).map((run) => run.runName)).toEqual(['old']);
    restored.close();
    const left = readdirSync(directory).filter((name) => name.startsWith('store.db.'));
    expect(left).toContain(path.basename(aside));
    expect(newestBackup(directory)?.file).toBeDefined();
  });

  test('makes no file where a link to nothing leads', () => {
    const directory = newDirectory();
    mkdirSync(directory);
    const canary = path.join(tempFolder(), 'canary');
    symlinkSync(canary, path.join(directory, 'store.db'));
    expect(() => openStore(directory)).toThrow('must be a plain file');
    expect(existsSync(canary)).toBe(false);
  });

  test('takes no backup that is broken itself', () => {
    const directory = olderStore();
    openStore(directory).close();
    const backup = newestBackup(directory);
    if (!backup) throw new Error('There is no backup.');
    writeFileSync(`${backup.file}-newer.db`, 'not a database');
    expect(newestBackup(directory)).toEqual(backup);
  });

  test('overwrites no store that was begun meanwhile', () => {
    const directory = newDirectory();
    const store = openStore(directory);
    store.runs.create({ experimentId: '0', runName: 'begun meanwhile' });
    store.close();
    const copy = path.join(directory, 'copy.db');
    writeFileSync(copy, 'a backup');
    expect(() => placeNew(copy, path.join(directory, 'store.db'))).toThrow('made a new run store');
    expect(runNames(directory)).toEqual(['begun meanwhile']);
  });

  test('finds damage that opening a store does not', () => {
    const directory = newDirectory();
    const store = openStore(directory);
    for (let run = 0; run < 200; run++) store.runs.create({ experimentId: '0', runName: 'x'.repeat(400) });
    store.close();
    const file = path.join(directory, 'store.db');
    expect(isSound(file)).toBe(true);
    const db = new Sqlite(file, { readonly: true });
    const page = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'runs'").pluck().get() as number;
    db.close();
    flip(file, (page - 1) * 4096);
    expect(isSound(file)).toBe(false);
  });
});

/** Turns 64 bytes of a file over. */
function flip(file: string, offset: number): void {
  const bytes = readFileSync(file)
    .subarray(offset, offset + 64)
    .map((byte) => byte ^ 0xff);
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, offset);
  closeSync(descriptor);
}

describe('59: a clock that goes back', () => {
  afterEach(() => void vi.useRealTimers());

  test('gives no id twice, and keeps what was logged in its order', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const store = openStore();
    const times = [1_000_000, 999_000, 999_000, 5000, 0];
    const runs = times.map((time) => {
      vi.setSystemTime(time);
      const { runId } = store.runs.create({ experimentId: '0' }).info;
      store.runLog.log(runId, { tags: [{ key: 'at', value: String(time) }] });
      return runId;
    });
    expect(new Set(runs).size).toBe(times.length);
    const [runId = ''] = runs;
    for (const value of [3, 1, 2]) {
      vi.setSystemTime(value);
      store.runLog.log(runId, { metrics: [{ key: 'm', value, timestamp: 7, step: value }] });
    }
    store.registry.create('model');
    const versions = times.map((time) => {
      vi.setSystemTime(time);
      return store.registry.versions.create({ name: 'model', source: 'mlflow-artifacts:/0/x' }).version;
    });
    expect(versions).toEqual(['1', '2', '3', '4', '5']);
    expect(store.runs.get(runId).metrics.map(({ key, value }) => [key, value])).toEqual([['m', 3]]);
    // No start time was given: the newest is the one made last, whatever the clock said.
    expect(store.runList.page({ limit: 10 }).map((run) => run.runId)).toEqual(runs.toReversed());
  });
});

describe('60: a file system that cannot share a write-ahead log', () => {
  afterEach(() => void vi.restoreAllMocks());

  test('gets a rollback journal and one message, and several connections work as ever', async () => {
    // What SQLite answers to the probe where memory cannot be shared between processes.
    const native = Object.create(null, Object.getOwnPropertyDescriptors(Sqlite.prototype)) as Sqlite.Database;
    vi.spyOn(Sqlite.prototype, 'pragma').mockImplementation(function (this: Sqlite.Database, source, options) {
      if (path.basename(this.name).startsWith('wal-probe') && source === 'journal_mode = WAL') return 'delete';
      return native.pragma.call(this, source, options);
    });
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
    const directory = newDirectory();
    const store = openStore(directory, { log });
    expect(warnings).toEqual(['This file system cannot share a write-ahead log; journal mode is delete.']);
    const other = openStore(directory);
    store.runs.create({ experimentId: '0', runName: 'one' });
    other.runs.create({ experimentId: '0', runName: 'two' });
    expect(store.runList.page({ limit: 10 }).map((run) => run.runName)).toEqual(['two', 'one']);
    expect(readdirSync(directory).toSorted()).toEqual(['.gitignore', 'artifacts', 'store.db']);
    expect(store.inPlace()).toBe(true);
  });
});
