import { describe, expect, test } from 'vitest';
import { RUN_NAME_TAG } from '../../../src/store/runs.ts';
import { openStore } from '../../fixtures/tempStore.ts';

const deletedState = (runId: string) => ({
  code: 'INVALID_PARAMETER_VALUE',
  message: `The run ${runId} must be in the 'active' state. Current state is deleted.`,
});

describe('A new run', () => {
  test('is running, has an id of 32 hex digits and a folder for its artifacts', () => {
    const { runs } = openStore();
    const run = runs.create({ experimentId: '0', runName: 'first', userId: 'ada', startTime: 7 });
    const { runId } = run.info;
    expect(runId).toMatch(/^[0-9a-f]{32}$/);
    expect(run).toEqual({
      info: {
        runId,
        experimentId: '0',
        runName: 'first',
        userId: 'ada',
        status: 'RUNNING',
        startTime: 7,
        endTime: null,
        artifactUri: `mlflow-artifacts:/0/${runId}/artifacts`,
        lifecycleStage: 'active',
      },
      params: [],
      metrics: [],
      tags: [{ key: RUN_NAME_TAG, value: 'first' }],
      datasetInputs: [],
      modelInputs: [],
      modelOutputs: [],
    });
    expect([runs.get(runId), runs.find(runId), runs.findInfo(runId)]).toEqual([run, run, run.info]);
  });

  test('takes its name from the tag, or gets one; a start time and a user may be missing', () => {
    const { runs } = openStore();
    const tagged = runs.create({ experimentId: '0', tags: [{ key: RUN_NAME_TAG, value: 'tagged' }] });
    const { info, tags } = runs.create({ experimentId: '0' });
    expect([tagged.info.runName, info.startTime, info.userId]).toEqual(['tagged', 0, '']);
    expect(info.runName).toMatch(/^[a-z]+-[a-z]+-\d{1,3}$/);
    expect(tags).toEqual([{ key: RUN_NAME_TAG, value: info.runName }]);
  });

  test('is given back as it is read: of tags with one key the last one, sorted by the bytes of their keys', () => {
    const { runs } = openStore();
    const tags = ['b', '\u{1f600}', '\uffee', 'a', 'b'].map((key, index) => ({ key, value: String(index) }));
    const run = runs.create({ experimentId: '0', runName: 'r', startTime: 5n, tags });
    expect(run).toEqual(runs.get(run.info.runId));
    expect(run.tags.map(({ key, value }) => key + value)).toEqual([
      'a3',
      'b4',
      `${RUN_NAME_TAG}r`,
      '\uffee2',
      '\u{1f600}1',
    ]);
    const updated = runs.update(run.info.runId, { status: 'FINISHED', endTime: 7n, runName: 'renamed' });
    expect(updated).toEqual(runs.info(run.info.runId));
  });

  test('is refused with two different names, and in an experiment that is missing', () => {
    const { runs } = openStore();
    const tags = [{ key: RUN_NAME_TAG, value: 'b' }];
    expect(() => runs.create({ experimentId: '0', runName: 'a', tags })).toThrow(
      "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='a', mlflow.runName='b').",
    );
    expect(runs.create({ experimentId: '0', runName: 'b', tags }).info.runName).toBe('b');
    const missing = { code: 'RESOURCE_DOES_NOT_EXIST', message: 'No Experiment with id=9 exists' };
    expect(() => runs.create({ experimentId: '9' })).toThrow(expect.objectContaining(missing));
  });
});

describe('A run', () => {
  test('keeps every digit of its times', () => {
    const { runs } = openStore();
    const { runId } = runs.create({ experimentId: '0', startTime: 9_007_199_254_740_993n }).info;
    const info = runs.update(runId, { status: 'FINISHED', endTime: 9_223_372_036_854_775_807n });
    expect([info.status, info.startTime, info.endTime]).toEqual([
      'FINISHED',
      9_007_199_254_740_993n,
      9_223_372_036_854_775_807n,
    ]);
  });

  test('has one name, whether it is renamed or its tag is set', () => {
    const { runs, runLog } = openStore();
    const { runId } = runs.create({ experimentId: '0', runName: 'a' }).info;
    const name = () => [runs.info(runId).runName, runs.get(runId).tags.find((tag) => tag.key === RUN_NAME_TAG)?.value];
    runs.update(runId, { runName: 'b' });
    expect(name()).toEqual(['b', 'b']);
    runLog.log(runId, { tags: [{ key: RUN_NAME_TAG, value: 'c' }] });
    expect(name()).toEqual(['c', 'c']);
    runs.update(runId, { runName: '' });
    expect(name()).toEqual(['c', 'c']);
  });

  test('that is deleted can be read and restored, and takes no writes', () => {
    const { runs, runLog } = openStore();
    const { runId } = runs.create({ experimentId: '0' }).info;
    runs.delete(runId);
    runs.delete(runId);
    expect(runs.get(runId).info.lifecycleStage).toBe('deleted');
    const writes = [
      () => runs.update(runId, { runName: 'x' }),
      () => runLog.log(runId, { tags: [{ key: 'k', value: 'v' }] }),
      () => runLog.deleteTag(runId, RUN_NAME_TAG),
    ];
    for (const write of writes) expect(write).toThrow(expect.objectContaining(deletedState(runId)));
    runs.restore(runId);
    runLog.log(runId, { tags: [{ key: 'k', value: 'v' }] });
    expect(runs.info(runId).lifecycleStage).toBe('active');
  });

  test('that does not exist is said to be missing by everything that needs it', () => {
    const { runs, runLog } = openStore();
    const missing = { code: 'RESOURCE_DOES_NOT_EXIST', message: 'Run with id=x not found' };
    const calls = [
      () => runs.get('x'),
      () => runs.info('x'),
      () => runs.update('x', {}),
      () => runs.delete('x'),
      () => runs.restore('x'),
      () => runLog.log('x', {}),
      () => runLog.history('x', 'm'),
    ];
    for (const call of calls) expect(call).toThrow(expect.objectContaining(missing));
    expect([runs.find('x'), runs.findInfo('x')]).toEqual([undefined, undefined]);
  });

  test('is found by its name while no other active run bears it', () => {
    const { runs } = openStore();
    const first = runs.create({ experimentId: '0', runName: 'twin' });
    expect(runs.findByUniqueName('twin')).toEqual(first);
    const second = runs.create({ experimentId: '0', runName: 'twin' });
    expect(runs.findByUniqueName('twin')).toBeUndefined();
    runs.delete(second.info.runId);
    expect(runs.findByUniqueName('twin')).toEqual(first);
    expect(runs.findByUniqueName('nobody')).toBeUndefined();
  });
});
