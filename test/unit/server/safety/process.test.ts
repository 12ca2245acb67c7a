import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Route } from '../../../../src/server/routes/route.ts';
import { protocolRoutes } from '../../../../src/server/routeTable.ts';
import { ServedStore } from '../../../../src/server/servedStore.ts';
import { silentLog, tempFolder } from '../../../fixtures/tempStore.ts';
import { verdictOf } from '../served.ts';
import { OwnServer } from './ownServer.ts';
import { argumentsFor, fillStore, requestOf, type Names } from './table.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const PROXY = '/api/2.0/mlflow-artifacts/artifacts';
const MB = 1_000_000;
const PATIENT = { timeout: 30_000 };

/** Writes a request's head and then chunks of one megabyte, with or without a length, until an answer comes. */
async function sendLargeBody(server: OwnServer, megabytes: number, how: 'length' | 'chunked'): Promise<string> {
  const head = [
    'POST /api/2.0/mlflow/runs/log-batch HTTP/1.1',
    `Host: 127.0.0.1:${server.port}`,
    `Authorization: Bearer ${server.token}`,
    'Content-Type: application/json',
    how === 'length' ? `Content-Length: ${megabytes * MB}` : 'Transfer-Encoding: chunked',
    '',
    '',
  ].join('\r\n');
  const plain = Buffer.alloc(MB, ' ');
  const chunk =
    how === 'length' ? plain : Buffer.concat([Buffer.from(`${MB.toString(16)}\r\n`), plain, Buffer.from('\r\n')]);
  return new Promise((resolve) => {
    let received = '';
    let sent = 0;
    const socket = connect(server.port, '127.0.0.1', () => socket.write(head, more));
    const more = (): void => {
      if (!socket.writable || sent > megabytes) return;
      if (sent++ < megabytes) socket.write(chunk, more);
      else if (how === 'chunked') socket.write('0\r\n\r\n');
    };
    socket.on('data', (data: Buffer) => {
      received += data.toString('latin1');
      socket.end();
    });
    socket.on('error', () => undefined).on('close', () => resolve(verdictOf(received)));
  });
}

test.runIf(process.platform === 'linux')('test 7: bodies of 25 MB cost less than 30 MB of memory', async () => {
  const server = await OwnServer.start(tempFolder());
  // What the server needs for anything at all is not the body's.
  await sendLargeBody(server, 1, 'length');
  await sendLargeBody(server, 1, 'chunked');
  const verdicts: string[] = [];
  const grown: number[] = [];
  for (const how of ['length', 'chunked', 'length', 'chunked'] as const) {
    server.forgetPeak();
    const before = server.peak;
    verdicts.push(await sendLargeBody(server, 25, how));
    grown.push(server.peak - before);
  }
  expect(new Set(verdicts)).toEqual(new Set(['413 INVALID_PARAMETER_VALUE']));
  expect(grown.filter((bytes) => bytes > 30 * MB)).toEqual([]);
});

test('test 26: a server killed in the middle of an upload leaves the old content; the half is gone at the next start', async () => {
  const folder = tempFolder();
  const artifacts = path.join(folder, '.promptrail/artifacts');
  const incoming = path.join(artifacts, '.incoming');
  const server = await OwnServer.start(folder);
  expect((await server.send('PUT', `${PROXY}/0/model.bin`, 'old content')).status).toBe(200);
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  const head = [
    `PUT ${PROXY}/0/model.bin HTTP/1.1`,
    `Host: 127.0.0.1:${server.port}`,
    `Authorization: Bearer ${server.token}`,
  ];
  socket.write(`${[...head, `Content-Length: ${40 * MB}`, '', ''].join('\r\n')}${'x'.repeat(20 * MB)}`);
  const half = () => readdirSync(incoming).map((name) => readFileSync(path.join(incoming, name)).length > 10 * MB);
  await expect.poll(half, PATIENT).toEqual([true]);
  await server.kill();
  socket.destroy();
  expect(half()).toEqual([true]);
  expect(readFileSync(path.join(artifacts, '0/model.bin'), 'utf8')).toBe('old content');
  const next = await OwnServer.start(folder);
  expect((await next.send('GET', `${PROXY}/0/model.bin`)).text).toBe('old content');
  await expect.poll(half, PATIENT).toEqual([]);
});

/** A preload for Node that writes down whatever reaches out of a process, and lets none of it happen. */
const WATCH = path.resolve('test/unit/server/safety/outreach.ts');

function reachedOut(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}

