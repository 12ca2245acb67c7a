import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/model/errors.ts';
import type { ExperimentSearch } from '../../../../src/store/search/search.ts';
import type { Store } from '../../../../src/store/store.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

function found(store: Store, query: Partial<ExperimentSearch>): string {
  try {
    const { items } = store.search.experiments({ maxResults: 100, ...query });
    return items.map((experiment) => experiment.name).join(' ');
  } catch (error) {
    if (error instanceof UserError && error.code === 'INVALID_PARAMETER_VALUE') return error.message;
    throw error;
  }
}

/** Default (id 0, made just now) and 1 Alpha, 2 beta, 3 gamma, made at 100, 200, 200. */
function fourExperiments(): Store {
  const store = openStore();
  store.experiments.create('Alpha', { now: 100, tags: [{ key: 'team', value: 'Red' }] });
  store.experiments.create('beta', { now: 200, tags: [{ key: 'a.b c', value: 'x' }] });
  store.experiments.create('gamma', { now: 200 });
  return store;
}

describe('A filter on experiments', () => {
  test.each([
    ['', 'Default beta gamma Alpha'],
    ["name = 'Alpha'", 'Alpha'],
    ["attribute.name != 'Alpha'", 'Default beta gamma'],
    ["name LIKE '%A'", ''],
    ["name ILIKE '%A'", 'beta gamma Alpha'],
    ["`name` = 'beta'", 'beta'],
    ['creation_time = 200', 'beta gamma'],
    ['creation_time < 200', 'Alpha'],
    ['last_update_time <= 200 AND creation_time > 100', 'beta gamma'],
    ["experiment_id = '1'", 'Alpha'],
    ["experiment_id != '0'", 'beta gamma Alpha'],
    ["experiment_id IN ('1', ' 02 ')", 'beta Alpha'],
    ["experiment_id NOT IN ('0', '1')", 'beta gamma'],
    ["tags.team = 'Red'", 'Alpha'],
    ["tag.team ILIKE 'r%'", 'Alpha'],
    ["tags.team != 'Blue'", 'Alpha'],
    ["tags.`a.b c` LIKE 'x'", 'beta'],
    ['tags.team IS NULL', 'Default beta gamma'],
    ['tags.team IS NOT NULL', 'Alpha'],
  ])('%s', (filter, expected) => {
    expect(found(fourExperiments(), { filter })).toBe(expected);
  });

  test.each([
    ['creation_time > 1.5', "Invalid value for numeric attribute 'creation_time': '1.5'"],
    ["creation_time > '1'", "Expected numeric value type for numeric attribute: creation_time. Found '1'"],
    ["experiment_id LIKE '1'", 'Invalid comparator for experiment_id: LIKE'],
    ["experiment_id < '1'", 'Invalid comparator for experiment_id: <'],
    ['experiment_id = 1', 'Expected a quoted string value for attributes. Got value 1'],
    ["name IN ('a')", "Only ['experiment_id'] attributes support comparison with a list of quoted string values."],
    ["params.a = 'x'", "Invalid entity type 'params'. Valid entity types are ('attribute', 'tag', 'tags')"],
    ["attributes.name = 'x'", "Invalid entity type 'attributes'. Valid entity types are ('attribute', 'tag', 'tags')"],
    [
      "lifecycle_stage = 'active'",
      "Invalid attribute key 'lifecycle_stage' specified. Valid keys are '{'name', 'experiment_id', 'creation_time', 'last_update_time'}'",
    ],
    ["name = 'a' OR name = 'b'", 'Invalid clause(s) in filter string: OR'],
    ["experiment_id = 'x'", "Invalid experiment ID 'x'. Experiment ID must be a valid integer."],
    ["name like 'a'", "Invalid comparator 'like' not one of '{'=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'}'"],
    ['name IS NULL', "IS NULL / IS NOT NULL is only supported for tags, not for attribute 'name'"],
  ])('%s is refused', (filter, message) => {
    expect(found(fourExperiments(), { filter })).toBe(message);
  });
});

describe('The order of experiments', () => {
  test.each([
    [['name'], 'Alpha Default beta gamma'],
    [['name DESC'], 'gamma beta Default Alpha'],
    [['experiment_id'], 'Default Alpha beta gamma'],
    [['attribute.experiment_id DESC'], 'gamma beta Alpha Default'],
    [['creation_time'], 'Alpha gamma beta Default'],
    [['last_update_time DESC', 'name ASC'], 'Default beta gamma Alpha'],
  ])('%j', (orderBy, expected) => {
    expect(found(fourExperiments(), { orderBy })).toBe(expected);
  });

  test('is by attributes only', () => {
    expect([found(openStore(), { orderBy: ['tags.team'] }), found(openStore(), { orderBy: ['foo'] })]).toEqual([
      'Invalid order_by entity: tag',
      "Invalid attribute key 'foo' specified. Valid keys are '{'name', 'experiment_id', 'creation_time', 'last_update_time'}'",
    ]);
  });
});

test('Experiments are found in the view asked for and page by page', () => {
  const store = fourExperiments();
  store.experiments.delete('2', 300);
  const first = store.search.experiments({ maxResults: 2 });
  const pageToken = first.nextPageToken ?? '';
  expect([
    first.items.map((experiment) => experiment.name),
    found(store, { maxResults: 2, pageToken }),
    found(store, { view: 'DELETED_ONLY' }),
    found(store, { view: 'ALL' }),
    found(store, { maxResults: 0 }),
    found(store, { maxResults: 50_001 }),
  ]).toEqual([
    ['Default', 'gamma'],
    'Alpha',
    'beta',
    'Default beta gamma Alpha',
    "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer",
    "Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000",
  ]);
  expect(first.items[0]).toEqual(store.experiments.get('0'));
});
