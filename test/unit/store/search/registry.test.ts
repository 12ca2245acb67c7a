import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/model/errors.ts';
import { PROMPT_TAG } from '../../../../src/model/models.ts';
import type { SearchQuery } from '../../../../src/store/search/search.ts';
import type { Store } from '../../../../src/store/store.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

function texts(search: () => readonly string[]): string {
  try {
    return search().join(' ');
  } catch (error) {
    if (error instanceof UserError && error.code === 'INVALID_PARAMETER_VALUE') return error.message;
    throw error;
  }
}

const models = (store: Store, query: SearchQuery): string =>
  texts(() => store.search.registeredModels(query).items.map((model) => model.name));
const versions = (store: Store, query: SearchQuery): string =>
  texts(() => store.search.modelVersions(query).items.map((version) => `${version.name}/${version.version}`));

const IS_PROMPT = [{ key: PROMPT_TAG, value: 'true' }];
const PROMPT_KEY = `tags.\`${PROMPT_TAG}\``;

/** Models bert and Gpt of two versions each, and the prompt "greet" of one. */
function registry(): Store {
  const store = openStore();
  const { registry: it } = store;
  it.create('bert', {
    tags: [
      { key: 'team', value: 'Red' },
      { key: '_mlflow_experiment_ids', value: ',1,2,' },
    ],
    now: 10,
  });
  it.create('Gpt', {
    tags: [
      { key: PROMPT_TAG, value: 'false' },
      { key: 'a.b', value: 'x' },
    ],
    now: 20,
  });
  it.create('greet', { tags: IS_PROMPT, now: 30 });
  it.versions.create({ name: 'bert', source: 'runs:/r1/model', runId: 'r1', now: 40 });
  it.versions.create({ name: 'Gpt', source: 's3://b/Gpt', runId: 'r2', tags: [{ key: 'ok', value: 'Yes' }], now: 40 });
  it.versions.create({ name: 'bert', source: 'runs:/r3/model', runId: 'r3', now: 50 });
  it.versions.create({ name: 'Gpt', source: 's3://b/Gpt2', now: 60 });
  it.versions.create({ name: 'greet', source: 'prompt-template', tags: IS_PROMPT, now: 70 });
  return store;
}

const UNQUOTED =
  'Parameter value is either not quoted or unidentified quote types used for string value Red. Use either single or double quotes.';

describe('A filter on registered models', () => {
  test.each([
    ['', 'Gpt bert'],
    ["name = 'bert'", 'bert'],
    ["attribute.name != 'bert'", 'Gpt'],
    ["name LIKE 'g%'", ''],
    ["name ILIKE 'g%'", 'Gpt'],
    ["name IN ('bert', 'greet')", 'bert'],
    ["name NOT IN ('bert')", 'Gpt'],
    ["tags.team = 'Red'", 'bert'],
    ["tag.team LIKE 'R_d'", 'bert'],
    ["tags.team != 'Blue'", 'bert'],
    ["tags.team ILIKE 'r%' AND name = 'bert'", 'bert'],
    ["tags._mlflow_experiment_ids LIKE '%,2,%'", 'bert'],
    ["tags.`a.b` = 'x'", 'Gpt'],
    // Prompts show only when asked for; other questions about their tag mean "no prompts".
    [`${PROMPT_KEY} = 'true'`, 'greet'],
    [`tag.\`${PROMPT_TAG}\` = 'TRUE'`, ''],
    [`${PROMPT_KEY} != 'false'`, 'greet'],
    [`${PROMPT_KEY} = 'true' AND name LIKE 'x%'`, ''],
    [`${PROMPT_KEY} = 'false'`, 'Gpt bert'],
    [`${PROMPT_KEY} != 'true'`, 'Gpt bert'],
    [`${PROMPT_KEY} LIKE 'tr%'`, 'Gpt bert'],
    [`name ILIKE '%e%' AND ${PROMPT_KEY} != 'true'`, 'bert'],
  ])('%s', (filter, expected) => {
    expect(models(registry(), { filter })).toBe(expected);
  });

  test.each([
    ["attributes.name = 'x'", "Invalid entity type 'attributes'. Valid entity types are ('attribute', 'tag', 'tags')"],
    ["`name` = 'x'", "Invalid attribute key '`name`' specified. Valid keys are '{'name'}'"],
    ["description = 'x'", "Invalid attribute key 'description' specified. Valid keys are '{'name'}'"],
    ['tags.team IS NULL', 'Invalid comparator for tag: IS NULL'],
    ['name = 1', 'Expected a quoted string value or a list of quoted string values for attributes. Got value 1'],
    ['tags.team = Red', UNQUOTED],
    ["name > 'a'", 'Invalid comparator for attribute: >'],
  ])('%s is refused', (filter, message) => {
    expect(models(registry(), { filter })).toBe(message);
  });

  test.each([
    [['name DESC'], 'bert Gpt'],
    [['timestamp'], 'bert Gpt'],
    [['last_updated_timestamp DESC'], 'Gpt bert'],
    [
      ['timestamp', 'last_updated_timestamp'],
      "`order_by` contains duplicate fields: ['timestamp', 'last_updated_timestamp']",
    ],
    [
      ['creation_timestamp'],
      "Invalid order by key 'creation_timestamp' specified. Valid keys are '{'name', 'timestamp'}'",
    ],
  ])('is ordered by %j', (orderBy, expected) => {
    expect(models(registry(), { orderBy })).toBe(expected);
  });

  test('gives pages of whole models', () => {
    const store = registry();
    const first = store.search.registeredModels({ maxResults: 1 });
    expect(first.items).toEqual([store.registry.get('Gpt')]);
    expect(models(store, { maxResults: 1, pageToken: first.nextPageToken ?? '' })).toBe('bert');
    expect(models(store, { maxResults: 1001 })).toBe(
      "Invalid value 1001 for parameter 'max_results' supplied. It must be at most 1000",
    );
  });
});

