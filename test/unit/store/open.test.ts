import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { StoreError, type StoreProblem } from '../../../src/store/errors.ts';
import { setAside } from '../../../src/store/repair.ts';
import { APPLICATION_ID, MIGRATIONS } from '../../../src/store/schema.ts';
import { openStore, tempFolder } from '../../fixtures/tempStore.ts';

const newDirectory = (): string => path.join(tempFolder(), '.promptrail');

/** A store that was opened and closed once, with one run. */
function madeStore(): { directory: string; file: string; runId: string } {
  const directory = newDirectory();
  const store = openStore(directory);
  const { runId } = store.runs.create({ experimentId: '0', runName: 'kept' }).info;
  store.close();
  return { directory, file: path.join(directory, 'store.db'), runId };
}

function problemOf(open: () => unknown): StoreProblem | 'none' {
  try {
    open();
    return 'none';
  } catch (error) {
    if (error instanceof StoreError) return error.problem;
    throw error;
  }
}

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

test('a new store is private to its user and out of version control', () => {
  const { directory, file } = madeStore();
  expect({
    directory: mode(directory),
    database: mode(file),
    artifacts: mode(path.join(directory, 'artifacts')),
    gitignore: readFileSync(path.join(directory, '.gitignore'), 'utf8'),
    left: readdirSync(directory).toSorted(),
  }).toEqual({
    directory: '700',
    database: '600',
    artifacts: '700',
    gitignore: '*\n',
    left: ['.gitignore', 'artifacts', 'store.db'],
  });
});

test('every table is strict, and the file says whose it is and how old', () => {
  const { file } = madeStore();
  const db = new Sqlite(file, { readonly: true });
  const loose = db
    .prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND NOT strict")
    .all();
  expect([loose, db.pragma('application_id', { simple: true }), db.pragma('user_version', { simple: true })]).toEqual([
    [],
    APPLICATION_ID,
    MIGRATIONS.length,
  ]);
  db.close();
});

test('the experiment "Default" with id 0 is there from the start', () => {
  const { name, artifactLocation, lifecycleStage } = openStore().experiments.get('0');
  expect({ name, artifactLocation, lifecycleStage }).toEqual({
    name: 'Default',
    artifactLocation: 'mlflow-artifacts:/0',
    lifecycleStage: 'active',
  });
});

test('what was logged is there when the store is opened again', () => {
  const { directory, runId } = madeStore();
  expect(openStore(directory).runs.get(runId).info.runName).toBe('kept');
});

test('a folder that is a link is refused', () => {
  const { directory } = madeStore();
  const link = path.join(tempFolder(), '.promptrail');
  symlinkSync(directory, link);
  expect(problemOf(() => openStore(link))).toBe('unsafe');
});

test('a database file that is a link or a folder is refused', () => {
  const { file } = madeStore();
  const linked = newDirectory();
  mkdirSync(linked);
  symlinkSync(file, path.join(linked, 'store.db'));
  const folder = newDirectory();
  mkdirSync(path.join(folder, 'store.db'), { recursive: true });
  expect([problemOf(() => openStore(linked)), problemOf(() => openStore(folder))]).toEqual(['unsafe', 'unsafe']);
});

test('a database of another program is refused and left as it is', () => {
  const directory = newDirectory();
  mkdirSync(directory);
  const file = path.join(directory, 'store.db');
  const foreign = new Sqlite(file);
  foreign.exec('CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)');
  foreign.close();
  const before = hash(file);
  expect([problemOf(() => openStore(directory)), hash(file)]).toEqual(['foreign', before]);
});

test('a store into which somebody planted a view is refused', () => {
  const { directory, file } = madeStore();
  const planted = new Sqlite(file);
  planted.exec(
    'CREATE VIEW endless AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT * FROM r',
  );
  planted.close();
  expect([problemOf(() => openStore(directory)), problemOf(() => openStore(directory, { browseOnly: true }))]).toEqual([
    'foreign',
    'foreign',
  ]);
});

