import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { serveNewStore, TOKEN, verdictOf, type Served } from './served.ts';

const GET_DEFAULT = '/api/2.0/mlflow/experiments/get?experiment_id=0';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'];

/** The verdicts on one GET of the default experiment with each of these headers lines in place of Host and token. */
async function verdicts(served: Served, requests: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const answers = Object.entries(requests).map(async ([name, text]) => [name, await served.rawVerdict(text)] as const);
  return Object.fromEntries(await Promise.all(answers));
}

const get = (lines: readonly string[], target = GET_DEFAULT, version = '1.1') =>
  [`GET ${target} HTTP/${version}`, ...lines, 'Connection: close', '', ''].join('\r\n');
const bearer = `Authorization: Bearer ${TOKEN}`;

test('1: no route answers without the token, whatever the method, and nothing is made', async () => {
  const served = await serveNewStore();
  const open = served.routes.filter((route) => route.open).map((route) => route.path);
  expect(open).toEqual(['/health', '/version']);
  const closed = new Set(served.routes.filter((route) => !route.open).map((route) => route.path));
  const unexpected: string[] = [];
  for (const target of [...closed].map((path) => path.replaceAll(/:\w+|\*/g, 'x'))) {
    for (const method of METHODS) {
      const { status, headers } = await served.send(method, target, undefined, { Authorization: undefined });
      const asked = headers['www-authenticate']?.startsWith('Basic ') ?? false;
      if (status !== 401 || !asked) unexpected.push(`${method} ${target}: ${status}`);
    }
  }
  expect(unexpected).toEqual([]);
  expect(existsSync(served.directory)).toBe(false);
});

test('1: health and version need no token', async () => {
  const served = await serveNewStore();
  const open = await Promise.all(
    ['/health', '/version'].map((path) => served.send('GET', path, undefined, { Authorization: undefined })),
  );
  expect(open.map(({ status, text }) => [status, text])).toEqual([
    [200, 'OK'],
    [200, '3.3.0'],
  ]);
});

test('2: the token is taken as Bearer or as the password of anybody, and only whole', async () => {
  const served = await serveNewStore();
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const credentials: Record<string, string | undefined> = {
    bearer: `Bearer ${TOKEN}`,
    'lower case scheme': `bearer ${TOKEN}`,
    'basic, any user': basic(`anybody:${TOKEN}`),
    'basic, no user': basic(`:${TOKEN}`),
    'no header': undefined,
    'one character less': `Bearer ${TOKEN.slice(0, -1)}`,
    'one character more': `Bearer ${TOKEN}0`,
    'other case': `Bearer ${TOKEN.toUpperCase()}`,
    'empty bearer': 'Bearer ',
    'empty password': basic('anybody:'),
    'token as user': basic(`${TOKEN}:`),
    'no colon': basic(TOKEN),
    'not base64': 'Basic ***',
    'other scheme': `Digest ${TOKEN}`,
    'bare token': TOKEN,
  };
  const answered: Record<string, number> = {};
  for (const [name, Authorization] of Object.entries(credentials)) {
    answered[name] = (await served.send('GET', GET_DEFAULT, undefined, { Authorization })).status;
  }
  const inQuery = await served.send('GET', `${GET_DEFAULT}&token=${TOKEN}`, undefined, { Authorization: undefined });
  expect({ ...answered, 'in the query': inQuery.status }).toEqual({
    bearer: 200,
    'lower case scheme': 200,
    'basic, any user': 200,
    'basic, no user': 200,
    'no header': 401,
    'one character less': 401,
    'one character more': 401,
    'other case': 401,
    'empty bearer': 401,
    'empty password': 401,
    'token as user': 401,
    'no colon': 401,
    'not base64': 401,
    'other scheme': 401,
    'bare token': 401,
    'in the query': 401,
  });
});

test('3: only the exact host is served, once', async () => {
  const served = await serveNewStore({ hosts: ['proxy.example:8080'] });
  const host = `127.0.0.1:${served.port}`;
  const named = (name: string) => get([`Host: ${name}`, bearer]);
  expect(
    await verdicts(served, {
      exact: named(host),
      configured: named('proxy.example:8080'),
      foreign: named('evil.example'),
      'as a prefix': named(`127.0.0.1.evil.example:${served.port}`),
      'like a private one': named('10.evil.example'),
      localhost: named(`localhost:${served.port}`),
      'without port': named('127.0.0.1'),
      'wrong port': named('127.0.0.1:1'),
      empty: get(['Host:', bearer]),
      'none, HTTP/1.1': get([bearer]),
      'none, HTTP/1.0': get([bearer], GET_DEFAULT, '1.0'),
      twice: get([`Host: ${host}`, `Host: ${host}`, bearer]),
      'foreign, open path': get(['Host: evil.example'], '/health'),
    }),
  ).toEqual({
    exact: '200',
    configured: '200',
    foreign: '403 PERMISSION_DENIED',
    'as a prefix': '403 PERMISSION_DENIED',
    'like a private one': '403 PERMISSION_DENIED',
    localhost: '403 PERMISSION_DENIED',
    'without port': '403 PERMISSION_DENIED',
    'wrong port': '403 PERMISSION_DENIED',
    empty: '403 PERMISSION_DENIED',
    'none, HTTP/1.1': '400 BAD_REQUEST',
    'none, HTTP/1.0': '403 PERMISSION_DENIED',
    twice: '400 BAD_REQUEST',
    'foreign, open path': '403 PERMISSION_DENIED',
  });
});