describe('A filter on model versions', () => {
  test.each([
    ['', 'Gpt/2 bert/2 Gpt/1 bert/1'],
    ["name = 'bert'", 'bert/2 bert/1'],
    ["name IN ('Gpt')", 'Gpt/2 Gpt/1'],
    ["name NOT IN ('Gpt')", 'bert/2 bert/1'],
    ["source_path = 's3://b/Gpt'", 'Gpt/1'],
    ["source_path LIKE 'runs:%'", 'bert/2 bert/1'],
    ["source_path ILIKE 'S3:%GPT'", 'Gpt/1'],
    ['version_number > 1', 'Gpt/2 bert/2'],
    ['version_number != 2', 'Gpt/1 bert/1'],
    ["version_number = '1'", 'Gpt/1 bert/1'],
    ["run_id = 'r1'", 'bert/1'],
    ["run_id IN ('r1', 'r2')", 'Gpt/1 bert/1'],
    ["run_id NOT IN ('r1', 'r2', '')", 'bert/2'],
    ["run_id LIKE 'r%' AND version_number < 2", 'Gpt/1 bert/1'],
    ["tags.ok = 'Yes'", 'Gpt/1'],
    ["tag.ok ILIKE 'y%'", 'Gpt/1'],
    [`name = 'greet'`, ''],
    [`name = 'greet' AND tag.\`${PROMPT_TAG}\` = 'true'`, 'greet/1'],
    [`${PROMPT_KEY} != 'true'`, 'Gpt/2 bert/2 Gpt/1 bert/1'],
  ])('%s', (filter, expected) => {
    expect(versions(registry(), { filter })).toBe(expected);
  });

  test.each([
    ["version_number = 'x'", "Invalid value for numeric attribute 'version_number': 'x'"],
    ['version_number > 1.5', "Invalid value for numeric attribute 'version_number': 1.5"],
    ["version_number LIKE '1'", 'Invalid comparator for attribute version_number: LIKE'],
    [
      "source_path IN ('a')",
      "Only ['name', 'run_id'] attributes support comparison with a list of quoted string values.",
    ],
    ["stage = 'None'", "Invalid attribute key 'stage' specified."],
  ])('%s is refused', (filter, message) => {
    expect(versions(registry(), { filter })).toContain(message);
  });

  test.each([
    [['name'], 'Gpt/2 Gpt/1 bert/2 bert/1'],
    [['version_number'], 'Gpt/1 bert/1 Gpt/2 bert/2'],
    [['creation_timestamp DESC', 'name DESC'], 'Gpt/2 bert/2 bert/1 Gpt/1'],
    [['last_updated_timestamp ASC'], 'Gpt/1 bert/1 bert/2 Gpt/2'],
  ])('is ordered by %j', (orderBy, expected) => {
    expect(versions(registry(), { orderBy })).toBe(expected);
  });

  test('sees prompts by the marks of versions, where models are seen by their own', () => {
    const store = registry();
    store.registry.create('by-version');
    store.registry.versions.create({ name: 'by-version', source: 's', tags: IS_PROMPT });
    store.registry.create('by-name', { tags: IS_PROMPT });
    store.registry.versions.create({ name: 'by-name', source: 's' });
    const filter = "name LIKE 'by-%'";
    expect([versions(store, { filter }), models(store, { filter })]).toEqual(['by-name/1', 'by-version']);
  });

  test('gives pages of whole versions', () => {
    const store = registry();
    const first = store.search.modelVersions({ maxResults: 3 });
    expect(first.items[0]).toEqual(store.registry.versions.get('Gpt', '2'));
    expect(versions(store, { maxResults: 3, pageToken: first.nextPageToken ?? '' })).toBe('bert/1');
  });
});
