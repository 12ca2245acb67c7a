import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { tempFolder } from '../../fixtures/tempStore.ts';
import {
  ENTRY,
  get,
  gone,
  GRACE,
  isAlive,
  newPlace,
  openWindow,
  openWindowProcess,
  PATIENT,
  processes,
  start,
  startRun,
  TOKEN,
} from './windows.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 20_000 });

test('a window starts a server that keeps to itself until somebody logs', async () => {
  const place = newPlace();
  const lines: string[] = [];
  const server = openWindow(place, {}, lines);
  const states: string[] = [];
  server.onDidChangeState(() => states.push(server.state.kind));
  const running = await start(server);
  expect(running).toEqual({
    kind: 'running',
    uri: `http://127.0.0.1:${running.port}`,
    port: running.port,
    token: TOKEN,
    pid: running.pid,
  });
  expect([states, server.state]).toEqual([['starting', 'running'], running]);
  expect(existsSync(place.options.storeDirectory)).toBe(false);
  const { stateFile } = place.options;
  expect([statSync(stateFile).mode & 0o777, statSync(path.dirname(stateFile)).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(await get({ ...running, token: 'b'.repeat(64) }, '/promptrail/lease')).toBe(401);
  expect(await get(running, '/api/2.0/mlflow/experiments/get?experiment_id=0')).toBe(200);
  expect(existsSync(place.options.storeDirectory)).toBe(true);
  await expect
    .poll(() => lines, PATIENT)
    .toContain(`[server] Tracking server listens on 127.0.0.1:${running.port} (process ${running.pid}).`);
});

test('windows that start at the same moment share one server', async () => {
  const place = newPlace();
  const all = await Promise.all([1, 2, 3].map(() => start(openWindow(place))));
  expect(new Set(all.map((running) => running.pid)).size).toBe(1);
  expect(all).toEqual(all.map(() => all[0]));
});

test('the server ends when the last window lets go, and not before', async () => {
  const place = newPlace();
  const [first, second] = [openWindow(place), openWindow(place)];
  const { pid } = await start(first);
  await start(second);
  first.dispose();
  await new Promise((resolve) => setTimeout(resolve, 2 * GRACE));
  expect(isAlive(pid)).toBe(true);
  second.dispose();
  await gone(pid);
  expect(second.state).toEqual({ kind: 'stopped' });
});

test('66: a reload, which kills the extension host, finds the same server again', async () => {
  const place = newPlace();
  const { window, running } = await openWindowProcess(place);
  window.kill('SIGKILL');
  await once(window, 'exit');
  const again = await start(openWindow(place, { token: 'b'.repeat(64) }));
  expect(again).toEqual(running);
});

test('65: after twenty quick reloads and a killed host no process is left', async () => {
  const place = newPlace();
  const seen = new Set<number>();
  for (let reload = 0; reload < 20; reload++) {
    const server = openWindow(place);
    seen.add((await start(server)).pid);
    server.dispose();
  }
  const { window, running } = await openWindowProcess(place);
  seen.add(running.pid);
  window.kill('SIGKILL');
  expect(seen.size).toBe(1);
  await gone(running.pid);
});

test('a server started later has the port and the token of the one before', async () => {
  const place = newPlace();
  const first = openWindow(place);
  const before = await start(first);
  first.dispose();
  await gone(before.pid);
  const after = await start(openWindow(place, { token: 'b'.repeat(64) }));
  expect({ ...after, pid: 0 }).toEqual({ ...before, pid: 0 });
});

test('15: where the port is taken meanwhile another one serves', async () => {
  const place = newPlace();
  const first = openWindow(place);
  const before = await start(first);
  first.dispose();
  await gone(before.pid);
  const intruder = createServer((socket) => socket.destroy()).listen(before.port, '127.0.0.1');
  await once(intruder, 'listening');
  const after = await start(openWindow(place));
  intruder.close();
  expect(after.port).not.toBe(before.port);
  expect(await get(after, '/api/2.0/mlflow/experiments/get?experiment_id=0')).toBe(200);
});

test('a server that dies is replaced, with the same address', async () => {
  const place = newPlace();
  const server = openWindow(place);
  const before = await start(server);
  process.kill(before.pid, 'SIGKILL');
  await expect
    .poll(() => (server.state.kind === 'running' ? server.state.pid : before.pid), PATIENT)
    .not.toBe(before.pid);
  const after = await start(server);
  expect({ ...after, pid: 0 }).toEqual({ ...before, pid: 0 });
  expect(await get(after, '/health')).toBe(200);
});

test('a state file that others can read is not believed', async () => {
  const place = newPlace();
  const first = openWindow(place);
  const before = await start(first);
  first.dispose();
  await gone(before.pid);
  chmodSync(place.options.stateFile, 0o644);
  expect((await start(openWindow(place, { token: 'b'.repeat(64) }))).token).toBe('b'.repeat(64));
});

test('a server whose state file was lost writes it again', async () => {
  const place = newPlace();
  const before = await start(openWindow(place));
  writeFileSync(place.options.stateFile, 'broken');
  expect(await start(openWindow(place))).toEqual(before);
});

test('a program that cannot run is a failure with a reason, and no waiting', async () => {
  const place = newPlace();
  const server = openWindow(place, { entry: path.join(place.folder, 'missing.cjs') });
  await expect(server.start()).rejects.toThrow('The tracking server ended while it started (code 1).');
  expect(server.state).toEqual({ kind: 'failed', message: 'The tracking server ended while it started (code 1).' });
  const other = openWindow(place, { execPath: path.join(place.folder, 'missing') });
  await expect(other.start()).rejects.toThrow('The tracking server did not start');
});

test('a start that fails half-way leaves nothing behind that keeps the next one from starting', async () => {
  const place = newPlace();
  mkdirSync(path.join(place.options.stateFile, 'in the way'), { recursive: true });
  await expect(openWindow(place).start()).rejects.toThrow('rename');
  rmSync(place.options.stateFile, { recursive: true });
  expect(await get(await start(openWindow(place)), '/health')).toBe(200);
});

test('SIGTERM ends a server after the requests that run', async () => {
  const place = newPlace();
  const { window, running } = await openWindowProcess(place);
  window.kill('SIGKILL');
  const upload = fetch(`${running.uri}/api/2.0/mlflow-artifacts/artifacts/0/slow.txt`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${running.token}` },
    body: slowly(['one ', 'two ', 'three']),
    duplex: 'half',
  } as RequestInit);
  await expect
    .poll(() => existsSync(path.join(place.options.storeDirectory, 'artifacts/.incoming')), PATIENT)
    .toBe(true);
  process.kill(running.pid, 'SIGTERM');
  expect((await upload).status).toBe(200);
  await gone(running.pid);
  expect(readFileSync(path.join(place.options.storeDirectory, 'artifacts/0/slow.txt'), 'utf8')).toBe('one two three');
});

function slowly(parts: readonly string[]): ReadableStream<Uint8Array> {
  const left = [...parts];
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const part = left.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(part));
    },
  });
}

test('15: only this machine reaches a server', async () => {
  const running = await start(openWindow(newPlace()));
  const reached = await new Promise((resolve) => {
    const socket = connect(running.port, '127.0.0.2', () => resolve(true));
    socket.on('error', () => resolve(false));
  });
  expect(reached).toBe(false);
});

/** A server of the command line, and what it said on stdout once it listened. */
async function serve(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [ENTRY, 'serve', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  processes.push(child);
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  await expect.poll(() => printed, PATIENT).toContain('\n');
  const said = JSON.parse(printed) as { uri: string; username: string; password: string; pid: number };
  const status = async (token = said.password) => {
    const Authorization = `Basic ${Buffer.from(`${said.username}:${token}`).toString('base64')}`;
    const target = `${said.uri}/api/2.0/mlflow/experiments/get?experiment_id=0`;
    return (await fetch(target, { headers: { Authorization } })).status;
  };
  const end = async () => {
    process.kill(said.pid, 'SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    return [code, printed.split('\n').length];
  };
  return { said, status, end };
}

test('serve says one line of JSON, makes the store, and ends by SIGTERM', async () => {
  const folder = tempFolder();
  const { said, status, end } = await serve([folder]);
  expect(Object.keys(said)).toEqual(['uri', 'username', 'password', 'pid']);
  expect(existsSync(path.join(folder, '.promptrail', 'store.db'))).toBe(true);
  expect(await status()).toBe(200);
  expect(await end()).toEqual([0, 2]);
});

test('serve takes a token and a port, and leaves nothing of a temporary store', async () => {
  const temp = tempFolder();
  const token = 'a token of the harness'.replaceAll(' ', '-').padEnd(40, '.');
  const environment = { TMPDIR: temp, TMP: temp, TEMP: temp, PROMPTRAIL_TOKEN: token };
  const first = await serve(['--temporary'], environment);
  expect([first.said.password, await first.status(token), readdirSync(temp).length]).toEqual([token, 200, 1]);
  expect([await first.end(), readdirSync(temp)]).toEqual([[0, 2], []]);
  const port = new URL(first.said.uri).port;
  const second = await serve([temp, '--port', port], environment);
  expect(second.said.uri).toBe(first.said.uri);
  const third = spawn(process.execPath, [ENTRY, 'serve', '--temporary', '--port', port], { stdio: 'ignore' });
  expect(await once(third, 'exit')).toEqual([1, null]);
  await second.end();
});

test('serve says what it needs', async () => {
  const run = async (args: readonly string[], environment: NodeJS.ProcessEnv = {}) => {
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, [ENTRY, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const [code] = (await once(child, 'close')) as [number];
    return `${code} ${said.trim().replace(/^\S+ /, '')}`;
  };
  const folder = tempFolder();
  const usage = '1 [error] Usage: serve <folder>|--temporary [--port <number>]';
  expect(
    await Promise.all([
      run([]),
      run(['serve']),
      run(['serve', folder, '--port', 'x']),
      run(['serve', folder, '--foo']),
      run(['serve', folder, '--temporary']),
    ]),
  ).toEqual([usage, usage, usage, usage, usage]);
  expect(await run(['serve', path.join(folder, 'missing')])).toMatch(/^1 \[error\] There is no folder /);
  expect(await run(['serve', folder], { PROMPTRAIL_TOKEN: 'short' })).toMatch(/^1 \[error\] PROMPTRAIL_TOKEN must be /);
});

test('68: a folder whose name has blanks, percent signs, hashes and accents, 240 characters long, works as any other', async () => {
  const name = ` a b%20c#d é漢'$(x)${'n'.repeat(240)}`.slice(0, 228).concat(' %2e%2e #é'); // 255 bytes at most
  const folder = path.join(tempFolder(), name);
  const place = {
    folder,
    options: {
      ...newPlace().options,
      storeDirectory: path.join(folder, '.promptrail'),
      stateFile: path.join(folder, 'state', 'one.json'),
    },
  };
  const running = await start(openWindow(place));
  const runId = await startRun(running);
  const file = `${running.uri}/api/2.0/mlflow-artifacts/artifacts/0/${runId}/artifacts/prompts/a%20b.txt`;
  const Authorization = `Bearer ${running.token}`;
  expect((await fetch(file, { method: 'PUT', headers: { Authorization }, body: 'hello' })).status).toBe(200);
  expect(await (await fetch(file, { headers: { Authorization } })).text()).toBe('hello');
  expect(await start(openWindow(place))).toEqual(running);
  const stored = path.join(folder, '.promptrail', 'artifacts', '0', runId, 'artifacts', 'prompts', 'a b.txt');
  expect(readFileSync(stored, 'utf8')).toBe('hello');
});
