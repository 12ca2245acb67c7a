import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { artifactPath } from '../../../src/store/artifacts.ts';
import type { Store } from '../../../src/store/store.ts';
import type { ActiveRun } from '../../../src/tracking/activeRun.ts';
import { Tracking } from '../../../src/tracking/tracking.ts';
import { openStore, tempFolder } from '../../fixtures/tempStore.ts';

let store: Store;
let tracking: Tracking;

beforeEach(() => {
  store = openStore();
  tracking = new Tracking(() => store);
});

const root = (run: ActiveRun): string => artifactPath(run.run.info.artifactUri);
const pathsOf = async (run: ActiveRun): Promise<readonly string[]> =>
  (await store.artifacts.walk(root(run), 100)).files.map((file) => file.path);
const pairs = (list: readonly { readonly key: string; readonly value: unknown }[]): Record<string, unknown> =>
  Object.fromEntries(list.map(({ key, value }) => [key, value]));

describe('starting a run', () => {
  test('makes the experiment the first time and uses it again', () => {
    const first = tracking.startRun({ runName: 'a', experiment: 'prompts', tags: { team: 'search' } });
    const second = tracking.startRun({ runName: 'b', experiment: 'prompts' });
    const { info, tags } = first.run;
    expect(info).toMatchObject({ runName: 'a', status: 'RUNNING', endTime: null });
    expect(info.artifactUri).toBe(`mlflow-artifacts:/${info.experimentId}/${info.runId}/artifacts`);
    expect(store.experiments.get(info.experimentId).name).toBe('prompts');
    expect(second.run.info.experimentId).toBe(info.experimentId);
    expect(pairs(tags)).toMatchObject({ team: 'search', 'mlflow.runName': 'a' });
  });

  test('logs into the default experiment under a random name when nothing is given', () => {
    const { info } = tracking.startRun().run;
    expect(info).toMatchObject({ experimentId: '0', runName: expect.stringMatching(/^\w+-\w+-\d+$/) as string });
  });

  test('makes nothing when an experiment or a tag is not allowed', () => {
    const before = store.experiments.list('ALL').length;
    expect(() => tracking.startRun({ experiment: '' })).toThrow('Invalid experiment name');
    expect(() => tracking.startRun({ experiment: 'x', tags: { 'a?': '1' } })).toThrow('Names may only contain');
    expect(store.experiments.list('ALL')).toHaveLength(before);
  });

  test('finds a run that was started before', () => {
    const { runId } = tracking.startRun();
    tracking.getRun(runId).logParam('later', 1);
    expect(pairs(tracking.getRun(runId).run.params)).toEqual({ later: '1' });
    expect(() => tracking.getRun('f'.repeat(32))).toThrow('not found');
  });
});

