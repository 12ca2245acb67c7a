import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { RunningServer } from '../../../src/server/launch.ts';
import { openStore } from '../../fixtures/tempStore.ts';
import type { ScriptOptions } from './script.ts';
import {
  get,
  gone,
  GRACE,
  isAlive,
  newPlace,
  openWindow,
  openWindowProcess,
  PATIENT,
  post,
  processes,
  start,
  startRun,
  type Place,
} from './windows.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 20_000 });

interface Script {
  readonly child: ChildProcess;
  /** What it was told is logged: the run's id, then the steps. */
  readonly acknowledged: string[];
}

/** A script that logs 100 metrics a second. */
function runScript({ uri, token }: RunningServer, steps: number): Script {
  const options: ScriptOptions = { uri, token, steps, pause: 10 };
  const child = spawn(process.execPath, [path.resolve('test/unit/server/script.ts'), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(child);
  const acknowledged: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => acknowledged.push(line));
  return { child, acknowledged };
}

async function logged({ acknowledged }: Script, count: number): Promise<void> {
  await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(count);
}

/** The run of a script that ended, as the store has it: its status and how many of its steps. */
function stored(place: Place, runId: string): readonly [status: string | undefined, steps: number] {
  const store = openStore(place.options.storeDirectory);
  return [store.runs.findInfo(runId)?.status, store.runLog.history(runId, 'loss').items.length];
}

const graces = (count: number): Promise<void> => delay(count * GRACE);

test('66: a reload while a script logs 100 times a second: same server, same token, nothing lost', async () => {
  const place = newPlace();
  const { window, running } = await openWindowProcess(place);
  const script = runScript(running, 200);
  await logged(script, 40);
  window.kill('SIGKILL');
  await once(window, 'exit');
  await logged(script, 60);
  expect(await start(openWindow(place, { token: 'b'.repeat(64) }))).toEqual(running);
  expect(await once(script.child, 'exit')).toEqual([0, null]);
  expect(stored(place, script.acknowledged[0] ?? '')).toEqual(['FINISHED', 200]);
});

test('66: a server that dies while a script logs comes back at its address, and the script goes on', async () => {
  const place = newPlace();
  const running = await start(openWindow(place));
  const script = runScript(running, 150);
  await logged(script, 40);
  process.kill(running.pid, 'SIGKILL');
  expect(await once(script.child, 'exit')).toEqual([0, null]);
  await start(openWindow(place));
  expect(stored(place, script.acknowledged[0] ?? '')).toEqual(['FINISHED', 150]);
});

test('a script that outlives its window loses nothing, and the server ends by itself after it', async () => {
  const place = newPlace();
  const window = openWindow(place, { keepAlive: 2000 });
  const running = await start(window);
  const script = runScript(running, 300);
  await logged(script, 20);
  window.dispose();
  expect(await once(script.child, 'exit')).toEqual([0, null]);
  expect(isAlive(running.pid)).toBe(true);
  await gone(running.pid);
  expect(stored(place, script.acknowledged[0] ?? '')).toEqual(['FINISHED', 300]);
});

test('a window that is opened again finds the server that a run kept', async () => {
  const place = newPlace();
  const window = openWindow(place, { keepAlive: 30_000 });
  const running = await start(window);
  const runId = await startRun(running);
  window.dispose();
  await graces(4);
  const again = openWindow(place, { keepAlive: 30_000 });
  expect(await start(again)).toEqual(running);
  await post(running, 'runs/update', { run_id: runId, status: 'FINISHED' });
  again.dispose();
  await gone(running.pid);
});

test('a script that died without a word keeps the server for the set time after its last write', async () => {
  const place = newPlace();
  const window = openWindow(place, { keepAlive: 4 * GRACE });
  const running = await start(window);
  await startRun(running);
  const written = performance.now();
  window.dispose();
  await gone(running.pid);
  expect(performance.now() - written).toBeGreaterThan(4 * GRACE);
});

test('a run that is over, or deleted, keeps no server', async () => {
  const place = newPlace();
  const window = openWindow(place, { keepAlive: 600_000 });
  const running = await start(window);
  const [ended, deleted] = [await startRun(running), await startRun(running)];
  await post(running, 'runs/update', { run_id: ended, status: 'KILLED' });
  await post(running, 'runs/delete', { run_id: deleted });
  window.dispose();
  await gone(running.pid);
});

test('the window that comes last says how long runs keep the server', async () => {
  const place = newPlace();
  const [first, second] = [openWindow(place, { keepAlive: 600_000 }), openWindow(place, { keepAlive: 0 })];
  const running = await start(first);
  await startRun(running);
  await start(second);
  first.dispose();
  second.dispose();
  await gone(running.pid);
});

test('67: a window that is given no time to end loses nothing that was acknowledged', async () => {
  const place = newPlace();
  const { window, running } = await openWindowProcess(place);
  const runs = await Promise.all(Array.from({ length: 20 }, () => startRun(running)));
  window.kill('SIGKILL');
  process.kill(running.pid, 'SIGKILL');
  await gone(running.pid);
  const store = openStore(place.options.storeDirectory);
  expect(runs.map((runId) => store.runs.findInfo(runId)?.status)).toEqual(runs.map(() => 'RUNNING'));
});

test('a server that cannot be got back at once is got back when it can be', async () => {
  const place = newPlace();
  const server = openWindow(place);
  const { pid } = await start(server);
  const states: string[] = [];
  server.onDidChangeState(() => states.push(server.state.kind));
  rmSync(place.options.stateFile);
  mkdirSync(path.join(place.options.stateFile, 'in the way'), { recursive: true });
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => states, PATIENT).toContain('failed');
  rmSync(place.options.stateFile, { recursive: true });
  await expect.poll(() => server.state.kind, { timeout: 20_000 }).toBe('running');
  expect(await get(await start(server), '/health')).toBe(200);
});
