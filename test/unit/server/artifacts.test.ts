import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { serveNewStore } from './served.ts';

const PROXY = '/api/2.0/mlflow-artifacts/artifacts';
const UPLOAD = '/ajax-api/2.0/mlflow/upload-artifact';

test('a part of a file can be asked for', async () => {
  const served = await serveNewStore();
  await served.send('PUT', `${PROXY}/0/digits`, '0123456789');
  const ranges = ['bytes=2-4', 'bytes=7-', 'bytes=-2', 'bytes=5-99', 'bytes=20-30', 'bytes=1-2,4-5', 'lines=1-2'];
  const parts: unknown[] = [];
  for (const range of ranges) {
    const { status, text, headers } = await served.send('GET', `${PROXY}/0/digits`, undefined, { Range: range });
    parts.push([range, status, text, headers['content-range']]);
  }
  expect(parts).toEqual([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=20-30', 416, expect.stringContaining('The file has no such bytes: it has 10.'), 'bytes */10'],
    ['bytes=1-2,4-5', 200, '0123456789', undefined],
    ['lines=1-2', 200, '0123456789', undefined],
  ]);
});

test('listing and fetching say what is there, and nothing for what is not', async () => {
  const served = await serveNewStore();
  await served.send('PUT', `${PROXY}/0/d/b.txt`, 'bb');
  await served.send('PUT', `${PROXY}/0/d/a/x`, '');
  const ask = async (target: string) => {
    const { status, text } = await served.send('GET', target);
    return [status, JSON.parse(text) as unknown];
  };
  expect(await ask(`${PROXY}?path=0/d`)).toEqual([
    200,
    {
      files: [
        { path: 'a', is_dir: true },
        { path: 'b.txt', is_dir: false, file_size: 2 },
      ],
    },
  ]);
  expect(await ask(`${PROXY}?path=0/d/b.txt`)).toEqual([200, {}]);
  expect(await ask(`${PROXY}?path=nothing`)).toEqual([200, {}]);
  expect(await ask(`${PROXY}/0/nothing`)).toEqual([
    404,
    { error_code: 'RESOURCE_DOES_NOT_EXIST', message: "No such artifact: '0/nothing'" },
  ]);
  expect((await ask(`${PROXY}/0/d`))[0]).toBe(400);
  expect((await served.send('PUT', `${PROXY}/0/d/`, 'x')).status).toBe(400);
  expect((await served.send('GET', `${PROXY}/0/d/a/x`)).text).toBe('');
});

test('the artifacts of a run and of a logged model are listed with paths from their roots', async () => {
  const served = await serveNewStore();
  const { run } = await served.ok<{ run: { info: { run_id: string; artifact_uri: string } } }>('POST', 'runs/create', {
    experiment_id: '0',
  });
  const { model } = await served.ok<{ model: { info: { model_id: string; artifact_uri: string } } }>(
    'POST',
    'logged-models',
    { experiment_id: '0', name: 'm' },
  );
  const files = served.stores.store.artifacts;
  await files.write(`${run.info.artifact_uri.replace('mlflow-artifacts:/', '')}/d/x.json`, '{}');
  await files.write(`${model.info.artifact_uri.replace('mlflow-artifacts:/', '')}/d/MLmodel`, 'x');
  mkdirSync(path.join(served.directory, 'artifacts/0/empty'));
  const ofRun = `artifacts/list?run_id=${run.info.run_id}`;
  expect([
    await served.ok('GET', ofRun),
    await served.ok('GET', `${ofRun}&path=d`),
    await served.ok('GET', `${ofRun}&path=missing`),
    await served.ok('GET', `logged-models/${model.info.model_id}/artifacts/directories?artifact_directory_path=d`),
  ]).toEqual([
    { root_uri: run.info.artifact_uri, files: [{ path: 'd', is_dir: true }] },
    { root_uri: run.info.artifact_uri, files: [{ path: 'd/x.json', is_dir: false, file_size: 2 }] },
    { root_uri: run.info.artifact_uri },
    { root_uri: model.info.artifact_uri, files: [{ path: 'd/MLmodel', is_dir: false, file_size: 1 }] },
  ]);
});

