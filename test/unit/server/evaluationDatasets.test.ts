import { describe, expect, test } from 'vitest';
import { serveNewStore, type Served } from './served.ts';

interface Dataset {
  readonly dataset_id: string;
  readonly [key: string]: unknown;
}

async function call(served: Served, method: string, path: string, body?: object) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const target = `/api/3.0/mlflow/datasets/${path}`;
  const reply = await served.send(method, target, body && JSON.stringify(body), json);
  return [reply.status, JSON.parse(reply.text) as Record<string, unknown>] as const;
}

async function ok<T = Record<string, unknown>>(served: Served, method: string, path: string, body?: object) {
  const [status, answer] = await call(served, method, path, body);
  if (status !== 200) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
  return answer as T;
}

async function newDataset(served: Served, fields: object = {}): Promise<Dataset> {
  const { dataset } = await ok<{ dataset: Dataset }>(served, 'POST', 'create', { name: 'questions', ...fields });
  return dataset;
}

/** The records as they are written, without what differs at every run. */
async function recordsText(served: Served, id: string): Promise<string> {
  const { records } = await ok<{ records: string }>(served, 'GET', `${id}/records`);
  return records
    .replaceAll(/dr-\w{32}/g, 'dr')
    .replaceAll(/"\w+_time":\d+/g, '"time":0')
    .replaceAll(id, 'd');
}