test('4: what a browser sends for a page is refused, even with the token, and no page is ever allowed', async () => {
  const served = await serveNewStore();
  const headers: Readonly<Record<string, string>>[] = [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: 'vscode-webview://x' },
    { Origin: `http://127.0.0.1:${served.port}` },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
  ];
  const replies = await Promise.all(headers.map((extra) => served.send('GET', GET_DEFAULT, undefined, extra)));
  const preflight = await served.send('OPTIONS', GET_DEFAULT, undefined, { 'Access-Control-Request-Method': 'POST' });
  expect(replies.map((reply) => reply.status)).toEqual([403, 403, 403, 403, 403, 403, 200]);
  expect(preflight.status).toBe(405);
  const granted = [...replies, preflight].flatMap((reply) => Object.keys(reply.headers));
  expect(granted.filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('5: a JSON body says that it is one', async () => {
  const served = await serveNewStore();
  const create = async (type: string | undefined) => {
    const headers = { 'Content-Type': type };
    const reply = await served.send('POST', '/api/2.0/mlflow/runs/create', '{"experiment_id":"0"}', headers);
    return reply.status;
  };
  const types = [
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/plain; application/json',
    undefined,
  ];
  const statuses = [];
  for (const type of types) statuses.push(await create(type));
  expect(statuses).toEqual([200, 200, 200, 400, 400, 400, 400, 400, 400]);
});

test('6: only plain absolute paths are targets', async () => {
  const served = await serveNewStore();
  const at = (target: string) => get([`Host: 127.0.0.1:${served.port}`, bearer], target);
  const targets = [
    'http://evil.example/api/2.0/mlflow/experiments/get',
    `http://127.0.0.1:${served.port}/health`,
    '//evil.example/x',
    '/\\evil.example/x',
    '*',
    '/api/2.0/%2e%2e/health',
    '/api/%2E%2E%2Fhealth',
    '/api/..%5chealth',
    '/api/./health',
    '/api/../health',
    '/health#x',
    '/health/%zz',
    '/health/%c0%ae',
    '/health/%ed%a0%80',
    '/health/é',
  ];
  const requests = Object.fromEntries(targets.map((target) => [target, at(target)]));
  expect(await verdicts(served, requests)).toEqual(
    Object.fromEntries(targets.map((target) => [target, expect.stringMatching(/^400 /)])),
  );
});

test('11: what is not served here is JSON that says so, for which clients know what to do', async () => {
  const served = await serveNewStore();
  const paths = [
    '/api/2.0/mlflow/webhooks',
    '/api/3.0/mlflow/gateway/endpoints',
    '/ajax-api/3.0/jobs',
    '/ajax-api/3.0/mlflow/assistant',
    '/graphql',
    '/signup',
    '/',
    '/v1/traces',
    '/api/2.0/mlflow/upload-artifact',
    '/api/3.0/mlflow/traces',
    '/api/2.0/preview/mlflow/runs/get',
    '/api/3.0/mlflow/runs/get',
  ];
  const replies = await Promise.all(paths.map((path) => served.send('GET', path)));
  expect(new Set(replies.map(({ status, text, headers }) => `${status} ${headers['content-type']} ${text}`))).toEqual(
    new Set([
      '404 application/json {"error_code":"ENDPOINT_NOT_FOUND","message":"This tracking server has no such endpoint."}',
    ]),
  );
});

test('12: other methods and protocols are refused or closed', async () => {
  const served = await serveNewStore();
  const host = `Host: 127.0.0.1:${served.port}`;
  const line = (first: string, ...more: string[]) => [first, host, bearer, ...more, '', ''].join('\r\n');
  const known = await served.send('POST', '/api/2.0/mlflow/runs/get', '{}', { 'Content-Type': 'application/json' });
  expect([known.status, known.headers.allow]).toEqual([405, 'GET']);
  expect(
    await verdicts(served, {
      upgrade: line('GET /health HTTP/1.1', 'Connection: Upgrade', 'Upgrade: websocket'),
      connect: line(`CONNECT 127.0.0.1:${served.port} HTTP/1.1`),
      trace: line('TRACE /health HTTP/1.1', 'Connection: close'),
      'no HTTP': 'hello\r\n\r\n',
      'both lengths': line('POST /health HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked'),
      'bare line feed in a header': line('GET /health HTTP/1.1', 'X: a\nY: b', 'Connection: close'),
    }),
  ).toEqual({
    upgrade: '405 BAD_REQUEST',
    connect: 'closed',
    trace: '405 BAD_REQUEST',
    'no HTTP': '400 BAD_REQUEST',
    'both lengths': '400 BAD_REQUEST',
    'bare line feed in a header': '400 BAD_REQUEST',
  });
});

test('a refusal tells nothing about this machine', async () => {
  const served = await serveNewStore();
  const answers = await Promise.all([
    served.raw(get(['Host: evil.example', bearer])),
    served.raw(get([`Host: 127.0.0.1:${served.port}`])),
    served.raw(get([`Host: 127.0.0.1:${served.port}`, bearer], '/nothing')),
  ]);
  expect(answers.map(verdictOf)).toEqual(['403 PERMISSION_DENIED', '401 UNAUTHENTICATED', '404 ENDPOINT_NOT_FOUND']);
  expect(
    [...answers, ...served.lines].filter((text) => text.includes(TOKEN) || text.includes(served.directory)),
  ).toEqual([]);
});