describe("the addresses of MLflow's own pages", () => {
  async function withFiles() {
    const served = await serveNewStore();
    const { store } = served.stores;
    const run = store.runs.create({ experimentId: '0' }).info;
    const model = store.loggedModels.create({ experimentId: '0', name: 'm', sourceRunId: run.runId });
    store.registry.create('N');
    store.registry.versions.create({ name: 'N', source: 'models:/m', storageLocation: model.artifactUri });
    store.registry.versions.create({ name: 'N', source: 's3://bucket/m' });
    await served.send('PUT', `${PROXY}/0/models/${model.modelId}/artifacts/MLmodel`, 'flavors: {}');
    return { served, run, model };
  }

  test('send a file of a run, of a logged model and of a registered version', async () => {
    const { served, run, model } = await withFiles();
    const upload = `${UPLOAD}?run_uuid=${run.runId}&path=d/x%20y.txt`;
    const sent = await served.send('POST', upload, '{"not":"json', { 'Content-Type': undefined });
    expect([sent.status, sent.text]).toEqual([200, '']);
    const targets = [
      `/get-artifact?run_id=${run.runId}&path=d/x%20y.txt`,
      `/get-artifact?run_uuid=${run.runId}&path=d/x%20y.txt`,
      `/ajax-api/2.0/mlflow/logged-models/${model.modelId}/artifacts/files?artifact_file_path=MLmodel`,
      '/model-versions/get-artifact?name=N&version=1&path=MLmodel',
    ];
    const replies = await Promise.all(targets.map((target) => served.send('GET', target)));
    expect(replies.map(({ status, text, headers }) => [status, text, headers['content-type']])).toEqual([
      [200, '{"not":"json', 'text/plain'],
      [200, '{"not":"json', 'text/plain'],
      [200, 'flavors: {}', 'text/plain'],
      [200, 'flavors: {}', 'text/plain'],
    ]);
  });

  test('say what is missing', async () => {
    const { served, run, model } = await withFiles();
    const files = `/ajax-api/2.0/mlflow/logged-models/${model.modelId}/artifacts/files`;
    const ask = async (method: string, target: string, body?: string | Uint8Array) => {
      const { status, text } = await served.send(method, target, body);
      return `${status} ${(JSON.parse(text) as { message: string }).message}`;
    };
    const none = '0'.repeat(32);
    expect([
      await ask('GET', `/get-artifact?run_id=${none}&path=x`),
      await ask('GET', `/get-artifact?run_id=${run.runId}&path=x`),
      await ask('GET', '/model-versions/get-artifact?name=N&version=9&path=x'),
      await ask('GET', '/model-versions/get-artifact?name=N&version=2&path=x'),
      await ask('GET', files),
      await ask('GET', `/ajax-api/2.0/mlflow/logged-models/m-${none}/artifacts/files?artifact_file_path=x`),
      await ask('POST', UPLOAD, 'x'),
      await ask('POST', `${UPLOAD}?run_uuid=${run.runId}`, 'x'),
      await ask('POST', `${UPLOAD}?run_uuid=${run.runId}&path=x`),
      await ask('POST', `${UPLOAD}?run_uuid=${run.runId}&path=x`, new Uint8Array(10 * 1024 * 1024 + 1)),
    ]).toEqual([
      `404 Run with id=${none} not found`,
      `404 No such artifact: '0/${run.runId}/artifacts/x'`,
      '404 Model Version (name=N, version=9) not found',
      '404 The files of this version are not in this store: s3://bucket/m',
      '400 Request must include the "artifact_file_path" query parameter.',
      `404 Logged model with ID 'm-${none}' not found.`,
      '400 Request must specify run_uuid.',
      '400 Request must specify path.',
      '400 Request must specify data.',
      '400 Artifact size is too large. Max size is 10MB.',
    ]);
  });

  test('offer no signed address: files go through this server', async () => {
    const { served, run, model } = await withFiles();
    const ask = async (way: string, body: object) => {
      const [status, answer] = await served.call('POST', `artifacts/presigned-${way}-url`, body);
      return `${status} ${(answer as { message: string }).message}`;
    };
    expect([
      await ask('upload', { run_id: run.runId, path: 'x' }),
      await ask('upload', { model_id: model.modelId, path: 'x' }),
      await ask('upload', { run_id: run.runId, model_id: model.modelId, path: 'x' }),
      await ask('download', { run_id: run.runId, path: 'x', expiration: 0 }),
      await ask('download', { run_id: run.runId, path: 'x' }),
    ]).toEqual([
      expect.stringMatching(/^400 Presigned upload is not supported for proxied artifact storage/),
      expect.stringMatching(/^400 Presigned upload is not supported for proxied artifact storage/),
      '400 Exactly one of run_id and model_id must be provided.',
      '400 expiration must be between 1 and 604800 seconds (got 0).',
      expect.stringMatching(/^400 Presigned download is not supported for runs with proxied artifact storage/),
    ]);
  });

  test('sum up the datasets of experiments', async () => {
    const { served, run } = await withFiles();
    const dataset = { name: 'd', digest: '1', source_type: 'code', source: '{}' };
    const context = { key: 'mlflow.data.context', value: 'training' };
    await served.ok('POST', 'runs/log-inputs', {
      run_id: run.runId,
      datasets: [{ tags: [context], dataset }, { dataset: { ...dataset, digest: '2' } }],
    });
    const ask = async (experimentIds: readonly string[]) => {
      const body = JSON.stringify({ experiment_ids: experimentIds });
      const target = '/ajax-api/2.0/mlflow/experiments/search-datasets';
      const { text } = await served.send('POST', target, body, { 'Content-Type': 'application/json' });
      return JSON.parse(text) as unknown;
    };
    expect([await ask(['0', '7']), await ask(['7'])]).toEqual([
      {
        dataset_summaries: [
          { experiment_id: '0', name: 'd', digest: '1', context: 'training' },
          { experiment_id: '0', name: 'd', digest: '2' },
        ],
      },
      {},
    ]);
    expect(await ask([])).toMatchObject({ error_code: 'INVALID_PARAMETER_VALUE' });
    expect(await ask(Array.from({ length: 21 }, (_, index) => String(index)))).toMatchObject({
      message: 'SearchDatasets request cannot specify more than 20 experiment_ids. Received 21 experiment_ids.',
    });
  });
});
