import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Metric } from '../../../src/model/run.ts';
import type { WholeRun } from '../../../src/store/bulkRuns.ts';
import { RUN_NAME_TAG } from '../../../src/store/runs.ts';
import type { Store } from '../../../src/store/store.ts';
import { buildRun } from '../../fixtures/build.ts';
import { openStore } from '../../fixtures/tempStore.ts';

const id = (number: number) => number.toString(16).padStart(32, '0');

function wholeRun(number: number, spec: Parameters<typeof buildRun>[0] = {}): WholeRun {
  const info = { runId: id(number), runName: `run ${number}`, experimentId: '0', ...spec.info };
  return buildRun({ ...spec, info });
}

/** The same run by the calls of a client, under an id of its own. */
function logOneByOne(store: Store, { info, params, metrics, tags, ...rest }: WholeRun): string {
  const { experimentId, runName, userId, startTime, status, endTime } = info;
  const { runId } = store.runs.create({ experimentId, runName, userId, startTime }).info;
  for (const param of params) store.runLog.log(runId, { params: [param] });
  for (const metric of metrics) store.runLog.log(runId, { metrics: [metric] });
  for (const tag of tags) store.runLog.log(runId, { tags: [tag] });
  const { datasetInputs: datasets = [], modelInputs = [], modelOutputs = [] } = rest;
  store.runLog.log(runId, { datasets, modelInputs, modelOutputs });
  store.runs.update(runId, { status, runName, ...(endTime === null ? {} : { endTime }) });
  if (info.lifecycleStage === 'deleted') store.runs.delete(runId);
  return runId;
}

/** A run and all its points, without what tells it from the same run under another id. */
function picture(store: Store, runId: string, keys: readonly string[]): unknown {
  const { info, ...data } = store.runs.get(runId);
  const { runId: _, artifactUri: __, ...told } = info;
  return { told, ...data, history: keys.map((key) => store.runLog.history(runId, key).items) };
}

const KEYS = ['a', 'b', 'c/d e'];
const key = fc.constantFrom(...KEYS);
const int64 = (min: bigint) =>
  fc.oneof(fc.bigInt({ min, max: 2n ** 63n - 1n }), fc.constantFrom(0n, 1n, 2n)).map((value) => {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  });
const value = fc.oneof(fc.double(), fc.constantFrom(NaN, 0, -0, Infinity, -Infinity, 1)).map((number) => number + 0);
const metric = fc.record({ key, value, timestamp: int64(0n), step: int64(-(2n ** 63n)) });
const text = fc.string({ unit: 'binary' }).filter((one) => one.isWellFormed());
const tag = fc.record({ key: fc.oneof(key, fc.constant('unicode \u{e9}')), value: text });
const dataset = fc.record({
  dataset: fc.record({
    name: key,
    digest: fc.constant('d'),
    sourceType: fc.constant('local'),
    source: fc.constant('s'),
    schema: fc.option(text),
    profile: fc.constant(null),
  }),
  tags: fc.uniqueArray(tag, { selector: (one) => one.key, maxLength: 2 }),
});
const run = fc.record({
  params: fc.uniqueArray(tag, { selector: (one) => one.key }),
  metrics: fc.array(metric, { maxLength: 30 }),
  tags: fc.array(tag, { maxLength: 6 }),
  datasetInputs: fc.uniqueArray(dataset, { selector: (one) => one.dataset.name, maxLength: 2 }),
  modelInputs: fc.uniqueArray(key),
  modelOutputs: fc.uniqueArray(fc.record({ modelId: key, step: int64(0n) }), { selector: (one) => one.modelId }),
  info: fc.record({
    runName: fc.constantFrom('first', 'second'),
    status: fc.constantFrom('RUNNING' as const, 'FINISHED' as const, 'FAILED' as const),
    startTime: int64(0n),
    endTime: fc.option(int64(0n)),
    lifecycleStage: fc.constantFrom('active' as const, 'deleted' as const),
  }),
});

test('Runs written in bulk are the runs that the calls of a client make', () => {
  const store = openStore();
  let number = 0;
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 4 }), (specs) => {
      const runs = specs.map(({ info, ...data }): WholeRun => ({ ...wholeRun(++number, { info }), ...data }));
      expect(store.bulk.write(runs)).toEqual({ written: runs.length, present: [], refused: [] });
      for (const one of runs) {
        expect(picture(store, one.info.runId, KEYS)).toEqual(picture(store, logOneByOne(store, one), KEYS));
      }
    }),
    { numRuns: 60 },
  );
});

