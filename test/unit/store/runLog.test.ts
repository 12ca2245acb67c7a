import { describe, expect, test } from 'vitest';
import type { Metric } from '../../../src/model/run.ts';
import type { RunBatch } from '../../../src/store/runLog.ts';
import { openStore } from '../../fixtures/tempStore.ts';

/** A store with one run, and what logs onto it. */
function oneRun() {
  const store = openStore();
  const { runId } = store.runs.create({ experimentId: '0', runName: 'r' }).info;
  const log = (batch: RunBatch) => store.runLog.log(runId, batch);
  const read = () => store.runs.get(runId);
  const history = (key: string, limit?: number, token?: string) => store.runLog.history(runId, key, limit, token);
  return { store, runId, log, read, history };
}

const point = (value: number, step: number | bigint, timestamp: number | bigint = 0, key = 'm'): Metric => ({
  key,
  value,
  step,
  timestamp,
});

describe('Metrics', () => {
  test('keep every digit of steps and times, NaN and infinities', () => {
    const { log, read, history } = oneRun();
    const points = [
      point(NaN, 1, 1, 'nan'),
      point(Infinity, 1, 1, 'inf'),
      point(-Infinity, 1, 1, 'minus'),
      point(0.1 + 0.2, 9_007_199_254_740_993n, 9_223_372_036_854_775_807n, 'big'),
      point(-0.5, -9_007_199_254_740_993n, 0, 'small'),
    ];
    log({ metrics: points });
    expect(read().metrics).toEqual(points.toSorted((a, b) => (a.key < b.key ? -1 : 1)));
    expect(points.flatMap((metric) => history(metric.key).items)).toEqual(points);
  });

  test('are latest by step, then time, then value; the order of logging does not matter', () => {
    const { log, read } = oneRun();
    const latest = [
      point(1, 5, 10),
      point(2, 4, 99),
      point(3, 5, 9),
      point(4, 5, 10),
      point(3.5, 5, 10),
      point(0, 6, 0),
    ].map((metric) => {
      log({ metrics: [metric] });
      return read().metrics[0]?.value;
    });
    expect(latest).toEqual([1, 1, 1, 4, 4, 0]);
  });

  test('that arrive again do not double the history; another value at the same step does add to it', () => {
    const { log, history } = oneRun();
    for (const value of [1, 1, 2, NaN, NaN, 0]) log({ metrics: [point(value, 1, 1)] });
    const values = history('m').items.map((metric) => metric.value);
    expect(new Set(values)).toEqual(new Set([0, 1, 2, NaN]));
    expect(values).toHaveLength(4);
  });

  test('have a history sorted by time, step and value, in pages', () => {
    const { log, history } = oneRun();
    log({ metrics: [point(5, 1, 30), point(2, 2, 10), point(1, 1, 10), point(4, 3, 20), point(3, 3, 20)] });
    const values = (page: { readonly items: readonly Metric[] }) => page.items.map((metric) => metric.value);
    const first = history('m', 2);
    const second = history('m', 2, first.nextPageToken);
    const last = history('m', 2, second.nextPageToken);
    expect([first, second, last].map(values)).toEqual([[1, 2], [3, 4], [5]]);
    expect([last.nextPageToken, history('m', 5).nextPageToken]).toEqual([undefined, undefined]);
    expect([values(history('m')), values(history('none'))]).toEqual([[1, 2, 3, 4, 5], []]);
  });

  test('are each on one page, whatever the pages, also points alike in all but one column', () => {
    const { log, history } = oneRun();
    const edge = 2n ** 63n - 1n;
    const integers = [0, 1, -1, edge, -edge - 1n, 9_007_199_254_740_993n];
    const values = [0, -0.5, NaN, Infinity, -Infinity, 5e-324];
    log({ metrics: integers.flatMap((time) => [0, edge].flatMap((step) => values.map((v) => point(v, step, time)))) });
    const all = history('m').items;
    expect(all).toHaveLength(72);
    for (const size of [1, 5, 71, 72]) {
      const paged: Metric[] = [];
      let token: string | undefined;
      do {
        const page = history('m', size, token);
        paged.push(...page.items);
        token = page.nextPageToken;
      } while (token !== undefined);
      expect(paged).toEqual(all);
    }
  });

  test('have pages that go on where they ended, though points came before and after', () => {
    const { log, history } = oneRun();
    log({ metrics: [10, 20, 30].map((time) => point(time, 0, time)) });
    const { nextPageToken } = history('m', 2);
    log({ metrics: [5, 15, 25, 35].map((time) => point(time, 0, time)) });
    expect(history('m', 9, nextPageToken).items.map((metric) => metric.value)).toEqual([25, 30, 35]);
  });

  test('refuse page tokens that are forged or of another history', () => {
    const { store, runId, log, history } = oneRun();
    const other = store.runs.create({ experimentId: '0' }).info.runId;
    const points = [point(1, 1), point(2, 2)];
    for (const id of [runId, other]) store.runLog.log(id, { metrics: points });
    log({ metrics: points.map((metric) => ({ ...metric, key: 'n' })) });
    const token = history('m', 1).nextPageToken ?? '';
    const forged = Buffer.from(token, 'base64url');
    forged[0] = 7;
    const wrong = ['2', 'x', 'b64=', '-1', token.slice(1), `${token}AAAA`, forged.toString('base64url')];
    const ways = [
      ...wrong.map((one) => () => history('m', 1, one)),
      () => history('n', 1, token),
      () => store.runLog.history(other, 'm', 1, token),
    ];
    for (const way of ways) expect(way).toThrow('Invalid page token, could not base64-decode');
    expect(history('m', 1, token).items).toEqual([point(2, 2)]);
  });
});