test('test 11: the watch on a process sees sockets, names, processes and threads', () => {
  const file = path.join(tempFolder(), 'reached');
  const script = `
    import { spawn, exec, execFileSync, spawnSync, fork } from 'node:child_process';
    import { connect } from 'node:net'; import { request } from 'node:https'; import dns from 'node:dns';
    import { createSocket } from 'node:dgram'; import { Worker } from 'node:worker_threads';
    const all = [() => connect(1, '127.0.0.1'), () => request('https://192.0.2.1/').on('error', () => {}).end(),
      () => fetch('http://192.0.2.1/').catch(() => {}), () => new WebSocket('ws://192.0.2.1/'),
      () => dns.lookup('x.example', () => {}), () => dns.promises.resolve4('x.example').catch(() => {}),
      () => createSocket('udp4').send('x', 1, '192.0.2.1'), () => new Worker('1', { eval: true }),
      () => spawn('true'), () => exec('true'), () => fork('x'), () => spawnSync('true'), () => execFileSync('true')];
    process.on('uncaughtException', () => {});
    for (const one of all) try { one()?.on?.('error', () => {}); } catch {}`;
  const env = { ...process.env, REACHED_OUT: file };
  spawnSync(process.execPath, ['--import', WATCH, '--input-type=module', '-e', script], { env });
  const kinds = reachedOut(file).map((line) => line.split(' ', 1)[0] ?? '');
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  expect(Object.fromEntries([...new Set(kinds)].map((kind) => [kind, count(kind)]))).toEqual({
    connect: 4,
    dns: 2,
    dgram: 1,
    spawn: 5,
    thread: 1,
  });
});

/** Texts that some server of this protocol once went to, opened or ran. */
const BAITS = [
  'http://192.0.2.1/x',
  'https://metadata.example/latest',
  'file:///etc/passwd',
  '\\\\192.0.2.1\\share',
  '//192.0.2.1/share',
  's3://bucket/model',
  'mlflow-artifacts://192.0.2.1/x',
  'ssh://192.0.2.1/x',
  '$(touch reached)',
  '; touch reached',
  "!!python/object/apply:os.system ['touch reached']",
];

test('test 11: the whole protocol makes no connection, asks for no name and starts nothing', async () => {
  const [folder, file] = [tempFolder(), path.join(tempFolder(), 'reached')];
  const server = await OwnServer.start(folder, ['--import', WATCH], { REACHED_OUT: file });
  const names = await fillStore(server);
  await logHostileModel(server);
  const routes = protocolRoutes(new ServedStore(path.join(tempFolder(), 'unused'), silentLog));
  const answered: number[] = [];
  const ask = async (route: Route, args: Names): Promise<void> => {
    const { method, target, body, headers } = requestOf(route, names, args);
    answered.push((await server.send(method, target, body, headers)).status);
  };
  // What deletes comes last.
  const order = ({ method, path: place }: Route): number =>
    method === 'DELETE' || /delete|rename/.test(place) ? 1 : 0;
  for (const route of routes.toSorted((a, b) => order(a) - order(b))) {
    const fields = route.fields ?? ['path', 'run_id', 'run_uuid', 'name', 'version', 'request_id'];
    await ask(route, argumentsFor(fields, names));
    for (const field of fields) {
      const bait = BAITS[answered.length % BAITS.length] ?? '';
      const all = field.endsWith('s') ? [[{ key: 'mlflow.artifactLocation', value: bait, name: bait }], bait] : [bait];
      for (const value of all) await ask(route, argumentsFor(fields, names, { [field]: value as string }));
    }
  }
  expect(answered.filter((status) => status === 200).length).toBeGreaterThan(routes.length / 3);
  for (const source of BAITS) {
    const body = JSON.stringify({ name: 'N', source });
    await server.send('POST', '/api/2.0/mlflow/model-versions/create', body, JSON_TYPE);
  }
  expect(reachedOut(file)).toEqual([]);
  expect(server.log).toEqual([]);
  expect(readdirSync(folder)).toEqual(['.promptrail']);
});

/** A model whose description is made of what a careless reader would run or fetch. */
async function logHostileModel(server: OwnServer): Promise<void> {
  const body = JSON.stringify({ experiment_id: '0', name: 'hostile' });
  const { text } = await server.send('POST', '/api/2.0/mlflow/logged-models', body, JSON_TYPE);
  const { info } = (JSON.parse(text) as { model: { info: { model_id: string; artifact_uri: string } } }).model;
  const root = `${PROXY}/${info.artifact_uri.replace('mlflow-artifacts:/', '')}`;
  const files = {
    MLmodel: `artifact_path: ../../x\nflavors: {python_function: {loader_module: os, data: '/etc/passwd'}}\nsaved_input_example_info: {artifact_path: ../../../canary, type: http://192.0.2.1/}\nsignature: !!python/object/apply:os.system ['touch reached']\n`,
    'requirements.txt': '-r http://192.0.2.1/x\n--index-url http://192.0.2.1/\n',
    'input_example.json': '{"$ref":"http://192.0.2.1/"}',
    'python_env.yaml': 'a: &a [*a]\n',
  };
  for (const [name, content] of Object.entries(files)) await server.send('PUT', `${root}/${name}`, content);
  const ready = JSON.stringify({ status: 'LOGGED_MODEL_READY' });
  const { status } = await server.send('PATCH', `/api/2.0/mlflow/logged-models/${info.model_id}`, ready, JSON_TYPE);
  expect(status).toBe(200);
}
