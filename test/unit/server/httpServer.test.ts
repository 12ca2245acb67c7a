import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { HttpServer } from '../../../src/server/httpServer.ts';
import { LineLog } from '../../../src/server/logs.ts';
import type { Route } from '../../../src/server/routes/route.ts';
import { serveNewStore, TOKEN } from './served.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serveRoutes(routes: readonly Route[], lines: string[]): Promise<string> {
  const server = new HttpServer({ routes, token: TOKEN, log: new LineLog(({ message }) => lines.push(message)) });
  servers.push(server);
  return `http://127.0.0.1:${await server.listen(0)}`;
}

test('a defect is logged with its place, answered without it, and not so that clients repeat it', async () => {
  const lines: string[] = [];
  const fail = (): never => {
    throw new TypeError('no property of /home/ada/secret/store.db');
  };
  const uri = await serveRoutes([{ method: 'GET', path: '/fails', answer: fail }], lines);
  const response = await fetch(`${uri}/fails?value=private`, { headers: { Authorization: `Bearer ${TOKEN}` } });
  expect([response.status, await response.json()]).toEqual([
    400,
    { error_code: 'INTERNAL_ERROR', message: 'Promptrail failed on this request. Its log says more.' },
  ]);
  expect(lines).toEqual([
    expect.stringMatching(/^GET \/fails failed: TypeError: no property of store\.db < at .*fail/),
  ]);
  expect(lines[0]).not.toMatch(/\/home|private|test\/unit/);
});

test('53: while another process holds the store clients are told to come back, and then served', async () => {
  const served = await serveNewStore();
  await served.ok('POST', 'runs/create', { experiment_id: '0' });
  const other = new Sqlite(path.join(served.directory, 'store.db'));
  other.exec('BEGIN IMMEDIATE');
  expect(await served.call('POST', 'runs/create', { experiment_id: '0' })).toEqual([
    503,
    {
      error_code: 'TEMPORARILY_UNAVAILABLE',
      message: 'The run store is busy: another process holds its lock. Try again.',
    },
  ]);
  other.exec('ROLLBACK');
  other.close();
  await served.ok('POST', 'runs/create', { experiment_id: '0' });
});

test('a store that cannot be opened is an answer, and no endless repetition', async () => {
  const served = await serveNewStore();
  const foreign = path.dirname(served.directory);
  expect((await served.send('GET', '/health')).status).toBe(200);
  await served.ok('GET', 'experiments/get?experiment_id=0');
  served.stores.close();
  const db = new Sqlite(path.join(served.directory, 'store.db'));
  db.pragma('application_id = 1');
  db.close();
  expect(await served.call('GET', 'experiments/get?experiment_id=0')).toEqual([
    400,
    { error_code: 'INVALID_STATE', message: expect.not.stringContaining(foreign) as string },
  ]);
});