test('57: a store of a newer version is read and not written', () => {
  const { directory, file, runId } = madeStore();
  const newer = new Sqlite(file);
  newer.pragma(`user_version = ${MIGRATIONS.length + 1}`);
  newer.close();
  const before = hash(file);
  const store = openStore(directory);
  expect(store.readOnly).toBe(true);
  expect(store.runs.get(runId).info.runName).toBe('kept');
  expect(problemOf(() => store.runs.create({ experimentId: '0' }))).toBe('newer');
  store.close();
  expect(hash(file)).toBe(before);
});

test.each([
  [
    'text',
    (file: string) => writeFileSync(file, 'this is not a database, it is a text that somebody put here '.repeat(20)),
  ],
  ['a file cut in the middle', (file: string) => truncateSync(file, 9000)],
])('%s in place of the store is named as damaged, and set aside on request without losing it', (_name, damage) => {
  const { directory, file } = madeStore();
  damage(file);
  const broken = hash(file);
  expect(problemOf(() => openStore(directory))).toBe('corrupt');
  const aside = setAside(directory, new Date(0));
  expect([path.basename(aside), hash(aside)]).toEqual(['store.db.damaged-1970-01-01T00-00-00.000Z', broken]);
  expect(problemOf(() => openStore(directory))).toBe('none');
});

test('opening for looking makes nothing and writes nothing', () => {
  const absent = newDirectory();
  expect([problemOf(() => openStore(absent, { browseOnly: true })), existsSync(absent)]).toEqual(['missing', false]);
  const { directory, file, runId } = madeStore();
  rmSync(path.join(directory, '.gitignore'));
  const before = hash(file);
  const store = openStore(directory, { browseOnly: true });
  expect(store.runs.get(runId).info.runName).toBe('kept');
  expect(problemOf(() => store.runs.create({ experimentId: '0' }))).toBe('newer');
  store.close();
  expect([hash(file), existsSync(path.join(directory, '.gitignore'))]).toEqual([before, false]);
});

test.each([
  ['deleted', (file: string) => rmSync(file)],
  ['renamed', (file: string) => renameSync(file, `${file}.old`)],
  [
    'replaced',
    (file: string) => {
      renameSync(file, `${file}.old`);
      writeFileSync(file, '');
    },
  ],
])('55: a store %s while it is open is noticed before a write is acknowledged', (_what, happen) => {
  const directory = newDirectory();
  const store = openStore(directory);
  happen(path.join(directory, 'store.db'));
  expect([store.inPlace(), problemOf(() => store.runs.create({ experimentId: '0' }))]).toEqual([false, 'lost']);
});

test('58: six processes that open a new store at once make it once', async () => {
  const directory = newDirectory();
  const script = `
    import { Store } from ${JSON.stringify(new URL('../../../src/store/store.ts', import.meta.url).href)};
    const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
    const store = new Store(process.argv[1], { log, busyTimeout: 10000, checkAfterCrash: false });
    store.runs.create({ experimentId: '0', runName: 'r' + process.pid });
    store.close();`;
  const start = (): Promise<unknown> =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, directory]);
  await Promise.all(Array.from({ length: 6 }, start));
  const store = openStore(directory);
  expect([store.runList.page({ limit: 10 }).length, store.experiments.list().length]).toEqual([6, 1]);
}, 30_000);

test('a change made through another connection is announced', () => {
  const directory = newDirectory();
  const [mine, other] = [openStore(directory), openStore(directory)];
  let changes = 0;
  mine.onDidChange(() => changes++);
  other.runs.create({ experimentId: '0' });
  return expect.poll(() => changes, { timeout: 5000 }).toBe(1);
});

test('several writes in one transaction are announced once, and a failed one not at all', () => {
  const store = openStore();
  let changes = 0;
  store.onDidChange(() => changes++);
  store.write(() => {
    store.runs.create({ experimentId: '0' });
    store.runs.create({ experimentId: '0' });
  });
  expect(changes).toBe(1);
  expect(() =>
    store.write(() => {
      store.runs.create({ experimentId: '0' });
      throw new Error('no');
    }),
  ).toThrow('no');
  expect([changes, store.runList.page({ limit: 10 }).length]).toEqual([1, 2]);
});

function hash(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
