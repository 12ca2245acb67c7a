import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/model/errors.ts';
import type { LoggedModelSearch } from '../../../../src/store/search/search.ts';
import type { Store } from '../../../../src/store/store.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

function found(store: Store, query: Partial<LoggedModelSearch>): string {
  try {
    const { items } = store.search.loggedModels({ experimentIds: ['0'], ...query });
    return items.map((model) => model.name).join(' ');
  } catch (error) {
    if (error instanceof UserError && error.code === 'INVALID_PARAMETER_VALUE') return error.message;
    throw error;
  }
}

interface Point {
  readonly value: number;
  readonly on?: readonly [name: string, digest: string];
}

/** Models one, two, three of a run, made at 100, 200, 300; their metric "acc" has these points. */
function threeModels(): Store {
  const store = openStore();
  const { runId } = store.runs.create({ experimentId: '0', runName: 'r' }).info;
  const points: Readonly<Record<string, readonly Point[]>> = {
    one: [
      { value: 0.9, on: ['iris', 'd1'] },
      { value: 0.5, on: ['iris', 'd2'] },
    ],
    two: [{ value: 0.7, on: ['wine', 'd3'] }],
    three: [{ value: NaN }],
  };
  for (const [index, name] of Object.keys(points).entries()) {
    const { modelId } = store.loggedModels.create({
      experimentId: '0',
      name,
      modelType: name === 'two' ? 'Agent' : 'agent',
      sourceRunId: name === 'one' ? runId : '',
      params: [{ key: 'lr', value: `0.${index}` }],
      tags: name === 'three' ? [] : [{ key: 'my team', value: name }],
      now: (index + 1) * 100,
    });
    if (name === 'one') store.loggedModels.finalize(modelId, 'LOGGED_MODEL_READY', null, 500);
    const metrics = (points[name] ?? []).map(({ value, on }, step) => ({
      key: 'acc',
      value,
      step,
      timestamp: step,
      modelId,
      ...(on ? { datasetName: on[0], datasetDigest: on[1] } : {}),
    }));
    store.runLog.log(runId, { metrics });
  }
  return store;
}

describe('A filter on logged models', () => {
  test.each([
    ['', 'three two one'],
    ["name = 'one'", 'one'],
    ["attributes.name != 'one'", 'three two'],
    ["name LIKE 't%'", 'three two'],
    ["name ilike 'T%'", 'three two'],
    ["name IN ('one', 'two')", 'two one'],
    ["name NOT IN ('one')", 'three two'],
    ['name = "one"', ''],
    ["model_type = 'agent'", 'three one'],
    ["source_run_id = ''", 'three two'],
    ['status = 2', 'one'],
    ["status = '1'", 'three two'],
    ["status = 'READY'", ''],
    ["experiment_id = '0' AND model_id LIKE 'm-%'", 'three two one'],
    ['creation_timestamp > 100', 'three two'],
    ['creation_time <= 200', 'two one'],
    ['attributes.last_updated_timestamp = 500', 'one'],
    ["params.lr = '0.1'", 'two'],
    ['params.lr = 0.1', 'two'],
    ["tags.`my team` = 'one'", 'one'],
    ["tags.`my team` != 'one'", 'two'],
    // Any point of a metric may satisfy a condition, and a model is found once.
    ['metrics.acc > 0.6', 'two one'],
    ['metrics.acc >= 0.5 AND metrics.acc < 0.6', 'one'],
    ['metrics.acc != 0.7', 'three one'],
    ['metrics.acc <= 0', ''],
  ])('%s', (filter, expected) => {
    expect(found(threeModels(), { filter })).toBe(expected);
  });

  test.each([
    ["param.lr = '1'", "Invalid entity type: 'param'. Expected one of ['attributes', 'metrics', 'params', 'tags']."],
    ["foo = '1'", "Invalid attribute key 'foo' specified."],
    ["metrics.acc > 'x'", "Expected a numeric value. Got 'x'"],
    [
      'metrics.acc LIKE 1',
      "Invalid comparison operator for metrics.acc: 'LIKE'. Expected one of ('<', '<=', '>', '>=', '=', '!=').",
    ],
    [
      "name > 'a'",
      "Invalid comparison operator for attributes.name: '>'. Expected one of ('=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN').",
    ],
    ['params.lr IS NULL', 'Invalid comparison: params.lrIS NULL. Expected a comparison with 3 tokens.'],
    ["name = 'a' OR name = 'b'", `Invalid filter string: "name = 'a' OR name = 'b'". Expected a list of comparisons`],
  ])('%s is refused', (filter, message) => {
    expect(found(threeModels(), { filter })).toContain(message);
  });

  test('looks only at metrics on the datasets named', () => {
    const store = threeModels();
    const datasets = [{ name: 'iris', digest: 'd2' }, { name: 'wine' }];
    expect([
      found(store, { datasets }),
      found(store, { datasets: [{ name: 'iris' }] }),
      found(store, { datasets: [{ name: 'iris', digest: 'other' }] }),
      found(store, { datasets, filter: 'metrics.acc > 0.6' }),
      found(store, { datasets, filter: 'metrics.acc > 0.4' }),
      found(store, { datasets, filter: "name = 'one'" }),
    ]).toEqual(['two one', 'one', '', 'two', 'two one', 'one']);
  });
});

describe('The order of logged models', () => {
  const down = { ascending: false };
  test.each([
    [[{ fieldName: 'name' }], 'one three two'],
    [[{ fieldName: 'name', ...down }], 'two three one'],
    [[{ fieldName: 'creation_timestamp' }], 'one two three'],
    [[{ fieldName: 'model_type' }, { fieldName: 'creation_time' }], 'two one three'],
    [[{ fieldName: 'metrics.acc' }], 'one two three'],
    [[{ fieldName: 'metrics.acc', ...down }], 'two one three'],
    [[{ fieldName: 'metrics.acc', datasetName: 'wine' }], 'two three one'],
    [[{ fieldName: 'metrics.acc', ...down, datasetName: 'iris', datasetDigest: 'd1' }], 'one three two'],
    [[{ fieldName: 'metrics.none' }], 'three two one'],
  ])('%j', (orderBy, expected) => {
    expect(found(threeModels(), { orderBy })).toBe(expected);
  });

  test.each([
    [[{ fieldName: 'params.lr' }], 'Invalid order by field name: params.lr. Only metrics are supported.'],
    [[{ fieldName: 'foo' }], 'Invalid order by field name: foo'],
    [[{ fieldName: 'attributes.name' }], 'Invalid order by field name: attributes.name. Only metrics are supported.'],
  ])('%j is refused', (orderBy, message) => {
    expect(found(threeModels(), { orderBy })).toContain(message);
  });
});

test('Logged models are found whole, page by page, and not once they are deleted', () => {
  const store = threeModels();
  const first = store.search.loggedModels({ experimentIds: ['0'], maxResults: 2 });
  const [three] = first.items;
  expect(three).toEqual(store.loggedModels.get(three?.modelId ?? ''));
  const pageToken = first.nextPageToken ?? '';
  expect([
    found(store, { maxResults: 2, pageToken }),
    found(store, { maxResults: 2, pageToken, filter: "name = 'one'" }),
    found(store, { pageToken: 'x' }),
  ]).toEqual([
    'one',
    `Filter string in the page token does not match the requested filter string. Expected: "name = 'one'". Found: None`,
    'Invalid page token, could not base64-decode',
  ]);
  store.loggedModels.delete(three?.modelId ?? '');
  expect(found(store, {})).toBe('two one');
});
