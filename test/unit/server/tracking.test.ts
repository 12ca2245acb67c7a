import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { serveNewStore, type Served } from './served.ts';

interface RunAnswer {
  readonly run: { readonly info: { readonly run_id: string; readonly artifact_uri: string } };
}

async function newRun(served: Served, fields: object = {}): Promise<string> {
  const { run } = await served.ok<RunAnswer>('POST', 'runs/create', { experiment_id: '0', ...fields });
  return run.info.run_id;
}

describe('runs', () => {
  test('a run is created, logged to, ended and read back whole', async () => {
    const served = await serveNewStore();
    const created = await served.ok<RunAnswer>('POST', 'runs/create', {
      experiment_id: '0',
      user_id: 'ada',
      start_time: 1000,
      run_name: 'first',
      tags: [{ key: 'mlflow.user', value: 'ada' }],
    });
    const id = created.run.info.run_id;
    const info = {
      run_uuid: id,
      run_id: id,
      experiment_id: '0',
      run_name: 'first',
      user_id: 'ada',
      status: 'RUNNING',
      start_time: 1000,
      artifact_uri: `mlflow-artifacts:/0/${id}/artifacts`,
      lifecycle_stage: 'active',
    };
    const tags = [
      { key: 'mlflow.runName', value: 'first' },
      { key: 'mlflow.user', value: 'ada' },
    ];
    expect(created.run).toEqual({ info, data: { tags }, inputs: {} });
    await served.ok('POST', 'runs/log-parameter', { run_uuid: id, run_id: id, key: 'lr', value: '0.1' });
    await served.ok('POST', 'runs/log-metric', { run_id: id, key: 'loss', value: 'NaN', timestamp: 5, step: 0 });
    await served.ok('POST', 'runs/log-batch', {
      run_id: id,
      metrics: [
        { key: 'acc', value: 0, timestamp: '7', step: '2', run_id: id },
        { key: 'acc', value: true, timestamp: 8 },
        { key: 'inf', value: '-Infinity', timestamp: 9.0 },
      ],
      params: [{ key: 'empty', value: '' }],
      tags: [{ key: 'note', value: 'line\nbreak' }],
    });
    await served.ok('POST', 'runs/outputs', { run_id: id, models: [{ model_id: 'm-1', step: 3 }] });
    await served.ok('POST', 'runs/log-inputs', {
      run_id: id,
      datasets: [
        {
          tags: [{ key: 'mlflow.data.context', value: 'eval' }],
          dataset: { name: 'd', digest: 'abc', source_type: 'code', source: '{}', sourceType: null },
        },
      ],
      models: [{ model_id: 'm-2' }],
    });
    const updated = await served.ok('POST', 'runs/update', { run_id: id, status: 'FINISHED', end_time: 2000 });
    const ended = { ...info, status: 'FINISHED', end_time: 2000 };
    expect(updated).toEqual({ run_info: ended });
    expect(await served.ok('GET', `runs/get?run_uuid=${id}`)).toEqual({
      run: {
        info: ended,
        data: {
          metrics: [
            { key: 'acc', value: 0, timestamp: 7, step: 2 },
            { key: 'inf', value: '-Infinity', timestamp: 9, step: 0 },
            { key: 'loss', value: 'NaN', timestamp: 5, step: 0 },
          ],
          params: [
            { key: 'empty', value: '' },
            { key: 'lr', value: '0.1' },
          ],
          tags: [tags[0], tags[1], { key: 'note', value: 'line\nbreak' }],
        },
        inputs: {
          dataset_inputs: [
            {
              tags: [{ key: 'mlflow.data.context', value: 'eval' }],
              dataset: { name: 'd', digest: 'abc', source_type: 'code', source: '{}' },
            },
          ],
          model_inputs: [{ model_id: 'm-2' }],
        },
        outputs: { model_outputs: [{ model_id: 'm-1', step: 3 }] },
      },
    });
  });

  test('64-bit steps and times keep every digit on the way in and out', async () => {
    const served = await serveNewStore();
    const id = await newRun(served);
    const body = `{"run_id":"${id}","key":"m","value":1.5,"timestamp":9223372036854775807,"step":-9223372036854775808}`;
    await served.send('POST', '/api/2.0/mlflow/runs/log-metric', body, { 'Content-Type': 'application/json' });
    const { text } = await served.send('GET', `/api/2.0/mlflow/metrics/get-history?run_id=${id}&metric_key=m`);
    expect(text).toBe(
      '{"metrics":[{"key":"m","value":1.5,"timestamp":9223372036854775807,"step":-9223372036854775808}]}',
    );
  });

  test('names follow the tag and the tag the name; contradictions are refused', async () => {
    const served = await serveNewStore();
    const id = await newRun(served);
    const nameOf = () => {
      const { info, tags } = served.stores.store.runs.get(id);
      return [info.runName, tags.find((tag) => tag.key === 'mlflow.runName')?.value];
    };
    expect(nameOf()[0]).toMatch(/^[a-z]+-[a-z]+-\d+$/);
    await served.ok('POST', 'runs/update', { run_id: id, runName: 'by update' });
    expect(nameOf()).toEqual(['by update', 'by update']);
    await served.ok('POST', 'runs/set-tag', { run_id: id, key: 'mlflow.runName', value: 'by tag' });
    expect(nameOf()).toEqual(['by tag', 'by tag']);
    await served.ok('POST', 'runs/update', { run_id: id, status: 'BOGUS' });
    expect(served.stores.store.runs.info(id).status).toBe('RUNNING');
    const contradiction = { experiment_id: '0', run_name: 'a', tags: [{ key: 'mlflow.runName', value: 'b' }] };
    expect((await served.call('POST', 'runs/create', contradiction))[0]).toBe(400);
  });

  test('14: a batch sent again is kept once; another value for a param is refused', async () => {
    const served = await serveNewStore();
    const id = await newRun(served);
    const batch = {
      run_id: id,
      metrics: [1, 2, NaN].map((value, step) => ({
        key: 'm',
        value: Number.isNaN(value) ? 'NaN' : value,
        timestamp: 1,
        step,
      })),
      params: [{ key: 'p', value: 'v' }],
    };
    for (let time = 0; time < 3; time++) await served.ok('POST', 'runs/log-batch', batch);
    expect(await served.ok('GET', `metrics/get-history?run_id=${id}&metric_key=m`)).toEqual({
      metrics: [
        { key: 'm', value: 1, timestamp: 1, step: 0 },
        { key: 'm', value: 2, timestamp: 1, step: 1 },
        { key: 'm', value: 'NaN', timestamp: 1, step: 2 },
      ],
    });
    await served.ok('POST', 'runs/log-parameter', { run_id: id, key: 'p', value: 'v' });
    expect(await served.call('POST', 'runs/log-parameter', { run_id: id, key: 'p', value: 'w' })).toEqual([
      400,
      {
        error_code: 'INVALID_PARAMETER_VALUE',
        message: `Changing param values is not allowed. Param with key='p' was already logged with value='v' for run ID='${id}'. Attempted logging new value 'w'.`,
      },
    ]);
  });

  test('a history comes in pages', async () => {
    const served = await serveNewStore();
    const id = await newRun(served);
    const metrics = [0, 1, 2].map((step) => ({ key: 'm', value: step, timestamp: step, step }));
    await served.ok('POST', 'runs/log-batch', { run_id: id, metrics });
    const history = `metrics/get-history?run_id=${id}&metric_key=m`;
    const first = await served.ok<{ metrics: object[]; next_page_token: string }>('GET', `${history}&max_results=2`);
    const second = await served.ok('GET', `${history}&max_results=2&page_token=${first.next_page_token}`);
    expect([...first.metrics, second]).toEqual([metrics[0], metrics[1], { metrics: [metrics[2]] }]);
    const [zero, forged] = await Promise.all([
      served.call('GET', `${history}&max_results=0`),
      served.call('GET', `${history}&max_results=2&page_token=forged`),
    ]);
    expect([zero[0], forged[0]]).toEqual([400, 400]);
    const bulk = await served.send('GET', `/ajax-api/2.0/mlflow/metrics/get-history-bulk?run_id=${id}&metric_key=m`);
    expect(JSON.parse(bulk.text)).toEqual({ metrics: metrics.map((metric) => ({ ...metric, run_id: id })) });
    const sampled = `metrics/get-history-bulk-interval?run_ids=${id}&metric_key=m&max_results=2`;
    expect(await served.ok('GET', sampled)).toEqual({
      metrics: [metrics[0], metrics[2]].map((metric) => ({ ...metric, run_id: id })),
    });
  });

  test('what is deleted is kept and can be restored, but not written to', async () => {
    const served = await serveNewStore();
    const id = await newRun(served);
    await served.ok('POST', 'runs/delete', { run_id: id });
    const deleted = `The run ${id} must be in the 'active' state. Current state is deleted.`;
    expect(await served.call('POST', 'runs/set-tag', { run_id: id, key: 'k', value: 'v' })).toEqual([
      400,
      { error_code: 'INVALID_PARAMETER_VALUE', message: deleted },
    ]);
    await served.ok('POST', 'runs/restore', { run_id: id });
    await served.ok('POST', 'runs/set-tag', { run_id: id, key: 'k', value: 'v' });
    await served.ok('POST', 'runs/delete-tag', { run_id: id, key: 'k' });
    expect((await served.call('POST', 'runs/delete-tag', { run_id: id, key: 'k' }))[0]).toBe(404);
    expect(await served.call('GET', 'runs/get?run_id=nothing')).toEqual([
      404,
      { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'Run with id=nothing not found' },
    ]);
  });

  test('a search gives runs without what only a single run tells', async () => {
    const served = await serveNewStore();
    const id = await newRun(served, { start_time: 1 });
    await served.ok('POST', 'runs/log-inputs', { run_id: id, models: [{ model_id: 'm-2' }] });
    await served.ok('POST', 'runs/outputs', { run_id: id, models: [{ model_id: 'm-1' }] });
    const { runs } = await served.ok<{ runs: { inputs: object; outputs: object }[] }>('POST', 'runs/search', {
      experiment_ids: ['0'],
      filter: `attributes.run_id = '${id}'`,
      run_view_type: 'ACTIVE_ONLY',
      max_results: 10,
    });
    expect(runs.map(({ inputs, outputs }) => ({ inputs, outputs }))).toEqual([
      { inputs: {}, outputs: { model_outputs: [{ model_id: 'm-1', step: 0 }] } },
    ]);
    expect(await served.ok('POST', 'runs/search', { filter: '' })).toEqual({});
  });

  test('13: hostile searches are refused and say nothing of the database', async () => {
    const served = await serveNewStore();
    await newRun(served);
    const searches = [
      { filter: "params.a='x' OR 1=1 --" },
      { filter: `${'params.a = "x" AND '.repeat(5000)}params.a = "x"` },
      { order_by: ['name; DROP TABLE runs'] },
      { page_token: 'forged' },
      { page_token: Buffer.from('{"offset":-1}').toString('base64') },
      { max_results: 1e9 },
      { max_results: 0 },
      { experiment_ids: ["0' OR 1=1"] },
    ];
    const answers = [];
    for (const search of searches) {
      answers.push(await served.call('POST', 'runs/search', { experiment_ids: ['0'], ...search }));
    }
    expect(answers.map(([status]) => status)).toEqual(searches.map(() => 400));
    expect(
      answers
        .map((answer) => JSON.stringify(answer))
        .filter((text) => /SELECT|sqlite|no such column|Missing value/i.test(text)),
    ).toEqual([]);
  });
});