describe('evaluation datasets', () => {
  test('a dataset is made with its experiments and tags, and read back without records', async () => {
    const served = await serveNewStore();
    const made = await newDataset(served, { experiment_ids: ['0'], tags: '{"mlflow.user":"ada","n":1,"none":null}' });
    const { dataset_id: id, digest, created_time: time, ...rest } = made;
    expect(id).toMatch(/^d-[0-9a-f]{32}$/);
    expect(digest).toMatch(/^[0-9a-f]{8}$/);
    expect(rest).toEqual({
      name: 'questions',
      tags: '{"mlflow.user":"ada","n":"1","none":null}',
      last_update_time: time,
      created_by: 'ada',
      last_updated_by: 'ada',
      experiment_ids: ['0'],
    });
    const { experiment_ids: _, ...withoutExperiments } = made;
    expect(await ok(served, 'GET', id)).toEqual({ dataset: withoutExperiments });
    expect(await ok(served, 'GET', `${id}/experiment-ids`)).toEqual({ experiment_ids: ['0'] });
  });

  test('records with the same inputs are one record, whatever the order of their keys', async () => {
    const served = await serveNewStore();
    const { dataset_id: id } = await newDataset(served);
    const first = '[{"inputs":{"q":"why","k":1.0}},{"inputs":{"q":"how"},"outputs":"so","expectations":{"a":[1]}}]';
    expect(await ok(served, 'POST', `${id}/records`, { records: first })).toEqual({
      inserted_count: 2,
      updated_count: 0,
    });
    const again = `[{"inputs":{"k":1.0,"q":"why"},"outputs":null,"tags":{"t":"1","mlflow.user":"ada"}},
      {"inputs":{"q":"how"},"expectations":{"b":2}}]`;
    expect(await ok(served, 'POST', `${id}/records`, { records: again })).toEqual({
      inserted_count: 0,
      updated_count: 2,
    });
    expect(await recordsText(served, id)).toBe(
      `[{"dataset_record_id":"dr","dataset_id":"d","inputs":{"q":"why","k":1.0},"tags":{"t":"1","mlflow.user":"ada"},` +
        `"time":0,"time":0,"last_updated_by":"ada"},` +
        `{"dataset_record_id":"dr","dataset_id":"d","inputs":{"q":"how"},"outputs":"so","expectations":{"a":[1],"b":2},` +
        `"tags":{},"time":0,"time":0}]`,
    );
    expect(await ok(served, 'GET', id)).toMatchObject({
      dataset: {
        schema:
          '{"inputs":{"q":"string","k":"float"},"outputs":"string","expectations":{"a":"array","b":"integer"},"version":"1.0"}',
        profile: '{"num_records":2}',
        last_updated_by: 'ada',
      },
    });
  });

  test('numbers come back with the digits they were sent with', async () => {
    const served = await serveNewStore();
    const { dataset_id: id } = await newDataset(served);
    const inputs = '{"a":1.0,"b":12345678901234567890123,"c":-0,"d":1e400,"e":0.1000}';
    await ok(served, 'POST', `${id}/records`, { records: `[{"inputs":${inputs}}]` });
    expect(await recordsText(served, id)).toContain(`"inputs":${inputs}`);
  });

  test('pages of records follow each other in the order they were added', async () => {
    const served = await serveNewStore();
    const { dataset_id: id } = await newDataset(served);
    const records = JSON.stringify(Array.from({ length: 5 }, (_, n) => ({ inputs: { n } })));
    await ok(served, 'POST', `${id}/records`, { records });
    const pages: number[][] = [];
    for (let token = ''; token !== 'end';) {
      const page = `${id}/records?max_results=2&page_token=${encodeURIComponent(token)}`;
      const answer = await ok<{ records: string; next_page_token?: string }>(served, 'GET', page);
      pages.push((JSON.parse(answer.records) as { inputs: { n: number } }[]).map(({ inputs }) => inputs.n));
      token = answer.next_page_token ?? 'end';
    }
    expect(pages).toEqual([[0, 1], [2, 3], [4]]);
    expect((await call(served, 'GET', `${id}/records?page_token=forged`))[0]).toBe(400);
  });

  test('deleted records are gone and counted', async () => {
    const served = await serveNewStore();
    const { dataset_id: id } = await newDataset(served);
    await ok(served, 'POST', `${id}/records`, { records: '[{"inputs":{"n":1}},{"inputs":{"n":2}}]' });
    const { records } = await ok<{ records: string }>(served, 'GET', `${id}/records`);
    const ids = (JSON.parse(records) as { dataset_record_id: string }[]).map((record) => record.dataset_record_id);
    const gone = await ok(served, 'DELETE', `${id}/records`, { dataset_record_ids: [ids[0], 'dr-none'] });
    expect(gone).toEqual({ deleted_count: 1 });
    expect(await ok(served, 'GET', id)).toMatchObject({ dataset: { profile: '{"num_records":1}' } });
    expect(await ok(served, 'DELETE', id)).toEqual({});
    expect((await call(served, 'GET', id))[0]).toBe(404);
    expect(await ok(served, 'GET', `${id}/records`)).toEqual({ records: '[]' });
  });

  test('a search filters, orders and keeps to experiments', async () => {
    const served = await serveNewStore();
    await newDataset(served, { name: 'a', tags: '{"team":"x","mlflow.user":"ada"}' });
    await newDataset(served, { name: 'b', experiment_ids: ['0'] });
    await newDataset(served, { name: 'c', tags: '{"team":"y"}' });
    const found = async (query: object) => {
      const { datasets = [] } = await ok<{ datasets?: Dataset[] }>(served, 'POST', 'search', query);
      return datasets.map(({ name }) => name);
    };
    expect(await found({ order_by: ['name'] })).toEqual(['a', 'b', 'c']);
    expect(await found({ order_by: ['name DESC'], max_results: 2 })).toEqual(['c', 'b']);
    expect(await found({ experiment_ids: ['0'] })).toEqual(['b']);
    expect(await found({ filter_string: "tags.team = 'x'" })).toEqual(['a']);
    expect(await found({ filter_string: "name IN ('a', 'b') AND created_by = 'ada'" })).toEqual(['a']);
    expect(await found({ filter_string: "name ILIKE 'C%' AND created_time > 5" })).toEqual(['c']);
    expect((await call(served, 'POST', 'search', { filter_string: "attributes.name = 'a'" }))[1]).toEqual({
      error_code: 'INVALID_PARAMETER_VALUE',
      message: "Invalid identifier token 'attributes' specified",
    });
    expect((await call(served, 'POST', 'search', { order_by: ['digest'] }))[1]).toEqual({
      error_code: 'INVALID_PARAMETER_VALUE',
      message: "Invalid attribute key 'digest' specified. Valid keys are: {'name', 'created_time', 'last_update_time'}",
    });
  });

  test('experiments are added and removed; one that does not exist is refused', async () => {
    const served = await serveNewStore();
    const { dataset_id: id } = await newDataset(served);
    await ok(served, 'POST', `${id}/add-experiments`, { experiment_ids: ['0'] });
    expect(await call(served, 'POST', `${id}/add-experiments`, { experiment_ids: ['7'] })).toEqual([
      404,
      { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'No Experiment with id=7' },
    ]);
    expect(await ok(served, 'GET', `${id}/experiment-ids`)).toEqual({ experiment_ids: ['0'] });
    await ok(served, 'POST', `${id}/remove-experiments`, { experiment_ids: ['0', '9'] });
    expect(await ok(served, 'GET', `${id}/experiment-ids`)).toEqual({});
  });

  test.each([
    ['tags that are no JSON', 'create', { name: 'x', tags: 'no' }, "'tags' must be JSON."],
    ['tags that are a list', 'create', { name: 'x', tags: '[1]' }, "'tags' must be a JSON object."],
    ['records that are no list', '/records', { records: '{}' }, "'records' must be a JSON list of records."],
    ['a record that is a number', '/records', { records: '[1]' }, "'records[0]' must be a JSON object."],
    [
      'inputs that are no object',
      '/records',
      { records: '[{"inputs":[]}]' },
      "'records[0].inputs' must be a JSON object.",
    ],
    [
      'more records than one call may bring',
      '/records',
      { records: `[${'{},'.repeat(100_000)}{}]` },
      "'records' has 100001 records. Send at most 100000 in one call.",
    ],
    ['records nested without end', '/records', { records: '['.repeat(200_000) }, "'records' must be JSON."],
    [
      'an unknown kind of source',
      '/records',
      { records: '[{"source":{"source_type":"x"}}]' },
      "Invalid dataset record source type: X. Valid source types: ['UNSPECIFIED', 'TRACE', 'HUMAN', 'DOCUMENT', 'CODE']",
    ],
  ])('%s are refused and nothing is kept', async (_, path, body, message) => {
    const served = await serveNewStore();
    const { dataset_id: id } = await newDataset(served);
    const refused = await call(served, 'POST', path.startsWith('/') ? id + path : path, body);
    expect(refused).toEqual([400, { error_code: 'INVALID_PARAMETER_VALUE', message }]);
    expect((await ok<{ datasets: unknown[] }>(served, 'POST', 'search', {})).datasets).toHaveLength(1);
    expect(await ok(served, 'GET', `${id}/records`)).toEqual({ records: '[]' });
  });
});