describe('A run written in bulk', () => {
  test('keeps its id, its times and its place, and is found as others are', () => {
    const store = openStore();
    const info = { artifactUri: 's3://elsewhere/run', startTime: 5, endTime: null, status: 'KILLED' as const };
    const written = wholeRun(1, { info, params: { p: 'v' }, metrics: { m: 0.5 }, tags: { t: 'x' } });
    store.bulk.write([written]);
    const name = { key: RUN_NAME_TAG, value: 'run 1' };
    expect(store.runs.get(id(1))).toEqual({ ...written, tags: [name, { key: 't', value: 'x' }] });
    const found = store.search.runs({ experimentIds: ['0'], filter: "metrics.m > 0.4 and params.p = 'v'" });
    expect(found.items.map((one) => one.info.runId)).toEqual([id(1)]);
  });

  test('gives its points to the logged models they name', () => {
    const store = openStore();
    const { modelId } = store.loggedModels.create({ experimentId: '0', name: 'model' });
    const point: Metric = { key: 'acc', value: NaN, timestamp: 7, step: 2, modelId };
    store.bulk.write([{ ...wholeRun(1), metrics: [point, { ...point, modelId: 'unknown', step: 3 }] }]);
    expect(store.loggedModels.get(modelId).metrics).toEqual([
      { key: 'acc', value: NaN, timestamp: 7, step: 2, runId: id(1) },
    ]);
  });
});

describe('Writing many', () => {
  test('leaves runs that are there as they are, and can be repeated', () => {
    const store = openStore();
    store.bulk.write([wholeRun(1, { params: { p: 'old' } })]);
    const again = [wholeRun(1, { params: { p: 'new' } }), wholeRun(2), wholeRun(2)];
    expect(store.bulk.write(again)).toEqual({ written: 1, present: [id(1), id(2)], refused: [] });
    expect(store.bulk.write(again)).toEqual({ written: 0, present: [id(1), id(2), id(2)], refused: [] });
    expect(store.runs.get(id(1)).params).toEqual([{ key: 'p', value: 'old' }]);
  });

  test('takes from its source as it goes, in transactions that others can work between', () => {
    const store = openStore();
    let announced = 0;
    store.onDidChange(() => announced++);
    const params = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`p${index}`, 'v']));
    const seen: number[] = [];
    const result = store.bulk.write(
      (function* () {
        for (let number = 1; number <= 500; number++) {
          if (number % 250 === 0) seen.push(store.search.runs({ experimentIds: ['0'] }).items.length);
          yield wholeRun(number, { params, tags: { t: 'x' } });
        }
      })(),
    );
    expect([result.written, seen, announced]).toEqual([500, [199, 398], 3]);
  });

  test('refuses what breaks a rule, with its reason, and writes the rest', () => {
    const store = openStore();
    const broken: Readonly<Record<string, WholeRun>> = {
      'The run id is not one of MLflow.': wholeRun(2, { info: { runId: '../2' } }),
      'No Experiment with id=9 exists': wholeRun(3, { info: { experimentId: '9' } }),
      "The param 'p' has two values.": {
        ...wholeRun(4),
        params: [
          { key: 'p', value: '1' },
          { key: 'p', value: '2' },
        ],
      },
      "'step' is no 64-bit integer.": { ...wholeRun(5), metrics: [{ key: 'm', value: 1, timestamp: 0, step: 0.5 }] },
      "'start_time' is no 64-bit integer.": wholeRun(6, { info: { startTime: 2n ** 63n } }),
      'The run has no known status.': wholeRun(7, { info: { status: 'LOST' as 'KILLED' } }),
    };
    const keys = [wholeRun(8, { params: { '../p': 'v' } }), wholeRun(9, { tags: { 'a\nb': 'v' } })];
    const before = { ...wholeRun(10), metrics: [{ key: 'm', value: 1, timestamp: -1, step: 0 }] };
    const result = store.bulk.write([wholeRun(1), ...Object.values(broken), ...keys, before, wholeRun(11)]);
    const reasons = new Map(result.refused.map(({ runId, reason }) => [runId, reason]));
    expect(Object.values(broken).map((one) => reasons.get(one.info.runId))).toEqual(Object.keys(broken));
    expect([reasons.get(id(8)), reasons.get(id(9)), reasons.get(id(10))]).toEqual([
      expect.stringContaining("This name would resolve to '../p'"),
      expect.stringContaining('Names may only contain'),
      expect.stringContaining('Timestamp must be a nonnegative long'),
    ]);
    expect([result.written, result.refused.length]).toEqual([2, 9]);
    expect(
      store.search
        .runs({ experimentIds: ['0'] })
        .items.map((one) => one.info.runId)
        .toSorted(),
    ).toEqual([id(1), id(11)]);
  });

  test('keeps nothing of a transaction that fails, and nothing of it reaches the next', () => {
    const store = openStore();
    const fail = (): never => {
      throw new Error('the caller gives up');
    };
    expect(() => store.write(() => (store.bulk.write([wholeRun(1, { tags: { t: 'x' } })]), fail()))).toThrow(
      'gives up',
    );
    expect(store.runs.find(id(1))).toBeUndefined();
    store.bulk.write([wholeRun(2)]);
    expect(store.runs.get(id(2)).tags).toEqual([{ key: RUN_NAME_TAG, value: 'run 2' }]);
  });
});