test('experiments are created, found, renamed, tagged, deleted and restored', async () => {
  const served = await serveNewStore();
  expect(await served.call('GET', 'experiments/get-by-name?experiment_name=sentiment')).toEqual([
    404,
    { error_code: 'RESOURCE_DOES_NOT_EXIST', message: "Could not find experiment with name 'sentiment'" },
  ]);
  const created = { name: 'sentiment', tags: [{ key: 'team', value: 'nlp' }] };
  expect(await served.ok('POST', 'experiments/create', created)).toEqual({ experiment_id: '1' });
  expect(await served.call('POST', 'experiments/create', created)).toEqual([
    400,
    { error_code: 'RESOURCE_ALREADY_EXISTS', message: 'Experiment(name=sentiment) already exists.' },
  ]);
  await served.ok('POST', 'experiments/update', { experiment_id: '1', new_name: 'feelings' });
  await served.ok('POST', 'experiments/set-experiment-tag', { experiment_id: '1', key: 'k', value: 'v' });
  await served.ok('POST', 'experiments/delete-experiment-tag', { experiment_id: '1', key: 'team' });
  await served.ok('POST', 'experiments/delete', { experiment_id: '1' });
  const deleted = await served.ok<{ experiment: object }>('GET', 'experiments/get-by-name?experiment_name=feelings');
  expect(deleted.experiment).toEqual({
    experiment_id: '1',
    name: 'feelings',
    artifact_location: 'mlflow-artifacts:/1',
    lifecycle_stage: 'deleted',
    creation_time: expect.any(Number) as number,
    last_update_time: expect.any(Number) as number,
    workspace: 'default',
    tags: [{ key: 'k', value: 'v' }],
  });
  await served.ok('POST', 'experiments/restore', { experiment_id: '1' });
  for (const [method, body] of [
    ['GET', undefined],
    ['POST', { max_results: 5 }],
  ] as const) {
    const target = method === 'GET' ? 'experiments/search?max_results=5&view_type=ALL' : 'experiments/search';
    const { experiments } = await served.ok<{ experiments: { name: string }[] }>(method, target, body);
    expect(experiments.map((experiment) => experiment.name)).toEqual(['feelings', 'Default']);
  }
  expect((await served.call('GET', 'experiments/get?experiment_id=x'))[0]).toBe(400);
  expect((await served.call('POST', 'experiments/search', {}))[0]).toBe(400);
});