describe('ending a run', () => {
  test('sets its status and its end', () => {
    const [first, second] = [tracking.startRun(), tracking.startRun()];
    first.end();
    tracking.endRun(second, 'KILLED');
    expect([first, second].map((run) => run.run.info.status)).toEqual(['FINISHED', 'KILLED']);
    expect(first.run.info.endTime).toBeGreaterThanOrEqual(Number(first.run.info.startTime));
  });

  test('follows what became of the work within', async () => {
    const runId = await tracking.withRun({ runName: 'good' }, (run) => run.runId);
    expect(store.runs.get(runId).info.status).toBe('FINISHED');
    const failing = tracking.withRun({ runName: 'bad' }, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(store.runs.findByUniqueName('bad')?.info.status).toBe('FAILED');
  });
});

describe('logging onto a run', () => {
  test('keeps params and tags as text', () => {
    const run = tracking.startRun();
    run.logParams({ text: 'a\nb', number: 0.1, long: 2n ** 63n - 1n, flag: true });
    run.setTags({ a: 1, b: 'x' });
    run.setTag('a', 2);
    expect(pairs(run.run.params)).toEqual({ text: 'a\nb', number: '0.1', long: '9223372036854775807', flag: 'true' });
    expect(pairs(run.run.tags)).toMatchObject({ a: '2', b: 'x' });
  });

  test('writes a param once', () => {
    const run = tracking.startRun();
    run.logParam('p', 1);
    run.logParam('p', 1);
    expect(() => run.logParams({ other: 1, p: 2 })).toThrow('Changing param values is not allowed');
    expect(pairs(run.run.params)).toEqual({ p: '1' });
  });

  test('keeps the history of metrics with step and time', () => {
    const run = tracking.startRun();
    run.logMetric('loss', 0.5, { step: 1, timestamp: 10 });
    run.logMetrics({ loss: Number.NaN, f1: 1 }, { step: 2, timestamp: 20 });
    expect(store.runLog.history(run.runId, 'loss').items).toEqual([
      { key: 'loss', value: 0.5, step: 1, timestamp: 10 },
      { key: 'loss', value: Number.NaN, step: 2, timestamp: 20 },
    ]);
    run.logMetric('now', 1);
    const [point] = store.runLog.history(run.runId, 'now').items;
    expect(point).toMatchObject({ step: 0 });
    expect(Number(point?.timestamp)).toBeGreaterThanOrEqual(Number(run.run.info.startTime));
  });

  test('refuses keys and values that MLflow does not allow', () => {
    const run = tracking.startRun();
    expect(() => run.logParam('a?', 1)).toThrow('Names may only contain');
    expect(() => run.logMetric('../a', 1)).toThrow('Names may be treated as files');
    expect(() => run.logMetric('a', 1, { timestamp: -1 })).toThrow('nonnegative');
    expect(() => run.logMetric('a', 'high' as unknown as number)).toThrow('must be a number');
    expect(() => run.setTag('a'.repeat(251), 1)).toThrow('maximum length of 250');
  });

  test('keeps text and dictionaries as files', async () => {
    const run = tracking.startRun();
    await run.logText('hello', 'notes/a b.txt');
    await run.logDict({ when: new Date(0), big: 2n ** 60n, list: [1, undefined] }, 'data.json');
    await run.logDict({ yes: 'no' }, 'data.yaml');
    expect(await pathsOf(run)).toEqual(['data.json', 'data.yaml', 'notes/a b.txt']);
    const read = (name: string) => store.artifacts.readText(`${root(run)}/${name}`, 1000);
    expect(await read('data.json')).toBe(
      '{\n  "when": "1970-01-01T00:00:00.000",\n  "big": 1152921504606846976,\n  "list": [\n    1,\n    null\n  ]\n}\n',
    );
    expect(await read('notes/a b.txt')).toBe('hello');
  });

  test('copies local files and directories, and follows no link in them', async () => {
    const folder = path.join(tempFolder(), 'out');
    mkdirSync(path.join(folder, 'sub'), { recursive: true });
    writeFileSync(path.join(folder, 'a.txt'), 'a');
    writeFileSync(path.join(folder, 'sub', 'b.txt'), 'b');
    symlinkSync('/', path.join(folder, 'sub', 'link'));
    const run = tracking.startRun();
    await run.logArtifact(folder);
    await run.logArtifact(path.join(folder, 'a.txt'), 'copies');
    expect(await pathsOf(run)).toEqual(['copies/a.txt', 'out/a.txt', 'out/sub/b.txt']);
  });

  test('refuses paths that leave the run, and runs that were deleted', async () => {
    const run = tracking.startRun();
    for (const file of ['../x', '/../../x', '', 'a/', 'C:x']) {
      await expect(run.logText('x', file)).rejects.toThrow('Invalid path');
    }
    store.runs.delete(run.runId);
    await expect(run.logText('x', 'x.txt')).rejects.toThrow('was deleted');
    expect(() => run.logParam('a', 1)).toThrow("must be in the 'active' state");
    expect(await pathsOf(run)).toEqual([]);
  });
});
