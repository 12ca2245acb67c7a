import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isSound, newestBackup } from '../../../src/store/repair.ts';
import { MIGRATIONS } from '../../../src/store/schema.ts';
import { makeOlderStore } from '../../fixtures/olderStore.ts';
import { bundlePrograms } from '../../fixtures/programs.ts';
import { OPEN_OPTIONS, openStore, tempFolder } from '../../fixtures/tempStore.ts';

/** How often two writers are killed, and how much the three of test 52 write each. */
const ROUNDS = Number(process.env['PROMPTRAIL_SIGKILL_ROUNDS'] ?? 50);
const WRITES = Number(process.env['PROMPTRAIL_CONCURRENT_WRITES'] ?? 400);

const processes: ChildProcess[] = [];
afterEach(() => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
});

const bundles = mkdtempSync(path.join(tmpdir(), 'promptrail-programs-'));
let programs: { readonly server: string; readonly writer: string; readonly update: string };
beforeAll(async () => {
  const sources = ['src/server/main.ts', 'test/unit/store/writer.ts', 'test/unit/store/dyingUpdate.ts'];
  const [server = '', writer = '', update = ''] = await bundlePrograms(bundles, sources);
  programs = { server, writer, update };
});
afterAll(() => rmSync(bundles, { recursive: true }));

/** A process of the tests, with the lines it prints. */
function run(program: string, args: readonly string[]): { readonly child: ChildProcess; readonly lines: Interface } {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  processes.push(child);
  return { child, lines: createInterface({ input: child.stdout }) };
}

interface Server {
  readonly child: ChildProcess;
  readonly uri: string;
  readonly password: string;
}

async function serve(folder: string): Promise<Server> {
  const { child, lines } = run(programs.server, ['serve', folder]);
  const [line] = (await once(lines, 'line')) as [string];
  return { child, ...(JSON.parse(line) as { uri: string; password: string }) };
}

/** True when the server acknowledged the step. */
async function logStep({ uri, password }: Server, runId: string, step: number): Promise<boolean> {
  const response = await fetch(`${uri}/api/2.0/mlflow/runs/log-metric`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${password}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ run_id: runId, key: 'server', value: step, timestamp: 0, step }),
  });
  await response.arrayBuffer();
  return response.status === 200;
}

/** A folder with a store that holds one run. */
function folderWithRun(): { readonly folder: string; readonly directory: string; readonly runId: string } {
  const folder = tempFolder();
  const directory = path.join(folder, '.promptrail');
  const store = openStore(directory);
  const { runId } = store.runs.create({ experimentId: '0' }).info;
  store.close();
  return { folder, directory, runId };
}

/** The steps of a metric as a process that opens the file anew sees them; the file's structure is checked. */
function stepsOf(directory: string, key: string): ReadonlySet<number> {
  const db = new Sqlite(path.join(directory, 'store.db'));
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  const steps = db.prepare<unknown[], number>('SELECT step FROM metrics WHERE key = ?').pluck().all(key);
  db.close();
  return new Set(steps);
}

const missing = (acknowledged: readonly number[], there: ReadonlySet<number>): readonly number[] =>
  acknowledged.filter((step) => !there.has(step));

test(
  `51: ${ROUNDS} times two writers are killed, a server and a window: what was acknowledged is there`,
  { timeout: 60_000 + ROUNDS * 10_000 },
  async () => {
    const { folder, directory, runId } = folderWithRun();
    const byServer: number[] = [];
    const byWindow: number[] = [];
    const start = () => {
      const window = run(programs.writer, [directory, runId, String(byWindow.length + 1e6), '1000000']);
      return { window, server: serve(folder) };
    };
    let next = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { window, server: starting } = start();
      const ended = once(window.child, 'close');
      window.lines.on('line', (line) => byWindow.push(Number(line)));
      const server = await starting;
      const send = async (): Promise<void> => {
        for (;;) {
          const step = next++;
          if (await logStep(server, runId, step)) byServer.push(step);
        }
      };
      // Eight connections, so that the kill meets groups of writes too; it comes after a few, more in every round.
      const [before, beforeWindow] = [byServer.length, byWindow.length];
      const sending = Array.from({ length: 8 }, () => send().catch(() => undefined));
      await expect
        .poll(() => byServer.length >= before + (round % 25) && byWindow.length > beforeWindow, {
          timeout: 60_000,
          interval: 1,
        })
        .toBe(true);
      server.child.kill('SIGKILL');
      window.child.kill('SIGKILL');
      await Promise.all([...sending, ended, once(server.child, 'close')]);
      expect([
        missing(byServer, stepsOf(directory, 'server')),
        missing(byWindow, stepsOf(directory, 'window')),
      ]).toEqual([[], []]);
    }
    expect(byServer.length).toBeGreaterThan(ROUNDS);
  },
);

