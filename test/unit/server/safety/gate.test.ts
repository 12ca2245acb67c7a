import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Route } from '../../../../src/server/routes/route.ts';
import { TOKEN } from '../served.ts';
import { everywhere, fillStore, METHODS, pathOf, type Names } from './table.ts';
import { serveWatched, type Watched } from './watched.ts';

const GET_DEFAULT = '/api/2.0/mlflow/experiments/get?experiment_id=0';
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** The verdict on each of these requests, written as they go over the wire. */
async function verdicts(served: Watched, requests: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const answers = Object.entries(requests).map(async ([name, text]) => [name, await served.rawVerdict(text)] as const);
  return Object.fromEntries(await Promise.all(answers));
}

const get = (lines: readonly string[], target = GET_DEFAULT, version = '1.1') =>
  [`GET ${target} HTTP/${version}`, ...lines, 'Connection: close', '', ''].join('\r\n');
const bearer = `Authorization: Bearer ${TOKEN}`;

/** Sends every method to every target and gives the answers that are not `expected`. */
async function exceptions(
  served: Watched,
  requests: readonly (readonly [method: string, target: string])[],
  headers: Readonly<Record<string, string | undefined>>,
  isExpected: (status: number, challenge: string) => boolean,
): Promise<readonly string[]> {
  const found = await Promise.all(
    requests.map(async ([method, target]) => {
      const body = ['POST', 'PATCH', 'DELETE'].includes(method) ? '{}' : undefined;
      const reply = await served.send(method, target, body, { ...JSON_TYPE, ...headers });
      const met = isExpected(reply.status, reply.headers['www-authenticate'] ?? '');
      return met ? [] : [`${method} ${target}: ${reply.status}`];
    }),
  );
  return found.flat();
}

/** Every route with every method, and its last part under every known prefix with the methods that do something. */
function walk(routes: readonly Route[], names: Names): readonly (readonly [string, string])[] {
  const real = new Set(routes.filter((route) => !route.open).map((route) => pathOf(route, names)));
  const others = everywhere(routes, names).filter((target) => !real.has(target));
  const fully = [...real].flatMap((target) => METHODS.map((method) => [method, target] as const));
  return [...fully, ...others.flatMap((target) => ['GET', 'POST'].map((method) => [method, target] as const))];
}

test('test 1: no route answers without the token, whatever the method and the prefix, and no row changes', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const before = served.rows();
  const open = served.routes.filter((route) => route.open).map((route) => `${route.method} ${route.path}`);
  expect(open).toEqual(['GET /health', 'GET /version']);
  const isRefused = (status: number, challenge: string) => status === 401 && challenge.startsWith('Basic ');
  const requests = walk(served.routes, names);
  expect(requests.length).toBeGreaterThan(1000);
  expect(await exceptions(served, requests, { Authorization: undefined }, isRefused)).toEqual([]);
  expect(served.rows()).toEqual(before);
});

test('test 1: a request without the token makes no store', async () => {
  const served = await serveWatched();
  const targets = served.routes
    .filter((route) => !route.open)
    .map((route) => [route.method, pathOf(route, {})] as const);
  expect(await exceptions(served, targets, { Authorization: undefined }, (status) => status === 401)).toEqual([]);
  expect(existsSync(served.directory)).toBe(false);
});

