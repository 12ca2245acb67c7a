import { renameSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { serveNewStore } from './served.ts';

interface Created {
  readonly run: { readonly info: { readonly run_id: string } };
}

test('what an answer acknowledges is on disk when it arrives, however many ask at once', async () => {
  const served = await serveNewStore();
  await served.ok('GET', 'experiments/get?experiment_id=0');
  const other = new Sqlite(path.join(served.directory, 'store.db'), { readonly: true });
  const status = other.prepare<unknown[], string>('SELECT status FROM runs WHERE run_id = ?').pluck();
  const params = other.prepare<unknown[], string>(
    'SELECT value FROM params JOIN runs USING (run_no) WHERE run_id = ? ORDER BY key',
  );
  const script = async (index: number) => {
    const name = `run ${index}`;
    const { run } = await served.ok<Created>('POST', 'runs/create', { experiment_id: '0', run_name: name });
    const runId = run.info.run_id;
    const born = status.get(runId);
    await served.ok('POST', 'runs/log-batch', { run_id: runId, params: [{ key: 'p', value: name }] });
    const logged = params.pluck().all(runId);
    // Another value is refused, among all those whose writes are kept.
    const refused = await served.call('POST', 'runs/log-parameter', { run_id: runId, key: 'p', value: 'other' });
    await served.ok('POST', 'runs/update', { run_id: runId, status: 'FINISHED', end_time: 1 });
    return [born, logged, refused[0], status.get(runId), params.pluck().all(runId)];
  };
  const outcomes = await Promise.all(Array.from({ length: 20 }, async (_, index) => script(index)));
  other.close();
  const expected = (index: number) => ['RUNNING', [`run ${index}`], 400, 'FINISHED', [`run ${index}`]];
  expect(outcomes).toEqual(outcomes.map((_, index) => expected(index)));
});

test('a file that was moved away acknowledges nothing, and what comes later goes into a new store', async () => {
  const served = await serveNewStore();
  const experiment = { experiment_id: '0' };
  await served.ok('POST', 'runs/create', experiment);
  const { store } = served.stores;
  const file = path.join(served.directory, 'store.db');
  const grouped = [1, 2].map(() => served.stores.grouped(() => store.runs.create({ experimentId: '0' }).info.runId));
  for (const suffix of ['', '-wal', '-shm']) renameSync(file + suffix, `${file}.moved${suffix}`);
  const lost = { problem: 'lost', code: 'TEMPORARILY_UNAVAILABLE' };
  for (const call of grouped) await expect(call).rejects.toMatchObject(lost);
  await served.ok('POST', 'runs/create', experiment);
  const counts = [file, `${file}.moved`].map((one) => {
    const db = new Sqlite(one);
    const count = db.prepare('SELECT count(*) FROM runs').pluck().get();
    db.close();
    return count;
  });
  expect(counts).toEqual([1, 1]);
});