test(`52: two windows and a client write ${WRITES} times each: nothing is lost`, { timeout: 600_000 }, async () => {
  const { folder, directory, runId } = folderWithRun();
  const server = await serve(folder);
  const longest: string[] = [];
  const windows = [0, WRITES].map(async (first) => {
    const { child, lines } = run(programs.writer, [directory, runId, String(first), String(WRITES)]);
    lines.on('line', (line) => line.startsWith('longest') && longest.push(line));
    return once(child, 'close');
  });
  let refused = 0;
  for (let step = 0; step < WRITES;) {
    if (await logStep(server, runId, step)) step++;
    else refused++;
  }
  expect(await Promise.all(windows)).toEqual([
    [0, null],
    [0, null],
  ]);
  expect([stepsOf(directory, 'server').size, stepsOf(directory, 'window').size]).toEqual([WRITES, 2 * WRITES]);
  // For whoever looks; how long a write may wait at most is said by the windows' busy timeout, see the tests of 53.
  process.stdout.write(
    `windows waited for a write: ${longest.join(', ')} ms; the client was refused ${refused} times\n`,
  );
});

function olderStore(): string {
  const directory = path.join(tempFolder(), '.promptrail');
  makeOlderStore(directory);
  return directory;
}

/** The version of a store's file, and what it holds of the run that an older one was made with. */
function versionAndRun(directory: string): readonly [version: number, runName: string] {
  const db = new Sqlite(path.join(directory, 'store.db'));
  const version = db.pragma('user_version', { simple: true }) as number;
  const name = db.prepare<unknown[], string>('SELECT run_name FROM runs').pluck().get();
  db.close();
  return [version, name ?? ''];
}

describe('58: the update of a store of the version before', () => {
  const NOW = MIGRATIONS.length;

  /** Updates the store in a process that dies after the n-th statement of the last step; gives what it said. */
  async function updateUpTo(directory: string, statements: number): Promise<string> {
    const { child, lines } = run(programs.update, [directory, String(statements)]);
    let said = '';
    lines.on('line', (line) => (said = line));
    const [, signal] = (await once(child, 'close')) as [number | null, string | null];
    return signal ?? said;
  }

  test('that is killed after any of its statements is as if it had not begun, and is made whole by the next', async () => {
    const original = olderStore();
    const statements = Number(await updateUpTo(copyOf(original), Infinity));
    expect(statements).toBeGreaterThan(5);
    const left = Array.from({ length: statements + 1 }, (_, index) => index);
    const worker = async (): Promise<void> => {
      for (let count = left.shift(); count !== undefined; count = left.shift()) {
        const directory = copyOf(original);
        expect(await updateUpTo(directory, count)).toBe('SIGKILL');
        expect(versionAndRun(directory)).toEqual([NOW - 1, 'old']);
        const store = openStore(directory);
        expect(store.runs.findInfo('r')?.runName).toBe('old');
        store.close();
        expect(versionAndRun(directory)).toEqual([NOW, 'old']);
        expect(isSound(newestBackup(directory)?.file ?? '')).toBe(true);
      }
    };
    await Promise.all([worker(), worker(), worker()]);
  });

  test('is made once by six processes that start together, with a backup of before', async () => {
    const directory = olderStore();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => updateUpTo(directory, Infinity)));
    // Each says how many statements of the step it ran.
    expect(outcomes.filter((said) => said !== '0')).toHaveLength(1);
    expect(versionAndRun(directory)).toEqual([NOW, 'old']);
    const backups = readdirSync(path.join(directory, 'backups')).filter((name) => name.endsWith('.db'));
    expect(backups.length).toBeGreaterThan(0);
    for (const name of backups) expect(isSound(path.join(directory, 'backups', name))).toBe(true);
    expect(openStore(directory, OPEN_OPTIONS).runs.findInfo('r')?.runName).toBe('old');
  });
});

function copyOf(directory: string): string {
  const copy = path.join(tempFolder(), '.promptrail');
  cpSync(directory, copy, { recursive: true });
  return copy;
}