test('test 1: health and version need no token', async () => {
  const served = await serveWatched();
  const ask = async (path: string) => (await served.send('GET', path, undefined, { Authorization: undefined })).text;
  expect([await ask('/health'), await ask('/version')]).toEqual(['OK', expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
});

test('test 2: the token is taken as Bearer or as the password of anybody, and only whole', async () => {
  const served = await serveWatched();
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const last = TOKEN.slice(-1);
  const credentials: Record<string, readonly [header: string | undefined, status: number]> = {
    bearer: [`Bearer ${TOKEN}`, 200],
    'lower case scheme': [`bearer ${TOKEN}`, 200],
    'basic, any user': [basic(`anybody:${TOKEN}`), 200],
    'basic, no user': [basic(`:${TOKEN}`), 200],
    'no header': [undefined, 401],
    'one character less': [`Bearer ${TOKEN.slice(0, -1)}`, 401],
    'one character more': [`Bearer ${TOKEN}0`, 401],
    'another last character': [`Bearer ${TOKEN.slice(0, -1)}${last === '0' ? '1' : '0'}`, 401],
    'one character less, basic': [basic(`anybody:${TOKEN.slice(0, -1)}`), 401],
    'one character more, basic': [basic(`anybody:${TOKEN}0`), 401],
    'other case': [`Bearer ${TOKEN.toUpperCase()}`, 401],
    'empty bearer': ['Bearer ', 401],
    'empty password': [basic('anybody:'), 401],
    'token as user': [basic(`${TOKEN}:`), 401],
    'no colon': [basic(TOKEN), 401],
    'not base64': ['Basic ***', 401],
    'other scheme': [`Digest ${TOKEN}`, 401],
    'bare token': [TOKEN, 401],
    empty: ['', 401],
    'bearer after an accepted one': [`Bearer ${TOKEN} x`, 401],
  };
  const answered: Record<string, readonly [string | undefined, number]> = {};
  for (const [name, [Authorization]] of Object.entries(credentials)) {
    answered[name] = [Authorization, (await served.send('GET', GET_DEFAULT, undefined, { Authorization })).status];
  }
  expect(answered).toEqual(credentials);
});

test('test 2: a token anywhere else is none', async () => {
  const served = await serveWatched();
  const without = { Authorization: undefined };
  const inQuery = await served.send('GET', `${GET_DEFAULT}&token=${TOKEN}`, undefined, without);
  const inCookie = await served.send('GET', GET_DEFAULT, undefined, { ...without, Cookie: `token=${TOKEN}` });
  const inOther = await served.send('GET', GET_DEFAULT, undefined, {
    ...without,
    'Proxy-Authorization': `Bearer ${TOKEN}`,
  });
  const encoded = await served.send('GET', '/%68ealth/../api', undefined, without);
  expect([inQuery, inCookie, inOther, encoded].map((reply) => reply.status)).toEqual([401, 401, 401, 400]);
});

test('test 3: only the exact host is served, once', async () => {
  const served = await serveWatched({ hosts: ['proxy.example:8080'] });
  const host = `127.0.0.1:${served.port}`;
  const named = (name: string) => get([`Host: ${name}`, bearer]);
  expect(
    await verdicts(served, {
      exact: named(host),
      configured: named('proxy.example:8080'),
      foreign: named('evil.example'),
      'as a prefix': named(`127.0.0.1.evil.example:${served.port}`),
      'as a prefix without port': named('127.0.0.1.evil.example'),
      'like a private one': named('10.evil.example'),
      localhost: named(`localhost:${served.port}`),
      'without port': named('127.0.0.1'),
      'wrong port': named('127.0.0.1:1'),
      'other writing': named(`127.1:${served.port}`),
      'with a user': named(`x@${host}`),
      list: named(`${host}, evil.example`),
      empty: get(['Host:', bearer]),
      'none, HTTP/1.1': get([bearer]),
      'none, HTTP/1.0': get([bearer], GET_DEFAULT, '1.0'),
      twice: get([`Host: ${host}`, `Host: ${host}`, bearer]),
      'twice, in other case': get([`Host: ${host}`, 'HOST: evil.example', bearer]),
      'foreign, open path': get(['Host: evil.example'], '/health'),
      forwarded: get([`Host: ${host}`, 'X-Forwarded-Host: evil.example', bearer]),
    }),
  ).toEqual({
    exact: '200',
    configured: '200',
    foreign: '403 PERMISSION_DENIED',
    'as a prefix': '403 PERMISSION_DENIED',
    'as a prefix without port': '403 PERMISSION_DENIED',
    'like a private one': '403 PERMISSION_DENIED',
    localhost: '403 PERMISSION_DENIED',
    'without port': '403 PERMISSION_DENIED',
    'wrong port': '403 PERMISSION_DENIED',
    'other writing': '403 PERMISSION_DENIED',
    'with a user': '403 PERMISSION_DENIED',
    list: '403 PERMISSION_DENIED',
    empty: '403 PERMISSION_DENIED',
    'none, HTTP/1.1': '400 BAD_REQUEST',
    'none, HTTP/1.0': '403 PERMISSION_DENIED',
    twice: '400 BAD_REQUEST',
    'twice, in other case': '400 BAD_REQUEST',
    'foreign, open path': '403 PERMISSION_DENIED',
    forwarded: '200',
  });
});

test('test 3: a foreign host is refused under every prefix, also with the token', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const requests = everywhere(served.routes, names).map((target) => ['GET', target] as const);
  const foreign = { Host: '127.0.0.1.evil.example' };
  expect(await exceptions(served, requests, foreign, (status) => status === 403)).toEqual([]);
});

test('test 4: what a browser sends for a page is refused, even with the token, and no page is ever allowed', async () => {
  const served = await serveWatched();
  const headers: readonly (readonly [name: string, value: string, status: number])[] = [
    ['Origin', 'https://evil.example', 403],
    ['Origin', 'null', 403],
    ['Origin', '', 403],
    ['Origin', 'vscode-webview://x', 403],
    ['Origin', `http://127.0.0.1:${served.port}`, 403],
    ['Sec-Fetch-Site', 'cross-site', 403],
    ['Sec-Fetch-Site', 'same-site', 403],
    ['Sec-Fetch-Site', 'none, cross-site', 403],
    ['Sec-Fetch-Site', 'none', 200],
    ['Sec-Fetch-Site', 'same-origin', 200],
  ];
  const replies = await Promise.all(
    headers.map(async ([name, value]) => {
      const { status } = await served.send('GET', GET_DEFAULT, undefined, { [name]: value });
      return [name, value, status];
    }),
  );
  expect(replies).toEqual(headers);
  const asking = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
  const preflights = [asking, { 'Access-Control-Request-Method': 'POST' }].map((extra) =>
    served.send('OPTIONS', GET_DEFAULT, undefined, extra),
  );
  expect((await Promise.all(preflights)).map((reply) => reply.status)).toEqual([403, 405]);
});

test('test 4: an Origin is refused under every prefix, and behind any number of other headers', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const before = served.rows();
  const requests = walk(served.routes, names);
  const origin = { Origin: 'https://evil.example' };
  expect(await exceptions(served, requests, origin, (status) => status === 403)).toEqual([]);
  expect(served.rows()).toEqual(before);
  const many = Array.from({ length: 2500 }, () => 'a:b');
  const host = `Host: 127.0.0.1:${served.port}`;
  const verdict = await served.rawVerdict(get([host, bearer, ...many, 'Origin: https://evil.example']));
  expect(verdict).toMatch(/^(403|431) /);
});

