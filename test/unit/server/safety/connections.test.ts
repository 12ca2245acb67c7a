import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { HttpServer } from '../../../../src/server/httpServer.ts';
import { silentLog } from '../../../fixtures/tempStore.ts';
import { TOKEN } from '../served.ts';
import { serveWatched, type Watched } from './watched.ts';

const PROXY = '/api/2.0/mlflow-artifacts/artifacts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** Node's own server behind a served store, as its requests show it. */
async function nodeServer(served: Watched): Promise<Server> {
  const seen = Promise.withResolvers<Server>();
  const look = (message: unknown): void => {
    const { server } = message as { readonly server: Server };
    if ((server.address() as AddressInfo | null)?.port === served.port) seen.resolve(server);
  };
  subscribe('http.server.request.start', look);
  await served.send('GET', '/health');
  const server = await seen.promise;
  unsubscribe('http.server.request.start', look);
  return server;
}

interface Opened {
  readonly socket: Socket;
  readonly closed: Promise<void>;
}

/** A connection that sends this much of a request and then nothing. */
async function open(port: number, text: string, host = '127.0.0.1'): Promise<Opened> {
  const socket = connect(port, host);
  socket.on('error', () => undefined).on('data', () => undefined);
  cleanUps.push(() => socket.destroy());
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  await new Promise<void>((resolve) => socket.on('connect', () => socket.write(text, () => resolve())));
  return { socket, closed };
}

test('test 9: 200 connections that never finish their heads keep nobody waiting and are closed', async () => {
  const served = await serveWatched({ headersTimeout: 1500 });
  const beginnings = ['', 'GET', 'GET /health HTTP/1.1\r\nHost: 127', 'GET /health HTTP/1.1\r\nHost: x\r\nX: y\r\n'];
  const opened = await Promise.all(
    Array.from({ length: 200 }, (_, index) => open(served.port, beginnings[index % 4] ?? '')),
  );
  const drips = setInterval(() => {
    for (const { socket } of opened) if (socket.writable) socket.write('x');
  }, 100);
  cleanUps.push(() => clearInterval(drips));
  expect((await served.send('GET', '/health')).text).toBe('OK');
  await Promise.all(opened.map(({ closed }) => closed));
  expect((await served.send('GET', '/health')).text).toBe('OK');
});

test('test 9: a connection that was good once is closed like any other when it does not finish a head', async () => {
  const served = await serveWatched({ headersTimeout: 500 });
  const health = `GET /health HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\n\r\n`;
  const { closed } = await open(served.port, `${health}GET /health HTTP/1.1\r\nHost: 127`);
  await closed;
});

test('tests 9 and 15: heads have ten seconds, bodies all the time they need, kept connections more than a minute', async () => {
  const server = await nodeServer(await serveWatched());
  expect([server.headersTimeout, server.requestTimeout, server.timeout]).toEqual([10_000, 0, 0]);
  expect(server.keepAliveTimeout).toBeGreaterThanOrEqual(65_000);
});

test('test 15: connections are kept for longer than a minute, and answers are never cached', async () => {
  const served = await serveWatched();
  const answer = await served.raw(`GET /health HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\n\r\n`);
  expect(answer).toContain('\r\nKeep-Alive: timeout=75\r\n');
  expect(answer).toContain('\r\nCache-Control: no-store\r\n');
});

test('test 15: a file may take longer than any time-out of a head', async () => {
  const served = await serveWatched({ headersTimeout: 300 });
  const content = Buffer.alloc(1000, 'slow');
  const head = [
    `PUT ${PROXY}/0/slow HTTP/1.1`,
    `Host: 127.0.0.1:${served.port}`,
    `Authorization: Bearer ${TOKEN}`,
    `Content-Length: ${content.length}`,
    'Connection: close',
    '',
    '',
  ].join('\r\n');
  const { socket, closed } = await open(served.port, head);
  let answer = '';
  socket.on('data', (data: Buffer) => (answer += data.toString('latin1')));
  // Three times as long as a head may take, and as the server looks for slow ones.
  for (let sent = 0; sent < content.length; sent += 100) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    socket.write(content.subarray(sent, sent + 100));
  }
  await closed;
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect((await served.send('GET', `${PROXY}/0/slow`)).text).toBe(content.toString());
});

test('test 15: the server listens on 127.0.0.1 and nowhere else', async () => {
  const served = await serveWatched();
  const server = await nodeServer(served);
  expect(server.address()).toEqual({ address: '127.0.0.1', family: 'IPv4', port: served.port });
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const others = new Set([...own.map(({ address }) => address), '127.0.0.2', '::1']);
  others.delete('127.0.0.1');
  const reached = await Promise.all(
    [...others].map(async (host) => ((await answers(served.port, host)) ? [host] : [])),
  );
  expect(reached.flat()).toEqual([]);
});

test('test 15: where its port is taken the server takes another', async () => {
  const holder = createServer();
  cleanUps.push(() => holder.close());
  const taken = await new Promise<number>((resolve) => {
    holder.listen(0, '127.0.0.1', () => resolve((holder.address() as AddressInfo).port));
  });
  const http = new HttpServer({ routes: [], token: TOKEN, log: silentLog });
  cleanUps.push(() => http.close());
  const got = await http.listen(taken);
  expect(got).not.toBe(taken);
  expect(await answers(got, '127.0.0.1')).toBe(true);
});

test('a client that reads nothing holds up nobody and ends with its connection', async () => {
  const served = await serveWatched();
  await served.send('PUT', `${PROXY}/0/large`, Buffer.alloc(20_000_000));
  const head = `GET ${PROXY}/0/large HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`;
  const lazy = await Promise.all(Array.from({ length: 20 }, () => open(served.port, head)));
  for (const { socket } of lazy) socket.pause();
  expect((await served.send('GET', `${PROXY}/0/large`)).text.length).toBe(20_000_000);
  for (const { socket } of lazy) socket.destroy();
  expect((await served.send('GET', '/health')).text).toBe('OK');
});

/** Whether something takes connections there. */
async function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('connect', () => (resolve(true), socket.destroy()));
    socket.on('error', () => resolve(false)).on('close', () => resolve(false));
  });
}
