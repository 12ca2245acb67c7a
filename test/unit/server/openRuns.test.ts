import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OpenRuns } from '../../../src/server/openRuns.ts';
import type { Answer, Call, Method } from '../../../src/server/routes/route.ts';
import { silentLog } from '../../fixtures/tempStore.ts';

const MINUTE = 60_000;
const CALL: Call = { params: {}, query: new Map(), body: Buffer.alloc(0), stream: Readable.from([]), range: undefined };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Open runs of a store in which exactly these are RUNNING, and a way to write to one. */
function watched(keepAlive = 10 * MINUTE) {
  const running = new Set<string>();
  const runs = new OpenRuns(keepAlive, (runId) => running.has(runId), silentLog);
  const send = (path: string, run?: string, method: Method = 'POST') => {
    const answer: Answer = { status: 200, headers: {}, body: '', ...(run !== undefined && { run }) };
    return runs.watch({ method, path: `/api/2.0/mlflow/${path}`, answer: () => answer }).answer(CALL);
  };
  return { runs, running, send };
}

/** After how many seconds the server is not wanted any more, looked at every second; undefined for an hour or more. */
function wantedFor(runs: OpenRuns, since = performance.now()): number | undefined {
  for (let seconds = 0; seconds < 3600; seconds++) {
    if (!runs.wanted(since)) return seconds;
    vi.advanceTimersByTime(1000);
  }
  return undefined;
}

test('nobody wants a server through which nothing was logged', () => {
  expect(wantedFor(watched().runs)).toBe(0);
});

test('an open run keeps the server for the keep-alive time after the last write to anything', async () => {
  const { runs, running, send } = watched();
  running.add('a');
  await send('runs/create', 'a');
  vi.advanceTimersByTime(9 * MINUTE);
  await send('registered-models/create');
  expect(wantedFor(runs)).toBe(600);
});

test('reading keeps the server for nobody', async () => {
  const { runs, running, send } = watched();
  running.add('a');
  await send('runs/create', 'a');
  vi.advanceTimersByTime(9 * MINUTE);
  for (const search of ['runs/search', 'experiments/search-datasets', 'registered-models/get-latest-versions']) {
    await send(search);
  }
  await send('runs/get', 'a', 'GET');
  expect(wantedFor(runs)).toBe(60);
});

test('runs that ended before the last window went keep nothing', async () => {
  const { runs, send } = watched();
  await send('runs/update', 'a');
  vi.advanceTimersByTime(1);
  expect(wantedFor(runs)).toBe(0);
});

test('a script that ended a run without any window has a minute to make its next one', async () => {
  const { runs, running, send } = watched();
  const since = performance.now();
  vi.advanceTimersByTime(1);
  await send('runs/update', 'a');
  expect(wantedFor(runs, since)).toBe(60);
  running.add('b');
  await send('runs/create', 'b');
  expect(wantedFor(runs, since)).toBe(600);
});

test('a keep-alive time shorter than that is not exceeded, and none keeps nothing', async () => {
  const { runs, send } = watched(20_000);
  const since = performance.now();
  vi.advanceTimersByTime(1);
  await send('runs/update', 'a');
  expect(wantedFor(runs, since)).toBe(20);
  const none = watched(0);
  none.running.add('a');
  await none.send('runs/create', 'a');
  expect(wantedFor(none.runs)).toBe(0);
});

test('a write that goes on keeps the server, and one that fails counts for nothing', async () => {
  const { runs } = watched(1000);
  const upload = Promise.withResolvers<Answer>();
  const answer = runs.watch({ method: 'PUT', path: '/file', answer: () => upload.promise }).answer(CALL);
  expect(wantedFor(runs)).toBeUndefined();
  upload.reject(new Error('cut off'));
  await expect(answer).rejects.toThrow('cut off');
  expect(wantedFor(runs)).toBe(0);
});

test('a store that cannot be read now counts its runs as open', async () => {
  const runs = new OpenRuns(
    5000,
    () => {
      throw new Error('busy');
    },
    silentLog,
  );
  const answer: Answer = { status: 200, headers: {}, body: '', run: 'a' };
  await runs.watch({ method: 'POST', path: '/runs/create', answer: () => answer }).answer(CALL);
  expect(wantedFor(runs)).toBe(5);
});