test('test 5: a JSON body says that it is one', async () => {
  const served = await serveWatched();
  const create = async (type: string | undefined) => {
    const headers = { 'Content-Type': type };
    const reply = await served.send('POST', '/api/2.0/mlflow/runs/create', '{"experiment_id":"0"}', headers);
    return [type, reply.status];
  };
  const types: readonly (readonly [string | undefined, number])[] = [
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['Application/JSON', 200],
    ['text/plain', 400],
    ['text/plain;charset=UTF-8', 400],
    ['application/x-www-form-urlencoded', 400],
    ['multipart/form-data; boundary=x', 400],
    ['application/jsonp', 400],
    ['application/json-seq', 400],
    ['text/plain; application/json', 400],
    ['', 400],
    [undefined, 400],
  ];
  const statuses = [];
  for (const [type] of types) statuses.push(await create(type));
  expect(statuses).toEqual(types);
});

test('test 5: no route takes JSON that is sent as a page could send it', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const before = served.rows();
  const json = served.routes.filter(({ method, anyContent }) => !['GET', 'PUT'].includes(method) && !anyContent);
  const requests = json.map((route) => [route.method, pathOf(route, names)] as const);
  const plain = { 'Content-Type': 'text/plain' };
  expect(await exceptions(served, requests, plain, (status) => status === 400)).toEqual([]);
  expect(served.rows()).toEqual(before);
});

test('test 6: only plain absolute paths are targets', async () => {
  const served = await serveWatched();
  const at = (target: string) => get([`Host: 127.0.0.1:${served.port}`, bearer], target);
  const targets = [
    'http://evil.example/api/2.0/mlflow/experiments/get',
    'http://evil/api',
    `http://127.0.0.1:${served.port}/health`,
    '//evil.example/x',
    '//evil/x',
    '/\\evil/x',
    '/\\evil.example/x',
    '*',
    'health',
    '?x',
    '/api/2.0/%2e%2e/health',
    '/api/%2E%2E%2Fhealth',
    '/api/.%2e/health',
    '/api/%2e/health',
    '/api/..%5chealth',
    '/api/..%2fhealth',
    '/api/./health',
    '/api/../health',
    '/..',
    '/health#x',
    '/health/%zz',
    '/health/%',
    '/health/%c0%ae',
    '/health/%ed%a0%80',
    '/health/é',
    '/health\\',
  ];
  const requests = Object.fromEntries(targets.map((target) => [target, at(target)]));
  expect(await verdicts(served, requests)).toEqual(
    Object.fromEntries(targets.map((target) => [target, expect.stringMatching(/^400 /)])),
  );
});

