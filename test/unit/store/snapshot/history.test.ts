import { beforeEach, describe, expect, test } from 'vitest';
import type { RunSubject } from '../../../../src/model/subject.ts';
import { readHistory } from '../../../../src/store/snapshot/history.ts';
import { readSnapshot } from '../../../../src/store/snapshot/readSnapshot.ts';
import type { Store } from '../../../../src/store/store.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

let store: Store;
let run: RunSubject;

beforeEach(() => {
  store = openStore();
  const { runId } = store.runs.create({ experimentId: '0' }).info;
  run = { kind: 'run', folder: '', runId };
});

const log = (points: readonly (readonly [step: number, timestamp: number, value: number])[]) =>
  store.runLog.log(run.runId, {
    metrics: points.map(([step, timestamp, value]) => ({ key: 'loss', step, timestamp, value })),
  });

describe('the history of a metric', () => {
  test('comes by step, with gaps and infinities as they were logged', async () => {
    log([
      [2, 10, 0.2],
      [0, 20, NaN],
      [1, 30, Infinity],
    ]);
    expect(await readHistory(store, run, 'loss', null, 100)).toEqual({
      steps: [0, 1, 2],
      timestamps: [20, 30, 10],
      values: [NaN, Infinity, 0.2],
      total: 3,
    });
  });

  test('comes of a range of steps or of time, its ends included', async () => {
    log([0, 1, 2, 3, 4].map((step) => [step, 100 - step, step] as const));
    const steps = await readHistory(store, run, 'loss', { axis: 'step', from: 1, to: 3 }, 100);
    expect(steps.values).toEqual([1, 2, 3]);
    const times = await readHistory(store, run, 'loss', { axis: 'time', from: 96, to: 98 }, 100);
    expect(times).toEqual({ steps: [4, 3, 2], timestamps: [96, 97, 98], values: [4, 3, 2], total: 3 });
  });

  test('is thinned over several pages of reading, and says how many points it has', async () => {
    const points = Array.from(
      { length: 25_000 },
      (_, step) => [step, step, step === 12_345 ? 99 : Math.sin(step)] as const,
    );
    log(points);
    const history = await readHistory(store, run, 'loss', null, 400);
    expect(history.total).toBe(25_000);
    expect(history.values.length).toBeLessThanOrEqual(401);
    expect(history.steps[history.values.indexOf(99)]).toBe(12_345);
  });

  test('of a model is its own where its run logged several, and the whole of its run where it is the only one', async () => {
    const logModel = () => store.loggedModels.create({ experimentId: '0', name: 'm', sourceRunId: run.runId });
    const { modelId } = logModel();
    store.runLog.log(run.runId, {
      metrics: [
        { key: 'loss', step: 0, timestamp: 1, value: 5 },
        { key: 'loss', step: 1, timestamp: 2, value: 4, modelId },
      ],
    });
    const version = { kind: 'loggedVersion', folder: '', name: 'm', version: 1 } as const;
    expect((await readHistory(store, version, 'loss', null, 10)).values).toEqual([5, 4]);
    logModel();
    expect((await readHistory(store, version, 'loss', null, 10)).values).toEqual([4]);
    expect((await readSnapshot(store, version))?.metrics).toMatchObject([{ key: 'loss', value: 4, count: 1 }]);
    expect((await readHistory(store, run, 'loss', null, 10)).values).toEqual([5, 4]);
  });

  test('of a metric nobody logged is an error that names it', async () => {
    await expect(readHistory(store, run, 'none', null, 10)).rejects.toThrow('There is no metric "none".');
  });
});