describe('Params', () => {
  test('of a megabyte, of nothing and of any letters are kept as they are', () => {
    const { log, read } = oneRun();
    const params = [
      { key: 'a', value: 'p€🙂'.repeat(250_000) },
      { key: 'b', value: '' },
      { key: 'c/d e', value: 'line\r\nline\u2028\u0000end' },
    ];
    log({ params });
    expect(read().params).toEqual(params);
  });

  test('are written once: the same value again is fine, another one is refused', () => {
    const { log, read, runId } = oneRun();
    log({ params: [{ key: 'lr', value: '1' }] });
    log({ params: [{ key: 'lr', value: '1' }] });
    expect(() => log({ params: [{ key: 'lr', value: '2' }] })).toThrow(
      `Changing param values is not allowed. Param with key='lr' was already logged with value='1' for run ID='${runId}'. Attempted logging new value '2'.`,
    );
    expect(read().params).toEqual([{ key: 'lr', value: '1' }]);
  });

  test('that conflict refuse the whole batch', () => {
    const { log, read, runId } = oneRun();
    log({ params: [{ key: 'a', value: '1' }] });
    const before = read();
    const params = [
      { key: 'b', value: '2' },
      { key: 'a', value: 'x' },
    ];
    expect(() => log({ params, metrics: [point(1, 1)], tags: [{ key: 't', value: 'v' }] })).toThrow(
      `Changing param values is not allowed. Params were already logged='[{'key': 'a', 'old_value': '1', 'new_value': 'x'}]' for run ID='${runId}'.`,
    );
    expect(read()).toEqual(before);
  });
});

test('Tags are overwritten, and deleted once', () => {
  const { store, log, read, runId } = oneRun();
  log({ tags: [{ key: 'k', value: 'old' }] });
  log({ tags: [{ key: 'k', value: 'new' }] });
  expect(read().tags).toContainEqual({ key: 'k', value: 'new' });
  store.runLog.deleteTag(runId, 'k');
  expect(read().tags).toEqual([{ key: 'mlflow.runName', value: 'r' }]);
  expect(() => store.runLog.deleteTag(runId, 'k')).toThrow(`No tag with name: k in run with id ${runId}`);
});

test('A dataset is one per name and digest in its experiment; its tags belong to the run', () => {
  const { store, log, read } = oneRun();
  const other = store.runs.create({ experimentId: '0' }).info.runId;
  const iris = { name: 'iris', digest: 'd', sourceType: 'local', source: 'first', schema: '{}', profile: null };
  const input = (source: string, context: string) => ({
    dataset: { ...iris, source },
    tags: [{ key: 'mlflow.data.context', value: context }],
  });
  log({ datasets: [input('first', 'train')] });
  log({ datasets: [input('second', 'eval')] });
  store.runLog.log(other, { datasets: [input('third', 'test')] });
  expect(read().datasetInputs).toEqual([input('first', 'train')]);
  expect(store.runs.get(other).datasetInputs).toEqual([input('first', 'test')]);
});

test('Models in and out are kept once each, whether they exist or not', () => {
  const { log, read } = oneRun();
  const modelOutputs = [{ modelId: 'm-2', step: 9_007_199_254_740_993n }];
  log({ modelInputs: ['m-1'], modelOutputs });
  log({ modelInputs: ['m-1'], modelOutputs });
  expect([read().modelInputs, read().modelOutputs]).toEqual([['m-1'], modelOutputs]);
});