test('test 11: what is not served here is JSON that says so, for which clients know what to do', async () => {
  const served = await serveWatched();
  const ends = ['webhooks', 'gateway/endpoints', 'jobs', 'scorers/list', 'users/create', 'workspaces', 'assistant'];
  const targets = [
    ...ends.flatMap((end) => PREFIXES_OF_PROCEDURES.map((prefix) => `${prefix}${end}`)),
    '/ajax-api/3.0/jobs',
    '/graphql',
    '/gateway/routes',
    '/signup',
    '/',
    '/static-files/index.html',
    '/metrics',
    '/api/2.0/preview/mlflow/runs/get',
    '/api/2.0/mlflow',
    '/promptrail',
  ];
  const replies = await Promise.all(
    targets.flatMap((target) => [served.send('GET', target), served.send('POST', target, '{}', JSON_TYPE)]),
  );
  expect(new Set(replies.map(({ status, text, headers }) => `${status} ${headers['content-type']} ${text}`))).toEqual(
    new Set([
      '404 application/json {"error_code":"ENDPOINT_NOT_FOUND","message":"This tracking server has no such endpoint."}',
    ]),
  );
});

const PREFIXES_OF_PROCEDURES = [
  '/api/2.0/mlflow/',
  '/ajax-api/2.0/mlflow/',
  '/api/3.0/mlflow/',
  '/ajax-api/3.0/mlflow/',
];

test('test 12: other methods and protocols are refused or closed', async () => {
  const served = await serveWatched();
  const host = `Host: 127.0.0.1:${served.port}`;
  const line = (first: string, ...more: string[]) => [first, host, bearer, ...more, '', ''].join('\r\n');
  const known = await served.send('POST', '/api/2.0/mlflow/runs/get', '{}', JSON_TYPE);
  expect([known.status, known.headers.allow]).toEqual([405, 'GET']);
  expect(
    await verdicts(served, {
      upgrade: line('GET /health HTTP/1.1', 'Connection: Upgrade', 'Upgrade: websocket'),
      'upgrade to HTTP/2': line('GET /health HTTP/1.1', 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c'),
      connect: line('CONNECT evil.example:443 HTTP/1.1'),
      trace: line('TRACE /health HTTP/1.1', 'Connection: close'),
      'HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'no HTTP': 'hello\r\n\r\n',
      'a TLS greeting': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
      'both lengths': line('POST /health HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked'),
      'two lengths': line('POST /health HTTP/1.1', 'Content-Length: 5', 'Content-Length: 6'),
      'bare line feed in a header': line('GET /health HTTP/1.1', 'X: a\nY: b', 'Connection: close'),
      'a head without end': `GET /health HTTP/1.1\r\nX: ${'x'.repeat(70_000)}`,
      'other expectations': line('GET /health HTTP/1.1', 'Expect: a-miracle', 'Connection: close'),
    }),
  ).toEqual({
    upgrade: '405 BAD_REQUEST',
    'upgrade to HTTP/2': '405 BAD_REQUEST',
    connect: 'closed',
    trace: '405 BAD_REQUEST',
    'HTTP/2': '400 BAD_REQUEST',
    'no HTTP': '400 BAD_REQUEST',
    'a TLS greeting': '400 BAD_REQUEST',
    'both lengths': '400 BAD_REQUEST',
    'two lengths': '400 BAD_REQUEST',
    'bare line feed in a header': '400 BAD_REQUEST',
    'a head without end': '431 BAD_REQUEST',
    'other expectations': '417 BAD_REQUEST',
  });
});

test('test 12: garbage behind a request does not get into its answer', async () => {
  const served = await serveWatched();
  await served.send('PUT', '/api/2.0/mlflow-artifacts/artifacts/0/large', Buffer.alloc(5_000_000, 0x61));
  const head = `GET /api/2.0/mlflow-artifacts/artifacts/0/large HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\n${bearer}\r\n\r\n`;
  const answer = await served.raw(`${head}no HTTP\r\n\r\n`);
  expect(answer).not.toMatch(/a(?=HTTP\/1\.1|\{)/);
});

test('a refusal tells nothing about this machine', async () => {
  const served = await serveWatched();
  const host = `Host: 127.0.0.1:${served.port}`;
  expect(
    await verdicts(served, {
      host: get(['Host: evil.example', bearer]),
      token: get([host]),
      target: get([host, bearer], '/nothing'),
    }),
  ).toEqual({ host: '403 PERMISSION_DENIED', token: '401 UNAUTHENTICATED', target: '404 ENDPOINT_NOT_FOUND' });
});
