import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect } from 'vitest';
import { TrackingServer, type RunningServer, type TrackingServerOptions } from '../../../src/server/launch.ts';
import { LineLog } from '../../../src/server/logs.ts';
import { tempFolder } from '../../fixtures/tempStore.ts';

export const ENTRY = path.resolve('src/server/main.ts');
export const TOKEN = 'a'.repeat(64);
export const GRACE = 500;
export const PATIENT = { timeout: 10_000 };

const servers: TrackingServer[] = [];
export const processes: ChildProcess[] = [];
const pids = new Set<number>();
afterEach(async () => {
  for (const server of servers.splice(0)) server.dispose();
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  // What a test leaves running is the failure of that test, not of the next one.
  const left = () => [...pids].filter(isAlive);
  await expect
    .poll(left, PATIENT)
    .toEqual([])
    .finally(() => left().forEach((pid) => process.kill(pid, 'SIGKILL')));
});

export interface Place {
  readonly folder: string;
  readonly options: Omit<TrackingServerOptions, 'log'>;
}

/** A workspace folder that has no server yet. Its servers keep nobody's runs: who tests that says for how long. */
export function newPlace(): Place {
  const folder = tempFolder();
  const storeDirectory = path.join(folder, 'workspace', '.promptrail');
  const stateFile = path.join(folder, 'state', 'servers', 'one.json');
  return { folder, options: { entry: ENTRY, storeDirectory, stateFile, token: TOKEN, grace: GRACE, keepAlive: 0 } };
}

/** A window in this process. */
export function openWindow(
  place: Place,
  changes: Partial<TrackingServerOptions> = {},
  lines: string[] = [],
): TrackingServer {
  const log = new LineLog(({ message }) => lines.push(message));
  const server = new TrackingServer({ ...place.options, log, ...changes });
  servers.push(server);
  return server;
}

export async function start(server: TrackingServer): Promise<RunningServer> {
  const running = await server.start();
  pids.add(running.pid);
  return running;
}

/** A window in a process of its own, which can be killed as a reload kills the extension host. */
export async function openWindowProcess(
  place: Place,
): Promise<{ readonly window: ChildProcess; readonly running: RunningServer }> {
  const script = path.resolve('test/unit/server/window.ts');
  const window = spawn(process.execPath, [script, JSON.stringify(place.options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(window);
  const ended = once(window, 'exit').then(() => {
    throw new Error('The window ended before its server ran.');
  });
  const [line] = (await Promise.race([once(createInterface({ input: window.stdout }), 'line'), ended])) as [string];
  const running = JSON.parse(line) as RunningServer;
  pids.add(running.pid);
  return { window, running };
}

export async function get(running: { readonly uri: string; readonly token: string }, target: string): Promise<number> {
  const response = await fetch(running.uri + target, { headers: { Authorization: `Bearer ${running.token}` } });
  await response.arrayBuffer();
  return response.status;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const gone = async (pid: number) => expect.poll(() => isAlive(pid), PATIENT).toBe(false);

/** Posts a procedure of the protocol; the answer's body, whatever its status. */
export async function post(
  running: { readonly uri: string; readonly token: string },
  procedure: string,
  body: object,
): Promise<readonly [status: number, answer: Record<string, unknown>]> {
  const response = await fetch(`${running.uri}/api/2.0/mlflow/${procedure}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${running.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return [response.status, (await response.json()) as Record<string, unknown>];
}

/** Starts a run through the server and returns its id. */
export async function startRun(running: { readonly uri: string; readonly token: string }): Promise<string> {
  const [status, answer] = await post(running, 'runs/create', { experiment_id: '0', start_time: Date.now() });
  expect(status).toBe(200);
  return (answer as { run: { info: { run_id: string } } }).run.info.run_id;
}