describe('models', () => {
  const MLMODEL = [
    'flavors:',
    '  python_function:',
    '    loader_module: mlflow.pyfunc.model',
    'mlflow_version: 3.17.2',
    'signature:',
    `  inputs: '[{"type": "string", "name": "text", "required": true}]'`,
    `  outputs: '[{"type": "string", "name": "sentiment", "required": true}]'`,
    '  params: null',
    '',
  ].join('\n');

  test('an MLflow 3 model is made, filled, finalized and described', async () => {
    const served = await serveNewStore();
    const runId = await newRun(served);
    const { model } = await served.ok<{ model: { info: { model_id: string; artifact_uri: string } } }>(
      'POST',
      'logged-models',
      {
        experiment_id: '0',
        name: 'sentiment_analyzer',
        source_run_id: runId,
        params: [{ key: 'p', value: '1' }],
        tags: [{ key: 't', value: '1' }],
      },
    );
    const { model_id: modelId, artifact_uri: uri } = model.info;
    const folder = uri.replace('mlflow-artifacts:/', '/api/2.0/mlflow-artifacts/artifacts/');
    await served.send('PUT', `${folder}/MLmodel`, MLMODEL);
    await served.ok('POST', 'runs/log-metric', {
      run_id: runId,
      key: 'acc',
      value: 1,
      timestamp: 3,
      model_id: modelId,
    });
    await served.ok('POST', `logged-models/${modelId}/params`, { params: [{ key: 'q', value: '2' }] });
    await served.ok('PATCH', `logged-models/${modelId}/tags`, { tags: [{ key: 't', value: '2' }] });
    const done = await served.ok<{ model: object }>('PATCH', `logged-models/${modelId}`, {
      model_id: modelId,
      status: 'LOGGED_MODEL_READY',
    });
    expect(done.model).toEqual({
      info: {
        model_id: modelId,
        experiment_id: '0',
        name: 'sentiment_analyzer',
        creation_timestamp_ms: expect.any(Number) as number,
        last_updated_timestamp_ms: expect.any(Number) as number,
        artifact_uri: `mlflow-artifacts:/0/models/${modelId}/artifacts`,
        status: 'LOGGED_MODEL_READY',
        model_type: '',
        source_run_id: runId,
        tags: [{ key: 't', value: '2' }],
      },
      data: {
        params: [
          { key: 'p', value: '1' },
          { key: 'q', value: '2' },
        ],
        metrics: [{ key: 'acc', value: 1, timestamp: 3, step: 0, model_id: modelId, run_id: runId }],
      },
    });
    const [version] = served.stores.store.loggedVersions.ofRun(runId);
    expect([
      version?.version,
      version?.status,
      version?.description?.flavors,
      version?.description?.signature?.inputs,
    ]).toEqual([1, 'LOGGED_MODEL_READY', ['python_function'], [{ type: 'string', name: 'text', required: true }]]);
    await served.ok('DELETE', `logged-models/${modelId}/tags/t`);
    expect((await served.call('DELETE', `logged-models/${modelId}/tags/t`))[0]).toBe(404);
    await served.ok('DELETE', `logged-models/${modelId}`, { model_id: modelId });
    expect((await served.call('GET', `logged-models/${modelId}`))[0]).toBe(404);
    expect((await served.call('GET', `logged-models/${modelId}?allow_deleted=true`))[0]).toBe(200);
  });

  test('a model that cannot be read is finalized all the same', async () => {
    const served = await serveNewStore();
    const { model } = await served.ok<{ model: { info: { model_id: string } } }>('POST', 'logged-models', {
      experiment_id: '0',
      name: 'm',
    });
    const target = `logged-models/${model.info.model_id}`;
    const { store } = served.stores;
    rmSync(path.join(served.directory, 'artifacts'), { recursive: true });
    expect((await served.call('PATCH', target, { status: 2 }))[0]).toBe(200);
    expect(store.loggedModels.get(model.info.model_id).status).toBe('LOGGED_MODEL_READY');
  });

  test('what an MLflow 2 client logs becomes a logged version and grows the history', async () => {
    const served = await serveNewStore();
    const runId = await newRun(served);
    const log = (model: object) =>
      served.call('POST', 'runs/log-model', { run_id: runId, model_json: JSON.stringify(model) });
    const model = {
      run_id: runId,
      artifact_path: 'mod',
      utc_time_created: '2025-01-01 00:00:00.0',
      flavors: { sklearn: {} },
    };
    await served.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/0/${runId}/artifacts/mod/MLmodel`, MLMODEL);
    expect([await log(model), await log({ ...model, model_uuid: 'x' })]).toEqual([
      [200, {}],
      [200, {}],
    ]);
    const { store } = served.stores;
    expect(
      store.loggedVersions
        .ofRun(runId)
        .map((v) => [v.name, v.version, v.modelId, v.artifactUri, v.description?.mlflowVersion]),
    ).toEqual([
      ['mod', 1, null, `mlflow-artifacts:/0/${runId}/artifacts/mod`, '3.17.2'],
      ['mod', 2, null, `mlflow-artifacts:/0/${runId}/artifacts/mod`, '3.17.2'],
    ]);
    const history = store.runs.get(runId).tags.find((tag) => tag.key === 'mlflow.log-model.history')?.value ?? '';
    expect(JSON.parse(history)).toEqual([model, { ...model, model_uuid: 'x' }]);
    const refused = [await log({}), await log({ ...model, artifact_path: '../x' }), await log([])];
    expect(refused.map(([status]) => status)).toEqual([400, 400, 400]);
    expect((await served.call('POST', 'runs/log-model', { run_id: runId, model_json: '{' }))[0]).toBe(400);
  });

  test('the registry keeps models, versions, stages, aliases and tags', async () => {
    const served = await serveNewStore();
    const name = 'analyzer';
    const model = { name, description: 'd', tags: [{ key: 'a', value: '1' }] };
    await served.ok('POST', 'registered-models/create', model);
    expect((await served.call('POST', 'registered-models/create', model))[1]).toMatchObject({
      error_code: 'RESOURCE_ALREADY_EXISTS',
    });
    for (let time = 0; time < 3; time++) await served.ok('POST', 'model-versions/create', { name, source: 's3://b/m' });
    await served.ok('DELETE', 'model-versions/delete', { name, version: '3' });
    await served.ok('POST', 'model-versions/create', { name, source: 's3://b/m', description: 'fourth' });
    await served.ok('POST', 'model-versions/transition-stage', {
      name,
      version: '1',
      stage: 'production',
      archive_existing_versions: true,
    });
    await served.ok('POST', 'registered-models/alias', { name, alias: 'champion', version: '2' });
    await served.ok('POST', 'model-versions/set-tag', { name, version: '2', key: 'k', value: 'v' });
    await served.ok('POST', 'registered-models/set-tag', { name, key: 'b', value: '2' });
    await served.ok('DELETE', 'registered-models/delete-tag', { name, key: 'a' });
    const time = expect.any(Number) as number;
    const version = (number: string, more: object = {}) => ({
      name,
      version: number,
      creation_timestamp: time,
      last_updated_timestamp: time,
      current_stage: 'None',
      description: '',
      source: 's3://b/m',
      run_id: '',
      run_link: '',
      status: 'READY',
      ...more,
    });
    const second = version('2', { tags: [{ key: 'k', value: 'v' }], aliases: ['champion'] });
    expect(await served.ok('GET', `registered-models/get?name=${name}`)).toEqual({
      registered_model: {
        name,
        creation_timestamp: time,
        last_updated_timestamp: time,
        description: 'd',
        latest_versions: [version('1', { current_stage: 'Production' }), version('4', { description: 'fourth' })],
        tags: [{ key: 'b', value: '2' }],
        aliases: [{ alias: 'champion', version: '2' }],
      },
    });
    const alias = (word: string) => served.call('GET', `registered-models/alias?name=${name}&alias=${word}`);
    expect([await alias('champion'), await alias('latest'), await alias('nobody')]).toEqual([
      [200, { model_version: second }],
      [200, { model_version: version('4', { description: 'fourth' }) }],
      [400, { error_code: 'INVALID_PARAMETER_VALUE', message: 'Registered model alias nobody not found.' }],
    ]);
    const latest = await served.ok('GET', `registered-models/get-latest-versions?name=${name}&stages=Production`);
    expect(latest).toEqual({ model_versions: [version('1', { current_stage: 'Production' })] });
    const refused = [
      await served.call('POST', 'registered-models/alias', { name, alias: 'latest', version: '1' }),
      await served.call('POST', 'registered-models/alias', { name, alias: 'x', version: '9' }),
      await served.call('GET', `model-versions/get?name=${name}&version=one`),
      await served.call('GET', `model-versions/get?name=${name}&version=3`),
      await served.call('POST', 'registered-models/get-latest-versions', { name, stages: ['Bogus'] }),
      await served.call('POST', 'registered-models/create', { name: 'a/b' }),
    ];
    expect(refused.map(([status]) => status)).toEqual([400, 404, 400, 404, 400, 400]);
    await served.ok('DELETE', 'registered-models/alias', { name, alias: 'champion' });
    await served.ok('DELETE', 'model-versions/delete-tag', { name, version: '2', key: 'k' });
    await served.ok('PATCH', 'model-versions/update', { name, version: '2', description: 'second' });
    await served.ok('PATCH', 'registered-models/update', { name, description: 'e' });
    await served.ok('POST', 'registered-models/rename', { name, new_name: 'renamed' });
    expect(
      (await served.ok<{ model_version: object }>('GET', 'model-versions/get?name=renamed&version=2')).model_version,
    ).toEqual({
      ...version('2', { description: 'second' }),
      name: 'renamed',
    });
    const found = await served.ok<{ model_versions: { version: string }[] }>(
      'GET',
      "model-versions/search?filter=name%3D'renamed'",
    );
    expect(found.model_versions.map((v) => v.version).toSorted()).toEqual(['1', '2', '4']);
    await served.ok('DELETE', 'registered-models/delete', { name: 'renamed' });
    expect((await served.call('GET', 'registered-models/get?name=renamed'))[0]).toBe(404);
  });
});

test('both prefixes lead to the same routes', async () => {
  const served = await serveNewStore();
  const replies = await Promise.all(
    ['/api', '/ajax-api'].map((prefix) => served.send('GET', `${prefix}/3.0/mlflow/server-info`)),
  );
  expect(replies.map(({ text }) => JSON.parse(text))).toEqual([
    expect.objectContaining({ multipart_uploads_enabled: false }),
    expect.objectContaining({ workspaces_enabled: false }),
  ]);
  const paths = served.routes.map((route) => `${route.method} ${route.path}`);
  expect(new Set(paths).size).toBe(paths.length);
});

test('55: a store deleted while it is served is made anew, and nothing is acknowledged that was not kept', async () => {
  const served = await serveNewStore();
  const before = await newRun(served);
  rmSync(served.directory, { recursive: true });
  const after = await newRun(served);
  expect((await served.call('GET', `runs/get?run_id=${before}`))[0]).toBe(404);
  expect(served.stores.store.runs.get(after).info.runId).toBe(after);
  expect(readFileSync(path.join(served.directory, '.gitignore'), 'utf8')).toBe('*\n');
  expect(served.lines).toEqual(['The run store was deleted or replaced while it was open; it is opened anew.']);
});
